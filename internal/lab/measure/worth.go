package measure

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/compare"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// ByRule says what each rule that proposed something is worth, by one tagging
// run: the evidence is gathered once, and for each rule the choice is made anew
// without it.
func ByRule(ctx context.Context, a *engine.Analyzer, gold []gold.Document, o eval.Options) (*WorthTable, error) {
	var t Ablations
	if err := t.Add(ctx, a, gold); err != nil {
		return nil, err
	}
	return t.ByRule(ctx, o)
}

// Ablations are gold documents for ByRule, tagged once. Not all need have the same
// analyzer: in a cross-validation each block has its own. The zero value is
// empty.
type Ablations struct {
	gold      []gold.Document
	ablations []*ner.Ablation
	rules     []string // sorted
}

// Add tags documents.
func (t *Ablations) Add(ctx context.Context, a *engine.Analyzer, gold []gold.Document) error {
	for i := range gold {
		if err := ctx.Err(); err != nil {
			return err
		}
		regions, err := a.Regions(gold[i].Text)
		if err != nil {
			return err
		}
		x := a.Tagger().AblateRegions(gold[i].Text, token.Tokenize(gold[i].Text), regions)
		t.ablations = append(t.ablations, x)
		t.rules = append(t.rules, x.Rules()...)
	}
	t.gold = append(t.gold, gold...)
	slices.Sort(t.rules)
	t.rules = slices.Compact(t.rules)
	return nil
}

// ByRule says what each rule that proposed something is worth in all documents
// together.
func (t *Ablations) ByRule(ctx context.Context, o eval.Options) (*WorthTable, error) {
	run := func(rule string) ([]gold.Document, error) {
		var pred []gold.Document
		for i, x := range t.ablations {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			m, e := x.Without(rule)
			pred = append(pred, document(t.gold[i].ID, t.gold[i].Text, m, e))
		}
		return pred, nil
	}
	// An ablation is for one goroutine.
	return worth("rule", nil, t.rules, t.gold, o, 1, run)
}

// ByList says what the listed names of each label and kind are worth, by one
// tagging run for each: rules ask what is listed, so that leaving a list out
// changes what they find. Each list of one's own that has an origin is a row of
// its name besides, as is its worth over what lies below it.
func ByList(ctx context.Context, opts engine.Options, truth []gold.Document, o eval.Options) (*WorthTable, error) {
	a, err := engine.New(opts)
	if err != nil {
		return nil, err
	}
	var own []string
	for _, g := range opts.Gazetteers {
		if name := g.Origin(); name != "" && !slices.Contains(own, name) {
			own = append(own, name)
		}
	}
	run := func(kind string) ([]gold.Document, error) {
		less := opts
		if slices.Contains(own, kind) {
			less.Gazetteers = slices.DeleteFunc(slices.Clone(opts.Gazetteers), func(g *gazetteer.Gazetteer) bool { return g.Origin() == kind })
		} else if kind != "" {
			less.Hide = append(slices.Clone(opts.Hide), kind)
		}
		a, err := engine.New(less)
		if err != nil {
			return nil, err
		}
		return Predict(ctx, a, truth)
	}
	return worth("list", own, append(own[:len(own):len(own)], a.Tagger().Lists()...), truth, o, runtime.GOMAXPROCS(0), run)
}

// worth compares the run with everything with the run without each source.
func worth(by string, own, sources []string, truth []gold.Document, o eval.Options, workers int, run func(string) ([]gold.Document, error)) (*WorthTable, error) {
	aligned := func(source string) ([]gold.Document, error) {
		pred, err := run(source)
		if err != nil {
			return nil, err
		}
		return gold.Align(truth, pred)
	}
	all, err := aligned("")
	if err != nil {
		return nil, err
	}
	report, err := eval.Score(truth, all, o)
	if err != nil {
		return nil, err
	}
	list := make([]compare.Worth, len(sources))
	errs := make([]error, len(sources))
	var wg sync.WaitGroup
	free := make(chan struct{}, workers)
	for i, s := range sources {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			without, err := aligned(s)
			if err == nil {
				list[i], err = compare.WorthOf(s, truth, all, without, o)
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
	compare.SortWorth(list)
	return &WorthTable{Schema: eval.Schema, By: by, Documents: len(truth), Labels: report.Labels, Map: report.Map,
		All: report.Strict.Micro, Worth: list, Own: own}, nil
}
