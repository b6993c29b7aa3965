package fit

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/optimize"

	"github.com/alam-nlp/alam/topics"
)

// A RankDoc is a document whose keyphrases are known.
type RankDoc struct {
	Candidates []topics.Candidate
	// Gold says of each candidate whether it is a keyphrase.
	Gold []bool
}

// RankOptions say how weights are fitted. The zero value is the default.
type RankOptions struct {
	// L2 is the penalty: half of it times the sum of squares of the weights is
	// added to the mean loss of a document. 0 is 0.01; negative is none.
	L2 float64
	// Overlap is that of the Rank, which is not fitted; 0 is 0.5, negative none.
	Overlap float64
}

// Errors of fitting.
var (
	ErrNoExamples = errors.New("no examples to fit from")
	ErrDiverged   = errors.New("the fit did not converge")
)

// Rank fits the weights of the log-linear score of keyphrases: the weight of a
// candidate is tfidf * exp(w·f), and w is where the conditional likelihood of
// the known keyphrases, each against all candidates of its document, is
// greatest (a conditional logit with penalty; the gradient by L-BFGS, Liu and
// Nocedal 1989). Documents none of whose candidates is a keyphrase say nothing
// and are passed over.
func Rank(docs []RankDoc, o RankOptions) (*topics.Rank, error) {
	if o.L2 == 0 {
		o.L2 = 0.01
	}
	if o.Overlap == 0 {
		o.Overlap = 0.5
	}
	const n = int(topics.NumFeatures)
	type doc struct {
		base []float64 // ln tfidf
		f    [][topics.NumFeatures]float64
		gold []int
	}
	var used []doc
	for _, d := range docs {
		if len(d.Gold) != len(d.Candidates) {
			return nil, fmt.Errorf("fit: %d candidates and %d answers", len(d.Candidates), len(d.Gold))
		}
		var u doc
		for i, c := range d.Candidates {
			if d.Gold[i] {
				u.gold = append(u.gold, i)
			}
			u.base = append(u.base, math.Log(c.TFIDF))
			u.f = append(u.f, c.Features)
		}
		if len(u.gold) > 0 {
			used = append(used, u)
		}
	}
	if len(used) == 0 {
		return nil, fmt.Errorf("fit: %w: no document has a keyphrase that stands in its text", ErrNoExamples)
	}
	// value gives the mean loss, and its gradient if wanted.
	value := func(grad, w []float64) float64 {
		loss := 0.0
		clear(grad)
		for _, d := range used {
			top, sum := math.Inf(-1), 0.0
			s := make([]float64, len(d.f))
			for i := range d.f {
				s[i] = d.base[i] + dot(w, &d.f[i])
				top = max(top, s[i])
			}
			for _, v := range s {
				sum += math.Exp(v - top)
			}
			z := top + math.Log(sum)
			part := 1 / float64(len(d.gold))
			for _, g := range d.gold {
				loss += part * (z - s[g])
			}
			if grad == nil {
				continue
			}
			for i, v := range s {
				p := math.Exp(v - z)
				for k := range n {
					grad[k] += p * d.f[i][k]
				}
			}
			for _, g := range d.gold {
				for k := range n {
					grad[k] -= part * d.f[g][k]
				}
			}
		}
		loss /= float64(len(used))
		for k, v := range w {
			loss += max(o.L2, 0) / 2 * v * v
			if grad != nil {
				grad[k] = grad[k]/float64(len(used)) + max(o.L2, 0)*v
			}
		}
		return loss
	}
	w, err := minimize(value, make([]float64, n), 200)
	if err != nil {
		return nil, err
	}
	r := &topics.Rank{Overlap: max(o.Overlap, 0)}
	copy(r.Weights[:], w)
	return r, nil
}

func dot(w []float64, f *[topics.NumFeatures]float64) float64 {
	sum := 0.0
	for k, v := range f {
		sum += w[k] * v
	}
	return sum
}

// minimize finds where a convex function is least, from start on.
// It ends where the gradient has all but vanished, or after so many steps.
func minimize(value func(grad, w []float64) float64, start []float64, steps int) ([]float64, error) {
	problem := optimize.Problem{
		Func: func(w []float64) float64 { return value(nil, w) },
		Grad: func(grad, w []float64) { value(grad, w) },
	}
	r, err := optimize.Minimize(problem, start, &optimize.Settings{
		GradientThreshold: 1e-5, MajorIterations: steps,
		Converger: &optimize.FunctionConverge{Absolute: 1e-9, Relative: 1e-7, Iterations: 10},
	}, &optimize.LBFGS{Store: 10})
	if r == nil || (err != nil && !finite(r.X)) {
		return nil, fmt.Errorf("fit: %w: %w", ErrDiverged, err)
	}
	// An error with a finite point is a line search that finds no further
	// descent within rounding: the point stands.
	if !finite(r.X) {
		return nil, fmt.Errorf("fit: %w", ErrDiverged)
	}
	return r.X, nil
}

func finite(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
