package train

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/lab/measure"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/ner/fit"
)

// few is a corpus of some sentences in which a word tells a name.
func few(t *testing.T) string {
	t.Helper()
	return write(t, "few.conll", strings.Repeat("قال O\nقثقثة B-PER\nنعم O\n\nمدينة O\nخمخمة B-LOC\nهنا O\n\n", 6))
}

var quick = Options{Options: fit.Options{NoMemory: true, Iterations: 20, L2: 0.1}}

// TestFolds: the blocks are the file in order, and fitted one by one they score
// what the cross-validation does.
func TestFolds(t *testing.T) {
	tr, err := Load([]File{{Path: few(t)}}, quick)
	if err != nil {
		t.Fatal(err)
	}
	f, err := tr.Folds(3)
	if err != nil {
		t.Fatal(err)
	}
	var gold, pred []gold.Document
	names := 0
	for k, block := range f.Blocks {
		m, err := f.Fit(k)
		if err != nil {
			t.Fatal(err)
		}
		a, err := tr.Analyzer(m)
		if err != nil {
			t.Fatal(err)
		}
		found, err := measure.Predict(context.Background(), a, block)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range block {
			names += len(d.Mentions)
		}
		gold, pred = append(gold, block...), append(pred, found...)
	}
	if len(f.Blocks) != 3 || names != 12 {
		t.Errorf("%d blocks with %d names", len(f.Blocks), names)
	}
	o := eval.Options{Labels: Compared}
	one, _, err := measure.Score(gold, pred, measure.Options{Scoring: o})
	if err != nil {
		t.Fatal(err)
	}
	all, parts, err := tr.CrossValidate(context.Background(), 3, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 3 || all.Strict.Micro.TP == 0 || !reflect.DeepEqual(one.Strict, all.Strict) {
		t.Errorf("%d folds, %+v; one by one %+v", len(parts), all.Strict.Micro, one.Strict.Micro)
	}
	for _, n := range []int{-1, 0, 1, 50} {
		if _, err := tr.Folds(n); err == nil {
			t.Errorf("%d folds: no error", n)
		}
	}
}

// TestWithoutPart: a part that is taken out has no weight and proposes nothing.
func TestWithoutPart(t *testing.T) {
	weights := func(change func(*ner.Options)) *ner.Model {
		o := quick
		o.MinRow, o.MinCell, o.Tagger = 1e-6, 1e-6, change
		tr, err := Load([]File{{Path: few(t)}}, o)
		if err != nil {
			t.Fatal(err)
		}
		f, err := tr.Folds(2)
		if err != nil {
			t.Fatal(err)
		}
		m, err := f.Fit(0)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	rules := func(m *ner.Model) bool {
		for name := range m.Evidence {
			if strings.HasPrefix(name, "rule.") {
				return true
			}
		}
		return false
	}
	all, less := weights(nil), weights(func(o *ner.Options) { o.Rules = nil })
	if !rules(all) || rules(less) {
		t.Errorf("weights of rules: %v, and without rules %v", rules(all), rules(less))
	}
	shapeless := weights(func(o *ner.Options) { o.Shape = nil })
	if shapeless.Len() >= all.Len() {
		t.Errorf("%d properties, %d without name shape", all.Len(), shapeless.Len())
	}
}
