package learn

import (
	"fmt"
	"math"
	"strconv"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

// Fold is one division of documents, as indexes in order.
type Fold struct {
	Train, Test []int
}

// Folds divides documents into n blocks of neighbours whose sizes differ by at most
// one; each is the test part of one fold and training data of the others. Blocks,
// not every n-th document: neighbours are often about the same news, and a name
// that stands on both sides flatters. n must be between 2 and the number of
// documents; [gold.Document.Split] cuts up a long one.
func Folds(docs []gold.Document, n int) ([]Fold, error) {
	if n < 2 || n > len(docs) {
		return nil, fmt.Errorf("learn: %d folds of %s: want 2 to as many as there are documents", n, show.Plural(len(docs), "document"))
	}
	folds := make([]Fold, n)
	for i := range folds {
		from, to := i*len(docs)/n, (i+1)*len(docs)/n
		for d := range docs {
			if d >= from && d < to {
				folds[i].Test = append(folds[i].Test, d)
			} else {
				folds[i].Train = append(folds[i].Train, d)
			}
		}
	}
	return folds, nil
}

// CrossValidate has every document tagged by what was fitted on the other folds
// ([Folds]). fit is given training documents with their gold and test documents
// without it, and returns the test documents with its mentions ([gold.Document.Predict]
// makes one), paired as in [eval.Score]. The reports are those of [ScoreFolds].
func CrossValidate(docs []gold.Document, n int, fit func(train, test []gold.Document) ([]gold.Document, error), o eval.Options) (*eval.Report, []*eval.Report, error) {
	folds, err := Folds(docs, n)
	if err != nil {
		return nil, nil, err
	}
	pred := make([]gold.Document, len(docs))
	for i, f := range folds {
		truth := take(docs, f.Test)
		found, err := fit(take(docs, f.Train), withoutGold(truth))
		if err != nil {
			return nil, nil, fmt.Errorf("fold %d: %w", i+1, err)
		}
		order, err := gold.Pair(truth, found)
		if err != nil {
			return nil, nil, fmt.Errorf("fold %d: %w", i+1, err)
		}
		for j, d := range f.Test {
			pred[d] = found[order[j]]
			pred[d].ID = docs[d].ID
		}
	}
	return ScoreFolds(docs, pred, n, o)
}

// ScoreFolds scores documents that are tagged, paired as in [eval.Score], together and
// by folds ([Folds]). The first report is that of all documents, with the folds in
// [eval.Report].Folds; then comes that of each fold. Quote the first: F1 of the whole is not the
// mean of the folds' (Forman & Scholz 2010).
func ScoreFolds(truth, pred []gold.Document, n int, o eval.Options) (*eval.Report, []*eval.Report, error) {
	folds, err := Folds(truth, n)
	if err != nil {
		return nil, nil, err
	}
	order, err := gold.Pair(truth, pred)
	if err != nil {
		return nil, nil, err
	}
	pred = take(pred, order)
	for i := range pred {
		pred[i].ID = truth[i].ID
	}
	var reports []*eval.Report
	for i, f := range folds {
		r, err := eval.Score(take(truth, f.Test), take(pred, f.Test), o)
		if err != nil {
			return nil, nil, fmt.Errorf("fold %d: %w", i+1, err)
		}
		reports = append(reports, r)
	}
	all, err := eval.Score(truth, pred, o)
	if err != nil {
		return nil, nil, err
	}
	var f1 []float64
	for i, r := range reports {
		all.Folds = append(all.Folds, eval.PartScore{Name: "fold " + strconv.Itoa(i+1), Counts: r.Strict.Micro})
		if x := r.Strict.Micro.F1(); x.Defined() {
			f1 = append(f1, float64(x))
		}
	}
	all.Notes = append(all.Notes, foldNote(n, f1))
	return all, reports, nil
}

func foldNote(n int, f1 []float64) string {
	if len(f1) < 2 {
		return fmt.Sprintf("cross-validation: %d folds", n)
	}
	var sum, square float64
	for _, x := range f1 {
		sum += x
	}
	m := sum / float64(len(f1))
	for _, x := range f1 {
		square += (x - m) * (x - m)
	}
	sd := math.Sqrt(square / float64(len(f1)-1))
	return fmt.Sprintf("cross-validation: %d folds, F1 of a fold %s on average, standard deviation %s",
		n, eval.Ratio(m).Percent(), eval.Ratio(sd).Percent())
}

func take(docs []gold.Document, index []int) []gold.Document {
	out := make([]gold.Document, len(index))
	for i, d := range index {
		out[i] = docs[d]
	}
	return out
}

// withoutGold copies documents and leaves out what a tagger must not see.
func withoutGold(docs []gold.Document) []gold.Document {
	out := make([]gold.Document, len(docs))
	for i, d := range docs {
		d.Mentions, d.Predicted = nil, nil
		tokens := make([]gold.Token, len(d.Tokens))
		for j, t := range d.Tokens {
			tokens[j] = gold.Token{Start: t.Start, End: t.End}
		}
		d.Tokens = tokens
		out[i] = d
	}
	return out
}
