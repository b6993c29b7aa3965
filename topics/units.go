package topics

import (
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// A unit is a word or an entity: what phrases are made of.
type unit struct {
	id         uint32 // of the stem; entityBit + index for an entity
	start, end int    // bytes of the source, behind proclitics
	tok, toks  int32  // its tokens: tokens[tok : tok+toks]
	article    bool   // alef is put back when shown: ل|لأمم is الأمم
	breaks     bool   // no phrase reaches over the place before it
}

// entityBit marks the ids of entities.
const entityBit = 1 << 31

// A scan is the scratch of one goroutine: the units of a text and their stems.
type scan struct {
	reader
	text    uint32            // counts the texts, from 1
	lexemes map[string]lexeme // by key, of words that are not Arabic
	ids     map[string]uint32 // by stem
	stems   []string          // by id
	dfs     []uint32          // document frequencies of the stems
	units   []unit
}

func (s *scan) reset(df *DocFreq, stop *StopWords) {
	s.use(df, stop)
	if s.text++; s.text == 0 {
		s.text, s.cache = 1, flat.Cache[cached]{} // no word is of this text yet
	}
	if s.lexemes == nil {
		s.lexemes, s.ids = map[string]lexeme{}, map[string]uint32{}
	}
	clear(s.lexemes)
	clear(s.ids)
	clear(s.stems) // lets go of the text
	s.stems, s.dfs, s.units = s.stems[:0], s.dfs[:0], s.units[:0]
}

// lexeme finds what the word with this key means, once for each key.
func (s *scan) lexeme(t *token.Token) lexeme {
	if t.Kind == token.Arabic && len(t.Norm) <= maxCached {
		v := s.arabicWord(t.Norm)
		if v.text != s.text {
			v.text, v.id = s.text, s.id(t.Norm[v.from:v.to], v.df)
		}
		return v.lexeme(t.Norm)
	}
	x, ok := s.lexemes[t.Norm]
	if !ok {
		x = s.read(t.Norm, t.Kind)
		x.id = s.id(x.stem, uint32(s.df.DF(x.stem)))
		s.lexemes[t.Norm] = x
	}
	return x
}

// id numbers the stems of a text.
func (s *scan) id(stem string, df uint32) uint32 {
	id, seen := s.ids[stem]
	if !seen {
		id = uint32(len(s.stems))
		s.ids[stem] = id
		s.stems, s.dfs = append(s.stems, stem), append(s.dfs, df)
	}
	return id
}

// run turns tokens into units. Mentions must stand in order and not overlap;
// one that does not, or that names no entity in 0..entities-1, is passed over.
func (s *scan) run(src string, tokens []token.Token, mentions []ner.Mention, entities int) {
	s.lang = detect(tokens)
	breaks := true
	last := 0 // end of the last mention
	for i := 0; i < len(tokens); {
		t := &tokens[i]
		for len(mentions) > 0 && !usable(&mentions[0], last, t.Start, len(src), entities) {
			mentions = mentions[1:]
		}
		if len(mentions) > 0 && mentions[0].Start < t.End {
			m := &mentions[0]
			mentions = mentions[1:]
			last = m.End
			n := 1
			for i+n < len(tokens) && tokens[i+n].Start < m.End {
				n++
			}
			breaks = breaks || t.Start < m.Start || t.Has(token.SentenceStart)
			s.units = append(s.units, unit{
				id: entityBit + uint32(m.Entity), start: m.Start, end: m.End, tok: int32(i), toks: int32(n),
				article: t.Start < m.Start && lamBefore(t, m.Start), breaks: breaks,
			})
			breaks = tokens[i+n-1].End > m.End
			i += n
			continue
		}
		i++
		if t.Has(token.SentenceStart) || t.Has(token.Glued) {
			breaks = true
		}
		if t.Has(token.Address) {
			breaks = true // no part of an address is a term
			continue
		}
		if !t.IsWord() {
			breaks = breaks || t.Surface != "_" // which joins the words of a hashtag
			continue
		}
		x := s.lexeme(t)
		if x.stops(t) {
			breaks = true
			continue
		}
		u := unit{id: x.id, start: t.Start, end: t.End, tok: int32(i - 1), toks: 1, breaks: breaks}
		if x.cut > 0 {
			if at := t.After(int(x.cut)); at > 0 && at < len(t.Surface) {
				u.start, u.article = t.Start+at, x.article
				u.breaks = true
			}
		}
		s.units = append(s.units, u)
		breaks = false
	}
}

// stops reports whether a word is a stop word.
func (x *lexeme) stops(t *token.Token) bool {
	return x.stop == always || x.stop == unlessYeh && !strings.HasSuffix(t.Surface, arabic.YehS)
}

// usable reports whether a mention is in order and still to come at byte from.
func usable(m *ner.Mention, last, from, size, entities int) bool {
	return m.Start >= last && m.Start < m.End && m.End > from && m.End <= size && m.Entity >= 0 && m.Entity < entities
}

// lamBefore reports whether the name that begins within t begins with the ل of
// لل, which is the article's.
func lamBefore(t *token.Token, start int) bool {
	at := start - t.Start
	return at >= 2 && at+2 <= len(t.Surface) && t.Surface[at-2:at] == arabic.LamS && t.Surface[at:at+2] == arabic.LamS
}
