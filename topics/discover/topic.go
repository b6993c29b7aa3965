package discover

import (
	"cmp"
	"slices"

	"github.com/alam-nlp/alam/topics/vector"
)

// A Topic is a part of what a corpus is about.
type Topic struct {
	// Terms are its heaviest terms, by their columns, with their weights.
	Terms   []int
	Weights []float64
	// Coherence is the mean NPMI of its ten heaviest terms.
	Coherence float64
	// Share is its part of all documents' weights, Documents how many have it as
	// their greatest.
	Share     float64
	Documents int
}

// An Assignment says what a document is about. Topic is -1 for one that holds
// no term of any topic; Weight is the part of the topic in all of its topics.
type Assignment struct {
	Topic  int
	Weight float64
}

// coherent is how many terms coherence is of.
const coherent = 10

// Topics reads the topics off a factorization, with the n heaviest terms each,
// those of the greatest share first, and assigns the documents. order says which
// row of H a topic is. A zero Factorization has no topics.
func Topics(x *vector.CSR, f *Factorization, n int) (list []Topic, docs []Assignment, order []int) {
	if f.W == nil || f.H == nil {
		return nil, nil, nil
	}
	rows, k := f.W.Dims()
	_, m := f.H.Dims()
	shares := make([]float64, k)
	best := make([]int, rows)
	docs = make([]Assignment, rows)
	all := 0.0
	for i := range rows {
		sum, top, at := 0.0, 0.0, -1
		for c := range k {
			v := f.W.At(i, c)
			sum += v
			if v > top {
				top, at = v, c
			}
		}
		best[i] = at
		docs[i] = Assignment{Topic: -1}
		if at < 0 {
			continue
		}
		docs[i].Weight = top / sum
		all++
		for c := range k {
			shares[c] += f.W.At(i, c) / sum
		}
	}
	order = make([]int, k)
	for c := range order {
		order[c] = c
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(shares[b], shares[a]) })
	place := make([]int, k)
	for i, c := range order {
		place[c] = i
		t := Topic{Share: shares[c] / max(all, 1)}
		columns := make([]int, m)
		for j := range columns {
			columns[j] = j
		}
		slices.SortStableFunc(columns, func(a, b int) int { return cmp.Compare(f.H.At(c, b), f.H.At(c, a)) })
		for _, j := range columns[:max(min(n, m), 0)] {
			if w := f.H.At(c, j); w > 0 {
				t.Terms = append(t.Terms, j)
				t.Weights = append(t.Weights, w)
			}
		}
		t.Coherence = Coherence(x, t.Terms[:min(coherent, len(t.Terms))])
		list = append(list, t)
	}
	for i, c := range best {
		if c >= 0 {
			docs[i].Topic = place[c]
			list[place[c]].Documents++
		}
	}
	return list, docs, order
}
