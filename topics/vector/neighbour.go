package vector

import (
	"cmp"
	"slices"

	"github.com/alam-nlp/alam/topics"
)

// A Neighbour is a row near another, with the cosine of both.
type Neighbour struct {
	Row    int
	Cosine float64
}

// Neighbours finds the rows nearest to one: related articles. It is an inverted
// index of the rows of a matrix, immutable and safe to share.
type Neighbours struct {
	rows  *CSR
	lists [][]posting // by column, in order of rows
	norms []float64
}

type posting struct {
	row int32
	v   float64
}

// NewNeighbours indexes the rows of m, which need not have a norm of 1.
func NewNeighbours(m *CSR) *Neighbours {
	if m == nil {
		m = new(CSR)
	}
	x := &Neighbours{rows: m, lists: make([][]posting, m.Cols), norms: make([]float64, m.Rows())}
	for i := range m.Rows() {
		row := m.Row(i)
		x.norms[i] = topics.L2.Of(row.Data)
		for k, c := range row.Indices {
			x.lists[c] = append(x.lists[c], posting{int32(i), row.Data[k]})
		}
	}
	return x
}

// Nearest gives the n rows of the greatest cosine with v, the nearest first, of
// equals the first; such that share nothing with it are not given. skip says
// which rows are not wanted; nil is none.
func (x *Neighbours) Nearest(v Vector, n int, skip func(row int) bool) []Neighbour {
	norm := topics.L2.Of(v.Data)
	if norm == 0 || n <= 0 {
		return nil
	}
	sums := make([]float64, len(x.norms))
	for k, c := range v.Indices {
		w := v.Data[k]
		for _, p := range x.lists[c] {
			sums[p.row] += w * p.v
		}
	}
	var out []Neighbour
	for i, s := range sums {
		if s <= 0 || x.norms[i] == 0 {
			continue
		}
		c := min(s/(norm*x.norms[i]), 1)
		if len(out) == n && c <= out[n-1].Cosine || skip != nil && skip(i) {
			continue
		}
		at := len(out) // rows come in order, so that of equals the first stays ahead
		for at > 0 && out[at-1].Cosine < c {
			at--
		}
		if len(out) < n {
			out = append(out, Neighbour{})
		}
		copy(out[at+1:], out[at:])
		out[at] = Neighbour{i, c}
	}
	return out
}

// Shared gives the n columns that add most to the product of two vectors.
func (v Vector) Shared(w Vector, n int) []int {
	type part struct {
		column int
		v      float64
	}
	var parts []part
	k := 0
	for i, c := range v.Indices {
		for k < len(w.Indices) && w.Indices[k] < c {
			k++
		}
		if k < len(w.Indices) && w.Indices[k] == c {
			parts = append(parts, part{int(c), v.Data[i] * w.Data[k]})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.v, a.v) })
	var out []int
	for _, p := range parts[:max(min(n, len(parts)), 0)] {
		out = append(out, p.column)
	}
	return out
}
