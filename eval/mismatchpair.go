package eval

import (
	"cmp"
	"slices"

	"github.com/alam-nlp/alam/gold"
)

// pairMismatches pairs the loaded spans for diagnosis: equal spans, then equal extents,
// then overlaps. It pairs as many as [MatchSpans] does under Strict, so the counts
// agree; among the overlaps it begins with those of one label that share most.
func (m *matcher) pairMismatches() {
	m.reset()
	m.pairEqual(gold.Span.Compare)
	m.pairEqual(compareExtent)
	if !m.pairNearest() {
		m.pairWhere(func(g, p gold.Span) bool { return g.Overlaps(p) })
	}
}

// edge is an overlap of a free gold span with a free prediction.
type edge struct {
	g, p, shared int
	label        bool
}

// pairNearest takes the nearest pairs first, then moves partners until no more
// spans can be paired. It gives up (false, nothing paired) when there is too much
// to look at.
func (m *matcher) pairNearest() bool {
	var all []edge
	work := 0
	m.eachGold(func(g, low int) bool {
		for p := low; p < len(m.pred) && m.pred[p].Start < m.gold[g].End && work < maxWork; p++ {
			work++
			if x, y := m.gold[g], m.pred[p]; m.predTo[p] < 0 && x.Overlaps(y) {
				all = append(all, edge{g, p, min(x.End, y.End) - max(x.Start, y.Start), x.Label == y.Label})
			}
		}
		return work < maxWork
	})
	if work >= maxWork {
		return false
	}
	slices.SortFunc(all, func(a, b edge) int {
		switch {
		case a.label != b.label && a.label:
			return -1
		case a.label != b.label:
			return 1
		}
		return cmp.Or(b.shared-a.shared, a.g-b.g, a.p-b.p)
	})
	for len(m.edges) < len(m.gold) {
		m.edges = append(m.edges, nil)
	}
	for g := range m.gold {
		m.edges[g] = m.edges[g][:0]
	}
	for _, e := range all {
		m.edges[e.g] = append(m.edges[e.g], e.p)
		if m.goldTo[e.g] < 0 && m.predTo[e.p] < 0 {
			m.goldTo[e.g], m.predTo[e.p] = e.p, e.g
		}
	}
	m.seen = fill(m.seen, len(m.pred))
	round := 0
	for g := range m.gold {
		if m.goldTo[g] < 0 && len(m.edges[g]) > 0 && m.augment(g, round) {
			round++
		}
	}
	return true
}
