package word

import (
	"fmt"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
)

// A Context is a way for a word to stand in a text.
type Context uint8

// The contexts that are counted. Triggers are those of the lexicon, by class;
// what stands after a word counts where the word has no proclitics.
const (
	ContextWithWa         Context = iota // و or ف joined to its front
	ContextWithBa                        // ب
	ContextWithLa                        // ل
	ContextAfterTitle                    // title, but for title.adj
	ContextAfterSay                      // say
	ContextAfterNisba                    // nisba
	ContextAfterPlaceHead                // head.loc
	ContextAfterIn                       // prep.in
	ContextAfterOrgHead                  // head.org
	ContextAfterGiven                    // name.given, those that are no ordinary word
	ContextBeforeFamily                  // name.family, those that are no ordinary word
	ContextBeforeSay                     // say, without proclitics
	ContextBeforeNisba                   // nisba
	ContextBeforeBracket                 // an opening bracket
	ContextInQuotes                      // in quotes or brackets with at most four other words
	ContextInitialWord                   // first of a sentence
	ContextCount
)

// The keys in a table of contexts of what is no Arabic word.
const (
	NumberKey = "0" // any number
	LatinKey  = "a" // any word of another script
)

// ContextKey is the key of a token in a table of contexts, proclitics and all.
func ContextKey(t *token.Token) string {
	switch t.Kind {
	case token.Number:
		return NumberKey
	case token.Latin, token.Letter:
		return LatinKey
	}
	return t.Norm
}

// Contexts says how words stand in unlabelled news: in which class of words
// that stand alike, and how often in which context. It is immutable and safe to
// share. A nil one knows no word.
type Contexts struct {
	words   flat.Words
	records string // contextRecord bytes a word
	coarse  string // per fine class the coarse one
	n       int    // coarse classes
	base    [ContextCount]float32
}

// The file of word contexts: magic, version, and the sections in this order:
// three of the words, records, coarse classes, sums.
const (
	contextMagic    = "ALAMWCX\n"
	contextVersion  = 1
	contextSections = 6
)

// contextRecord is the length of a record: the fine class, little-endian, the
// count as packCount has it, and four bits a context.
const contextRecord = 3 + (int(ContextCount)+1)/2

// A Usage is what a table says of one word.
type Usage struct {
	// Fine and Coarse are classes of words that stand alike in news, numbered
	// from 0; words of one fine class are of one coarse class.
	Fine   uint16
	Coarse uint8
	// Count is how often the word occurs, exact to 31, then to an eighth of an
	// octave.
	Count int

	levels [(ContextCount + 1) / 2]uint8
	base   *[ContextCount]float32
}

// OpenContexts opens the content of a compiled table, which it uses where it
// lies, and refuses one with the errors of gazetteer.Open.
func OpenContexts(content string) (*Contexts, error) {
	s, err := flat.Open(content, contextMagic, contextVersion, contextSections)
	if err != nil {
		return nil, fmt.Errorf("word contexts: %w", err)
	}
	w := &Contexts{records: s[3], coarse: s[4]}
	if w.words, err = flat.OpenWords(s[0], s[1], s[2]); err != nil {
		return nil, fmt.Errorf("word contexts: %w", err)
	}
	if len(w.records) != contextRecord*w.words.Len() || len(s[5]) != 4*(int(ContextCount)+1) {
		return nil, fmt.Errorf("word contexts: %w: %d bytes of records for %d words, %d of sums",
			flat.ErrCorrupt, len(w.records), w.words.Len(), len(s[5]))
	}
	for i := range w.words.Len() {
		if int(w.fine(i)) >= len(w.coarse) {
			return nil, fmt.Errorf("word contexts: %w: class of word %d", flat.ErrCorrupt, i)
		}
	}
	for _, c := range []byte(w.coarse) {
		w.n = max(w.n, int(c)+1)
	}
	sums := flat.Uint32s(s[5])
	for c := range w.base {
		if sums.At(1+c) > sums.At(0) {
			return nil, fmt.Errorf("word contexts: %w: sum of context %d", flat.ErrCorrupt, c)
		}
		// Half an occurrence more, so that no share is 0.
		w.base[c] = (float32(sums.At(1+c)) + 0.5) / (float32(sums.At(0)) + 1)
	}
	return w, nil
}

func (w *Contexts) fine(i int) uint16 {
	return uint16(w.records[contextRecord*i]) | uint16(w.records[contextRecord*i+1])<<8
}

// Classes is how many fine and coarse classes there are.
func (w *Contexts) Classes() (fine, coarse int) {
	if w == nil {
		return 0, 0
	}
	return len(w.coarse), w.n
}

// Len is the number of words.
func (w *Contexts) Len() int {
	if w == nil {
		return 0
	}
	return w.words.Len()
}

// Find gives what is known of a key without proclitics, with its article, as
// token.Cut.Form has it; false for a word the table does not hold. See Of.
func (w *Contexts) Find(key string) (Usage, bool) {
	if w == nil {
		return Usage{}, false
	}
	return w.at(w.words.Find(key))
}

// Of gives what is known of a token, the first cut bytes of whose key are
// proclitics; where the table does not hold the rest, of the token as it is.
func (w *Contexts) Of(t *token.Token, cut int) (Usage, bool) {
	if w == nil {
		return Usage{}, false
	}
	key := ContextKey(t)
	if t.Kind != token.Arabic || cut <= 0 || cut >= len(key) {
		return w.at(w.words.Find(key))
	}
	rest := key[cut:]
	if len(rest) > 4 && rest[:2] == arabic.LamS && key[cut-2:cut] == arabic.LamS { // لل is ل and the article
		var buf [128]byte
		if i := w.words.FindBytes(append(append(buf[:0], arabic.Article...), rest[2:]...)); i >= 0 {
			return w.at(i)
		}
	}
	if c, ok := w.at(w.words.Find(rest)); ok {
		return c, true
	}
	return w.at(w.words.Find(key))
}

func (w *Contexts) at(i int) (Usage, bool) {
	if i < 0 {
		return Usage{}, false
	}
	r := w.records[contextRecord*i : contextRecord*(i+1)]
	c := Usage{Fine: w.fine(i), Count: unpackCount(r[2]), base: &w.base}
	c.Coarse = w.coarse[c.Fine]
	copy(c.levels[:], r[3:])
	return c, true
}
