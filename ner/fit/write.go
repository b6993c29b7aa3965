package fit

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/ner"
)

// ErrGuideline is wrapped by the error of Write for a guideline that no text has.
var ErrGuideline = errors.New("fit: no text is marked by this guideline")

// Guidelines are those of the texts, sorted.
func (f *Fit) Guidelines() []string {
	if f.problem == nil {
		return nil
	}
	var out []string
	for _, g := range f.problem.under {
		out = append(out, g.name)
	}
	return out
}

// Write writes the weights fitted for a guideline as a file that ner.ReadModel
// reads, less those that hardly count (Options.MinRow). Each line of head is a
// comment at its top. A Fit of nothing writes no weights.
func (f *Fit) Write(w io.Writer, guideline string, head []string) error {
	evidence := ner.Weights{}
	if f.problem == nil {
		return ner.WriteModel(w, head, evidence, nil)
	}
	p := f.problem
	under := p.underOf(guideline)
	if under < 0 {
		return fmt.Errorf("%w: %q, want one of %q", ErrGuideline, guideline, f.Guidelines())
	}
	if f.params != nil {
		sum := p.sum(nil, f.params, under)[p.evidenceAt(under):]
		for name, k := range p.evidence {
			evidence[name] = sum[k]
		}
	}
	var list []ner.Weighted
	for prop, id := range p.props {
		v := p.weight(f.params, id, under, f.options.OwnL2)
		x := ner.Weighted{Name: f.names[prop]}
		top := 0.0
		for k, a := range v {
			top = max(top, math.Abs(a))
			if math.Abs(a) >= f.options.MinCell {
				x.Weights[k/labelCount][k%labelCount] = a
			}
		}
		if top >= f.options.MinRow {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b ner.Weighted) int { return strings.Compare(a.Name, b.Name) })
	return ner.WriteModel(w, head, evidence, list)
}

func sortStretches(s []ner.Stretch) {
	slices.SortFunc(s, func(a, b ner.Stretch) int { return cmp.Compare(a.First, b.First) })
}

// decode appends the names found in the pieces of use to those of their texts.
func (p *problem) decode(params []float64, found [][]ner.Stretch, use func(*piece) bool) {
	sums, types := make([][]float64, len(p.under)), make([][]float64, len(p.under))
	for g := range sums {
		sums[g], types[g] = p.sum(nil, params, g), make([]float64, len(p.under[g].types)*stride)
		p.typeSums(types[g], sums[g], g)
	}
	var w work
	for i := range p.pieces {
		if x := &p.pieces[i]; use(x) {
			found[x.text] = append(found[x.text], w.decode(p, x, sums[x.under], types[x.under])...)
		}
	}
}

// Penalty says how strongly weights were pulled towards 0: 12, or with several
// guidelines 12, own 36.
func (f *Fit) Penalty() string {
	s := strconv.FormatFloat(f.options.L2, 'g', -1, 64)
	if len(f.Guidelines()) > 1 {
		s += ", own " + strconv.FormatFloat(f.options.L2*f.options.OwnL2, 'g', -1, 64)
	}
	return s
}
