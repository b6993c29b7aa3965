package ner

import (
	"cmp"
	"math"
	"slices"
)

// maxLook is how many tokens a name may have for which neither a list nor a
// rule speaks, as in a fit.
const maxLook = 10

// A span is a choice of the decoder.
type span struct {
	first int32
	cand  int32 // with evidence, -1 without
	label labelID
}

// none stands for no choice.
var noSpan = span{first: -1}

// open is the best first token, so far, for a name of several tokens.
type open struct {
	score float64
	first int32
}

// decode gives the indexes of the best candidates that do not overlap, in order
// of text: those of s.cands and, by the emissions of their tokens alone, any
// other stretch within a sentence, which it appends to s.cands. It is exact
// (Viterbi's algorithm over segments), and takes time in proportion to tokens
// and candidates. Of equal sums it takes the one without a name, then the
// candidate that is first in s.cands, then PER, LOC, ORG, MISC.
func (r *resolver) decode(s *scratch) []int32 {
	v, e, cands := &s.view, &s.view.emissions, s.cands
	n := len(v.tokens)
	r.byLast = r.byLast[:0]
	for i := range cands {
		c := &cands[i]
		if c.label == idNone && c.own == 0 {
			continue // properties of its tokens speak for it
		}
		r.byLast = append(r.byLast, int32(i))
	}
	slices.SortFunc(r.byLast, func(a, b int32) int {
		if c := cmp.Compare(cands[a].last, cands[b].last); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	r.best = append(r.best[:0], 0)
	r.spans = append(r.spans[:0], noSpan)
	var opens [modelLabels]open
	shut := open{math.Inf(-1), -1}
	k := 0
	for end := int32(1); end <= int32(n); end++ {
		i := end - 1
		if v.begins(int(i)) {
			opens = [modelLabels]open{shut, shut, shut, shut}
		}
		best, choice := r.best[i], noSpan
		marked := [modelLabels]bool{}
		from := k
		for ; k < len(r.byLast) && cands[r.byLast[k]].last == end; k++ {
			at := r.byLast[k]
			c := &cands[at]
			if c.label != idNone {
				marked[c.label] = true
				c.total = max(c.score+e.nats(c.first, end, c.label), c.own)
			} else {
				c.total = c.own
			}
			if x := r.best[c.first] + c.total; x > best {
				best, choice = x, span{c.first, at, c.label}
			}
		}
		for l := range labelID(modelLabels) {
			if e.foreign[i] {
				break
			}
			if marked[l] || end-opens[l].first > maxLook && opens[l].first >= 0 {
				// Stretches with evidence are weighed already, and longer ones are none.
				for first := i; first >= 0 && end-first <= maxLook; first-- {
					if !evident(cands, r.byLast[from:k], first, l) && !e.foreign[first] {
						if x := r.best[first] + e.nats(first, end, l); x > best {
							best, choice = x, span{first, -1, l}
						}
					}
					if v.begins(int(first)) {
						break
					}
				}
				continue
			}
			if x := r.best[i] + e.nats(i, end, l); x > best {
				best, choice = x, span{i, -1, l}
			}
			if x := opens[l].score + float64(e.sums[end][l]+e.last[i][l])*WeightUnit; x > best {
				best, choice = x, span{opens[l].first, -1, l}
			}
		}
		for l := range labelID(modelLabels) {
			if x := r.best[i] + float64(e.first[i][l]-e.sums[end][l])*WeightUnit; x > opens[l].score && !e.foreign[i] {
				opens[l] = open{x, i}
			}
		}
		r.best = append(r.best, best)
		r.spans = append(r.spans, choice)
	}
	r.chosen = r.chosen[:0]
	for end := int32(n); end > 0; {
		c := r.spans[end]
		if c.first < 0 {
			end--
			continue
		}
		at := c.cand
		if at < 0 {
			at = int32(len(s.cands))
			s.cands = append(s.cands, candidate{first: c.first, last: end, label: c.label,
				start: v.tokens[c.first].Start + v.cut[c.first], total: e.nats(c.first, end, c.label)})
		}
		s.cands[at].score = s.cands[at].total
		r.chosen = append(r.chosen, at)
		end = c.first
	}
	slices.Reverse(r.chosen)
	return r.chosen
}

// nats is the score of the tokens [i, j) as a name with label l; 0 where the
// weights know nothing of the language.
func (e *emissions) nats(i, j int32, l labelID) float64 {
	if e.foreign[i] {
		return 0
	}
	return float64(e.score(i, j, l)) * WeightUnit
}

// evident says whether one of the candidates, which end alike, is of a first
// token and label.
func evident(cands []candidate, which []int32, first int32, l labelID) bool {
	for _, k := range which {
		if cands[k].first == first && cands[k].label == l {
			return true
		}
	}
	return false
}
