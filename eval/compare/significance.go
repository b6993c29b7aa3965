package compare

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/draw"
	"github.com/alam-nlp/alam/gold"
)

// RandomizationOptions say how [Randomization] tries.
type RandomizationOptions struct {
	Trials int    // default 10,000
	Seed   uint64 // equal seeds give equal results
}

// PairedTest says how sure a difference between two runs is.
type PairedTest struct {
	A, B   eval.Scores // of the whole
	P      eval.Scores // two-sided p of each difference
	Exact  bool        // every exchange was tried
	Trials int         // exchanges tried
	Differ int         // documents on which the runs differ
}

// exactDocs is up to how many differing documents all exchanges are tried.
const exactDocs = 12

// Randomization tests whether run a and run b, scored on the same documents, differ
// by more than chance: the outputs of each document are exchanged or not, and p is
// the share of exchanges whose difference is at least the observed one in size
// (approximate randomization, two-sided: Noreen 1989; Yeh, COLING 2000).
//
// Where the runs differ on up to 12 documents every exchange is tried and p is
// exact; else p = (n + 1) / (trials + 1). For the test an undefined ratio counts as
// 0. The documents must have the same gold ([gold.ErrDocument]).
func Randomization(a, b []eval.DocCounts, o RandomizationOptions) (*PairedTest, error) {
	if len(a) != len(b) {
		return nil, fmt.Errorf("%w: runs over %d and %d documents", gold.ErrDocument, len(a), len(b))
	}
	var sumA, sumB eval.DocCounts
	var deltas []int64 // what an exchange gives to a: TP and predictions, packed
	for i := range a {
		if a[i].Gold != b[i].Gold {
			return nil, fmt.Errorf("%w: document %d has %d and %d gold mentions", gold.ErrDocument, i+1, a[i].Gold, b[i].Gold)
		}
		sum(&sumA, a[i])
		sum(&sumB, b[i])
		if a[i] != b[i] {
			deltas = append(deltas, int64(b[i].TP-a[i].TP)<<32+int64(b[i].Pred-a[i].Pred))
		}
	}
	t := &PairedTest{A: counts(sumA).Scores(), B: counts(sumB).Scores(), Differ: len(deltas)}
	observed := difference(sumA, sumB, 0)
	var hits [3]int
	try := func(shift int64) {
		d := difference(sumA, sumB, shift)
		for i := range d {
			if d[i] >= observed[i]-1e-12 {
				hits[i]++
			}
		}
	}
	if len(deltas) <= exactDocs {
		t.Exact, t.Trials = true, 1<<len(deltas)
		for set := range t.Trials {
			var shift int64
			for rest := uint(set); rest != 0; rest &= rest - 1 {
				shift += deltas[bits.TrailingZeros(rest)]
			}
			try(shift)
		}
		n := float64(t.Trials)
		t.P = eval.Scores{Precision: eval.Ratio(float64(hits[0]) / n), Recall: eval.Ratio(float64(hits[1]) / n), F1: eval.Ratio(float64(hits[2]) / n)}
		return t, nil
	}
	t.Trials = o.Trials
	if t.Trials <= 0 {
		t.Trials = 10_000
	}
	rng := draw.Rand(o.Seed)
	for range t.Trials {
		var shift int64
		for rest := deltas; len(rest) > 0; {
			n := min(64, len(rest))
			coin := rng.Uint64()
			for _, d := range rest[:n] {
				shift += d & -int64(coin&1)
				coin >>= 1
			}
			rest = rest[n:]
		}
		try(shift)
	}
	n := float64(t.Trials + 1)
	t.P = eval.Scores{Precision: eval.Ratio(float64(hits[0]+1) / n), Recall: eval.Ratio(float64(hits[1]+1) / n), F1: eval.Ratio(float64(hits[2]+1) / n)}
	return t, nil
}

