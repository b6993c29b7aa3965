package topics

import (
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
)

// A lexeme is what a key means for topics.
type lexeme struct {
	stem string // a part of the key for Arabic words
	id   uint32 // of the stem, in one document or one count
	cut  uint8  // bytes of the key that are proclitics
	// article says that a key such as للكتاب is read as ل + الكتاب; what is
	// shown begins at key[cut:] with the alef put back.
	article bool
	stop    match
}

// A reader finds the lexeme of a key. It is scratch space for one goroutine.
type reader struct {
	df    *DocFreq
	stop  *StopWords
	lang  *language // of words in Latin script; nil is English
	cuts  []token.Cut
	buf   []byte
	cache flat.Cache[cached] // of Arabic words, from one text to the next
}

// A cached is a lexeme by places in its key, so that it holds on to no text.
type cached struct {
	from, to, cut uint8
	article       bool
	stop          match
	text, id      uint32 // the number of its stem in this text (see scan)
	df            uint32 // of its stem
}

// maxCached is the length of a key whose places a cached can hold.
const maxCached = 255

// lexeme is that of the key that it was made from.
func (v *cached) lexeme(key string) lexeme {
	return lexeme{stem: key[v.from:v.to], id: v.id, cut: v.cut, article: v.article, stop: v.stop}
}

// use takes tables. What was worked out with others is forgotten.
func (r *reader) use(df *DocFreq, stop *StopWords) {
	if r.df != df || r.stop != stop {
		r.df, r.stop, r.cache = df, stop, flat.Cache[cached]{}
	}
}

// read fills in the lexeme of a word: everything but its id.
func (r *reader) read(key string, kind token.Kind) lexeme {
	switch kind {
	case token.Arabic:
		if len(key) > maxCached {
			return r.arabic(key)
		}
		return r.arabicWord(key).lexeme(key)
	case token.Latin:
		if len(key) < 2 {
			return lexeme{stem: key, stop: always}
		}
		x, lang := lexeme{stem: key, stop: r.stop.match(key)}, r.lang
		if lang == nil {
			lang = &languages[0]
		}
		if x.stop == never && r.stop != nil && lang != &languages[0] && lang.stop(key) {
			x.stop = always // the list has those of Arabic and English
		}
		// A Snowball stemmer (Porter 2001).
		x.stem = lang.stem(key, true)
		return x
	}
	return lexeme{stem: key, stop: r.stop.match(key)}
}

// arabicWord is arabic from the cache, for a key of at most maxCached bytes. It
// is good until the next call.
func (r *reader) arabicWord(key string) *cached {
	v, hit := r.cache.At(key)
	if !hit {
		x := r.arabic(key)
		from := strings.Index(key, x.stem) // the stem is a part of the key
		*v = cached{from: uint8(from), to: uint8(from + len(x.stem)), cut: x.cut, article: x.article, stop: x.stop, df: uint32(r.df.DF(x.stem))}
	}
	return v
}

func (r *reader) arabic(key string) lexeme {
	if len(key) < 4 { // a letter alone
		return lexeme{stem: key, stop: always}
	}
	own := startsWithParticle(key) && r.df.owns(key, r.buf)
	x := lexeme{stop: r.stop.match(key)}
	if x.stop == never && !own && r.stop != nil {
		r.cuts = token.AppendCuts(r.cuts[:0], key)
		x.stop = r.stop.matchCut(key, r.cuts[1:], r.buf)
	}
	if x.stop == always {
		x.stem = key
		return x
	}
	rest := key
	if !own && len(rest) >= 6 && (rest[:2] == arabic.WawS || rest[:2] == arabic.FehS) && r.known(rest[2:]) {
		rest = rest[2:]
		own = startsWithParticle(rest) && r.df.owns(rest, r.buf)
	}
	if !own && len(rest) >= 6 && startsWithParticle(rest) && rest[:2] != arabic.WawS && rest[:2] != arabic.FehS {
		if rest[:4] == arabic.LamS+arabic.LamS {
			if len(rest) >= 8 && r.knownStem(token.LightStem(rest)) {
				x.article = true
				rest = rest[2:]
			}
		} else if r.known(rest[2:]) {
			rest = rest[2:]
		}
	}
	x.cut = uint8(min(len(key)-len(rest), 255))
	if x.article {
		x.stem = token.LightStem(key[x.cut-2:])
	} else {
		x.stem = ownStem(rest)
	}
	return x
}

// known reports whether a rest behind proclitics is a word.
func (r *reader) known(rest string) bool {
	if r.df == nil {
		return false
	}
	if startsWithParticle(rest) && r.df.owns(rest, r.buf) {
		return true
	}
	return r.knownStem(ownStem(rest))
}

func (r *reader) knownStem(stem string) bool {
	return r.df.DF(stem) > 0
}

// ownStem is token.LightStem of a word from which proclitics were cut, so that
// a first و is the word's own: وزير and الوزير both give وزير.
func ownStem(key string) string {
	s := token.LightStem(key)
	if strings.HasPrefix(key, arabic.WawS) && len(s) <= len(key)-2 && s == key[2:2+len(s)] && !strings.HasPrefix(key, arabic.WawS+arabic.Article) {
		return key[:2+len(s)]
	}
	return s
}

// startsWithParticle reports whether a key begins with و ف ب ل or ك.
func startsWithParticle(key string) bool {
	if len(key) < 2 {
		return false
	}
	switch key[:2] {
	case arabic.WawS, arabic.FehS, arabic.BehS, arabic.LamS, arabic.KafS:
		return true
	}
	return false
}
