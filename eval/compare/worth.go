package compare

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

// Worth is what one source of evidence, a rule or a list, is worth: what the
// mentions it had a part in were, and the score without it.
type Worth struct {
	Source string `json:"source"`
	// Hits are the predicted mentions that the source had a part in, Right those
	// of them that are strictly right, Wrong the others.
	Hits  int `json:"hits"`
	Right int `json:"right"`
	Wrong int `json:"wrong"`
	// Only are the right mentions that are not found without the source, and
	// Spoiled the right ones that are found only without it.
	Only    int `json:"only"`
	Spoiled int `json:"spoiled"`
	// Without are the strict micro counts without the source, All those with
	// everything.
	Without eval.Counts `json:"without"`
	All     eval.Counts `json:"all"`
}

// Precision is Right / Hits.
func (w *Worth) Precision() eval.Ratio {
	return eval.Counts{TP: w.Right, FP: w.Hits - w.Right}.Precision()
}

// Gain is the F1 of everything less the F1 without the source, undefined where
// either is.
func (w *Worth) Gain() eval.Ratio { return w.All.F1() - w.Without.F1() }

// WorthOf compares a run with everything and a run without one source, against
// gold. The documents of the three stand in the same order; mentions name their
// sources in Sources.
func WorthOf(source string, truth, all, without []gold.Document, o eval.Options) (Worth, error) {
	w := Worth{Source: source}
	if len(truth) != len(all) || len(truth) != len(without) {
		return w, fmt.Errorf("%d gold documents, %d and %d predicted: %w", len(truth), len(all), len(without), gold.ErrDocument)
	}
	for i := range truth {
		must, found := gold.Asked(truth[i].Mentions, all[i].Mentions)
		_, left := gold.Asked(truth[i].Mentions, without[i].Mentions)
		g, with, less := spans(&o, must), spans(&o, found), spans(&o, left)
		count(&w.All, g, with)
		count(&w.Without, g, less)
		for _, m := range found {
			span, ok := selected(&o, m.Span)
			if !ok || !slices.Contains(m.Sources, source) {
				continue
			}
			w.Hits++
			if g[span] {
				w.Right++
			}
		}
		for span := range g {
			switch {
			case with[span] && !less[span]:
				w.Only++
			case less[span] && !with[span]:
				w.Spoiled++
			}
		}
	}
	w.Wrong = w.Hits - w.Right
	return w, nil
}

// count adds the strict counts of one document.
func count(c *eval.Counts, gold, pred map[gold.Span]bool) {
	tp := 0
	for s := range pred {
		if gold[s] {
			tp++
		}
	}
	c.Add(eval.Counts{TP: tp, FP: len(pred) - tp, FN: len(gold) - tp})
}

// selected renames the label of a span, and reports whether it is selected.
func selected(o *eval.Options, s gold.Span) (gold.Span, bool) {
	s.Label = o.Map.Get(s.Label)
	return s, len(o.Labels) == 0 || slices.Contains(o.Labels, s.Label)
}

// spans is the set of the selected spans of mentions.
func spans(o *eval.Options, list []gold.Mention) map[gold.Span]bool {
	set := make(map[gold.Span]bool, len(list))
	for _, m := range list {
		if s, ok := selected(o, m.Span); ok {
			set[s] = true
		}
	}
	return set
}

// SortWorth puts the sources of the greatest gain first; of equal gain, by name.
func SortWorth(list []Worth) {
	slices.SortFunc(list, func(a, b Worth) int {
		if c := cmp.Compare(b.Gain().Or(0), a.Gain().Or(0)); c != 0 {
			return c
		}
		return strings.Compare(a.Source, b.Source)
	})
}

// WriteWorth writes a table of what sources are worth. Gain is in points of F1.
func WriteWorth(w io.Writer, list []Worth) error {
	width := len("source")
	for _, x := range list {
		width = max(width, show.Width(x.Source))
	}
	pad := func(s string) string { return s + strings.Repeat(" ", max(0, width-show.Width(s))) }
	if _, err := fmt.Fprintf(w, "%s %7s %7s %7s %9s %6s %7s %8s %7s\n", pad("source"), "hits", "right", "wrong", "precision", "only", "spoiled", "without", "gain"); err != nil {
		return err
	}
	for _, x := range list {
		gain := "-"
		if g := x.Gain(); g.Defined() {
			gain = fmt.Sprintf("%+.2f", 100*float64(g))
		}
		if _, err := fmt.Fprintf(w, "%s %7d %7d %7d %9s %6d %7d %8s %7s\n", pad(x.Source), x.Hits, x.Right, x.Wrong,
			x.Precision().Percent(), x.Only, x.Spoiled, x.Without.F1().Percent(), gain); err != nil {
			return err
		}
	}
	return nil
}
