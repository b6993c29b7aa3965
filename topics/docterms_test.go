package topics

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
)

// TestDocTerms: terms that are counted elsewhere give the file of CountDocFreq.
func TestDocTerms(t *testing.T) {
	words, err := OpenDocFreq(data.DocFreq())
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("../data/samples/*.txt")
	var docs []string
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, strings.Split(string(b), "\n\n")...)
	}
	each := func(yield func(string, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
	for _, least := range [][3]int{{1, 1, 1}, {2, 2, -1}, {-1, 1, 2}, {}} {
		opts := DocFreqOptions{Words: words, MinDF: least}
		want, err := CountDocFreq(each, opts)
		if err != nil {
			t.Fatal(err)
		}
		d, err := NewDocTerms(opts)
		if err != nil {
			t.Fatal(err)
		}
		df := map[string]int{}
		for _, doc := range docs {
			for _, term := range d.Append(nil, doc) {
				df[term]++
			}
		}
		got, err := PackDocFreq(maps.All(df), len(docs), opts)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("least %v: %d bytes of %d terms, want %d bytes", least, len(got), len(df), len(want))
		}
	}
	if _, err := NewDocTerms(DocFreqOptions{}); !errors.Is(err, ErrNoWords) {
		t.Errorf("no words: %v", err)
	}
	if _, err := PackDocFreq(nil, 0, DocFreqOptions{}); !errors.Is(err, ErrNoWords) {
		t.Errorf("no words: %v", err)
	}
}
