package ner

import (
	"cmp"
	"slices"
)

// An item is one piece of evidence for one candidate, as refs into the view
// and the tagger: its words are looked up only if the candidate is chosen.
type item struct {
	first, last   int32 // tokens, half-open
	start         int   // byte of the source where the name begins
	weight        float64
	writtenWeight float64 // what it weighs, whatever was fitted, if it is asWritten
	ref           int32   // of a match, capture or memo, by source
	label         labelID
	source        source
	asWritten     bool // of the user, or unambiguous: it weighs writtenWeight, whatever was fitted
	unambiguous   bool // of the lists, whatever stands around it (see listevidence.go)
	foreign       bool // its entry is not meant: that is of another country than the name says
	narrowed      bool // listed with more, which says best whom it names
}

// A labelID is a label in little room, in the order in which ties are broken.
type labelID uint8

const (
	idPER labelID = iota
	idLOC
	idORG
	idMISC
	idNone
	labelCount
)

var labelNames = [labelCount]Label{PER, LOC, ORG, MISC, None}

// idOf is the labelID of a label; idNone for one that is not known.
func idOf(l Label) labelID {
	for i, n := range labelNames {
		if n == l {
			return labelID(i)
		}
	}
	return idNone
}

// A source is where an item comes from, in the order in which evidence is
// gathered: a list knows best where a name begins.
type source uint8

const (
	fromGazetteer source = iota
	fromMemory
	fromRule
)

// A candidate is a stretch of text that may be a name, with the evidence for
// it: items[from:to].
type candidate struct {
	first, last int32
	start       int
	score       float64
	written     float64 // of it, what the user wrote
	lift        float64 // and of that, what it takes to outweigh its parts (see raise.go)
	raise       float64 // what it gets of listed names within it (see raise.go)
	total       float64 // score with the emissions of its tokens
	from, to    int32
	label       labelID
	sure        bool // of what is written, the lists wrote a part (see listevidence.go)
	whole       bool // and have it with a head or nisba that stands in the text: no other is meant
	remembered  bool // the memory speaks for it
}

// byHand says that what the user wrote outweighs all that was fitted.
func (c *candidate) byHand() bool { return c.written > 0 && c.written == c.total }

func compareItems(a, b item) int {
	if c := cmp.Compare(a.first, b.first); c != 0 {
		return c
	}
	if c := cmp.Compare(a.last, b.last); c != 0 {
		return c
	}
	if c := cmp.Compare(a.label, b.label); c != 0 {
		return c
	}
	if a.source != b.source {
		return cmp.Compare(a.source, b.source)
	}
	if a.narrowed != b.narrowed {
		if a.narrowed {
			return -1
		}
		return 1
	}
	if c := cmp.Compare(b.weight, a.weight); c != 0 {
		return c // the best of one source first
	}
	return cmp.Compare(a.ref, b.ref)
}

// A sorter sorts items as compareItems does: it parts them by their first tokens
// and sorts the few that begin at one. It is scratch space for one goroutine.
type sorter struct {
	from  []int32 // per token where its items begin in parts
	parts []item
}

// sort sorts the items of a text of n tokens.
func (s *sorter) sort(items []item, n int) {
	s.from = append(s.from[:0], make([]int32, n+1)...)
	s.parts = append(s.parts[:0], items...)
	for i := range items {
		s.from[items[i].first+1]++
	}
	for i := range n {
		s.from[i+1] += s.from[i]
	}
	for i := range s.parts {
		at := &s.from[s.parts[i].first]
		items[*at] = s.parts[i]
		*at++
	}
	for i := 0; i < len(items); { // from is now where those of a token end
		end := int(s.from[items[i].first])
		if end-i > 1 {
			slices.SortFunc(items[i:end], compareItems)
		}
		i = end
	}
}

// gather groups sorted items into candidates. Of the entries that share a name, and
// of repetitions, the best counts; a rule counts once; the rest is dropped.
func gather(cands []candidate, items []item) ([]candidate, []item) {
	kept := items[:0]
	for i := 0; i < len(items); {
		c := candidate{first: items[i].first, last: items[i].last, label: items[i].label,
			start: items[i].start, from: int32(len(kept))}
		k := i
		for ; k < len(items) && items[k].first == c.first && items[k].last == c.last && items[k].label == c.label; k++ {
			it := items[k]
			if repeats(kept[c.from:], it) {
				continue
			}
			kept = append(kept, it)
			c.score += it.weight
			c.remembered = c.remembered || it.source == fromMemory
			if it.asWritten {
				c.written += it.writtenWeight
				c.sure = c.sure || it.unambiguous
				c.whole = c.whole || it.unambiguous && it.narrowed
			}
		}
		c.to = int32(len(kept))
		cands = append(cands, c)
		i = k
	}
	return cands, kept
}

// repeats reports whether evidence of the same sort is there already.
func repeats(have []item, it item) bool {
	for _, h := range have {
		if h.source == it.source && (it.source != fromRule || h.ref == it.ref) {
			return true
		}
	}
	return false
}

// A resolver finds the best set of candidates that do not overlap: the one
// with the greatest sum of scores. Of equal sums it takes the candidate that
// is longer, then the label in the order PER, LOC, ORG, MISC, O. It is scratch
// space for one goroutine.
type resolver struct {
	best   []float64 // best[k]: of the tokens before k
	choice []int32   // the candidate that ends at k, -1 none
	spans  []span
	byLast []int32
	ending []int32 // as next, of a chart
	next   []int32
	chosen []int32

	raises    raises
	inner     []float64 // of one candidate, see within
	blocks    []block
	oldChosen []int32 // of the last look, with its blocks
	oldBlocks []block
}

// resolve gives the indexes of the chosen candidates, in order of text, for a
// text of n tokens. It takes time in proportion to tokens and candidates.
func (r *resolver) resolve(cands []candidate, n int) []int32 {
	r.byLast = r.byLast[:0]
	for i := range cands {
		if cands[i].score > 0 {
			r.byLast = append(r.byLast, int32(i))
		}
	}
	slices.SortFunc(r.byLast, func(a, b int32) int {
		x, y := &cands[a], &cands[b]
		if c := cmp.Compare(x.last, y.last); c != 0 {
			return c
		}
		if c := cmp.Compare(x.first, y.first); c != 0 {
			return c
		}
		return cmp.Compare(x.label, y.label)
	})
	r.best = append(r.best[:0], 0)
	r.choice = append(r.choice[:0], -1)
	k := 0
	for end := int32(1); end <= int32(n); end++ {
		best, choice := r.best[end-1], int32(-1)
		for ; k < len(r.byLast) && cands[r.byLast[k]].last == end; k++ {
			c := &cands[r.byLast[k]]
			if s := r.best[c.first] + c.score; s > best {
				best, choice = s, r.byLast[k]
			}
		}
		r.best = append(r.best, best)
		r.choice = append(r.choice, choice)
	}
	r.chosen = r.chosen[:0]
	for end := int32(n); end > 0; {
		if c := r.choice[end]; c >= 0 {
			r.chosen = append(r.chosen, c)
			end = cands[c].first
		} else {
			end--
		}
	}
	slices.Reverse(r.chosen)
	return r.chosen
}
