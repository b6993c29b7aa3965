package compare

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/alam-nlp/alam/eval"
)

// TestRandomizationExact holds the exact p to values by enumeration.
func TestRandomizationExact(t *testing.T) {
	var file struct {
		Exact []struct {
			Docs int
			A    [][3]int                                `json:"a_tp_pred_gold"`
			B    [][3]int                                `json:"b_tp_pred_gold"`
			P    struct{ Precision, Recall, F1 float64 } `json:"p_two_sided_exact"`
		}
	}
	if err := json.Unmarshal(readShared(t, "eval/significance.json"), &file); err != nil {
		t.Fatal(err)
	}
	docs := func(list [][3]int) (out []eval.DocCounts) {
		for _, x := range list {
			out = append(out, eval.DocCounts{TP: x[0], Pred: x[1], Gold: x[2]})
		}
		return out
	}
	for _, c := range file.Exact {
		got, err := Randomization(docs(c.A), docs(c.B), RandomizationOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range [][2]float64{
			{float64(got.P.Precision), c.P.Precision}, {float64(got.P.Recall), c.P.Recall}, {float64(got.P.F1), c.P.F1},
		} {
			if math.Abs(x[0]-x[1]) > 1e-12 || !got.Exact {
				t.Errorf("%d documents: got %v (exact %v), want %v", c.Docs, x[0], got.Exact, x[1])
			}
		}
	}
}

// TestRandomizationTrials compares trials with the exact value: duplicating an
// equal document must not matter, and many trials must come near.
func TestRandomizationTrials(t *testing.T) {
	a, b := randomRuns(14, 3)
	exact := exhaust(a, b)
	got, err := Randomization(a, b, RandomizationOptions{Trials: 200_000, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	if got.Exact || math.Abs(float64(got.P.F1)-exact) > 0.005 {
		t.Errorf("p(F1) = %v in %d trials, exact %v", got.P.F1, got.Trials, exact)
	}
	again, _ := Randomization(a, b, RandomizationOptions{Trials: 200_000, Seed: 7})
	if *again != *got {
		t.Errorf("same seed, other result: %+v, %+v", got, again)
	}
}

// exhaust is the obvious version: all exchanges, F1 only.
func exhaust(a, b []eval.DocCounts) float64 {
	f := func(c eval.DocCounts) float64 { return 2 * float64(c.TP) / float64(c.Pred+c.Gold) }
	diff := func(set int) float64 {
		var x, y eval.DocCounts
		for i := range a {
			p, q := a[i], b[i]
			if set>>i&1 == 1 {
				p, q = q, p
			}
			sum(&x, p)
			sum(&y, q)
		}
		return math.Abs(f(x) - f(y))
	}
	hits := 0
	for set := range 1 << len(a) {
		if diff(set) >= diff(0)-1e-12 {
			hits++
		}
	}
	return float64(hits) / float64(int(1)<<len(a))
}

func randomRuns(n int, seed uint64) (a, b []eval.DocCounts) {
	rng := rand.New(rand.NewPCG(seed, 1))
	for range n {
		gold := 2 + rng.IntN(5)
		run := func() eval.DocCounts {
			tp := rng.IntN(gold + 1)
			return eval.DocCounts{TP: tp, Pred: tp + rng.IntN(4), Gold: gold}
		}
		x, y := run(), run()
		for x == y {
			y = run()
		}
		a, b = append(a, x), append(b, y)
	}
	return a, b
}

func TestRandomizationRefuses(t *testing.T) {
	one := []eval.DocCounts{{TP: 1, Pred: 1, Gold: 1}}
	if _, err := Randomization(one, nil, RandomizationOptions{}); err == nil {
		t.Error("runs of different length: no error")
	}
	if _, err := Randomization(one, []eval.DocCounts{{TP: 1, Pred: 1, Gold: 2}}, RandomizationOptions{}); err == nil {
		t.Error("different gold: no error")
	}
}

func TestBootstrap(t *testing.T) {
	a, b := randomRuns(200, 5)
	got, err := Bootstrap(a, b, eval.BootstrapOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := Bootstrap(a, b, eval.BootstrapOptions{Seed: 1}); again != got {
		t.Errorf("same seed, other result: %v, %v", got, again)
	}
	var sumA, sumB eval.DocCounts
	for i := range a {
		sum(&sumA, a[i])
		sum(&sumB, b[i])
	}
	if d := counts(sumB).F1() - counts(sumA).F1(); !(got.F1.Low < d && d < got.F1.High) {
		t.Errorf("difference %v, interval %v", d, got.F1)
	}
	if d, _ := Bootstrap(a, a, eval.BootstrapOptions{}); d.F1 != (eval.Interval{}) {
		t.Errorf("a run differs from itself: %v", d.F1)
	}
	if _, err := Bootstrap(a, b[:1], eval.BootstrapOptions{}); err == nil {
		t.Error("runs of different length: no error")
	}
	if _, err := Bootstrap(a, b, eval.BootstrapOptions{Level: 2}); err == nil {
		t.Error("level 2: no error")
	}
}

// BenchmarkRandomization: 20,000 exchanges over 4,000 sentences that all differ.
func BenchmarkRandomization(b *testing.B) {
	x, y := randomRuns(4000, 9)
	for b.Loop() {
		if _, err := Randomization(x, y, RandomizationOptions{Trials: 20_000}); err != nil {
			b.Fatal(err)
		}
	}
}
