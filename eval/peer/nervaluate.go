package peer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// NervaluateReport is nervaluate's result, overall and per tag.
type NervaluateReport struct {
	Overall eval.Outcomes
	Tags    []eval.LabelOutcomes // in the order of the tags given, those with a span
}

// NervaluateOptions are those of nervaluate's Evaluator, and its version.
type NervaluateOptions struct {
	// MinOverlap is the share of a gold span that a prediction must cover to meet
	// it, in per cent from 1 to 100; 0 is 1.
	MinOverlap float64
	// FirstMet matches as the versions before 1.2 do.
	FirstMet bool
}

func (o NervaluateOptions) overlap() (float64, error) {
	if o.MinOverlap == 0 {
		return 1, nil
	}
	if !(o.MinOverlap >= 1 && o.MinOverlap <= 100) {
		return 0, fmt.Errorf("peer: minimum overlap %v is not between 1 and 100", o.MinOverlap)
	}
	return o.MinOverlap, nil
}

// Nervaluate scores as nervaluate 1.2.1 does (SemEval-2013 task 9.1; Batista & Upson),
// or as 1.1 does with what 1.2.1 mended: partial matches have their half credit in
// more than one document.
//
// Spans whose label is not among tags are dropped on both sides. Each prediction, in
// the order given, takes one free gold span. Since 1.2 that is the first that it is
// right for (of those that have its label, where that and an overlap are enough, the
// one whose ends are nearest), and where it is right for none the first that it
// overlaps. Before, it was the first that it equals or overlaps, so that {ORG 0..6,
// LOC 2..4} against the same two in the other order was 0 right. Both depend on
// the order of the lists; where every span meets at most one of the other side,
// [eval.MatchSpans] gives the same counts. The figures per tag are matched inside the
// tag and do not add up to the whole. nervaluate prints 0 where a ratio here is
// undefined.
func Nervaluate(truth, pred [][]gold.Span, tags []string, options NervaluateOptions) (*NervaluateReport, error) {
	minOverlap, err := options.overlap()
	if err != nil {
		return nil, err
	}
	match := greedyPairs
	if options.FirstMet {
		match = firstPairs
	}
	if len(truth) != len(pred) {
		return nil, fmt.Errorf("%w: %d gold, %d predicted", gold.ErrDocument, len(truth), len(pred))
	}
	rep := new(NervaluateReport)
	for i := range truth {
		g, p := within(truth[i], tags...), within(pred[i], tags...)
		rep.Overall.Add(greedy(g, p, minOverlap, match))
	}
	for _, tag := range tags {
		row := eval.LabelOutcomes{Label: tag}
		for i := range truth {
			row.Add(greedy(within(truth[i], tag), within(pred[i], tag), minOverlap, match))
		}
		if row.Strict.Possible()+row.Strict.Actual() > 0 {
			rep.Tags = append(rep.Tags, row)
		}
	}
	return rep, nil
}

// NervaluateTags is [Nervaluate] over tag sequences, offsets in tokens, read as
// nervaluate's list loader does: a chunk must start with B- or I- ([gold.ErrTag]), and
// every tag with its label but B- goes on with it.
func NervaluateTags(truth, pred [][]string, tags []string, options NervaluateOptions) (*NervaluateReport, error) {
	if len(truth) != len(pred) {
		return nil, fmt.Errorf("%w: %d gold, %d predicted", gold.ErrDocument, len(truth), len(pred))
	}
	var spans [2][][]gold.Span
	for i := range truth {
		if len(truth[i]) != len(pred[i]) {
			return nil, fmt.Errorf("%w: document %d: %d gold tags, %d predicted", ErrLength, i+1, len(truth[i]), len(pred[i]))
		}
		for side, list := range [][]string{truth[i], pred[i]} {
			chunks, err := nervaluateChunks(list)
			if err != nil {
				return nil, fmt.Errorf("document %d: %w", i+1, err)
			}
			spans[side] = append(spans[side], chunks)
		}
	}
	return Nervaluate(spans[0], spans[1], tags, options)
}

