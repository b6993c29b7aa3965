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

// Nervaluate scores as nervaluate 1.x does with the fix of its pull request 109,
// which gives partial matches their half credit in more than one document
// (SemEval-2013 task 9.1; Batista & Upson).
//
// Spans whose label is not among tags are dropped on both sides. Each prediction,
// in the order given, takes the first free gold span, in the order given, that it
// equals or overlaps by minOverlap per cent of the gold span (1 to 100), so that
// the result depends on the order of the lists: {ORG 0..6, LOC 2..4} against the
// same two in the other order is 0 right. Where every span meets at most one of the
// other side, [eval.MatchSpans] gives the same counts. The figures per tag are
// matched inside the tag and do not add up to the whole. nervaluate prints 0 where
// a ratio here is undefined.
func Nervaluate(truth, pred [][]gold.Span, tags []string, minOverlap float64) (*NervaluateReport, error) {
	if !(minOverlap >= 1 && minOverlap <= 100) {
		return nil, fmt.Errorf("peer: minimum overlap %v is not between 1 and 100", minOverlap)
	}
	if len(truth) != len(pred) {
		return nil, fmt.Errorf("%w: %d gold, %d predicted", gold.ErrDocument, len(truth), len(pred))
	}
	rep := new(NervaluateReport)
	for i := range truth {
		g, p := within(truth[i], tags...), within(pred[i], tags...)
		rep.Overall.Add(greedy(g, p, minOverlap))
	}
	for _, tag := range tags {
		row := eval.LabelOutcomes{Label: tag}
		for i := range truth {
			row.Add(greedy(within(truth[i], tag), within(pred[i], tag), minOverlap))
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
func NervaluateTags(truth, pred [][]string, tags []string, minOverlap float64) (*NervaluateReport, error) {
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
	return Nervaluate(spans[0], spans[1], tags, minOverlap)
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

// greedy matches one document in the four ways.
func greedy(truth, pred []gold.Span, minOverlap float64) eval.Outcomes {
	same := func(g, p gold.Span) bool { return g.SameExtent(p) }
	equal := func(g, p gold.Span) bool { return g == p }
	var o eval.Outcomes
	o.Strict.Correct, o.Strict.Incorrect = greedyPairs(truth, pred, minOverlap, false, equal)
	o.Exact.Correct, o.Exact.Incorrect = greedyPairs(truth, pred, minOverlap, false, same)
	o.Partial.Correct, o.Partial.Partial = greedyPairs(truth, pred, minOverlap, true, same)
	o.Type.Correct, o.Type.Incorrect = greedyPairs(truth, pred, minOverlap, true,
		func(g, p gold.Span) bool { return g.Label == p.Label })
	for _, x := range []*eval.Outcome{&o.Strict, &o.Exact, &o.Partial, &o.Type} {
		x.Missed = len(truth) - x.Possible()
		x.Spurious = len(pred) - x.Actual()
	}
	return o
}

// greedyPairs counts the pairs that are right and those that only overlap. With
// must set, a pair counts as right only if it overlaps.
func greedyPairs(gold, pred []gold.Span, minOverlap float64, must bool, right func(g, p gold.Span) bool) (correct, met int) {
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
