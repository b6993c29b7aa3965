package pipeline

import (
	"context"
	"maps"
	"strings"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/topics"
)

// everyDocument stands for a document among its terms, so that documents are
// counted as terms are.
const everyDocument = ""

// A TermCount is a term and how many documents hold it.
type TermCount struct {
	Term  string
	Count int
}

// docFreqOptions are how terms are counted: by the embedded table's knowledge of
// words and the embedded stop words.
func docFreqOptions(minDF [3]int) (topics.DocFreqOptions, error) {
	o := topics.DocFreqOptions{MinDF: minDF}
	var err error
	if o.Words, err = topics.OpenDocFreq(data.DocFreq()); err != nil {
		return o, err
	}
	f, err := data.Files().Open("stopwords.tsv")
	if err != nil {
		return o, err
	}
	defer f.Close()
	o.Stop, err = topics.ReadStopWords("stopwords.tsv", f)
	return o, err
}

// A keepFn keeps the terms that stand in so many documents, so that the rare
// ones, which are most, do not go to one machine.
type keepFn struct{ MinDF [3]int }

// ProcessElement gives what is kept.
func (f *keepFn) ProcessElement(term string, n int, kept func(TermCount)) error {
	if term == everyDocument || n >= f.MinDF[min(strings.Count(term, " "), 2)] {
		kept(TermCount{term, n})
	}
	return nil
}

// A tableFn makes the table of document frequencies.
type tableFn struct {
	Path  string
	MinDF [3]int
}

// ProcessElement writes the table of all terms.
func (f *tableFn) ProcessElement(ctx context.Context, _ int, terms func(*TermCount) bool) error {
	counts := map[string]int{}
	for t := (TermCount{}); terms(&t); {
		counts[t.Term] += t.Count
	}
	documents := counts[everyDocument]
	delete(counts, everyDocument)
	o, err := docFreqOptions(f.MinDF)
	if err != nil {
		return err
	}
	file, err := topics.PackDocFreq(maps.All(counts), documents, o)
	if err != nil {
		return err
	}
	return writeFile(ctx, f.Path, file)
}
