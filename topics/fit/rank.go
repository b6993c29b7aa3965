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
	l := rankLoss{l2: max(o.L2, 0)}
	for _, d := range docs {
		if len(d.Gold) != len(d.Candidates) {
			return nil, fmt.Errorf("fit: %d candidates and %d answers", len(d.Candidates), len(d.Gold))
		}
		if x := newRankDoc(d); len(x.gold) > 0 {
			l.docs = append(l.docs, x)
		}
	}
	if len(l.docs) == 0 {
		return nil, fmt.Errorf("fit: %w: no document has a keyphrase that stands in its text", ErrNoExamples)
	}
	w, err := minimize(l.value, make([]float64, topics.NumFeatures), 200)
	if err != nil {
		return nil, err
	}
	r := &topics.Rank{Overlap: max(o.Overlap, 0)}
	copy(r.Weights[:], w)
	return r, nil
}

// A rankDoc is a document as numbers.
type rankDoc struct {
	base []float64 // per candidate ln tfidf
	f    [][topics.NumFeatures]float64
	gold []int // the candidates that are keyphrases
}

func newRankDoc(d RankDoc) rankDoc {
	var out rankDoc
	for i, c := range d.Candidates {
		if d.Gold[i] {
			out.gold = append(out.gold, i)
		}
		out.base = append(out.base, math.Log(c.TFIDF))
		out.f = append(out.f, c.Features)
	}
	return out
}

// loss adds the gradient of the document's loss to grad, if that is wanted, and
// gives total with its loss added: the mean of -ln p(g) over its keyphrases g, p
// being the softmax of base + w·f over its candidates.
func (d *rankDoc) loss(total float64, grad, w []float64) float64 {
	s := make([]float64, len(d.f))
	for i := range d.f {
		s[i] = d.base[i] + dot(w, &d.f[i])
	}
	z := logSum(s)
	part := 1 / float64(len(d.gold))
	for _, g := range d.gold {
		total += part * (z - s[g])
	}
	if grad == nil {
		return total
	}
	for i, v := range s {
		p := math.Exp(v - z)
		for k := range grad {
			grad[k] += p * d.f[i][k]
		}
	}
	for _, g := range d.gold {
		for k := range grad {
			grad[k] -= part * d.f[g][k]
		}
	}
	return total
}

// A rankLoss is what Rank makes least.
type rankLoss struct {
	docs []rankDoc
	l2   float64
}

// value gives the mean loss with the penalty, and its gradient if wanted.
func (l *rankLoss) value(grad, w []float64) float64 {
	loss := 0.0
	clear(grad)
	for i := range l.docs {
		loss = l.docs[i].loss(loss, grad, w)
	}
	loss /= float64(len(l.docs))
	for k, v := range w {
		loss += l.l2 / 2 * v * v
		if grad != nil {
			grad[k] = grad[k]/float64(len(l.docs)) + l.l2*v
		}
	}
	return loss
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
