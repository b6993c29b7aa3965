package topics

import (
	"fmt"
	"hash/crc32"
	"maps"
	"slices"

	"github.com/alam-nlp/alam/token"
)

// A Stemmer gives the stems of the words of texts, for who makes vectors of them.
// It is scratch space for one goroutine; the zero value knows no tables.
type Stemmer struct{ scan scan }

// NewStemmer makes a Stemmer with tables of an Extractor; either may be nil.
func NewStemmer(df *DocFreq, stop *StopWords) *Stemmer {
	s := new(Stemmer)
	s.scan.use(df, stop)
	return s
}

// Append appends the stems of tokens, which are those of a document or of a part of
// it, without its stop words. "" stands where no phrase reaches over the place: at
// punctuation, a number, a stop word or the end of a sentence. Keyphrases of a text
// without mentions have the same stems.
func (s *Stemmer) Append(dst []string, tokens []token.Token) []string {
	r := &s.scan
	r.reset(r.df, r.stop)
	r.lang = detect(tokens)
	breaks := true
	for i := range tokens {
		t := &tokens[i]
		breaks = breaks || t.Has(token.SentenceStart) || t.Has(token.Glued)
		if !t.IsWord() {
			breaks = breaks || t.Surface != "_"
			continue
		}
		var x lexeme
		if t.Kind == token.Arabic {
			x = r.read(t.Norm, t.Kind) // which is cached
		} else {
			x = r.lexeme(t)
		}
		if x.stops(t) {
			breaks = true
			continue
		}
		if breaks || x.cut > 0 && t.After(int(x.cut)) > 0 && t.After(int(x.cut)) < len(t.Surface) {
			dst = append(dst, "")
		}
		dst = append(dst, x.stem)
		breaks = false
	}
	return dst
}

// TablesSum tells the tables of stems apart: what was fitted to stems is tied to
// the tables with this sum. Either may be nil.
func TablesSum(df *DocFreq, stop *StopWords) uint32 {
	sum := crc32.NewIEEE()
	if df != nil {
		for i := range df.words.Len() {
			fmt.Fprintf(sum, "%s\n", df.words.At(i))
		}
	}
	if stop != nil {
		for _, k := range slices.Sorted(maps.Keys(stop.keys)) {
			fmt.Fprintf(sum, "%s\t%d\n", k, stop.keys[k])
		}
	}
	return sum.Sum32()
}
