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

var shut = open{math.Inf(-1), -1}

// A block is a run of sentences over whose bounds no candidate reaches: what is
// chosen in it depends on nothing else.
type block struct {
	first, last int32
	cand        int32 // its first candidate
	chosen, end int32 // what was chosen in it, as part of resolver.chosen
}

// decode gives the indexes of the best candidates that do not overlap, in order
// of text: those of s.cands, which are in order of their first token, and, by the
// emissions of their tokens alone, any other stretch within a sentence, which it
// appends to s.cands. It is exact (Viterbi's algorithm over segments), and takes
// time in proportion to tokens and candidates. Of equal sums it takes the one
// without a name, then the candidate that is first in s.cands, then PER, LOC,
// ORG, MISC. old are the candidates of the last look at the text, nil for none:
// where only the memory has brought new ones, the rest is chosen again.
func (r *resolver) decode(s *scratch, old []candidate) []int32 {
	n, known := int32(len(s.view.tokens)), int32(len(s.cands))
	r.blocks, r.oldBlocks = r.oldBlocks[:0], r.blocks
	r.chosen, r.oldChosen = r.oldChosen[:0], r.chosen
	cand := int32(0)
	for from := int32(0); from < n; {
		b := block{first: from, last: from + 1, cand: cand, chosen: int32(len(r.chosen))}
		remembered := false
		for {
			for b.last < n && !s.view.begins(int(b.last)) {
				b.last++
			}
			if cand == known || s.cands[cand].first >= b.last {
				break
			}
			b.last = max(b.last, s.cands[cand].last)
			remembered = remembered || s.cands[cand].remembered
			cand++
		}
		if k := len(r.blocks); old != nil && !remembered && k < len(r.oldBlocks) && r.oldBlocks[k].first == b.first && r.oldBlocks[k].last == b.last {
			r.again(s, old, &b, &r.oldBlocks[k])
		} else {
			r.block(s, &b, s.cands[b.cand:cand])
		}
		b.end = int32(len(r.chosen))
		r.blocks = append(r.blocks, b)
		from = b.last
	}
	return r.chosen
}

// again chooses in a block what was chosen before.
func (r *resolver) again(s *scratch, old []candidate, b, before *block) {
	for _, at := range r.oldChosen[before.chosen:before.end] {
		c := &old[at]
		if at -= before.cand; c.from < c.to {
			at += b.cand
			s.cands[at].score, s.cands[at].total = c.score, c.total
		} else {
			at = int32(len(s.cands))
			s.cands = append(s.cands, *c)
		}
		r.chosen = append(r.chosen, at)
	}
}

// block chooses in one block.
func (r *resolver) block(s *scratch, b *block, cands []candidate) {
	v, e := &s.view, &s.view.emissions
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
	r.best = append(r.best[:0], 0) // by token, from the block's first on
	r.spans = append(r.spans[:0], noSpan)
	var opens [modelLabels]open
	k := 0
	for end := b.first + 1; end <= b.last; end++ {
		i := end - 1
		if v.begins(int(i)) || i == b.first {
			opens = [modelLabels]open{shut, shut, shut, shut}
		}
		before := r.best[i-b.first]
		best, choice := before, noSpan
		from, marked := k, 0
		for ; k < len(r.byLast) && cands[r.byLast[k]].last == end; k++ {
			at := r.byLast[k]
			c := &cands[at]
			if c.label != idNone {
				marked |= 1 << c.label
				c.total = max(c.score+e.nats(c.first, end, c.label), c.own)
			} else {
				c.total = c.own
			}
			if x := r.best[c.first-b.first] + c.total; x > best {
				best, choice = x, span{c.first, b.cand + at, c.label}
			}
		}
		if !e.foreign[i] {
			first, last, only, sum := &e.first[i], &e.last[i], &e.only[i], &e.sums[end]
			for l := range labelID(modelLabels) {
				o := &opens[l]
				if marked>>l&1 != 0 || o.first >= 0 && end-o.first > maxLook {
					// Stretches with evidence are weighed already, and longer ones are none.
					for first := i; first >= b.first && end-first <= maxLook; first-- {
						if !evident(cands, r.byLast[from:k], first, l) && !e.foreign[first] {
							if x := r.best[first-b.first] + e.nats(first, end, l); x > best {
								best, choice = x, span{first, -1, l}
							}
						}
						if v.begins(int(first)) {
							break
						}
					}
				} else {
					if steps := first[l] + last[l] + only[l]; steps > 0 {
						if x := before + float64(steps)*WeightUnit; x > best {
							best, choice = x, span{i, -1, l}
						}
					}
					if x := o.score + float64(sum[l]+last[l])*WeightUnit; x > best {
						best, choice = x, span{o.first, -1, l}
					}
				}
				if x := before + float64(first[l]-sum[l])*WeightUnit; x > o.score {
					*o = open{x, i}
				}
			}
		}
		r.best = append(r.best, best)
		r.spans = append(r.spans, choice)
	}
	from := len(r.chosen)
	for end := b.last; end > b.first; {
		c := r.spans[end-b.first]
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
	slices.Reverse(r.chosen[from:])
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