// Bootstrap gives intervals of b minus a, drawing the same documents for both
// (paired bootstrap: Berg-Kirkpatrick et al. 2012), otherwise as [eval.Bootstrap]
// does. An interval without 0 is a difference at that level.
func Bootstrap(a, b []eval.DocCounts, o eval.BootstrapOptions) (eval.Intervals, error) {
	if len(a) != len(b) {
		return eval.Intervals{}, fmt.Errorf("%w: runs over %d and %d documents", gold.ErrDocument, len(a), len(b))
	}
	v, err := draw.Intervals(len(a), draw.Options(o), func(draw []int) [3]float64 {
		var sumA, sumB eval.DocCounts
		for _, i := range draw {
			sum(&sumA, a[i])
			sum(&sumB, b[i])
		}
		x, y := counts(sumA), counts(sumB)
		return [3]float64{
			float64(y.Precision() - x.Precision()), float64(y.Recall() - x.Recall()), float64(y.F1() - x.F1()),
		}
	})
	of := func(ends [2]float64) eval.Interval {
		return eval.Interval{Low: eval.Ratio(ends[0]), High: eval.Ratio(ends[1])}
	}
	return eval.Intervals{Precision: of(v[0]), Recall: of(v[1]), F1: of(v[2])}, err
}

// sum adds e to d.
func sum(d *eval.DocCounts, e eval.DocCounts) {
	d.TP += e.TP
	d.Pred += e.Pred
	d.Gold += e.Gold
}

func counts(d eval.DocCounts) eval.Counts {
	return eval.Counts{TP: d.TP, FP: d.Pred - d.TP, FN: d.Gold - d.TP}
}

// difference gives the sizes of the differences in precision, recall and F1 after
// shift was exchanged.
func difference(a, b eval.DocCounts, shift int64) [3]float64 {
	pred := int(int32(shift))
	tp := int((shift - int64(pred)) >> 32)
	a.TP, a.Pred = a.TP+tp, a.Pred+pred
	b.TP, b.Pred = b.TP-tp, b.Pred-pred
	share := func(x, y int) float64 {
		if y == 0 {
			return 0
		}
		return float64(x) / float64(y)
	}
	return [3]float64{
		math.Abs(share(a.TP, a.Pred) - share(b.TP, b.Pred)),
		math.Abs(share(a.TP, a.Gold) - share(b.TP, b.Gold)),
		math.Abs(share(2*a.TP, a.Pred+a.Gold) - share(2*b.TP, b.Pred+b.Gold)),
	}
}

// McNemarTest compares two runs on the gold mentions that only one of them found.
type McNemarTest struct {
	OnlyA     int        `json:"only_a"` // gold mentions that A has right and B has not
	OnlyB     int        `json:"only_b"`
	Exact     bool       `json:"exact"`      // p is binomial
	ChiSquare eval.Ratio `json:"chi_square"` // undefined when exact
	P         eval.Ratio `json:"p"`          // two-sided
}

// exactMentions is below how many mentions McNemar's test is binomial: the usual
// rule of thumb for where the chi-square distribution is too coarse.
const exactMentions = 25

// McNemar tests whether one run finds more mentions than the other (McNemar 1947),
// from the numbers b and c of gold mentions that only A and only B has right:
//
//	b + c < 25:  p = min(1, 2 Σ C(b+c, i) / 2^(b+c)),  i = 0 ... min(b, c)
//	else:        χ² = max(0, |b−c| − 1)² / (b+c),  p = P(χ²₁ ≥ χ²) = erfc(√(χ²/2))
//
// with Edwards' continuity correction (1948). It takes mentions for independent and
// does not see false positives: it is about recall. [Randomization] asks for
// neither.
func McNemar(onlyA, onlyB int) McNemarTest {
	onlyA, onlyB = max(onlyA, 0), max(onlyB, 0)
	t := McNemarTest{OnlyA: onlyA, OnlyB: onlyB, ChiSquare: eval.Undefined()}
	n := onlyA + onlyB
	if n < exactMentions {
		// Binomials below 2^25 are exact.
		sum, c := 0, 1
		for i := range min(onlyA, onlyB) + 1 {
			sum += c
			c = c * (n - i) / (i + 1)
		}
		t.Exact = true
		t.P = eval.Ratio(min(1, 2*float64(sum)/float64(int(1)<<n)))
		return t
	}
	d := max(0, math.Abs(float64(onlyA-onlyB))-1)
	x := d * d / float64(n)
	t.ChiSquare, t.P = eval.Ratio(x), eval.Ratio(math.Erfc(math.Sqrt(x/2)))
	return t
}
