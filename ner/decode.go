package ner

import (
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
// appends to s.cands. It is exact (see block), and takes time in proportion to
// tokens and candidates. Of equal sums it takes the one without a name, then the
// candidate that is first in s.cands, then PER, LOC, ORG, MISC. old are the candidates of the last look at the text, nil for none:
// where only the memory has brought new ones, the rest is chosen again.
func (r *resolver) decode(t *Tagger, s *scratch, old []candidate) []int32 {
	n, known := int32(len(s.view.Tokens)), int32(len(s.cands))
	r.blocks, r.oldBlocks = r.oldBlocks[:0], r.blocks
	r.chosen, r.oldChosen = r.oldChosen[:0], r.chosen
	r.lift(s)
	r.raises.fill(t, s)
	cand := int32(0)
	for from := int32(0); from < n; {
		b := block{first: from, last: from + 1, cand: cand, chosen: int32(len(r.chosen))}
		remembered := false
		for {
			for b.last < n && !s.view.Begins(int(b.last)) {
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
			s.cands[at].score, s.cands[at].total, s.cands[at].raise = c.score, c.total, c.raise
		} else {
			at = int32(len(s.cands))
			s.cands = append(s.cands, *c)
		}
		r.chosen = append(r.chosen, at)
	}
}

// block chooses in one block. Let B(j) be the best sum of the names before token j
// of it, and S(i, j, l) the score of the tokens [i, j) as a name with label l:
//
//	B(0) = 0
//	B(j) = max( B(j-1), B(i) + S(i, j, l) for all i < j and l )
//
// What a name scores is the sum of the evidence for it and of the emissions W of
// its tokens, or what the user wrote, if that is more; without evidence it is W, and
// then the name stands within a sentence, has maxLook tokens at most, and neither
// begins nor ends in a text of Latin letters:
//
//	S(i, j, l) = max( evidence(i, j, l) + W(i, j, l), written(i, j, l) )
//	W(i, j, l) = first(i, l) + next(i+1, l) + ... + next(j-1, l) + last(j-1, l)
//	             and only(i, l), if j = i+1
//
// A chart works B out from left to right, and traceBack reads what was chosen from
// right to left. This is Viterbi's algorithm for semi-Markov models (Sarawagi and
// Cohen 2004), for scores that do not depend on the name before.
func (r *resolver) block(s *scratch, b *block, cands []candidate) {
	n := int(b.last-b.first) + 1
	r.best, r.spans, r.ending, r.next = resize(r.best, n), resize(r.spans, n), resize(r.ending, n), resize(r.next, len(cands))
	c := chart{view: &s.view, emissions: &s.view.emissions, raises: &r.raises, first: b.first, firstCand: b.cand, cands: cands,
		best: r.best, spans: r.spans, ending: r.ending, next: r.next}
	c.chain()
	c.best[0] = 0
	for i := b.first; i < b.last; i++ {
		if i == b.first || c.view.Begins(int(i)) {
			c.opens = [modelLabels]open{shut, shut, shut, shut}
		}
		k := i + 1 - b.first
		w, marked := winner{c.best[k-1], noSpan}, uint8(0)
		if c.ending[k] >= 0 {
			w, marked = c.withEvidence(w, i+1)
		}
		if !c.emissions.foreign[i] {
			w = c.withoutEvidence(w, i+1, marked)
		}
		c.best[k], c.spans[k] = w.score, w.span
	}
	r.traceBack(s, b)
}

// A chart is the work on one block. Its slices go by token, from the block's first
// on, or by candidate of the block.
type chart struct {
	view      *view
	emissions *emissions
	raises    *raises
	first     int32 // token of the block
	firstCand int32 // of the block, among those of the text
	cands     []candidate
	best      []float64 // B
	spans     []span    // the last name of each B
	ending    []int32   // the first candidate that ends before a token, -1 for none
	next      []int32   // the next candidate that ends there
	opens     [modelLabels]open
}

// chain chains the candidates that end alike, in order, but for those for which
// properties of their tokens speak.
func (c *chart) chain() {
	for k := range c.ending {
		c.ending[k] = -1
	}
	for at := len(c.cands) - 1; at >= 0; at-- {
		if x := &c.cands[at]; x.label != idNone || x.written != 0 {
			k := x.last - c.first
			c.next[at], c.ending[k] = c.ending[k], int32(at)
		}
	}
}

// A winner is the best that was found for one B: its score and its last name.
type winner struct {
	score float64
	span  span
}

// or is what scores more, and of equals what came first.
func (w winner) or(score float64, s span) winner {
	if score > w.score {
		return winner{score, s}
	}
	return w
}

// An open is the best first token, so far, for a name of several tokens. With
// N(j) = next(0) + ... + next(j-1), and without the labels,
//
//	B(i) + W(i, j) = ( B(i) + first(i) - N(i+1) ) + N(j) + last(j-1)
//
// for j > i+1, where N has the raises too. What stands in brackets does not depend on j: the i for which it is
// greatest is the best for every j, and finding it takes one comparison a token.
type open struct {
	score float64 // what stands in brackets
	first int32
}

var shut = open{math.Inf(-1), -1}

// withEvidence tries the candidates that end before token end, and gives their
// labels too, as bits.
//
// Of several labels under which the lists have a stretch as unambiguous, only the
// one for which its tokens speak best counts as written; and no other label has a
// stretch that is listed so by its tokens alone: all are marked.
func (c *chart) withEvidence(w winner, end int32) (_ winner, marked uint8) {
	for at := c.ending[end-c.first]; at >= 0; at = c.next[at] {
		x := &c.cands[at]
		x.total = x.written
		if x.label != idNone {
			marked |= 1 << x.label
			x.total = x.score + c.emissions.nats(x.first, end, x.label)
			if !x.sure || end-x.first > 1 {
				x.raise = c.raises.of(x.first, end, x.label)
				x.total += x.raise
			}
			if !x.sure || c.speaksBest(at, end) {
				x.total = max(x.total, x.written)
			}
			if x.sure {
				marked = allLabels
			}
		}
		w = w.or(c.best[x.first-c.first]+x.total, span{x.first, c.firstCand + at, x.label})
	}
	return w, marked
}

// allLabels marks every label.
const allLabels = 1<<modelLabels - 1

// speaksBest reports whether the tokens of a sure candidate speak at least as well
// for it as for the others that the lists are sure of at the same tokens.
func (c *chart) speaksBest(at, end int32) bool {
	x := &c.cands[at]
	own := c.emissions.own(x)
	for o := c.ending[end-c.first]; o >= 0; o = c.next[o] {
		if y := &c.cands[o]; o != at && y.first == x.first && c.emissions.surer(y, x, own, o < at) {
			return false
		}
	}
	return true
}

// own is what the tokens and the evidence of a candidate weigh.
func (e *emissions) own(c *candidate) float64 { return c.score + e.nats(c.first, c.last, c.label) }

// surer reports whether the lists are as sure of candidate y as of x, which has the same
// tokens, and these speak better for it; where they speak as well, earlier decides. own
// is what x weighs. A whole name goes before what is a part of one.
func (e *emissions) surer(y, x *candidate, own float64, earlier bool) bool {
	switch {
	case !y.sure || x.whole && !y.whole:
		return false
	case y.whole && !x.whole:
		return true
	}
	other := e.own(y)
	return other > own || other == own && earlier
}

// withoutEvidence tries the stretches that end before token end and for which only
// their tokens speak: the last token alone, and the best of the longer ones. Where
// that may be one that has evidence, as one of the labels marked, or has too many
// tokens, it tries each of them.
func (c *chart) withoutEvidence(w winner, end int32, marked uint8) winner {
	i, e := end-1, c.emissions
	first, last, only := &e.first[i], &e.last[i], &e.only[i]
	longer, sum := &c.raises.first[i], &c.raises.all[end] // sum is N
	before := c.best[i-c.first]
	for l := range labelID(modelLabels) {
		o := &c.opens[l]
		one := before + float64(first[l]+last[l]+only[l])*WeightUnit
		more := o.score + float64(sum[l]+last[l])*WeightUnit
		raise := float64(max(longer[l]-first[l], 0)) * WeightUnit
		if top := w.score - slack; one+raise > top || more > top { // else none of these is chosen
			if marked>>l&1 != 0 || o.first >= 0 && end-o.first > maxLook {
				w = c.each(w, end, l)
			} else {
				if first[l]+last[l]+only[l] > 0 {
					w = w.or(one, span{i, -1, l})
				}
				w = w.or(more, span{o.first, -1, l})
			}
		}
		if x := before + float64(longer[l]-sum[l])*WeightUnit; x > o.score {
			*o = open{x, i}
		}
	}
	return w
}

// slack is more than what rounding makes of sums that are added up in another order.
const slack = 1e-6

// each tries every stretch that ends before token end, but the candidates, which
// are weighed with their evidence.
func (c *chart) each(w winner, end int32, l labelID) winner {
	for i := end - 1; i >= c.first && end-i <= maxLook; i-- {
		if !c.emissions.foreign[i] && !c.evident(i, end, l) {
			w = w.or(c.best[i-c.first]+c.emissions.nats(i, end, l)+c.raises.of(i, end, l), span{i, -1, l})
		}
		if c.view.Begins(int(i)) {
			break
		}
	}
	return w
}

// evident reports whether the tokens [i, end) with label l are a candidate, or the
// lists are sure of another label for them.
func (c *chart) evident(i, end int32, l labelID) bool {
	for at := c.ending[end-c.first]; at >= 0; at = c.next[at] {
		if x := &c.cands[at]; x.first == i && (x.label == l || x.sure) {
			return true
		}
	}
	return false
}

// traceBack appends the names of the best B of a block to those chosen, and those
// without evidence to the candidates.
func (r *resolver) traceBack(s *scratch, b *block) {
	v, e := &s.view, &s.view.emissions
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
			raise := r.raises.of(c.first, end, c.label)
			s.cands = append(s.cands, candidate{first: c.first, last: end, label: c.label, raise: raise,
				start: v.Tokens[c.first].Start + v.Cut[c.first], total: e.nats(c.first, end, c.label) + raise})
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
