package fit

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/ner"
)

// Write writes the fitted weights as a file that ner.ReadModel reads, less those
// that hardly count (Options.MinRow). Each line of head is a comment at its top.
func (f *Fit) Write(w io.Writer, head []string) error {
	evidence := ner.Weights{}
	if f.problem == nil { // a zero Fit, of nothing
		return ner.WriteModel(w, head, evidence, nil)
	}
	at := f.problem.evidenceAt()
	for name, k := range f.problem.evidence {
		evidence[name] = f.params[at+int(k)]
	}
	var list []ner.Weighted
	for p, id := range f.problem.props {
		v := f.params[int(id)*stride : int(id+1)*stride]
		x := ner.Weighted{Name: f.names[p]}
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
	types := make([]float64, len(p.types)*stride)
	p.typeSums(types, params)
	var w work
	for i := range p.pieces {
		if x := &p.pieces[i]; use(x) {
			found[x.text] = append(found[x.text], w.decode(p, x, params, types)...)
		}
	}
}

// L2 is the strength of the pull towards 0 that was used.
func (f *Fit) L2() float64 { return f.options.L2 }
