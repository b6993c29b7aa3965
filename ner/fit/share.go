package fit

import (
	"slices"

	"gonum.org/v1/gonum/floats"

	"github.com/alam-nlp/alam/ner"
)

// A guideline is what the texts of one guideline have: their properties, by numbers
// of their own, and how their weights are made of those that are fitted.
//
// The fitted weights of properties are rows. A property that texts of several
// guidelines have has one row that all share, and one for each of these on top of
// it. One that texts of a single guideline have has one row in place of two: with
// the pull L2 on what is shared and own times as much on what is not, the best
// split of a weight w is w own/(1+own) shared and the rest its own, and costs as
// much as w alone pulled by L2 own/(1+own).
type guideline struct {
	name  string
	local map[int32]int32 // by the number of a property, its number here
	props []int32         // by number here, its number
	own   []int32         // by number here, its own row; -1 if it has none
	types [][]int32       // per type of word its properties, by numbers here
}

// evidenceAt is where the weights of evidence begin among those of a guideline.
func (p *problem) evidenceAt(under int) int { return len(p.under[under].props) * stride }

// width is how many weights the texts of a guideline have.
func (p *problem) width(under int) int { return p.evidenceAt(under) + len(p.evidence) }

// ownEvidence is where the own weights of evidence of a guideline begin among those
// that are fitted.
func (p *problem) ownEvidence(under int) int { return p.rows*stride + (1+under)*len(p.evidence) }

// size is how many weights are fitted: the rows of properties, the evidence, and with
// several guidelines that of each one's own.
func (p *problem) size() int {
	if n := len(p.under); n > 1 {
		return p.ownEvidence(n)
	}
	return p.rows*stride + len(p.evidence)
}

// split says which properties texts of which guidelines have, and numbers the rows.
func (p *problem) split(texts []Text) {
	for i := range texts {
		name := texts[i].Guideline
		if !slices.ContainsFunc(p.under, func(g *guideline) bool { return g.name == name }) {
			p.under = append(p.under, &guideline{name: name, local: map[int32]int32{}})
		}
	}
	slices.SortFunc(p.under, func(a, b *guideline) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	p.shared = make([]int8, len(p.props))
	for i := range texts {
		g := p.under[p.underOf(texts[i].Guideline)]
		see := func(list []ner.Property) {
			for _, x := range list {
				id, ok := p.props[x]
				if !ok {
					continue
				}
				if _, ok := g.local[id]; !ok {
					g.local[id] = int32(len(g.props))
					g.props = append(g.props, id)
					p.shared[id]++
				}
			}
		}
		for k := range texts[i].Lattice.Words {
			see(texts[i].Lattice.Words[k])
			see(texts[i].Lattice.Here[k])
		}
	}
	p.rows = len(p.props)
	for _, g := range p.under {
		for _, id := range g.props {
			row := int32(-1)
			if p.shared[id] > 1 {
				row = int32(p.rows)
				p.rows++
			}
			g.own = append(g.own, row)
		}
	}
}

func (p *problem) underOf(name string) int {
	return slices.IndexFunc(p.under, func(g *guideline) bool { return g.name == name })
}

// row is one row of weights of properties.
func row(x []float64, k int32) []float64 { return x[int(k)*stride : int(k+1)*stride] }

// sum gives the weights by which the texts of a guideline are scored. to has
// width() elements, or is nil.
func (p *problem) sum(to, x []float64, under int) []float64 {
	g := p.under[under]
	if to == nil {
		to = make([]float64, p.width(under))
	}
	for k, id := range g.props {
		w := row(to, int32(k))
		copy(w, row(x, id))
		if g.own[k] >= 0 {
			floats.Add(w, row(x, g.own[k]))
		}
	}
	ev := to[p.evidenceAt(under):]
	copy(ev, x[p.rows*stride:])
	if len(p.under) > 1 {
		floats.Add(ev, x[p.ownEvidence(under):p.ownEvidence(under+1)])
	}
	return to
}

// weight is the weight of a property for a guideline: also of one that its texts
// have not, but others'.
func (p *problem) weight(x []float64, id int32, under int, own float64) []float64 {
	w := slices.Clone(row(x, id))
	g := p.under[under]
	k, has := g.local[id]
	switch {
	case has && g.own[k] >= 0:
		floats.Add(w, row(x, g.own[k]))
	case !has && p.shared[id] == 1:
		floats.Scale(own/(1+own), w)
	}
	return w
}

// gather adds the gradient of a guideline's weights to that of what is fitted: to
// that of its own rows, and to that of the shared ones.
func (p *problem) gather(to, grad []float64, under int) {
	g := p.under[under]
	for k, id := range g.props {
		d := row(grad, int32(k))
		floats.Add(row(to, id), d)
		if g.own[k] >= 0 {
			floats.Add(row(to, g.own[k]), d)
		}
	}
	d, at := grad[p.evidenceAt(under):], p.rows*stride
	floats.Add(to[at:at+len(d)], d)
	if len(p.under) > 1 {
		floats.Add(to[p.ownEvidence(under):p.ownEvidence(under+1)], d)
	}
}

// pull adds the penalty on the weights x to their gradient, and gives it: those of
// properties are pulled to 0, and so are a guideline's own of evidence; those that
// are shared to what they are by hand.
func (p *problem) pull(grad, x []float64, l2, own float64) (penalty float64) {
	apply := func(from, to int, l2 float64) {
		penalty += l2 / 2 * floats.Dot(x[from:to], x[from:to])
		floats.AddScaled(grad[from:to], l2, x[from:to])
	}
	for id, n := range p.shared {
		f := l2
		if n == 1 && len(p.under) > 1 {
			f *= own / (1 + own)
		}
		apply(id*stride, (id+1)*stride, f)
	}
	apply(len(p.props)*stride, p.rows*stride, l2*own)
	at := p.rows * stride
	for k, w := range p.prior {
		d := x[at+k] - w
		penalty += l2 * evidenceL2 / 2 * d * d
		grad[at+k] += l2 * evidenceL2 * d
	}
	if len(p.under) > 1 {
		apply(p.ownEvidence(0), p.size(), l2*own*evidenceL2)
	}
	return penalty
}

// typeSums fills in the slots of each type of word of a guideline by its weights.
func (p *problem) typeSums(to, weights []float64, under int) {
	clear(to)
	for t, ids := range p.under[under].types {
		v := row(to, int32(t))
		for _, id := range ids {
			floats.Add(v, row(weights, id))
		}
	}
}
