package discover

import (
	"math"

	"github.com/alam-nlp/alam/topics/vector"
)

// Counts are in how many documents some terms stand, alone and two by two.
type Counts struct {
	docs  int
	n     int
	pairs []int32 // n by n; the diagonal has the documents of a term
}

// Count counts the documents of the terms with these columns.
func Count(x *vector.CSR, columns []int) *Counts {
	c := &Counts{docs: x.Rows(), n: len(columns), pairs: make([]int32, len(columns)*len(columns))}
	if x == nil {
		return c
	}
	place := make([]int32, x.Cols) // from 1
	for i, j := range columns {
		place[j] = int32(i + 1)
	}
	var here []int
	for i := range x.Rows() {
		here = here[:0]
		for _, j := range x.Row(i).Indices {
			if p := place[j]; p > 0 {
				here = append(here, int(p-1))
			}
		}
		for _, a := range here {
			for _, b := range here {
				c.pairs[a*c.n+b]++
			}
		}
	}
	return c
}

// Together is in how many documents two of the terms stand, by their place.
func (c *Counts) Together(i, j int) int { return int(c.pairs[i*c.n+j]) }

// NPMI is normalized pointwise mutual information (Bouma 2009) over documents:
// ln(p(a,b) / (p(a) p(b))) / -ln p(a,b), -1 for terms that never stand together
// and 1 for such as always do.
func (c *Counts) NPMI(i, j int) float64 {
	both, a, b, n := float64(c.Together(i, j)), float64(c.Together(i, i)), float64(c.Together(j, j)), float64(c.docs)
	switch {
	case both == 0:
		return -1
	case both == n:
		return 1
	}
	return math.Log(both*n/(a*b)) / -math.Log(both/n)
}

// Coherence is the mean NPMI of all pairs of some terms over the documents of
// the corpus (Aletras and Stevenson 2013; Lau et al. 2014). Fewer than two terms
// have none, which is 0.
func Coherence(x *vector.CSR, columns []int) float64 {
	c := Count(x, columns)
	sum, pairs := 0.0, 0.0
	for i := range columns {
		for j := range i {
			sum += c.NPMI(i, j)
			pairs++
		}
	}
	if pairs == 0 {
		return 0
	}
	return sum / pairs
}
