package measure

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"alam"
	"alam/eval"
	"alam/internal/input"
	"alam/ner"
	"alam/token"
)

// ByRule says what each rule that proposed something is worth, by one tagging
// run: the evidence is gathered once, and for each rule the choice is made anew
// without it.
func ByRule(ctx context.Context, a *alam.Analyzer, gold []eval.Document, o eval.Options) (*WorthTable, error) {
	var trials []*ner.Trial
	var rules []string
	for i := range gold {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		regions, err := a.Regions(gold[i].Text)
		if err != nil {
			return nil, err
		}
		t := a.Tagger().TryIn(gold[i].Text, token.Tokenize(gold[i].Text), regions)
		trials = append(trials, t)
		rules = append(rules, t.Rules()...)
	}
	slices.Sort(rules)
	run := func(rule string) ([]eval.Document, error) {
		var pred []eval.Document
		for i, t := range trials {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			m, e := t.Without(rule)
			pred = append(pred, document(gold[i].ID, gold[i].Text, m, e))
		}
		return pred, nil
	}
	// A trial is for one goroutine.
	return worth("rule", slices.Compact(rules), gold, o, 1, run)
}

// ByList says what the listed names of each label and kind are worth, by one
// tagging run for each: rules ask what is listed, so that leaving a list out
// changes what they find.
func ByList(ctx context.Context, opts alam.Options, gold []eval.Document, o eval.Options) (*WorthTable, error) {
	a, err := alam.New(opts)
	if err != nil {
		return nil, err
	}
	run := func(kind string) ([]eval.Document, error) {
		less := opts
		if kind != "" {
			less.Hide = append(slices.Clone(opts.Hide), kind)
		}
		a, err := alam.New(less)
		if err != nil {
			return nil, err
		}
		return Predict(ctx, a, gold)
	}
	return worth("list", a.Tagger().Lists(), gold, o, runtime.GOMAXPROCS(0), run)
}

// worth compares the run with everything with the run without each source.
func worth(by string, sources []string, gold []eval.Document, o eval.Options, workers int, run func(string) ([]eval.Document, error)) (*WorthTable, error) {
	aligned := func(source string) ([]eval.Document, error) {
		pred, err := run(source)
		if err != nil {
			return nil, err
		}
		return input.Align(gold, pred)
	}
	all, err := aligned("")
	if err != nil {
		return nil, err
	}
	report, err := eval.Score(gold, all, o)
	if err != nil {
		return nil, err
	}
	list := make([]eval.Worth, len(sources))
	errs := make([]error, len(sources))
	var wg sync.WaitGroup
	free := make(chan struct{}, workers)
	for i, s := range sources {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			without, err := aligned(s)
			if err == nil {
				list[i], err = eval.WorthOf(s, gold, all, without, o)
			}
			errs[i] = err
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	eval.SortWorth(list)
	return &WorthTable{Schema: eval.Schema, By: by, Documents: len(gold), Labels: report.Labels, Map: report.Map,
		All: report.Strict.Micro, Worth: list}, nil
}
