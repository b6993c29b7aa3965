package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/alam-nlp/alam/gold"
)

// CompareOptions say how two runs are compared. The zero value is the default.
type CompareOptions struct {
	Options
	Randomization RandomizationOptions
	Bootstrap     BootstrapOptions
	Context       int // characters around a mention; default 40, negative none
	Workers       int // goroutines, 0 for one per processor; the result does not depend on it
}

// Compared is the strict score of two runs on one label, or on all.
type Compared struct {
	Label      string `json:"label,omitempty"` // "" for all
	A          Counts `json:"a"`
	B          Counts `json:"b"`
	Difference Scores `json:"difference"` // B minus A, undefined where either is

	// Interval holds Difference: paired bootstrap over documents or sentences.
	Interval Intervals `json:"interval"`
	// P is two-sided, by approximate randomization over the same units; PExact says
	// that every exchange was tried.
	P       Scores      `json:"p"`
	PExact  bool        `json:"p_exact"`
	Differ  int         `json:"differ"` // units on which the runs differ
	McNemar McNemarTest `json:"mcnemar"`
}

// MentionChange is a mention on which two runs differ.
type MentionChange struct {
	Doc     string
	Mention gold.Mention // of the gold; for false predictions, the prediction
	Kind    MismatchKind // the error that went or came
	// Text is the mention in the source, Before and After what stands around it.
	Before, Text, After string
}

// Comparison says what changed from run A to run B, and how sure that is.
type Comparison struct {
	Schema int        `json:"schema"` // as in [Report]
	Unit   string     `json:"unit"`   // of the tests: "document" or "sentence"
	Units  int        `json:"units"`
	Trials int        `json:"trials"` // exchanges, where not all were tried
	Draws  int        `json:"draws"`  // of the bootstrap
	Level  float64    `json:"level"`
	Total  Compared   `json:"total"`
	Rows   []Compared `json:"rows"` // by label, in byte order

	// In the order of documents and text:
	Gained    []MentionChange `json:"gained"`     // gold that only B has right; Kind is A's error
	Lost      []MentionChange `json:"lost"`       // gold that only A has right; Kind is B's error
	NewFalse  []MentionChange `json:"new_false"`  // wrong predictions of B only
	GoneFalse []MentionChange `json:"gone_false"` // wrong predictions of A only
}

// CompareRuns compares runs a and b on one gold. Documents of each run pair with
// the gold's and are checked as in [Score].
func CompareRuns(gold, a, b []gold.Document, o CompareOptions) (*Comparison, error) {
	boot, err := o.Bootstrap.filled()
	if err != nil {
		return nil, err
	}
	first, err := Score(gold, a, o.Options)
	if err != nil {
		return nil, fmt.Errorf("first run: %w", err)
	}
	second, err := Score(gold, b, o.Options)
	if err != nil {
		return nil, fmt.Errorf("second run: %w", err)
	}
	c := &Comparison{
		Schema: Schema, Unit: first.unit(), Units: len(first.Docs), Draws: boot.Trials, Level: boot.Level,
		Gained: []MentionChange{}, Lost: []MentionChange{}, NewFalse: []MentionChange{}, GoneFalse: []MentionChange{},
	}
	only, err := c.changes(gold, a, b, o)
	if err != nil {
		return nil, err
	}
	labels := make(map[string]bool)
	for _, r := range slices.Concat(first.Strict.Rows, second.Strict.Rows) {
		labels[r.Label] = true
	}
	c.Rows = make([]Compared, len(labels))
	for i, l := range slices.Sorted(maps.Keys(labels)) {
		c.Rows[i].Label = l
		c.Rows[i].A, _ = first.Strict.Get(l)
		c.Rows[i].B, _ = second.Strict.Get(l)
		n := at(only, l)
		c.Rows[i].McNemar = McNemar(n[0], n[1])
	}
	c.Total.A, c.Total.B = first.Strict.Micro, second.Strict.Micro
	c.Total.McNemar = McNemar(len(c.Lost), len(c.Gained))
	trials := make([]int, len(c.Rows)+1)
	err = share(len(trials), o.Workers, func(i int) (err error) {
		row, x, y := &c.Total, first.Docs, second.Docs
		if i > 0 {
			row = &c.Rows[i-1]
			x, y = first.LabelDocs(row.Label), second.LabelDocs(row.Label)
		}
		trials[i], err = row.test(x, y, o)
		return err
	})
	if err != nil {
		return nil, err
	}
	c.Trials = slices.Max(trials)
	return c, nil
}

