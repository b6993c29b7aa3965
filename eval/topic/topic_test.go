package topic_test

import (
	"math"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/topic"
)

func stems(s string) []string {
	var out []string
	for _, w := range strings.Fields(strings.ToLower(s)) {
		out = append(out, strings.TrimSuffix(w, "s"))
	}
	return out
}

func near(t *testing.T, what string, got eval.Ratio, want float64) {
	t.Helper()
	if math.Abs(float64(got)-want) > 1e-12 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// TestScorePhrases: two documents, worked out by hand.
func TestScorePhrases(t *testing.T) {
	docs := []topic.Phrases{
		{Gold: []string{"central bank", "interest rates", "oil"}, Pred: []string{"oil", "banks", "Interest Rate", "oil"}},
		{Gold: []string{"cup"}, Pred: []string{"final", "cup final"}},
	}
	for _, c := range []struct {
		match          topic.Match
		tp, pred, gold int
		ndcg, ap       float64
	}{
		{topic.Exact, 1, 5, 4, (1 / (1 + 1/math.Log2(3) + 0.5)) / 2, (1.0 / 3) / 2},
		{topic.Stem, 2, 5, 4, (1.5 / (1 + 1/math.Log2(3) + 0.5)) / 2, ((1 + 2.0/3) / 3) / 2},
		// bank is a part of central bank; of final and cup final one has cup.
		{topic.Partial, 4, 5, 4, (1 + 1/math.Log2(3)) / 2, (1 + 0.5) / 2},
	} {
		s := topic.ScorePhrases(docs, topic.Options{Match: c.match, Stems: stems})
		var sum eval.DocCounts
		for _, d := range s.Docs {
			sum.TP, sum.Pred, sum.Gold = sum.TP+d.TP, sum.Pred+d.Pred, sum.Gold+d.Gold
		}
		// The repeated oil counts once, but for exact words, where case tells more apart.
		if sum.TP != c.tp || sum.Pred != c.pred || sum.Gold != c.gold {
			t.Errorf("%v: %+v", c.match, sum)
		}
		near(t, c.match.String()+" precision", s.Micro.Precision, float64(c.tp)/float64(c.pred))
		near(t, c.match.String()+" nDCG", s.NDCG, c.ndcg)
		near(t, c.match.String()+" MAP", s.MAP, c.ap)
	}
	one := topic.ScorePhrases(docs, topic.Options{K: 1, Gold: 1, Stems: stems})
	near(t, "recall at 1", one.Micro.Recall, 0)
	none := topic.ScorePhrases([]topic.Phrases{{}}, topic.Options{})
	if none.Micro.Precision.Defined() || none.NDCG.Defined() || none.MAP.Defined() {
		t.Errorf("of nothing: %+v", none)
	}
}

// TestPartialPairs: pairs are as many as can be, whatever the order.
func TestPartialPairs(t *testing.T) {
	for _, pred := range [][]string{{"a", "a b"}, {"a b", "a"}} {
		s := topic.ScorePhrases([]topic.Phrases{{Gold: []string{"a b c", "a d"}, Pred: pred}}, topic.Options{Match: topic.Partial})
		near(t, "recall", s.Micro.Recall, 1)
	}
}

func TestMatchText(t *testing.T) {
	for _, m := range topic.Matches {
		b, _ := m.MarshalText()
		var back topic.Match
		if err := back.UnmarshalText(b); err != nil || back != m {
			t.Errorf("%s: %v, %v", b, back, err)
		}
	}
	var m topic.Match
	if m.UnmarshalText([]byte("fuzzy")) == nil {
		t.Error("fuzzy is taken")
	}
}

func TestScoreCategories(t *testing.T) {
	docs := []topic.Categories{
		{Gold: "a", Pred: "a", Score: 0.95, Group: "x"}, {Gold: "a", Pred: "b", Score: 0.55, Group: "x"},
		{Gold: "b", Pred: "b", Score: 0.9, Group: "y"}, {Gold: "c", Pred: "", Group: "y"},
	}
	s, err := topic.ScoreCategories(docs, eval.BootstrapOptions{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "accuracy", s.Accuracy, 0.5)
	near(t, "macro F1", s.Table.Macro.F1, (2.0/3+2.0/3+0)/3)
	near(t, "calibration", s.Calibration, (0.15+0.55)/3)
	if s.Confusion["a"]["b"] != 1 || s.Confusion["c"][""] != 1 || len(s.Groups) != 2 {
		t.Errorf("%+v", s)
	}
	near(t, "group y", s.Groups[1].Accuracy, 0.5)
	joined, err := topic.ScoreCategories(topic.Joined(docs, map[string]string{"b": "a"}), eval.BootstrapOptions{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "joined accuracy", joined.Accuracy, 0.75)
	if docs[2].Gold != "b" {
		t.Error("Joined changed its argument")
	}
	empty, err := topic.ScoreCategories(nil, eval.BootstrapOptions{})
	if err != nil || empty.Accuracy.Defined() || empty.Calibration.Defined() {
		t.Errorf("of nothing: %+v, %v", empty, err)
	}
}
