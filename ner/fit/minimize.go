package fit

import (
	"fmt"
	"slices"
	"sync"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"
)

// shards is how many parts the pieces are summed in; the parts' sums are added
// in order, whoever worked them out.
const shards = 4

// evidenceL2 is how strongly the weights of evidence are pulled to those by
// hand, against the pull of properties to 0: there are few of them, and each is
// seen often.
const evidenceL2 = 0.25

// A shard is the sum over a part of the pieces of one guideline.
type shard struct {
	under          int
	pieces         []*piece
	work           work
	grad, typeGrad []float64
	likelihood     float64
}

// fit gives the weights that are best for the pieces of use, and the steps it
// took.
func (p *problem) fit(o Options, at Progress, use func(*piece) bool) ([]float64, int, error) {
	if p.size() == 0 {
		return nil, 0, nil // nothing occurs often enough
	}
	m := newMinimizer(p, o)
	m.at = at
	k := 0
	for i := range p.pieces {
		x := &p.pieces[i]
		if !use(x) {
			continue
		}
		if k++; o.HeldOut > 0 && k%o.HeldOut == 0 {
			m.held = append(m.held, x)
			continue
		}
		m.share(x, k)
	}
	m.at.Steps = o.Iterations
	problem := optimize.Problem{
		Func: func(x []float64) float64 { m.evaluate(x); return m.value },
		Grad: func(g, x []float64) { m.evaluate(x); copy(g, m.grad) },
	}
	settings := &optimize.Settings{MajorIterations: o.Iterations, GradientThreshold: 1e-3, Converger: m}
	r, err := optimize.Minimize(problem, p.start(), settings, &optimize.LBFGS{Store: 7})
	if r == nil || r.X == nil {
		return nil, 0, fmt.Errorf("fit: %w", err)
	}
	// A line search that can do no better ends the fit where it is best.
	if m.best != nil {
		return m.best, r.MajorIterations, nil
	}
	return r.X, r.MajorIterations, nil
}

// start is where a fit begins: properties weigh nothing, evidence what it does
// by hand.
func (p *problem) start() []float64 {
	x := make([]float64, p.size())
	copy(x[p.rows*stride:], p.prior)
	return x
}

// A minimizer evaluates the loss and says when to stop.
type minimizer struct {
	problem *problem
	options Options
	at      Progress
	shards  []shard // of each guideline so many
	held    []*piece
	x, grad []float64
	sums    [][]float64 // by guideline, the weights of its texts
	types   [][]float64 // by guideline, the slots of its types of word
	value   float64

	last     float64 // value of the step before
	small    int     // steps in a row that brought next to nothing
	bestHeld float64
	best     []float64
	worse    int
}

func newMinimizer(p *problem, o Options) *minimizer {
	n := len(p.under)
	m := &minimizer{problem: p, options: o, grad: make([]float64, p.size()), types: make([][]float64, n),
		sums: make([][]float64, n), shards: make([]shard, n*shards)}
	for i := range m.shards {
		under := i / shards
		m.shards[i] = shard{under: under, grad: make([]float64, p.width(under)), typeGrad: make([]float64, len(p.under[under].types)*stride)}
	}
	for g := range m.types {
		m.types[g] = make([]float64, len(p.under[g].types)*stride)
	}
	return m
}

// share gives piece number k to one of its guideline's shards.
func (m *minimizer) share(x *piece, k int) {
	s := &m.shards[x.under*shards+k%shards]
	s.pieces = append(s.pieces, x)
}

// evaluate works loss and gradient out, unless x is the point of last time.
func (m *minimizer) evaluate(x []float64) {
	if m.x != nil && slices.Equal(m.x, x) {
		return
	}
	m.x = append(m.x[:0], x...)
	p := m.problem
	m.weigh(x)
	m.parallel(len(m.shards), func(k int) {
		s := &m.shards[k]
		clear(s.grad)
		clear(s.typeGrad)
		s.likelihood = 0
		for _, x := range s.pieces {
			s.likelihood += s.work.likelihood(p, x, m.sums[s.under], m.types[s.under], s.grad, s.typeGrad)
		}
	})
	m.value = 0
	for k := range m.shards {
		m.value -= m.shards[k].likelihood
	}
	m.gather()
	m.value += p.pull(m.grad, m.x, m.options.L2, m.options.OwnL2)
}

// weigh works out the weights of each guideline's texts, and the slots of each
// type of word.
func (m *minimizer) weigh(x []float64) {
	m.parallel(len(m.sums), func(g int) {
		m.sums[g] = m.problem.sum(m.sums[g], x, g)
		m.problem.typeSums(m.types[g], m.sums[g], g)
	})
}

// parallel calls f for 0 to n-1, as many at once as there are workers.
func (m *minimizer) parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	free := make(chan struct{}, m.options.Workers)
	for k := range n {
		wg.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			f(k)
		})
	}
	wg.Wait()
}

// gather sums the shards' gradients, in order.
func (m *minimizer) gather() {
	p := m.problem
	m.parallel(len(p.under), func(g int) {
		of := m.shards[g*shards : (g+1)*shards]
		for k := 1; k < shards; k++ {
			floats.Add(of[0].grad, of[k].grad)
			floats.Add(of[0].typeGrad, of[k].typeGrad)
		}
		for t, ids := range p.under[g].types {
			for _, id := range ids {
				floats.Add(row(of[0].grad, id), row(of[0].typeGrad, int32(t)))
			}
		}
	})
	clear(m.grad)
	for g := range p.under {
		p.gather(m.grad, m.shards[g*shards].grad, g)
	}
}

// The loss must fall by more than enough of itself in one of patience steps.
const (
	enough   = 1e-5
	patience = 5
	heldStep = 5 // steps between looks at what is held back
)

// Init is called by optimize.Minimize at the start.
func (m *minimizer) Init(int) { m.last, m.small, m.best = 0, 0, nil }

// Converged is called by optimize.Minimize after each step.
func (m *minimizer) Converged(l *optimize.Location) optimize.Status {
	m.at.Step++
	m.at.Loss = l.F
	stop := optimize.NotTerminated
	if len(m.held) > 0 && m.at.Step%heldStep == 0 {
		m.evaluate(l.X)
		m.at.HeldOut = m.heldLoss(l.X)
		if m.best == nil || m.at.HeldOut < m.bestHeld {
			m.best, m.bestHeld, m.worse = slices.Clone(l.X), m.at.HeldOut, 0
		} else if m.worse++; m.worse == 2 {
			stop = optimize.FunctionConvergence
		}
	}
	if m.at.Step > 1 && m.last-l.F < enough*m.last {
		if m.small++; m.small == patience {
			stop = optimize.FunctionConvergence
		}
	} else {
		m.small = 0
	}
	m.last = l.F
	if m.options.Progress != nil {
		m.options.Progress(m.at)
	}
	return stop
}

// heldLoss is the loss of the pieces that are held back, per piece.
func (m *minimizer) heldLoss(x []float64) float64 {
	var w work
	m.weigh(x)
	grad, types := make([][]float64, len(m.types)), make([][]float64, len(m.types))
	for g := range types {
		grad[g], types[g] = make([]float64, m.problem.width(g)), make([]float64, len(m.types[g]))
	}
	sum := 0.0
	for _, p := range m.held {
		sum -= w.likelihood(m.problem, p, m.sums[p.under], m.types[p.under], grad[p.under], types[p.under])
	}
	return sum / float64(len(m.held))
}
