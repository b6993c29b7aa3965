package eval

import (
	"cmp"
	"slices"

	"github.com/alam-nlp/alam/gold"
)

// Outcome counts how gold and predicted spans met under one way of matching
// (SemEval-2013 task 9.1, Segura-Bedmar et al. 2013; MUC-5, Chinchor & Sundheim
// 1993).
type Outcome struct {
	Correct   int `json:"correct"`
	Incorrect int `json:"incorrect"` // met, but not equal in what counts
	Partial   int `json:"partial"`   // met, with half credit
	Missed    int `json:"missed"`    // gold that met nothing
	Spurious  int `json:"spurious"`  // prediction that met nothing
}

func (o *Outcome) add(p Outcome) {
	o.Correct += p.Correct
	o.Incorrect += p.Incorrect
	o.Partial += p.Partial
	o.Missed += p.Missed
	o.Spurious += p.Spurious
}

// Possible is the number of gold spans: correct + incorrect + partial + missed.
func (o Outcome) Possible() int { return o.Correct + o.Incorrect + o.Partial + o.Missed }

// Actual is the number of predicted spans: correct + incorrect + partial + spurious.
func (o Outcome) Actual() int { return o.Correct + o.Incorrect + o.Partial + o.Spurious }

func (o Outcome) credit() float64 { return float64(o.Correct) + 0.5*float64(o.Partial) }

// Precision is (correct + partial/2) / actual.
func (o Outcome) Precision() Ratio { return ratio(o.credit(), float64(o.Actual())) }

// Recall is (correct + partial/2) / possible.
func (o Outcome) Recall() Ratio { return ratio(o.credit(), float64(o.Possible())) }

// F1 is 2 (correct + partial/2) / (actual + possible).
func (o Outcome) F1() Ratio { return ratio(2*o.credit(), float64(o.Actual()+o.Possible())) }

// Outcomes are the four ways of matching at once.
type Outcomes struct {
	Strict  Outcome `json:"strict"`  // correct: same start, end and label
	Exact   Outcome `json:"exact"`   // correct: same start and end
	Partial Outcome `json:"partial"` // correct: same start and end; partial: overlap
	Type    Outcome `json:"type"`    // correct: overlap and same label
}

// Add adds p to o.
func (o *Outcomes) Add(p Outcomes) {
	o.Strict.add(p.Strict)
	o.Exact.add(p.Exact)
	o.Partial.add(p.Partial)
	o.Type.add(p.Type)
}

// MatchSpans pairs gold with predicted spans one to one and counts, in each of the
// four ways. Duplicates count as often as they are listed.
//
// Each way pairs in passes, and each pass pairs as many of the spans still free as
// can be: equal spans first; then, for Exact and Partial, equal extents; for Type,
// overlaps of one label; last, any overlap. So the counts do not depend on the
// order of the lists, and a perfect prediction is always counted perfect. (Where
// more than 1,000,000 pairs would have to be looked at, overlaps are paired from
// left to right instead, each gold span with one of 1,000 predictions at most.)
// nervaluate pairs greedily in the order given.
func MatchSpans(gold, pred []gold.Span) Outcomes {
	var m matcher
	m.load(gold, pred)
	return m.outcomes()
}

// matcher holds sorted copies and the marks of a matching, for reuse.
type matcher struct {
	gold, pred []gold.Span
	goldTo     []int // partner of each gold span, or -1
	predTo     []int
	seen       []int
	edges      [][]int
}

func (m *matcher) load(gold, pred []gold.Span) {
	m.gold = sortedInto(m.gold[:0], gold)
	m.pred = sortedInto(m.pred[:0], pred)
}

func sortedInto(dst, src []gold.Span) []gold.Span {
	dst = append(dst, src...)
	if !slices.IsSortedFunc(dst, gold.Span.Compare) {
		slices.SortFunc(dst, gold.Span.Compare)
	}
	return dst
}

func (m *matcher) reset() {
	m.goldTo = fill(m.goldTo, len(m.gold))
	m.predTo = fill(m.predTo, len(m.pred))
}

func fill(dst []int, n int) []int {
	dst = dst[:0]
	for range n {
		dst = append(dst, -1)
	}
	return dst
}

