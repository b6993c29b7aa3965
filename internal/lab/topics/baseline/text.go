package baseline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// A Text is a text prepared for all methods.
type Text struct {
	Source    string
	words     []word
	sentences int
}

// A word is a word of the text. Number and place count all words, stop words
// too.
type word struct {
	stem, form string
	sentence   int
	stop       bool
	breaks     bool // punctuation, a number or a sentence end stands before it
}

// Data are the tables that the methods share with package topics.
type Data struct {
	DF   *topics.DocFreq
	Stop *topics.StopWords
}

// Prepare splits a text into words. The stem is light10's.
func (d Data) Prepare(src string) *Text {
	t := &Text{Source: src}
	breaks := true
	for _, k := range token.Tokenize(src) {
		if k.Has(token.SentenceStart) {
			t.sentences++
			breaks = true
		}
		if !k.IsWord() {
			breaks = true
			continue
		}
		stem := strings.ToLower(k.Norm)
		if k.Kind == token.Arabic {
			stem = token.LightStem(k.Norm)
		}
		t.words = append(t.words, word{stem, k.Surface, t.sentences - 1, len([]rune(k.Norm)) < 2 || d.Stop.Has(k.Surface), breaks})
		breaks = false
	}
	return t
}

// A phrase is a candidate of a method.
type phrase struct {
	stems  []string
	first  int   // word
	places []int // words at which it begins
	weight float64
}

// phrases gives every run of up to n words without a stop word or a break
// within, in order of first place, then the longer first.
func (t *Text) phrases(n int) []*phrase {
	index := map[string]*phrase{}
	var out []*phrase
	for i := range t.words {
		from := len(out)
		for k := 1; k <= n && i+k <= len(t.words); k++ {
			w := &t.words[i+k-1]
			if w.stop || k > 1 && w.breaks {
				break
			}
			stems := t.stems(i, k)
			key := strings.Join(stems, " ")
			p := index[key]
			if p == nil {
				p = &phrase{stems: stems, first: i}
				index[key] = p
				out = append(out, p)
			}
			p.places = append(p.places, i)
		}
		slices.Reverse(out[from:])
	}
	return out
}

func (t *Text) stems(i, n int) []string {
	out := make([]string, n)
	for k := range out {
		out[k] = t.words[i+k].stem
	}
	return out
}

// form is how the text first wrote a phrase.
func (t *Text) form(i, n int) string {
	out := make([]string, n)
	for k := range out {
		out[k] = t.words[i+k].form
	}
	return strings.Join(out, " ")
}

// best gives the heaviest phrases that keep lets pass.
func (t *Text) best(list []*phrase, n int, keep func(chosen []*phrase, p *phrase) bool) []string {
	slices.SortStableFunc(list, func(a, b *phrase) int { return cmp.Compare(b.weight, a.weight) })
	var chosen []*phrase
	var out []string
	for _, p := range list {
		if len(out) == n {
			break
		}
		if keep == nil || keep(chosen, p) {
			chosen = append(chosen, p)
			out = append(out, t.form(p.first, len(p.stems)))
		}
	}
	return out
}
