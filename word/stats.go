package word

import (
	"fmt"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/internal/near"
	"github.com/alam-nlp/alam/token"
)

// Stats says what unlabelled news knows of a word: how often it occurs as
// it is, and how often the same word takes the article, or a suffix. A common
// noun does both (كتاب، الكتاب، كتابه); a name does neither (بوتين). And how
// often it stands where a person's name must.
type Stats struct {
	words  flat.Words
	counts string // four bytes a word: packCount of bare, article, suffix, named
}

// The file of word statistics: magic, version, and the sections in this order.
const (
	statsMagic    = "ALAMWST\n"
	statsVersion  = 2
	statsSections = 4
	statsCounts   = 4
)

// A Count is the record of one word. The counts are exact to 31, and from
// there on rounded down by at most an eighth.
type Count struct {
	Bare, Article, Suffix int
	// Named is how many of the bare ones stand where a person's name must.
	Named int
}

// OpenStats opens the content of a compiled table, which it uses where it
// lies, and refuses one with the errors of gazetteer.Open.
func OpenStats(content string) (*Stats, error) {
	s, err := flat.Open(content, statsMagic, statsVersion, statsSections)
	if err != nil {
		return nil, fmt.Errorf("word statistics: %w", err)
	}
	w, err := flat.OpenWords(s[0], s[1], s[2])
	if err != nil {
		return nil, fmt.Errorf("word statistics: %w", err)
	}
	if len(s[3]) != statsCounts*w.Len() {
		return nil, fmt.Errorf("word statistics: %w: %d bytes of counts for %d words", flat.ErrCorrupt, len(s[3]), w.Len())
	}
	return &Stats{w, s[3]}, nil
}

// PackStats gives the compiled form of a table of words, in the order given.
func PackStats(words []string, counts []Count) ([]byte, error) {
	packed, err := flat.PackWords(words)
	if err != nil {
		return nil, fmt.Errorf("word statistics: %w", err)
	}
	var b []byte
	for _, c := range counts {
		b = append(b, packCount(c.Bare), packCount(c.Article), packCount(c.Suffix), packCount(c.Named))
	}
	return flat.Write(statsMagic, statsVersion, packed[0], packed[1], packed[2], b), nil
}

// packCount keeps a count in a byte: exact to 31, then in eight steps an
// octave.
func packCount(n int) byte {
	if n < 32 {
		return byte(max(n, 0))
	}
	b := 32
	for n >= 64 && b < 240 {
		n >>= 1
		b += 8
	}
	return byte(min(b+(n-32)/4, 255))
}

func unpackCount(b byte) int {
	if b < 32 {
		return int(b)
	}
	return (32 + int(b-32)%8*4) << ((b - 32) / 8)
}

// Find gives the record of a word's key; the zero record for a word the table
// does not hold.
func (w *Stats) Find(key string) Count {
	if w == nil {
		return Count{}
	}
	i := w.words.Find(key)
	if i < 0 {
		return Count{}
	}
	c := w.counts[statsCounts*i : statsCounts*(i+1)]
	return Count{unpackCount(c[0]), unpackCount(c[1]), unpackCount(c[2]), unpackCount(c[3])}
}

// Name says how often a word's key occurs in news, and how often of these where
// a person's name must stand: behind a given name, a title, بن, أبو or عبد, or
// before بن or a family name. The rest may be names too, with nothing to show
// it. The key is that of the word as written, with its article, without
// proclitics. (0, 0) is a word that the table does not hold: it occurs fewer
// than four times in all its forms.
func (w *Stats) Name(key string) (asName, total int) {
	c := w.Find(key)
	return c.Named, c.Bare
}

// Common says that the word is a common one: it is frequent, and takes the
// article or suffixes in a share that names do not.
func (c Count) Common() bool {
	return c.Bare+c.Article+c.Suffix >= 3 && (c.Article+c.Suffix)*12 >= c.Bare
}

// Rare says that the table hardly knows the word.
func (c Count) Rare() bool { return c.Bare+c.Article+c.Suffix < 8 }

// Familiarity says what the statistics make of a word.
type Familiarity uint8

const (
	Named  Familiarity = iota // frequent, and inflected as names are
	Rare                      // hardly known
	Common                    // frequent, or inflected, as common words are
)

// Familiar judges a word by its key. A word that the table hardly knows is
// common if it is a form of one that is: قراره of قرار, يواجهون of يواجه.
func (w *Stats) Familiar(key string) Familiarity {
	stem, def := strings.CutPrefix(key, arabic.Article)
	c := w.Find(stem)
	switch {
	case !c.Rare():
		if def && (c.Bare*8 >= c.Article || c.Suffix*20 >= c.Article) || !def && c.Common() {
			return Common
		}
		return Named
	case w.inflects(stem):
		return Common
	}
	return Rare
}

// The endings that a common word takes and a name does not, as keys.
var inflections = [...]string{
	"\u0647\u0645\u0627", "\u0647\u0627", "\u0647\u0645", "\u0647\u0646", "\u0646\u0627", "\u0643\u0645", // هما ها هم هن نا كم
	"\u0627\u062a", "\u0648\u0646", "\u064a\u0646", "\u0627\u0646", "\u0648\u0627", "\u062a\u0647", // ات ون ين ان وا ته
	"\u0647", "\u0627", "\u062a", "\u0643", // ه ا ت ك
}

// inflects reports whether a word is a common one with an ending.
func (w *Stats) inflects(key string) bool {
	for _, e := range inflections {
		stem, ok := strings.CutSuffix(key, e)
		if !ok || len(stem) < 6 {
			continue
		}
		if c := w.Find(stem); !c.Rare() && c.Common() {
			return true
		}
		if c := w.Find(stem + arabic.HehS); !c.Rare() && c.Common() { // ة before a suffix
			return true
		}
	}
	return false
}

// known is how often news must have a word for it to be what one with another
// letter was meant to be.
const known = 500

// Nearly gives a frequent word that differs in one letter from one of six or
// more that the table does not know at all; empty if there is none.
func (w *Stats) Nearly(key string) string {
	stem := strings.TrimPrefix(key, arabic.Article)
	if w == nil || len(stem) < 12 || !arabicKey(stem) || w.Find(key) != (Count{}) || w.Find(stem) != (Count{}) {
		return ""
	}
	for _, c := range token.AppendCuts(nil, key) {
		if rest := strings.TrimPrefix(string(c.Form(key, nil)), arabic.Article); w.Find(rest) != (Count{}) || w.inflects(rest) {
			return ""
		}
	}
	for i := range w.words.Len() {
		x := w.words.At(i)
		if n := len(x) - len(stem); n < -2 || n > 2 || unpackCount(w.counts[statsCounts*i]) < known {
			continue
		}
		if near.Distance(x, stem) == 1 {
			return key[:len(key)-len(stem)] + x
		}
	}
	return ""
}

func arabicKey(key string) bool {
	for _, r := range key {
		if r < 0x620 || r > 0x64a {
			return false
		}
	}
	return true
}
