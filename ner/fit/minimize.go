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

// A shard is the sum over a part of the pieces.
type shard struct {
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
	m := &minimizer{problem: p, options: o, at: at, grad: make([]float64, p.size()), types: make([]float64, len(p.types)*stride)}
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
		s := &m.shards[k%shards]
		s.pieces = append(s.pieces, x)
	}
	for i := range m.shards {
		m.shards[i].grad = make([]float64, p.size())
		m.shards[i].typeGrad = make([]float64, len(p.types)*stride)
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
func (p *problem) start() []float64 { return append(make([]float64, p.evidenceAt()), p.prior...) }

// A minimizer evaluates the loss and says when to stop.
type minimizer struct {
	problem *problem
	options Options
	at      Progress
	shards  [shards]shard
	held    []*piece
	x, grad []float64
	types   []float64
	value   float64

	last     float64 // value of the step before
	small    int     // steps in a row that brought next to nothing
	bestHeld float64
	best     []float64
	worse    int
}

// evaluate works loss and gradient out, unless x is the point of last time.
func (m *minimizer) evaluate(x []float64) {
	if m.x != nil && slices.Equal(m.x, x) {
		return
	}
	m.x = append(m.x[:0], x...)
	p := m.problem
	p.typeSums(m.types, x)
	var wg sync.WaitGroup
	free := make(chan struct{}, m.options.Workers)
	for k := range m.shards {
		wg.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			s := &m.shards[k]
			clear(s.grad)
			clear(s.typeGrad)
			s.likelihood = 0
			for _, x := range s.pieces {
				s.likelihood += s.work.likelihood(p, x, m.x, m.types, s.grad, s.typeGrad)
			}
		})
	}
	wg.Wait()
	m.value = 0
	clear(m.grad)
	for k := range m.shards {
		m.value -= m.shards[k].likelihood
		floats.Add(m.grad, m.shards[k].grad)
		if k > 0 {
			floats.Add(m.shards[0].typeGrad, m.shards[k].typeGrad)
		}
	}
	for t, ids := range p.types {
		g := m.shards[0].typeGrad[t*stride : (t+1)*stride]
		for _, id := range ids {
			floats.Add(m.grad[int(id)*stride:int(id+1)*stride], g)
		}
	}
	l2, at := m.options.L2, p.evidenceAt()
	m.value += l2 / 2 * floats.Dot(m.x[:at], m.x[:at])
	floats.AddScaled(m.grad[:at], l2, m.x[:at])
	l2 *= evidenceL2
	for k, w := range p.prior {
		d := m.x[at+k] - w
		m.value += l2 / 2 * d * d
		m.grad[at+k] += l2 * d
	}
}

// typeSums fills in the slots of each type of word.
func (p *problem) typeSums(to, params []float64) {
	clear(to)
	for t, ids := range p.types {
		v := to[t*stride : (t+1)*stride]
		for _, id := range ids {
			floats.Add(v, params[int(id)*stride:int(id+1)*stride])
		}
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
	grad, types := make([]float64, len(x)), make([]float64, len(m.types))
	sum := 0.0
	for _, p := range m.held {
		sum -= w.likelihood(m.problem, p, x, m.types, grad, types)
	}
	return sum / float64(len(m.held))
}
