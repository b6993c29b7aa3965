package measure

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/learn"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/token"
)

// Options say what is wanted beside the scores. The zero value is the scores alone.
type Options struct {
	Scoring  eval.Options    // how mentions are compared
	Errors   bool            // what went wrong, and where
	Train    []gold.Document // names seen there against unseen ones; nil for not
	Entities bool            // scores of entities, each once per document
	// Intervals are drawn as it says; nil for none.
	Intervals *eval.BootstrapOptions
	Folds     int // score so many blocks of documents each by itself; 0 for not
	Workers   int // goroutines, 0 for one per processor; nothing depends on it
}

// ErrorOptions say how errors are told apart: titles are those of the embedded
// lexicon, and spellings are one that have one lookup key.
func (q *Options) ErrorOptions() (eval.MismatchOptions, error) {
	o := eval.MismatchOptions{Options: q.Scoring, Key: token.Key, Train: q.Train}
	var err error
	if o.Title, err = Titles(); err != nil {
		return o, err
	}
	return o, nil
}

// Score brings predictions to the gold, as gold.Align does, and reports what is
// asked. It gives the aligned predictions too.
func Score(truth, pred []gold.Document, q Options) (*eval.Report, []gold.Document, error) {
	pred, err := gold.Align(truth, pred)
	if err != nil {
		return nil, nil, err
	}
	r, err := eval.Score(truth, pred, q.Scoring)
	if err != nil {
		return nil, nil, err
	}
	if q.Folds > 0 {
		folds, err := folds(truth, pred, q.Folds, q.Scoring)
		if err != nil {
			return nil, nil, err
		}
		r.Folds, r.Notes = folds.Folds, append(r.Notes, folds.Notes...)
	}
	if q.Intervals != nil {
		if err := r.AddIntervals(*q.Intervals, q.Workers); err != nil {
			return nil, nil, err
		}
	}
	if q.Entities {
		r.DocEntities, err = eval.ScoreDocEntities(truth, pred, eval.DocEntityOptions{Options: q.Scoring, Key: token.Key})
		if err != nil {
			return nil, nil, err
		}
	}
	if q.Errors {
		o, err := q.ErrorOptions()
		if err != nil {
			return nil, nil, err
		}
		if r.Mismatches, err = eval.FindMismatches(truth, pred, o); err != nil {
			return nil, nil, err
		}
	}
	return r, pred, nil
}

// Cells are precision, recall and F1 of each label and then of all that were
// compared, in percent, as the cells of a row in Markdown, each with | behind it.
func Cells(r *eval.Report, labels []string) string {
	var b strings.Builder
	cells := func(c eval.Counts) {
		fmt.Fprintf(&b, " %s | %s | %s |", c.Precision().Percent(), c.Recall().Percent(), c.F1().Percent())
	}
	for _, l := range labels {
		c, _ := r.Strict.Get(l)
		cells(c)
	}
	cells(r.Strict.Micro)
	return b.String()
}

// folds scores n blocks of neighbouring documents, of sentences where a CoNLL
// file has fewer documents. Nothing is fitted: the blocks show the spread.
func folds(truth, pred []gold.Document, n int, o eval.Options) (*eval.Report, error) {
	o.BySentence = false
	var docs []gold.Document
	for i := range truth {
		d := truth[i]
		d.Predicted = pred[i].Mentions
		if len(truth) < n {
			docs = append(docs, d.Split(1)...)
		} else {
			docs = append(docs, d)
		}
	}
	found := make([]gold.Document, len(docs))
	for i := range docs {
		docs[i].ID = strconv.Itoa(i)
		found[i] = docs[i].Predict(docs[i].Predicted)
	}
	r, _, err := learn.ScoreFolds(docs, found, n, o)
	return r, err
}

// ManySentences reports whether gold is a single document with sentences, of which
// one draws and exchanges the sentences.
func ManySentences(gold []gold.Document) bool {
	return len(gold) == 1 && len(gold[0].Sentences) > 1
}
