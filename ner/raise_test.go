package ner

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner/slot"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

// against is a model whose words speak against every name, or for some.
func against(t *testing.T, list ...Weighted) *Model {
	t.Helper()
	any := Weighted{Name: "any "}
	any.Weights[slot.First0], any.Weights[slot.Last0] = [4]float64{-6, -6, -6, -6}, [4]float64{-6, -6, -6, -6}
	var b strings.Builder
	if err := WriteModel(&b, nil, Weights{"gazetteer.LOC": 1, "gazetteer.ORG": 1, "gazetteer.PER": 1}, append([]Weighted{any}, list...)); err != nil {
		t.Fatal(err)
	}
	m, err := ReadModel("m.tsv", strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// wordWeight is the weight of a word as the first of a name with a label, and as a
// further one.
func wordWeight(word string, first, next [4]float64) Weighted {
	w := Weighted{Name: "word " + token.Key(word)}
	w.Weights[slot.First0], w.Weights[slot.Next0] = first, next
	return w
}

// TestSure: neighbours never vote a listed name out; a longer one may take it, its
// parts may not, and the evidence adds up.
func TestSure(t *testing.T) {
	g, err := gazetteer.New([]gazetteer.Entry{
		{ID: "larnaca", Label: "LOC", Kind: "city", Name: "لارنكا", Prominence: 6},
		{ID: "beirut", Label: "LOC", Kind: "city", Name: "بيروت"},
		{ID: "bosnia", Label: "LOC", Kind: "country", Name: "البوسنة والهرسك"},
		{ID: "bosna", Label: "LOC", Kind: "city", Name: "البوسنة"},
		{ID: "fath", Label: "ORG", Kind: "club", Name: "الفتح", NeedsContext: true},
		{ID: "putin", Label: "PER", Kind: "politician", Name: "بوتين"},
	})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := rule.Parse("t.rules", strings.NewReader("sure club +1 = \"نادي\" ORG[ ORG ]\n"))
	if err != nil {
		t.Fatal(err)
	}
	policy, err := ReadPolicy("p.tsv", strings.NewReader("class\tpolicy\nPER\tsure\nPER\tsure.word\nLOC\tsure\nLOC\tsure.word\nORG\tsure\nORG\tsure.word\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, text, want string
		model            *Model
	}{
		{"alone", "وصل إلى لارنكا أمس", "LOC لارنكا", against(t)},
		{"marked", "وصل إلى الفتح أمس", "", against(t)},
		{"marked, in obvious context", "سجل نادي الفتح هدفا", "ORG الفتح", against(t)},
		{"person with a place", "زار سلمان لارنكا أمس", "PER سلمان|LOC لارنكا", against(t, wordWeight("سلمان", [4]float64{14, 0, 0, 0}, [4]float64{}), wordWeight("لارنكا", [4]float64{}, [4]float64{1, 0, 0, 0}))},
		{"dialect", "رحت عبيروت مبارح", "LOC بيروت", against(t)},
		{"other label", "وصل إلى لارنكا أمس", "LOC لارنكا", against(t, wordWeight("لارنكا", [4]float64{13, 0, 0, 0}, [4]float64{}))},
		{"longer", "هبطت في مطار لارنكا أمس", "LOC مطار لارنكا", against(t, wordWeight("مطار", [4]float64{0, 16, 0, 0}, [4]float64{}))},
		{"parts", "زار البوسنة والهرسك أمس", "LOC البوسنة والهرسك", against(t, wordWeight("البوسنة", [4]float64{0, 16, 0, 0}, [4]float64{}), wordWeight("والهرسك", [4]float64{0, 16, 0, 0}, [4]float64{}))},
		{"two names", "زار بوتين لارنكا أمس", "PER بوتين|LOC لارنكا", against(t, wordWeight("بوتين", [4]float64{9, 9, 9, 9}, [4]float64{}))},
	} {
		tg, err := New(Options{Gazetteer: gazetteer.NewLayers(g), Policy: policy, Rules: rules, Weights: DefaultWeights(), Model: c.model, MinScore: math.Inf(-1)})
		if err != nil {
			t.Fatal(err)
		}
		mentions, _ := tg.Tag(c.text, token.Tokenize(c.text))
		var got []string
		for _, m := range mentions {
			got = append(got, fmt.Sprint(m.Label, " ", m.Text))
			sum := 0.0
			for _, e := range m.Evidence {
				sum += e.Weight
			}
			if math.Abs(sum-m.Score) > 1e-9 {
				t.Errorf("%s: %s scores %v, its evidence adds up to %v: %+v", c.what, m.Text, m.Score, sum, m.Evidence)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %s\ngot  %q\nwant %q", c.what, c.text, got, c.want)
		}
	}
}
