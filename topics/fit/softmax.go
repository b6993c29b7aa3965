package fit

import (
	"fmt"
	"math"
	"slices"

	"github.com/alam-nlp/alam/topics/vector"
)

// Examples are documents whose classes are known.
type Examples struct {
	Rows *vector.CSR
	// Class of each row, from 0.
	Class []int
	// Weight of each row; nil is 1 for all.
	Weight []float64
	// Classes is how many there are.
	Classes int
}

// SoftmaxOptions say how a linear model is fitted. The zero value is the default.
type SoftmaxOptions struct {
	// C is the inverse of the penalty, as in scikit-learn's LogisticRegression:
	// the loss is the sum of squares of the weights over 2 plus C times the sum of
	// the rows' losses. The intercepts are not penalized. 0 is 5.
	C float64
	// Steps are at most so many of L-BFGS; 0 is 30, after which accuracy stands
	// still though the loss still falls.
	Steps int
	// Start is where the search begins; nil is zero.
	Start *Softmax
	// Balanced weighs rows so that every class weighs the same in all
	// (class_weight="balanced").
	Balanced bool
}

// A Softmax is a multinomial logistic regression: the score of class c is
// Bias[c] + sum of x[j] * Weights[j*Classes+c].
type Softmax struct {
	Classes int
	Weights []float64
	Bias    []float64
}

// FitSoftmax fits a multinomial logistic regression with an L2 penalty by
// L-BFGS.
func FitSoftmax(e Examples, o SoftmaxOptions) (*Softmax, error) {
	if o.C == 0 {
		o.C = 5
	}
	if o.Steps == 0 {
		o.Steps = 30
	}
	n, k := e.Rows.Rows(), e.Classes
	switch {
	case n == 0 || k < 2:
		return nil, fmt.Errorf("fit: %w: %d documents of %d classes", ErrNoExamples, n, k)
	case len(e.Class) != n || e.Weight != nil && len(e.Weight) != n:
		return nil, fmt.Errorf("fit: %d documents, %d classes and %d weights", n, len(e.Class), len(e.Weight))
	}
	weight, sum, err := e.weights(o.Balanced)
	if err != nil {
		return nil, err
	}
	cols := e.Rows.Cols
	l := softmaxLoss{e, weight, sum, 1 / (o.C * sum)}
	start := make([]float64, (cols+1)*k)
	if s := o.Start; s != nil {
		if s.Classes != k || len(s.Weights) != cols*k {
			return nil, fmt.Errorf("fit: the search begins with %d weights of %d classes, want %d of %d", len(s.Weights), s.Classes, cols*k, k)
		}
		copy(start, s.Weights)
		copy(start[cols*k:], s.Bias)
	}
	w, err := minimize(newMemo((cols+1)*k, l.value).value, start, o.Steps)
	if err != nil {
		return nil, err
	}
	return &Softmax{k, w[:cols*k], slices.Clone(w[cols*k:])}, nil
}

// weights gives the weight of each row, and the sum of those given.
func (e *Examples) weights(balanced bool) (weight []float64, sum float64, err error) {
	weight = make([]float64, len(e.Class))
	count := make([]float64, e.Classes)
	for i, c := range e.Class {
		if c < 0 || c >= e.Classes {
			return nil, 0, fmt.Errorf("fit: document %d is of class %d, want 0 to %d", i, c, e.Classes-1)
		}
		weight[i] = 1
		if e.Weight != nil {
			weight[i] = e.Weight[i]
		}
		count[c] += weight[i]
	}
	for _, w := range weight {
		sum += w
	}
	if balanced {
		for i, c := range e.Class {
			weight[i] *= sum / (float64(e.Classes) * count[c])
		}
	}
	return weight, sum, nil
}

// A softmaxLoss is what FitSoftmax makes least.
type softmaxLoss struct {
	Examples
	weight []float64 // of each row
	sum    float64   // of the weights
	scale  float64   // of the penalty, as the loss is a mean
}

