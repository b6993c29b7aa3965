package ner_test

import (
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// TestVariantEvidence: a mention by variant names the listed form, and weighs
// less by the weight of variants; one as listed does neither.
func TestVariantEvidence(t *testing.T) {
	g, err := gazetteer.New([]gazetteer.Entry{{ID: "z", Label: "PER", Kind: "politician", Name: "زيلينسكي", Prominence: 9}})
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := ner.New(ner.Options{Gazetteer: gazetteer.NewLayers(g),
		Weights: ner.Weights{"gazetteer.PER": 3, "gazetteer.variant": -0.5}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		src, variantOf string
		weight         float64
	}{
		{"زيلينسكي", "", 3},
		{"زيلنسكي", "زيلينسكي", 2.5},
	} {
		ms, es := tagger.Tag(c.src, token.Tokenize(c.src))
		if len(ms) != 1 || len(ms[0].Evidence) != 1 || es[0].ID != "z" {
			t.Errorf("%s: %+v", c.src, ms)
			continue
		}
		if e := ms[0].Evidence[0]; e.VariantOf != c.variantOf || e.Weight != c.weight {
			t.Errorf("%s: %+v", c.src, e)
		}
	}
}
