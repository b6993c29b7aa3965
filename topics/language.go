package topics

import (
	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/hungarian"
	"github.com/kljensen/snowball/norwegian"
	"github.com/kljensen/snowball/spanish"
	"github.com/kljensen/snowball/swedish"

	"github.com/alam-nlp/alam/token"
)

// A language is one in Latin script that Snowball has a stemmer for.
type language struct {
	stem func(word string, stemStopwWords bool) string
	stop func(word string) bool
}

// languages are those that are told apart; of equals the first is taken, and
// English where nothing is said.
var languages = [...]language{
	{english.Stem, english.IsStopWord}, {french.Stem, french.IsStopWord}, {spanish.Stem, spanish.IsStopWord},
	{swedish.Stem, swedish.IsStopWord}, {norwegian.Stem, norwegian.IsStopWord}, {hungarian.Stem, hungarian.IsStopWord},
}

// leastStopWords is how many stop words of a language other than English a
// text must hold to be taken for it.
const leastStopWords = 3

// detect gives the language of the Latin-script words of a text: that whose stop
// words are the most among them. A name in an Arabic text says nothing, and its
// words are stemmed as English ones, as those of the document frequencies are.
func detect(tokens []token.Token) *language {
	var hits [len(languages)]int
	for i := range tokens {
		if t := &tokens[i]; t.Kind == token.Latin {
			for k := range languages {
				if languages[k].stop(t.Norm) {
					hits[k]++
				}
			}
		}
	}
	best := 0
	for k, n := range hits {
		if n > hits[best] && n >= leastStopWords {
			best = k
		}
	}
	return &languages[best]
}
