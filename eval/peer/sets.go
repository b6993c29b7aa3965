package peer

import (
	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// CountSets compares two sets of spans: duplicates count once. It is what spaCy,
// seqeval and conlleval compare; [eval.MatchSpans] counts duplicates.
func CountSets(gold, pred []gold.Span) eval.Counts {
	counts := make(map[string]eval.Counts)
	addSets(counts, gold, pred)
	var c eval.Counts
	for _, x := range counts {
		c.Add(x)
	}
	return c
}

// addSets counts two sets of spans per label.
func addSets(counts map[string]eval.Counts, truth, pred []gold.Span) {
	g := make(map[gold.Span]bool, len(truth))
	for _, s := range truth {
		g[s] = true
	}
	p := make(map[gold.Span]bool, len(pred))
	for _, s := range pred {
		if p[s] {
			continue
		}
		p[s] = true
		c := counts[s.Label]
		if g[s] {
			c.TP++
		} else {
			c.FP++
		}
		counts[s.Label] = c
	}
	for s := range g {
		if !p[s] {
			c := counts[s.Label]
			c.FN++
			counts[s.Label] = c
		}
	}
}
