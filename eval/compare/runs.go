package compare

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/draw"
	"github.com/alam-nlp/alam/gold"
)

// Options say how two runs are compared. The zero value is the default.
type Options struct {
	eval.Options
	Randomization RandomizationOptions
	Bootstrap     eval.BootstrapOptions
	Context       int // characters around a mention; default 40, negative none
	Workers       int // goroutines, 0 for one per processor; the result does not depend on it
}

// Row is the strict score of two runs on one label, or on all.
type Row struct {
	Label      string      `json:"label,omitempty"` // "" for all
	A          eval.Counts `json:"a"`
	B          eval.Counts `json:"b"`
	Difference eval.Scores `json:"difference"` // B minus A, undefined where either is

	// Interval holds Difference: paired bootstrap over documents or sentences.
	Interval eval.Intervals `json:"interval"`
	// P is two-sided, by approximate randomization over the same units; PExact says
	// that every exchange was tried.
	P       eval.Scores `json:"p"`
	PExact  bool        `json:"p_exact"`
	Differ  int         `json:"differ"` // units on which the runs differ
	McNemar McNemarTest `json:"mcnemar"`
}

// Report says what changed from run A to run B, and how sure that is.
type Report struct {
	Schema int     `json:"schema"` // as in [eval.Report]
	Unit   string  `json:"unit"`   // of the tests: "document" or "sentence"
	Units  int     `json:"units"`
	Trials int     `json:"trials"` // exchanges, where not all were tried
	Draws  int     `json:"draws"`  // of the bootstrap
	Level  float64 `json:"level"`
	Total  Row     `json:"total"`
	Rows   []Row   `json:"rows"` // by label, in byte order

	// In the order of documents and text:
	Gained    []Change `json:"gained"`     // gold that only B has right; Kind is A's error
	Lost      []Change `json:"lost"`       // gold that only A has right; Kind is B's error
	NewFalse  []Change `json:"new_false"`  // wrong predictions of B only
	GoneFalse []Change `json:"gone_false"` // wrong predictions of A only
}

// Runs compares runs a and b on one gold. Documents of each run pair with
// the gold's and are checked as in [eval.Score].
func Runs(truth, a, b []gold.Document, o Options) (*Report, error) {
	boot, err := draw.Options(o.Bootstrap).Filled()
	if err != nil {
		return nil, err
	}
	first, err := eval.Score(truth, a, o.Options)
	if err != nil {
		return nil, fmt.Errorf("first run: %w", err)
	}
	second, err := eval.Score(truth, b, o.Options)
	if err != nil {
		return nil, fmt.Errorf("second run: %w", err)
	}
	c := &Report{
		Schema: eval.Schema, Unit: cmp.Or(first.Unit, "document"), Units: len(first.Docs), Draws: boot.Trials, Level: boot.Level,
		Gained: []Change{}, Lost: []Change{}, NewFalse: []Change{}, GoneFalse: []Change{},
	}
	only, err := c.addChanges(truth, a, b, o)
	if err != nil {
		return nil, err
	}
	labels := make(map[string]bool)
	for _, r := range slices.Concat(first.Strict.Rows, second.Strict.Rows) {
		labels[r.Label] = true
	}
	c.Rows = make([]Row, len(labels))
	for i, l := range slices.Sorted(maps.Keys(labels)) {
		c.Rows[i].Label = l
		c.Rows[i].A, _ = first.Strict.Get(l)
		c.Rows[i].B, _ = second.Strict.Get(l)
		c.Rows[i].McNemar = McNemar(only[l][0], only[l][1])
	}
	c.Total.A, c.Total.B = first.Strict.Micro, second.Strict.Micro
	c.Total.McNemar = McNemar(len(c.Lost), len(c.Gained))
	trials := make([]int, len(c.Rows)+1)
	err = draw.Share(len(trials), o.Workers, func(i int) (err error) {
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
func (r *Row) test(a, b []eval.DocCounts, o Options) (trials int, err error) {
	r.Difference = eval.Scores{
		Precision: r.B.Precision() - r.A.Precision(), Recall: r.B.Recall() - r.A.Recall(), F1: r.B.F1() - r.A.F1(),
	}
	t, err := Randomization(a, b, o.Randomization)
	if err != nil {
		return 0, err
	}
	r.P, r.PExact, r.Differ = t.P, t.Exact, t.Differ
	if !t.Exact {
		trials = t.Trials
	}
	r.Interval, err = Bootstrap(a, b, o.Bootstrap)
	return trials, err
}