// outcomes counts the loaded spans in all four ways.
func (m *matcher) outcomes() Outcomes {
	if slices.Equal(m.gold, m.pred) {
		all := Outcome{Correct: len(m.gold)}
		return Outcomes{all, all, all, all}
	}
	overlap := func(g, p gold.Span) bool { return g.Overlaps(p) }
	var o Outcomes

	m.reset()
	strict := m.pairEqual(gold.Span.Compare)
	extent := strict + m.pairEqual(compareExtent)
	met := m.pairWhere(overlap)
	left, over := len(m.gold)-extent-met, len(m.pred)-extent-met
	o.Exact = Outcome{Correct: extent, Incorrect: met, Missed: left, Spurious: over}
	o.Partial = Outcome{Correct: extent, Partial: met, Missed: left, Spurious: over}

	// Strict differs from Exact only in what it calls incorrect.
	o.Strict = Outcome{Correct: strict, Incorrect: extent - strict + met, Missed: left, Spurious: over}

	m.reset()
	typed := m.pairEqual(gold.Span.Compare)
	typed += m.pairWhere(func(g, p gold.Span) bool { return g.Label == p.Label && g.Overlaps(p) })
	met = m.pairWhere(overlap)
	o.Type = Outcome{
		Correct: typed, Incorrect: met,
		Missed: len(m.gold) - typed - met, Spurious: len(m.pred) - typed - met,
	}
	return o
}

func compareExtent(a, b gold.Span) int {
	a.Label, b.Label = "", ""
	return a.Compare(b)
}

// pairEqual pairs free spans that compare equal; both lists are in the order of
// compare.
func (m *matcher) pairEqual(compare func(a, b gold.Span) int) (pairs int) {
	g, p := 0, 0
	for g < len(m.gold) && p < len(m.pred) {
		switch {
		case m.goldTo[g] >= 0:
			g++
		case m.predTo[p] >= 0:
			p++
		default:
			switch c := compare(m.gold[g], m.pred[p]); {
			case c < 0:
				g++
			case c > 0:
				p++
			default:
				m.goldTo[g], m.predTo[p] = p, g
				pairs++
				g++
				p++
			}
		}
	}
	return pairs
}

// maxWork is how many pairs are looked at before the search turns simple;
// simpleWork is how many it then looks at for each span.
const (
	maxWork    = 1_000_000
	simpleWork = 1_000
)

// pairWhere pairs as many free spans as possible among the overlapping ones that
// ok accepts (Kuhn's augmenting paths).
func (m *matcher) pairWhere(ok func(g, p gold.Span) bool) (pairs int) {
	for len(m.edges) < len(m.gold) {
		m.edges = append(m.edges, nil)
	}
	work := 0
	m.eachGold(func(g, low int) bool {
		m.edges[g] = m.edges[g][:0]
		for p := low; p < len(m.pred) && m.pred[p].Start < m.gold[g].End && work < maxWork; p++ {
			work++
			if m.predTo[p] < 0 && m.gold[g].Overlaps(m.pred[p]) && ok(m.gold[g], m.pred[p]) {
				m.edges[g] = append(m.edges[g], p)
			}
		}
		return work < maxWork
	})
	if work >= maxWork {
		return m.pairSimply(ok)
	}
	m.seen = fill(m.seen, len(m.pred))
	round := 0
	m.eachGold(func(g, _ int) bool {
		if len(m.edges[g]) > 0 && m.augment(g, round) {
			pairs++
			round++ // what a failed search saw stays closed: no path leads out of it
		}
		return true
	})
	return pairs
}

// eachGold visits the free gold spans in order, with the first prediction that may
// reach each, until visit says no.
func (m *matcher) eachGold(visit func(g, low int) bool) {
	longest, low := 0, 0
	for _, p := range m.pred {
		longest = max(longest, p.Len())
	}
	for g := range m.gold {
		for low < len(m.pred) && m.pred[low].Start+longest <= m.gold[g].Start {
			low++
		}
		if m.goldTo[g] < 0 && !visit(g, low) {
			return
		}
	}
}

// pairSimply pairs each free gold span with the first free prediction it may have.
func (m *matcher) pairSimply(ok func(g, p gold.Span) bool) (pairs int) {
	m.eachGold(func(g, low int) bool {
		end := min(len(m.pred), low+simpleWork)
		for p := low; p < end && m.pred[p].Start < m.gold[g].End; p++ {
			if m.predTo[p] < 0 && m.gold[g].Overlaps(m.pred[p]) && ok(m.gold[g], m.pred[p]) {
				m.goldTo[g], m.predTo[p] = p, g
				pairs++
				break
			}
		}
		return true
	})
	return pairs
}

// augment finds a partner for g, moving others; round marks what this search saw.
func (m *matcher) augment(g, round int) bool {
	for _, p := range m.edges[g] {
		if m.predTo[p] < 0 {
			m.goldTo[g], m.predTo[p] = p, g
			return true
		}
	}
	for _, p := range m.edges[g] {
		if m.seen[p] == round {
			continue
		}
		m.seen[p] = round
		if m.augment(m.predTo[p], round) {
			m.goldTo[g], m.predTo[p] = p, g
			return true
		}
	}
	return false
}

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
