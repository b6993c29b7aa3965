// Package news reads the articles that tables are made from, for the
// generators.
package news

import (
	"iter"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/internal/corpus"
)

// Texts gives the articles of a file of JSON lines with title and text, gzipped
// or not: the title on a line of its own, then the text. An error says in which
// line.
func Texts(path string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for a, err := range corpus.Read([]string{path}, corpus.Fields{Title: "title"}, source.Options{Format: source.JSONL}) {
			if err != nil {
				yield("", err)
				return
			}
			if !yield(a.Body(), nil) {
				return
			}
		}
	}
}
