package alam_test

import (
	"context"
	"io/fs"
	"testing"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/ner"
)

// TestExplain: the evidence of a mention adds up to its score, and the parts of a
// word's weight to that weight; asking for them changes nothing else.
func TestExplain(t *testing.T) {
	plain, err := alam.New(alam.Options{})
	if err != nil {
		t.Fatal(err)
	}
	explains, err := alam.New(alam.Options{Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	paths, err := fs.Glob(data.Samples(), "samples/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	words := 0
	for _, p := range paths {
		src, err := fs.ReadFile(data.Samples(), p)
		if err != nil {
			t.Fatal(err)
		}
		want, err := plain.Analyze(context.Background(), string(src))
		if err != nil {
			t.Fatal(err)
		}
		got, err := explains.Analyze(context.Background(), string(src))
		if err != nil || len(got.Mentions) != len(want.Mentions) {
			t.Fatalf("%s: %d mentions, want %d; %v", p, len(got.Mentions), len(want.Mentions), err)
		}
		for i := range got.Mentions {
			m := &got.Mentions[i]
			if m.Start != want.Mentions[i].Start || m.Score != want.Mentions[i].Score || len(m.Evidence) != len(want.Mentions[i].Evidence) {
				t.Errorf("%s: %v, want %v", p, m, want.Mentions[i])
			}
			score := 0.0
			for _, e := range m.Evidence {
				score += e.Weight
				switch e.Source {
				case ner.FromWord, ner.FromBefore, ner.FromAfter:
				default:
					continue
				}
				sum := 0.0
				for _, x := range e.Parts {
					sum += x.Weight
				}
				if sum != e.Weight {
					t.Errorf("%s: %s: parts of %s sum to %v, want %v", p, m.Text, e.Name, sum, e.Weight)
				}
				words++
			}
			if d := score - m.Score; d > 1e-9 || d < -1e-9 {
				t.Errorf("%s: %s: evidence sums to %v, score %v", p, m.Text, score, m.Score)
			}
		}
	}
	if words < 1000 {
		t.Errorf("%d words: too few to show anything", words)
	}
}
