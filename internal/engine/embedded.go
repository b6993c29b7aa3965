package engine

import (
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

// EmbeddedTopicTables are the embedded document frequencies and stop words,
// which stems come from.
func EmbeddedTopicTables() (*topics.DocFreq, *topics.StopWords, error) {
	df, err := topics.OpenDocFreq(data.DocFreq())
	if err != nil {
		return nil, nil, fmt.Errorf("alam: %w", err)
	}
	stop, err := read("stopwords.tsv", topics.ReadStopWords)
	return df, stop, err
}

// OpenClassifier opens the content of a classifier's file. It must have been
// fitted with EmbeddedTopicTables, as those of alam topics fit are.
func OpenClassifier(content string) (*vector.Classifier, error) {
	df, stop, err := EmbeddedTopicTables()
	if err != nil {
		return nil, err
	}
	c, err := vector.OpenClassifier(content, df, stop)
	if err != nil {
		return nil, fmt.Errorf("alam: %w", err)
	}
	return c, nil
}

// read reads an embedded file.
func read[T any](name string, parse func(string, io.Reader) (T, error)) (T, error) {
	b, err := fs.ReadFile(data.Files(), name)
	if err != nil {
		var none T
		return none, err
	}
	return parse("data/"+name, strings.NewReader(string(b)))
}

// readAll reads the embedded files of a pattern, in order of their names.
func readAll[T any](pattern string, parse func(string, io.Reader) ([]T, error)) ([]T, error) {
	names, err := fs.Glob(data.Files(), pattern)
	if err != nil {
		return nil, err
	}
	var out []T
	for _, n := range names {
		rows, err := read(n, parse)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}
