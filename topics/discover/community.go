package discover

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"

	"github.com/alam-nlp/alam/topics/vector"
)

// CommunityOptions say how communities of terms are found. The zero value is
// the default.
type CommunityOptions struct {
	// Terms is how many terms are nodes, those of the greatest sum of weights; 0
	// is 1,000.
	Terms int
	// Together is in how many documents two terms must stand for an edge; 0 is 5.
	Together int
	// NPMI is the least of an edge; 0 is 0.2.
	NPMI float64
	// Resolution, above 0: the greater, the smaller the communities; 0 is 1.
	Resolution float64
	Seed       uint64
}

// A Community is a set of terms that stand together, by their columns, the
// best connected first.
type Community struct {
	Terms []int
	// Strength is the sum of the edges within, of each term.
	Strength []float64
}

// Communities divides the graph of terms, whose edges are the NPMI of terms in
// documents, by the Louvain method (Blondel et al. 2008). It gives those of two
// terms or more, the largest first, and the modularity of the whole division.
func Communities(x *vector.CSR, o CommunityOptions) ([]Community, float64, error) {
	if o.Terms == 0 {
		o.Terms = 1000
	}
	if o.Together == 0 {
		o.Together = 5
	}
	if o.NPMI == 0 {
		o.NPMI = 0.2
	}
	if o.Resolution == 0 {
		o.Resolution = 1
	}
	if o.Terms < 2 || o.Resolution < 0 || !(math.Abs(o.NPMI) <= 1) {
		return nil, 0, fmt.Errorf("discover: %d terms, resolution %v, NPMI %v: want 2 terms, a positive number and one from -1 to 1", o.Terms, o.Resolution, o.NPMI)
	}
	if x == nil {
		x = new(vector.CSR)
	}
	columns := heaviest(x, o.Terms)
	c := Count(x, columns)
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for i := range columns {
		g.AddNode(simple.Node(i))
	}
	edges := 0
	weights := map[[2]int]float64{}
	for i := range columns {
		for j := i + 1; j < len(columns); j++ {
			if c.Together(i, j) < o.Together {
				continue
			}
			if v := c.NPMI(i, j); v >= o.NPMI {
				// Whole numbers have the same sum in any order.
				v = math.Round(v * 4096)
				g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: v})
				weights[[2]int{i, j}] = v / 4096
				edges++
			}
		}
	}
	if edges == 0 {
		return nil, 0, nil
	}
	r := community.Modularize(g, o.Resolution, rand.NewPCG(o.Seed, 0x9e3779b97f4a7c15))
	var out []Community
	for _, nodes := range r.Communities() {
		if len(nodes) < 2 {
			continue
		}
		out = append(out, connected(nodes, columns, weights))
	}
	slices.SortFunc(out, func(a, b Community) int {
		return cmp.Or(cmp.Compare(len(b.Terms), len(a.Terms)), slices.Compare(a.Terms, b.Terms))
	})
	return out, community.Q(g, r.Communities(), o.Resolution), nil
}

// connected orders the terms of a community.
func connected(nodes []graph.Node, columns []int, weights map[[2]int]float64) Community {
	ids := make([]int, len(nodes))
	for i, n := range nodes {
		ids[i] = int(n.ID())
	}
	slices.Sort(ids)
	strength := make([]float64, len(ids))
	for i, a := range ids {
		for j, b := range ids[:i] {
			v := weights[[2]int{b, a}]
			strength[i] += v
			strength[j] += v
		}
	}
	order := make([]int, len(ids))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(strength[b], strength[a]) })
	var c Community
	for _, i := range order {
		c.Terms = append(c.Terms, columns[ids[i]])
		c.Strength = append(c.Strength, strength[i])
	}
	return c
}

// heaviest gives the n columns of the greatest sums, in order of columns.
func heaviest(x *vector.CSR, n int) []int {
	sums := make([]float64, x.Cols)
	for i, j := range x.Indices {
		sums[j] += x.Data[i]
	}
	order := make([]int, x.Cols)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sums[b], sums[a]) })
	order = order[:min(n, len(order))]
	slices.Sort(order)
	return order
}
