package fit

import (
	"errors"
	"fmt"
	"maps"
	"runtime"

	"github.com/alam-nlp/alam/ner"
)

// Options say how to fit.
type Options struct {
	// L2 is how strongly weights are pulled towards 0; 0 is 12, which
	// cross-validation chose.
	L2 float64
	// OwnL2 is how many times more strongly the weights of a guideline's own are
	// pulled, where the texts follow several; 0 is 3. Each property and each piece
	// of evidence then has a weight for all, and one per guideline on top of it
	// (Daumé 2007).
	OwnL2 float64
	// Iterations bounds the steps of L-BFGS; 0 is 100.
	Iterations int
	// MinCount is how often a property must occur to have a weight; 0 is 2.
	MinCount int
	// MinRow and MinCell leave properties out of the file none of whose weights
	// reaches MinRow nats, and weights below MinCell; 0 is 0.1 and 0.03.
	MinRow, MinCell float64
	// NoMemory leaves the memory of the text out of it.
	NoMemory bool
	// HeldOut holds one sentence of so many back and stops when its likelihood
	// no longer rises; 0 holds none back.
	HeldOut int
	// Workers is how many processors to use; 0 is all. The result does not
	// depend on it.
	Workers int
	// Progress is told of each step; nil for nobody.
	Progress func(Progress)
}

// Progress says how far a fit is.
type Progress struct {
	// Stage of Stages: the two halves for the memory, then the whole.
	Stage, Stages int
	// Step of at most Steps.
	Step, Steps int
	// Loss is the negative log likelihood with its penalty, in nats.
	Loss float64
	// HeldOut is the loss of the sentences held back, per sentence; 0 if none.
	HeldOut float64
}

func (o *Options) fill() {
	fill(&o.L2, 12)
	fill(&o.OwnL2, 3)
	fill(&o.Iterations, 100)
	fill(&o.MinCount, 2)
	fill(&o.MinRow, 0.1)
	fill(&o.MinCell, 0.03)
	fill(&o.Workers, runtime.GOMAXPROCS(0))
}

func fill[T int | float64](x *T, v T) {
	if *x == 0 {
		*x = v
	}
}

// A Fit holds fitted weights.
type Fit struct {
	// Names is how many gold names it was fitted to, Lost how many could not be
	// used: too long, across the end of a sentence, or overlapping others.
	Names, Lost int
	// Steps is how many steps the last stage took.
	Steps int

	problem *problem
	params  []float64
	names   map[ner.Property]string
	options Options
}

// ErrNoNames is wrapped by the error of Run for texts without gold names.
var ErrNoNames = errors.New("fit: no names to fit to")

// Run fits to texts, which NewText made with t and names. It changes the texts'
// lattices, unless o.NoMemory is set.
func Run(t *ner.Tagger, texts []Text, names map[ner.Property]string, o Options) (*Fit, error) {
	o.fill()
	names = maps.Clone(names) // another Run may read it
	f := &Fit{names: names, options: o}
	for i := range texts {
		f.Names += len(texts[i].Gold)
		f.Lost += texts[i].Lost
	}
	if f.Names == 0 {
		return nil, fmt.Errorf("%w in %d texts", ErrNoNames, len(texts))
	}
	stages := 1
	if !o.NoMemory {
		stages = 3
		found := make([][]ner.Stretch, len(texts))
		for half := range 2 {
			p := newProblem(texts, o.MinCount)
			params, _, err := p.fit(o, Progress{Stage: half + 1, Stages: stages}, func(x *piece) bool { return x.half != half })
			if err != nil {
				return nil, err
			}
			p.decode(params, found, func(x *piece) bool { return x.half == half })
		}
		for i := range texts {
			sortStretches(found[i])
			texts[i].remember(t, found[i], names)
		}
	}
	p := newProblem(texts, o.MinCount)
	f.Lost += p.lost
	var err error
	f.params, f.Steps, err = p.fit(o, Progress{Stage: stages, Stages: stages}, func(*piece) bool { return true })
	f.problem = p
	return f, err
}
