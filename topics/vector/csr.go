package vector

import (
	"math"
	"slices"
	"sort"

	"github.com/alam-nlp/alam/topics"
)

// A CSR is a sparse matrix in compressed rows, as scipy.sparse.csr_matrix: row i
// holds Data[Indptr[i]:Indptr[i+1]] in the columns Indices of the same places,
// in ascending order.
type CSR struct {
	Cols    int
	Indptr  []int
	Indices []int32
	Data    []float64
}

// Rows is the number of rows; nil has none.
func (m *CSR) Rows() int {
	if m == nil {
		return 0
	}
	return max(len(m.Indptr)-1, 0)
}

// Row gives the columns and values of a row. They are the matrix's own.
func (m *CSR) Row(i int) Vector {
	from, to := m.Indptr[i], m.Indptr[i+1]
	return Vector{m.Indices[from:to], m.Data[from:to]}
}

// At gives an element.
func (m *CSR) At(i, j int) float64 {
	v := m.Row(i)
	k := sort.Search(len(v.Indices), func(k int) bool { return int(v.Indices[k]) >= j })
	if k < len(v.Indices) && int(v.Indices[k]) == j {
		return v.Data[k]
	}
	return 0
}

// Append adds a row, which must have its columns in ascending order.
func (m *CSR) Append(v Vector) {
	if len(m.Indptr) == 0 {
		m.Indptr = append(m.Indptr, 0)
	}
	m.Indices = append(m.Indices, v.Indices...)
	m.Data = append(m.Data, v.Data...)
	m.Indptr = append(m.Indptr, len(m.Indices))
}

// Select gives some of the rows, in this order.
func (m *CSR) Select(rows []int) *CSR {
	out := &CSR{Indptr: []int{0}}
	if m != nil {
		out.Cols = m.Cols
	}
	for _, i := range rows {
		out.Append(m.Row(i))
	}
	return out
}

// A Vector is a sparse vector: Data[k] stands in column Indices[k], in
// ascending order.
type Vector struct {
	Indices []int32
	Data    []float64
}

// Dot is the product of two vectors; of vectors with norm L2 it is their cosine.
func (v Vector) Dot(w Vector) float64 {
	sum, k := 0.0, 0
	for i, c := range v.Indices {
		for k < len(w.Indices) && w.Indices[k] < c {
			k++
		}
		if k == len(w.Indices) {
			break
		}
		if w.Indices[k] == c {
			sum += v.Data[i] * w.Data[k]
		}
	}
	return sum
}

// counted turns column numbers, with repetitions, into a vector of counts, in
// place of what dst held.
func (v *Vector) counted(columns []int32) {
	slices.Sort(columns)
	v.Indices, v.Data = v.Indices[:0], v.Data[:0]
	for i, c := range columns {
		if i > 0 && c == columns[i-1] {
			v.Data[len(v.Data)-1]++
			continue
		}
		v.Indices = append(v.Indices, c)
		v.Data = append(v.Data, 1)
	}
}

// norm divides by the norm.
func (v *Vector) norm(n topics.Norm) {
	if by := n.Of(v.Data); by > 0 && !math.IsInf(by, 0) {
		for i := range v.Data {
			v.Data[i] /= by
		}
	}
}