// test fills in what depends on chance; trials is 0 when p is exact.
func (r *Compared) test(a, b []DocCounts, o CompareOptions) (trials int, err error) {
	r.Difference = Scores{
		r.B.Precision() - r.A.Precision(), r.B.Recall() - r.A.Recall(), r.B.F1() - r.A.F1(),
	}
	t, err := Randomization(a, b, o.Randomization)
	if err != nil {
		return 0, err
	}
	r.P, r.PExact, r.Differ = t.P, t.Exact, t.Differ
	if !t.Exact {
		trials = t.Trials
	}
	r.Interval, err = BootstrapDifference(a, b, o.Bootstrap)
	return trials, err
}

// changes lists the mentions that differ, and counts by label the gold mentions
// that only one run has right.
func (c *Comparison) changes(truth, a, b []gold.Document, o CompareOptions) (map[string]*[2]int, error) {
	only := make(map[string]*[2]int)
	orderA, err := gold.Pair(truth, a)
	if err != nil {
		return nil, err
	}
	orderB, err := gold.Pair(truth, b)
	if err != nil {
		return nil, err
	}
	f := newMismatchFinder(MismatchOptions{Options: o.Options, Context: o.Context})
	for i := range truth {
		g, x, y := &truth[i], &a[orderA[i]], &b[orderB[i]]
		text := cmp.Or(g.Text, x.Text, y.Text)
		list, spans := f.selected(g.Mentions, text)
		kindsA, falseA := f.outcome(list, spans, x, text)
		kindsB, falseB := f.outcome(list, spans, y, text)
		for j, m := range list {
			n := at(only, m.Label)
			switch rightA, rightB := kindsA[j] == Correct, kindsB[j] == Correct; {
			case rightB && !rightA:
				n[1]++
				c.Gained = append(c.Gained, f.change(g.ID, m, kindsA[j], text))
			case rightA && !rightB:
				n[0]++
				c.Lost = append(c.Lost, f.change(g.ID, m, kindsB[j], text))
			}
		}
		c.NewFalse = append(c.NewFalse, f.notIn(g.ID, falseB, falseA, text)...)
		c.GoneFalse = append(c.GoneFalse, f.notIn(g.ID, falseA, falseB, text)...)
	}
	return only, nil
}

type falsePred struct {
	m    gold.Mention
	kind MismatchKind
}

// outcome gives the kind of every gold mention and the wrong predictions.
func (f *mismatchFinder) outcome(gold []gold.Mention, spans []gold.Span, d *gold.Document, text string) ([]MismatchKind, []falsePred) {
	pred, predSpans := f.selected(d.Mentions, text)
	f.m.load(spans, predSpans)
	f.m.pairMismatches()
	kinds := make([]MismatchKind, len(gold))
	var wrong []falsePred
	for i := range gold {
		kinds[i] = Missed
		if j := f.m.goldTo[i]; j >= 0 {
			kinds[i] = f.kind(&gold[i], &pred[j], text)
		}
	}
	for j := range pred {
		kind := Spurious
		if i := f.m.predTo[j]; i >= 0 {
			kind = kinds[i]
		}
		if kind != Correct {
			wrong = append(wrong, falsePred{pred[j], kind})
		}
	}
	return kinds, wrong
}

// notIn gives the wrong predictions of one run that the other does not make too.
func (f *mismatchFinder) notIn(doc string, list, other []falsePred, text string) (out []MentionChange) {
	free := make(map[gold.Span]int, len(other))
	for _, x := range other {
		free[x.m.Span]++
	}
	for _, x := range list {
		if free[x.m.Span] > 0 {
			free[x.m.Span]--
			continue
		}
		out = append(out, f.change(doc, x.m, x.kind, text))
	}
	return out
}

func (f *mismatchFinder) change(doc string, m gold.Mention, k MismatchKind, text string) MentionChange {
	c := MentionChange{Doc: doc, Mention: m, Kind: k}
	if s, ok := cut(text, m.Start, m.End); ok && text != "" {
		c.Text = s
		c.Before, c.After = around(text, m.Start, m.End, f.o.Context)
	}
	return c
}

// WriteJSON writes the comparison as indented JSON.
func (c *Comparison) WriteJSON(w io.Writer) error { return writeJSON(w, c) }
