package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"github.com/alam-nlp/alam/ner"
)

// labels are those of prose's model that name somebody or something.
var labels = map[string]ner.Label{
	"PERSON": ner.PER, "GPE": ner.LOC, "LOCATION": ner.LOC, "FACILITY": ner.LOC, "ORGANIZATION": ner.ORG,
}

// loadModel reads prose's model, which NewDocument does at every call that is
// given none.
func loadModel() *prose.Model {
	d, _ := prose.NewDocument("", prose.WithSegmentation(false)) // its error is never set
	return d.Model
}

// A word is what prose says of a token.
type word struct {
	tag   string // Penn Treebank: NNP
	label string // without B- or I-; empty for no name
	goes  bool   // on with the name before it: I-
}

// tag gives what prose says of each token of a stretch. A token that prose
// splits has what it says of the first part. It may not segment: that takes
// 8 ms a call. Its Entities run names together; the labels of its tokens do not.
func (f *Finder) tag(s *stretched) []word {
	clean, at := s.clean()
	words := make([]word, len(s.tokens))
	d, _ := prose.NewDocument(clean, prose.WithSegmentation(false), prose.UsingModel(f.model()))
	pos, k := 0, 0
	for _, p := range d.Tokens() {
		text := strings.TrimSpace(p.Text)
		i := strings.Index(clean[pos:], text)
		if i < 0 || strings.TrimSpace(clean[pos:pos+i]) != "" {
			break
		}
		start, end := at[pos+i], at[pos+i+len(text)]
		pos += i + len(text)
		for k < len(s.tokens) && s.tokens[k].End <= start {
			k++
		}
		for ; k < len(s.tokens) && s.tokens[k].Start < end; k++ {
			if words[k].tag == "" {
				words[k] = read(p)
			}
			if s.tokens[k].End > end {
				break // its other part comes with the next token of prose
			}
		}
	}
	return words
}

func read(p prose.Token) word {
	w := word{tag: p.Tag}
	if pre, label, ok := strings.Cut(p.Label, "-"); ok && labels[label] != "" {
		w.label, w.goes = label, pre == "I"
	}
	return w
}

// clean is the text with plain quotes and blanks, as prose would make it, and
// for each of its bytes and its end the byte of the source.
func (s *stretched) clean() (string, []int) {
	var b strings.Builder
	base, text := s.tokens[0].Start, s.text()
	at := make([]int, 0, len(text)+1)
	for i, r := range text {
		switch {
		case r == '\u201c' || r == '\u201d':
			r = '"'
		case r == '\u2018' || r == '\u2019':
			r = '\''
		case unicode.IsSpace(r):
			r = ' '
		case unicode.Is(unicode.Cf, r):
			continue
		}
		for range utf8.RuneLen(r) {
			at = append(at, base+i)
		}
		b.WriteRune(r)
	}
	return b.String(), append(at, base+len(text))
}

// proper reports whether prose takes one of the words for a proper noun or a name.
func proper(words []word) bool {
	for _, w := range words {
		if strings.HasPrefix(w.tag, "NNP") || w.label != "" {
			return true
		}
	}
	return false
}

// chunk gives the tokens of prose's name that begins at one, and its label; 0
// if none does. Only proper nouns begin names (the label alone takes Israeli
// for a place), with a capital. Neighbours of one label are one name: prose
// begins one at nearly every word. An organization takes what follows "of".
func chunk(s *stretched, words []word, i int) (int, string) {
	if !named(s, words, i) {
		return 0, ""
	}
	label, n := words[i].label, 1
	for i+n < len(words) {
		k := i + n
		stop := s.tokens[k].Surface == "." && words[k].label != "" // of U.S., which prose holds together
		if stop || named(s, words, k) && (words[k].label == label || words[k].goes) {
			n++
		} else if label == "ORGANIZATION" && s.tokens[k].Surface == "of" && k+1 < len(words) && named(s, words, k+1) {
			n += 2
		} else {
			break
		}
	}
	return n, label
}

func named(s *stretched, words []word, i int) bool {
	return words[i].label != "" && strings.HasPrefix(words[i].tag, "NNP") && s.capital(i)
}
