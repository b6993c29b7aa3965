package measure

import (
	"context"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// TestByCandidate: what is chosen is what is scored, what is kept is a part of
// that and of what is listed, and ordinary tokens are those outside names.
func TestByCandidate(t *testing.T) {
	gold := samples(t)
	a := analyzer(t)
	table, err := ByCandidate(context.Background(), a, gold, compared)
	if err != nil {
		t.Fatal(err)
	}
	pred, err := Predict(context.Background(), a, gold)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := Score(gold, pred, Options{Scoring: compared})
	if err != nil {
		t.Fatal(err)
	}
	reach := map[string]Reach{}
	for _, x := range table.Reach {
		reach[x.Stage+" "+x.Label] = x
		if x.False > x.Found.FP || x.Ordinary != table.Ordinary || x.FalseRate().Or(-1) < 0 {
			t.Errorf("%+v does not add up", x)
		}
	}
	for _, l := range compared.Labels {
		want, _ := r.Strict.Get(l)
		listed, kept, chosen := reach["listed "+l], reach["kept "+l], reach["chosen "+l]
		if chosen.Found != want {
			t.Errorf("%s: chosen %+v, scored %+v", l, chosen.Found, want)
		}
		if kept.Found.TP > listed.Found.TP || kept.Found.TP > chosen.Found.TP || kept.False > listed.False || kept.Found.TP == 0 {
			t.Errorf("%s: listed %+v, kept %+v, chosen %+v", l, listed, kept, chosen)
		}
	}
}

func TestReachCounts(t *testing.T) {
	sp := func(start, end int, label string) gold.Span { return gold.Span{Start: start, End: end, Label: label} }
	sums := map[[2]string]*Reach{}
	truth := []gold.Span{sp(0, 10, "ORG"), sp(20, 30, "LOC"), sp(40, 50, "LOC")}
	found := []gold.Span{
		sp(0, 4, "LOC"),   // in a name of another label
		sp(0, 4, "ORG"),   // too short
		sp(12, 14, "LOC"), // where no name is
		sp(20, 30, "LOC"), // right
		sp(25, 35, "LOC"), // shifted
	}
	addReach(sums, StageListed, truth, found)
	if got := *sums[[2]string{StageListed, "LOC"}]; got.Found != (eval.Counts{TP: 1, FP: 3, FN: 1}) || got.False != 2 {
		t.Errorf("LOC: %+v", got)
	}
	if got := *sums[[2]string{StageListed, "ORG"}]; got.Found != (eval.Counts{FP: 1, FN: 1}) || got.False != 0 {
		t.Errorf("ORG: %+v", got)
	}
	// A token that holds a name and a proclitic is no ordinary one.
	d := gold.Document{Mentions: []gold.Mention{{Span: sp(3, 9, "LOC")}},
		Tokens: []gold.Token{{Start: 0, End: 2}, {Start: 2, End: 6}, {Start: 7, End: 9}, {Start: 10, End: 12}}}
	if n := ordinary(&d, nil); n != 2 {
		t.Errorf("%d ordinary tokens, want 2", n)
	}
}