func nervaluateChunks(tags []string) ([]gold.Span, error) {
	var out []gold.Span
	open := false
	for i, t := range tags {
		if t == "O" {
			open = false
			continue
		}
		label := t[min(2, len(t)):]
		if open && out[len(out)-1].Label == label && t[:min(1, len(t))] != "B" {
			out[len(out)-1].End = i + 1
			continue
		}
		if !strings.HasPrefix(t, "B-") && !strings.HasPrefix(t, "I-") {
			return nil, fmt.Errorf("%w: %q starts a chunk without B- or I-", gold.ErrTag, t)
		}
		out = append(out, gold.Span{Start: i, End: i + 1, Label: label})
		open = true
	}
	return out, nil
}

func within(list []gold.Span, tags ...string) []gold.Span {
	var out []gold.Span
	for _, s := range list {
		if slices.Contains(tags, s.Label) {
			out = append(out, s)
		}
	}
	return out
}

// A pairing counts the pairs that are right and those that only overlap. With must
// set, a pair counts as right only if it overlaps; nearest takes of the right ones
// that whose ends are nearest.
type pairing func(gold, pred []gold.Span, minOverlap float64, must, nearest bool, right func(g, p gold.Span) bool) (correct, met int)

// greedy matches one document in the four ways.
func greedy(truth, pred []gold.Span, minOverlap float64, pairs pairing) eval.Outcomes {
	same := func(g, p gold.Span) bool { return g.SameExtent(p) }
	equal := func(g, p gold.Span) bool { return g == p }
	var o eval.Outcomes
	o.Strict.Correct, o.Strict.Incorrect = pairs(truth, pred, minOverlap, false, false, equal)
	o.Exact.Correct, o.Exact.Incorrect = pairs(truth, pred, minOverlap, false, false, same)
	o.Partial.Correct, o.Partial.Partial = pairs(truth, pred, minOverlap, true, false, same)
	o.Type.Correct, o.Type.Incorrect = pairs(truth, pred, minOverlap, true, true,
		func(g, p gold.Span) bool { return g.Label == p.Label })
	for _, x := range []*eval.Outcome{&o.Strict, &o.Exact, &o.Partial, &o.Type} {
		x.Missed = len(truth) - x.Possible()
		x.Spurious = len(pred) - x.Actual()
	}
	return o
}

// greedyPairs gives each prediction the gold span that it is right for, or else the
// first that it overlaps.
func greedyPairs(gold, pred []gold.Span, minOverlap float64, must, nearest bool, right func(g, p gold.Span) bool) (correct, met int) {
	used := make([]bool, len(gold))
	for _, p := range pred {
		best, first := -1, -1
		for i, g := range gold {
			if used[i] {
				continue
			}
			overlap := covers(g, p, minOverlap)
			if right(g, p) && (overlap || !must) {
				if best < 0 || nearest && apart(g, p) < apart(gold[best], p) {
					best = i
				}
				if !nearest {
					break
				}
			} else if overlap && first < 0 {
				first = i
			}
		}
		switch {
		case best >= 0:
			correct++
			used[best] = true
		case first >= 0:
			met++
			used[first] = true
		}
	}
	return correct, met
}

// apart is how far the ends of two spans lie from each other.
func apart(g, p gold.Span) int {
	return max(g.Start-p.Start, p.Start-g.Start) + max(g.End-p.End, p.End-g.End)
}

// firstPairs gives each prediction the first gold span that it is right for or
// overlaps.
func firstPairs(gold, pred []gold.Span, minOverlap float64, must, _ bool, right func(g, p gold.Span) bool) (correct, met int) {
	used := make([]bool, len(gold))
	for _, p := range pred {
		for i, g := range gold {
			if used[i] {
				continue
			}
			overlap := covers(g, p, minOverlap)
			if right(g, p) && (overlap || !must) {
				correct++
			} else if overlap {
				met++
			} else {
				continue
			}
			used[i] = true
			break
		}
	}
	return correct, met
}

// covers reports whether p covers at least the given share of g.
func covers(g, p gold.Span, percent float64) bool {
	if p.Start >= g.End || p.End <= g.Start {
		return false
	}
	shared := min(g.End, p.End) - max(g.Start, p.Start)
	return float64(shared)/float64(g.Len())*100 >= percent
}
