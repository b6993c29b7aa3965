package measure

import (
	"fmt"
	"strings"

	"alam/data"
	"alam/ner"
	"alam/token"
)

// titleClass begins the classes of titles in the lexicon.
const titleClass = "title."

const article = "\u0627\u0644"

// Titles gives a function that knows the embedded lexicon's titles of one word,
// in any spelling, with ال or without.
func Titles() (func(word string) bool, error) {
	l, err := ner.OpenLexicon(data.Lexicon())
	if err != nil {
		return nil, fmt.Errorf("titles: %w", err)
	}
	known := make(map[string]bool)
	for i := range l.Len() {
		e := l.Entry(i)
		if strings.HasPrefix(e.Label, titleClass) && !strings.ContainsRune(e.Name, ' ') {
			known[strings.TrimPrefix(token.Key(e.Name), article)] = true
		}
	}
	return func(word string) bool { return known[strings.TrimPrefix(token.Key(word), article)] }, nil
}
