// Package fit finds the weights of evidence from labelled texts.
package fit

import (
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"alam/ner"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"
)

// Options say how to fit.
type Options struct {
	// L2 is the strength of the pull towards zero.
	L2         float64
	Iterations int
	Workers    int
	Least      int
	Progress   func(iteration int, value float64)
}

// A Fit is a fitted model.
type Fit struct {
	problem *problem
	params  []float64
}

// typeSums gives the slots of each type of word.
func (p *problem) typeSums(params []float64) []float64 {
	out := make([]float64, len(p.types)*stride)
	for t, ids := range p.types {
		v := out[t*stride : (t+1)*stride]
		for _, id := range ids {
			for k, a := range params[int(id)*stride : int(id+1)*stride] {
				v[k] += a
			}
		}
	}
	return out
}

// evaluate gives the loss and its gradient.
func (p *problem) evaluate(params, grad []float64, o Options, scratch []job) float64 {
	types := p.typeSums(params)
	var wg sync.WaitGroup
	for k := range scratch {
		wg.Go(func() {
			j := &scratch[k]
			clear(j.grad)
			clear(j.typeGrad)
			j.ll = 0
			for i := k; i < len(p.pieces); i += len(scratch) {
				j.ll += j.work.likelihood(p, &p.pieces[i], params, types, j.grad, j.typeGrad)
			}
		})
	}
	wg.Wait()
	loss := 0.0
	for k := range scratch {
		loss -= scratch[k].ll
		if k > 0 {
			floats.Add(scratch[0].typeGrad, scratch[k].typeGrad)
			floats.Add(scratch[0].grad, scratch[k].grad)
		}
	}
	copy(grad, scratch[0].grad)
	for t, ids := range p.types {
		g := scratch[0].typeGrad[t*stride : (t+1)*stride]
		for _, id := range ids {
			floats.Add(grad[int(id)*stride:int(id+1)*stride], g)
		}
	}
	for k, x := range params {
		loss += o.L2 / 2 * x * x
		grad[k] += o.L2 * x
	}
	return loss
}

type job struct {
	work           work
	grad, typeGrad []float64
	ll             float64
}

// Run fits.
func Run(texts []Text, o Options) (*Fit, error) {
	p := newProblem(texts, nil, o.Least)
	scratch := make([]job, max(1, o.Workers))
	for k := range scratch {
		scratch[k].grad = make([]float64, p.size())
		scratch[k].typeGrad = make([]float64, len(p.types)*stride)
	}
	at, grad := []float64(nil), make([]float64, p.size())
	value := 0.0
	eval := func(x []float64) {
		if at == nil || !slices.Equal(at, x) {
			value = p.evaluate(x, grad, o, scratch)
			at = append(at[:0], x...)
		}
	}
	problem := optimize.Problem{
		Func: func(x []float64) float64 { eval(x); return value },
		Grad: func(g, x []float64) { eval(x); copy(g, grad) },
	}
	settings := &optimize.Settings{MajorIterations: o.Iterations, GradientThreshold: 1e-4, Recorder: recorder(o.Progress),
		Converger: &optimize.FunctionConverge{Relative: 1e-5, Iterations: 5}}
	r, err := optimize.Minimize(problem, make([]float64, p.size()), settings, &optimize.LBFGS{Store: 7})
	if r == nil {
		return nil, err
	}
	return &Fit{p, r.X}, nil
}

type recorder func(int, float64)

func (r recorder) Init() error { return nil }
func (r recorder) Record(l *optimize.Location, op optimize.Operation, s *optimize.Stats) error {
	if r != nil && op == optimize.MajorIteration {
		r(s.MajorIterations, l.F)
	}
	return nil
}

// Decode finds the names of texts.
func (f *Fit) Decode(texts []Text) [][]Span {
	p := newProblem(texts, f.problem, 0)
	types := p.typeSums(f.params)
	out := make([][]Span, len(texts))
	var w work
	for i := range p.pieces {
		x := &p.pieces[i]
		out[x.text] = append(out[x.text], w.decode(p, x, f.params, types)...)
	}
	return out
}

// Prune is for trying.
func (f *Fit) Prune(row, cell, unit float64) (rows, cells int) {
	for p := 0; p < len(f.problem.props); p++ {
		v := f.params[p*stride : (p+1)*stride]
		top := 0.0
		for _, x := range v {
			top = max(top, math.Abs(x))
		}
		for k, x := range v {
			if top < row || math.Abs(x) < cell {
				v[k] = 0
			} else {
				v[k] = math.Round(x/unit) * unit
				cells++
			}
		}
		if top >= row {
			rows++
		}
	}
	return rows, cells
}

// Write writes the fitted weights, less those that hardly count: properties
// none of whose weights reaches least, and weights below cell.
func (f *Fit) Write(w io.Writer, head []string, names map[ner.Property]string, least, cell float64) error {
	evidence := ner.Weights{}
	at := f.problem.evidenceAt()
	for name, k := range f.problem.evidence {
		evidence[name] = f.params[at+int(k)]
	}
	var list []ner.Weighted
	for p, id := range f.problem.props {
		v := f.params[int(id)*stride : int(id+1)*stride]
		x := ner.Weighted{Name: names[p]}
		top := 0.0
		for k, a := range v {
			top = max(top, math.Abs(a))
			if math.Abs(a) >= cell {
				x.Weights[k/labelCount][k%labelCount] = a
			}
		}
		if top >= least {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b ner.Weighted) int { return strings.Compare(a.Name, b.Name) })
	return ner.WriteModel(w, head, evidence, list)
}
