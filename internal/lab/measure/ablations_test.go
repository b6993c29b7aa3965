package measure

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
)

// TestAblations: documents with one analyzer are worth together what ByRule says;
// with two, each has its own.
func TestAblations(t *testing.T) {
	ctx, gold, a := context.Background(), samples(t), analyzer(t)
	want, err := ByRule(ctx, a, gold, compared)
	if err != nil {
		t.Fatal(err)
	}
	joined := func(first, second *engine.Analyzer) *WorthTable {
		var x Ablations
		if err := x.Add(ctx, first, gold[:2]); err != nil {
			t.Fatal(err)
		}
		if err := x.Add(ctx, second, gold[2:]); err != nil {
			t.Fatal(err)
		}
		table, err := x.ByRule(ctx, compared)
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	if got := joined(a, a); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	none, err := engine.NewWith(engine.Options{}, func(o *ner.Options) { *o = ner.Options{} })
	if err != nil {
		t.Fatal(err)
	}
	first, err := ByRule(ctx, a, gold[:2], compared)
	if err != nil {
		t.Fatal(err)
	}
	got := joined(a, none)
	if got.All.TP != first.All.TP || got.All.Support() != want.All.Support() || len(got.Worth) != len(first.Worth) {
		t.Errorf("%+v and %d rules, in the first two alone %+v and %d", got.All, len(got.Worth), first.All, len(first.Worth))
	}
}

// TestCells: a row has three cells for each label and for all.
func TestCells(t *testing.T) {
	truth := []gold.Document{{ID: "1", Text: "a b c", Mentions: []gold.Mention{
		{Span: gold.Span{Start: 0, End: 1, Label: "PER"}, Text: "a"}, {Span: gold.Span{Start: 2, End: 3, Label: "LOC"}, Text: "b"}}}}
	pred := []gold.Document{{ID: "1", Text: "a b c", Mentions: truth[0].Mentions[:1]}}
	r, err := eval.Score(truth, pred, compared)
	if err != nil {
		t.Fatal(err)
	}
	const want = "100.00 | 100.00 | 100.00 | - | 0.00 | 0.00 | - | - | - | 100.00 | 50.00 | 66.67 |"
	if got := strings.TrimSpace(Cells(r, compared.Labels)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
