package measure

import (
	"fmt"
	"strings"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// titleClass begins the classes of titles in the lexicon; those of adjectives
// stand beside titles: a word that is in both is none here.
const (
	titleClass     = "title."
	adjectiveClass = "title.adj"
)

// Titles gives a function that knows the embedded lexicon's titles of one word,
// in any spelling, with ال or without.
func Titles() (func(word string) bool, error) {
	l, err := ner.OpenLexicon(data.Lexicon())
	if err != nil {
		return nil, fmt.Errorf("titles: %w", err)
	}
	known, adjective := make(map[string]bool), make(map[string]bool)
	for i := range l.Len() {
		e := l.Entry(i)
		key := strings.TrimPrefix(token.Key(e.Name), arabic.Article)
		switch {
		case strings.HasPrefix(e.Label, adjectiveClass):
			adjective[key] = true
		case strings.HasPrefix(e.Label, titleClass) && !strings.ContainsRune(e.Name, ' '):
			known[key] = true
		}
	}
	return func(word string) bool {
		key := strings.TrimPrefix(token.Key(word), arabic.Article)
		return known[key] && !adjective[key]
	}, nil
}
