package fit_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/fit"
	"github.com/alam-nlp/alam/topics/vector"
)

// TestRank recovers the order of planted weights.
func TestRank(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var docs []fit.RankDoc
	for range 60 {
		var d fit.RankDoc
		best, at := math.Inf(-1), 0
		for i := range 20 {
			var c topics.Candidate
			c.TFIDF = 0.1 + rng.Float64()
			c.Features[topics.FeatureEarly], c.Features[topics.FeatureOnce], c.Features[topics.FeatureTitle] = rng.Float64(), float64(rng.IntN(2)), rng.Float64()
			d.Candidates = append(d.Candidates, c)
			if s := math.Log(c.TFIDF) + 3*c.Features[topics.FeatureEarly] - 2*c.Features[topics.FeatureOnce]; s > best {
				best, at = s, i
			}
		}
		d.Gold = make([]bool, 20)
		d.Gold[at] = true
		docs = append(docs, d)
	}
	docs = append(docs, fit.RankDoc{}) // says nothing
	r, err := fit.Rank(docs, fit.RankOptions{})
	if err != nil {
		t.Fatal(err)
	}
	w := r.Weights
	if w[topics.FeatureEarly] < 1 || w[topics.FeatureOnce] > -0.7 || math.Abs(w[topics.FeatureTitle]) > 0.7*w[topics.FeatureEarly] || w[topics.FeatureBound] != 0 || r.Overlap != 0.5 {
		t.Errorf("%+v", r)
	}
	if again, err := fit.Rank(docs, fit.RankOptions{}); err != nil || *again != *r {
		t.Errorf("another fit gives %+v, %v", again, err)
	}
	if _, err := fit.Rank(nil, fit.RankOptions{}); !errors.Is(err, fit.ErrNoExamples) {
		t.Error(err)
	}
	if _, err := fit.Rank([]fit.RankDoc{{Candidates: make([]topics.Candidate, 1)}}, fit.RankOptions{}); err == nil {
		t.Error("answers are missing")
	}
}

// examples are rows of which class 0 has column 0, class 1 column 1, and
// column 2 says nothing.
func examples(n int) fit.Examples {
	rng := rand.New(rand.NewPCG(5, 6))
	e := fit.Examples{Rows: &vector.CSR{Cols: 3, Indptr: []int{0}}, Classes: 2}
	for i := range n {
		c := i % 2
		if rng.Float64() < 0.1 {
			c = 1 - c // noise, so that the best weights are finite
		}
		e.Class = append(e.Class, c)
		e.Rows.Append(vector.Vector{Indices: []int32{int32(i % 2), 2}, Data: []float64{1, rng.Float64()}})
	}
	return e
}

// TestFitSoftmax: at the optimum the gradient vanishes, which is checked by
// differences of an obvious version of the loss.
func TestFitSoftmax(t *testing.T) {
	e := examples(200)
	m, err := fit.FitSoftmax(e, fit.SoftmaxOptions{C: 2, Steps: 200})
	if err != nil {
		t.Fatal(err)
	}
	loss := func() float64 {
		sum := 0.0
		for i := range e.Rows.Rows() {
			s := m.Scores(e.Rows.Row(i))
			sum += math.Log(math.Exp(s[0])+math.Exp(s[1])) - s[e.Class[i]]
		}
		sum *= 2
		for _, w := range m.Weights {
			sum += w * w / 2
		}
		return sum
	}
	at := loss()
	for _, w := range []*float64{&m.Weights[0], &m.Weights[3], &m.Weights[5], &m.Bias[1]} {
		for _, d := range []float64{1e-3, -1e-3} {
			*w += d
			if l := loss(); l < at-1e-6 {
				t.Errorf("a step of %v makes the loss %v less", d, at-l)
			}
			*w -= d
		}
	}
	again, err := fit.FitSoftmax(e, fit.SoftmaxOptions{C: 2, Steps: 200})
	if err != nil || !slices.Equal(again.Weights, m.Weights) {
		t.Errorf("another fit gives other weights, %v", err)
	}
	temperature, err := m.Temperature(e)
	if err != nil || temperature < 0.5 || temperature > 2 {
		t.Errorf("temperature %v, %v", temperature, err)
	}
	for i, bad := range []fit.Examples{{Rows: &vector.CSR{}, Classes: 2}, {Rows: e.Rows, Class: e.Class, Classes: 1}, {Rows: e.Rows, Class: e.Class[1:], Classes: 2},
		{Rows: e.Rows, Class: slices.Repeat([]int{7}, 200), Classes: 2}} {
		if _, err := fit.FitSoftmax(bad, fit.SoftmaxOptions{}); err == nil {
			t.Errorf("bad examples %d are taken", i)
		}
	}
}

func TestClassifier(t *testing.T) {
	var docs []fit.Labelled
	for i := range 60 {
		text := []string{"oil prices market bank", "match goal player cup"}[i%2]
		docs = append(docs, fit.Labelled{Text: text, Class: i % 2})
	}
	classes := []vector.Class{{ID: "economy"}, {ID: "sport"}}
	c, r, err := fit.Classifier(docs, classes, fit.ClassifierOptions{Vectorizer: vector.VectorizerOptions{Analysis: vector.Words}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Held != 6 || r.Right != 6 {
		t.Errorf("%+v", r)
	}
	for text, want := range map[string]string{"the bank and the market": "economy", "a goal": "sport"} {
		if got := c.ClassifyText(text); len(got) == 0 || got[0].ID != want || got[0].Score < 0.5 {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if _, _, err := fit.Classifier(nil, classes, fit.ClassifierOptions{}); !errors.Is(err, vector.ErrNoTerms) {
		t.Error(err)
	}
}
