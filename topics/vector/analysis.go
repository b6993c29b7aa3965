package vector

import (
	"strings"
	"unicode"

	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// An analyzer gives the terms of documents. It is scratch space for one
// goroutine.
type analyzer struct {
	o       *VectorizerOptions
	stop    map[string]bool
	scanner token.Scanner
	tokens  []token.Token
	stems   *topics.Stemmer
	words   []string // "" where no n-gram may cross
	key     []byte
}

func newAnalyzer(o *VectorizerOptions, stop map[string]bool) analyzer {
	return analyzer{o: o, stop: stop}
}

// terms gives each term, as often as it occurs.
func (a *analyzer) terms(doc string, yield func(term []byte)) {
	a.words = a.words[:0]
	switch a.o.Analysis {
	case Words:
		a.pattern(strings.ToLower(doc))
	case Blanks:
		for _, w := range strings.Fields(doc) {
			a.word(w)
		}
	default:
		a.tokens = a.scanner.Append(a.tokens[:0], doc)
		a.stemTokens(a.tokens)
	}
	a.grams(yield)
}

// grams gives the runs of words.
func (a *analyzer) grams(yield func(term []byte)) {
	lo, hi := a.o.NgramRange[0], a.o.NgramRange[1]
	for i := range a.words {
		a.key = a.key[:0]
		for n := 1; n <= hi && i+n <= len(a.words) && a.words[i+n-1] != ""; n++ {
			if n > 1 {
				a.key = append(a.key, ' ')
			}
			a.key = append(a.key, a.words[i+n-1]...)
			if n >= lo {
				yield(a.key)
			}
		}
	}
}

// word adds a word, unless it is to be left out: then n-grams reach over it.
func (a *analyzer) word(w string) {
	if !a.stop[w] {
		a.words = append(a.words, w)
	}
}

// pattern finds what `(?u)\b\w\w+\b` finds: Python's \w is a letter, a number
// or an underscore, and no combining mark.
func (a *analyzer) pattern(s string) {
	from, n := -1, 0
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' {
			if from < 0 {
				from, n = i, 0
			}
			n++
			continue
		}
		if from >= 0 && n > 1 {
			a.word(s[from:i])
		}
		from = -1
	}
	if from >= 0 && n > 1 {
		a.word(s[from:])
	}
}

// stemTokens adds the stems of tokens. A stop term stands for a place that no n-gram
// reaches over.
func (a *analyzer) stemTokens(tokens []token.Token) {
	if a.stems == nil {
		a.stems = topics.NewStemmer(a.o.DF, a.o.Stop)
	}
	from := len(a.words)
	a.words = a.stems.Append(a.words, tokens)
	if len(a.stop) == 0 {
		return
	}
	for i, w := range a.words[from:] {
		if a.stop[w] {
			a.words[from+i] = ""
		}
	}
}