// value gives the mean loss with the penalty, and adds its gradient to grad. w
// holds the weights, then the intercepts.
func (l *softmaxLoss) value(grad, w []float64) float64 {
	loss, k := 0.0, l.Classes
	at := l.Rows.Cols * k
	p := make([]float64, k)
	for i, class := range l.Class {
		row := l.Rows.Row(i)
		copy(p, w[at:])
		addScores(p, row, w, k)
		z := logSum(p)
		by := l.weight[i] / l.sum
		loss += by * (z - p[class])
		for c := range p {
			p[c] = by * math.Exp(p[c]-z)
		}
		p[class] -= by
		for x, j := range row.Indices {
			v := row.Data[x]
			g := grad[int(j)*k : int(j)*k+k]
			for c := range g {
				g[c] += v * p[c]
			}
		}
		for c, v := range p {
			grad[at+c] += v
		}
	}
	for j, v := range w[:at] {
		loss += l.scale / 2 * v * v
		grad[j] += l.scale * v
	}
	return loss
}

// addScores adds the products of a row to the scores of the classes.
func addScores(p []float64, row vector.Vector, w []float64, k int) {
	for x, j := range row.Indices {
		v := row.Data[x]
		for c, u := range w[int(j)*k : int(j)*k+k] {
			p[c] += v * u
		}
	}
}

func logSum(s []float64) float64 {
	top, sum := slices.Max(s), 0.0
	for _, v := range s {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

// Scores gives the scores of a row's classes.
func (m *Softmax) Scores(row vector.Vector) []float64 {
	p := slices.Clone(m.Bias)
	addScores(p, row, m.Weights, m.Classes)
	return p
}

// Class is the class of a row: the one of the greatest score, of equals the
// first; -1 without classes.
func (m *Softmax) Class(row vector.Vector) int {
	s := m.Scores(row)
	if len(s) == 0 {
		return -1
	}
	return slices.Index(s, slices.Max(s))
}

// Temperature fits the number by which scores are divided so that their
// softmax says how often the class is right (Guo et al. 2017): the one of least
// loss on rows that the model was not fitted to, by golden section in ln T.
func (m *Softmax) Temperature(e Examples) (float64, error) {
	if e.Rows.Rows() == 0 {
		return 0, fmt.Errorf("fit: %w: no documents to calibrate on", ErrNoExamples)
	}
	scores := make([][]float64, e.Rows.Rows())
	for i := range scores {
		scores[i] = m.Scores(e.Rows.Row(i))
	}
	return Temperature(scores, e.Class), nil
}

// Temperature fits the temperature of scores whose classes are known.
func Temperature(scores [][]float64, class []int) float64 {
	loss := func(t float64) float64 {
		sum := 0.0
		for i, s := range scores {
			scaled := make([]float64, len(s))
			for c, v := range s {
				scaled[c] = v / math.Exp(t)
			}
			sum += logSum(scaled) - scaled[class[i]]
		}
		return sum
	}
	const golden = 0.6180339887498949
	lo, hi := -3.0, 3.0
	a, b := hi-golden*(hi-lo), lo+golden*(hi-lo)
	fa, fb := loss(a), loss(b)
	for hi-lo > 1e-4 {
		if fa <= fb {
			hi, b, fb = b, a, fa
			a = hi - golden*(hi-lo)
			fa = loss(a)
		} else {
			lo, a, fa = a, b, fb
			b = lo + golden*(hi-lo)
			fb = loss(b)
		}
	}
	return math.Exp((lo + hi) / 2)
}

// A memo keeps the last value and gradient, which are asked for one after the
// other at the same point.
type memo struct {
	f    func(grad, w []float64) float64
	at   []float64
	grad []float64
	last float64
	full bool
}

func newMemo(n int, f func(grad, w []float64) float64) *memo {
	return &memo{f: f, at: make([]float64, n), grad: make([]float64, n)}
}

func (m *memo) value(grad, w []float64) float64 {
	if !m.full || !slices.Equal(m.at, w) {
		copy(m.at, w)
		clear(m.grad)
		m.last, m.full = m.f(m.grad, w), true
	}
	if grad != nil {
		copy(grad, m.grad)
	}
	return m.last
}
