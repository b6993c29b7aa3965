package learn

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

func TestFolds(t *testing.T) {
	got, err := Folds(make([]gold.Document, 7), 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []Fold{
		{[]int{2, 3, 4, 5, 6}, []int{0, 1}},
		{[]int{0, 1, 4, 5, 6}, []int{2, 3}},
		{[]int{0, 1, 2, 3}, []int{4, 5, 6}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, n := range []int{-1, 0, 1, 8} {
		if _, err := Folds(make([]gold.Document, 7), n); err == nil {
			t.Errorf("%d folds of 7 documents: no error", n)
		}
	}
}

// foldDocs is a CoNLL corpus of n documents; a name stands in two neighbours.
func foldDocs(t testing.TB, n int) []gold.Document {
	t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "-DOCSTART- O\n\nزار O\nاسم%d B-PER\n\nفي O\nدمشق B-LOC\n\n", i/2)
	}
	docs, _, err := gold.ReadConll(strings.NewReader(b.String()), gold.ConllOptions{})
	if err != nil || len(docs) != n {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	return docs
}

// lookUp tags the words that were names in the training data.
func lookUp(t testing.TB) func(train, test []gold.Document) ([]gold.Document, error) {
	return func(train, test []gold.Document) ([]gold.Document, error) {
		names := map[string]string{}
		for _, d := range train {
			for _, m := range d.Mentions {
				names[m.Text] = m.Label
			}
		}
		var out []gold.Document
		for _, d := range test {
			if len(d.Mentions) > 0 || d.Tokens[1].Tag != "" {
				t.Error("the test documents still have their gold")
			}
			var found []gold.Mention
			for _, x := range d.Tokens {
				if l, ok := names[d.Text[x.Start:x.End]]; ok {
					found = append(found, gold.Mention{Span: gold.Span{Start: x.Start, End: x.End, Label: l}})
				}
			}
			out = append(out, d.Predict(found))
		}
		slices.Reverse(out) // they pair by id
		return out, nil
	}
}

func TestCrossValidate(t *testing.T) {
	docs := foldDocs(t, 6)
	all, folds, err := CrossValidate(docs, 2, lookUp(t), eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	// Documents 3 and 4 share a name over the cut: 2 of 6 persons are known.
	if per, _ := all.Strict.Get("PER"); per != (eval.Counts{TP: 2, FN: 4}) || len(folds) != 2 {
		t.Errorf("PER %+v", per)
	}
	want := []eval.PartScore{{Name: "fold 1", Counts: eval.Counts{TP: 4, FN: 2}}, {Name: "fold 2", Counts: eval.Counts{TP: 4, FN: 2}}}
	if d := cmp.Diff(want, all.Folds); d != "" {
		t.Error(d)
	}
	if all.Tokens == nil || all.Documents != 6 || folds[1].Documents != 3 || docs[0].Mentions == nil || docs[0].Tokens[1].Tag == "" {
		t.Errorf("report %+v", all)
	}
	if s := all.Notes[0]; s != "cross-validation: 2 folds, F1 of a fold 80.00 on average, standard deviation 0.00" {
		t.Error(s)
	}
	refuse := errors.New("no")
	_, _, err = CrossValidate(docs, 3, func(_, _ []gold.Document) ([]gold.Document, error) { return nil, refuse }, eval.Options{})
	if !errors.Is(err, refuse) {
		t.Errorf("a refusal: %v", err)
	}
	_, _, err = CrossValidate(docs, 3, func(_, test []gold.Document) ([]gold.Document, error) { return test[:1], nil }, eval.Options{})
	if !errors.Is(err, gold.ErrDocument) {
		t.Errorf("a document too few: %v", err)
	}
}

func TestCurveOf(t *testing.T) {
	docs := foldDocs(t, 10)
	c, err := CurveOf(docs[:6], docs[5:8], 3, lookUp(t), eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range c.Points {
		got = append(got, fmt.Sprint(p.Documents, p.Mentions, p.Strict.Micro))
	}
	want := []string{"2 4 {3 0 3}", "4 8 {3 0 3}", "6 12 {4 0 2}"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if c, _ := CurveOf(docs[:2], docs, 5, lookUp(t), eval.Options{}); len(c.Points) != 2 {
		t.Errorf("more steps than documents: %+v", c.Points)
	}
	if _, err := CurveOf(nil, docs, 5, lookUp(t), eval.Options{}); err == nil {
		t.Error("no training data: no error")
	}
	var b strings.Builder
	if err := c.WriteText(&b, eval.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	const table = "" +
		"documents  mentions  precision  recall     F1  F1 LOC  F1 PER\n" +
		"2                 4     100.00   50.00  66.67  100.00    0.00\n" +
		"4                 8     100.00   50.00  66.67  100.00    0.00\n" +
		"6                12     100.00   66.67  80.00  100.00   50.00\n"
	if d := cmp.Diff(table, b.String()); d != "" {
		t.Error(d)
	}
}
