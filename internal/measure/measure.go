// Package measure runs the analyzer over labelled documents: to predict what is
// marked in them, and to say what each rule and list is worth.
//
// In: gold documents. Out: predicted documents, which eval scores.
//
// # Law
//
// What is said of a rule or list is exact: the score without it is the one that
// a run without it has.
package measure

import (
	"context"
	"fmt"
	"slices"

	"alam"
	"alam/eval"
	"alam/internal/input"
	"alam/ner"
	"alam/token"
)

// Predict tags the text of gold documents, whose order and ids it keeps.
func Predict(ctx context.Context, a *alam.Analyzer, gold []eval.Document) ([]eval.Document, error) {
	pred := make([]eval.Document, 0, len(gold))
	for i := range gold {
		x, err := a.Analyze(ctx, gold[i].Text)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", gold[i].ID, err)
		}
		pred = append(pred, document(&gold[i], x.Mentions, x.Entities))
	}
	return pred, nil
}

// document gives mentions as a predicted document.
func document(gold *eval.Document, mentions []ner.Mention, entities []ner.Entity) eval.Document {
	d := eval.Document{ID: gold.ID, Text: gold.Text}
	for _, m := range mentions {
		e := entities[m.Entity]
		out := eval.Mention{Span: eval.Span{Start: m.Start, End: m.End, Label: string(m.Label)},
			Kind: m.Kind, Text: m.Text, Entity: e.ID, Name: e.Name, Score: m.Score}
		for _, x := range m.Evidence {
			switch x.Source {
			case ner.FromRule:
				out.Sources = append(out.Sources, x.Name)
			case ner.FromGazetteer:
				out.Sources = append(out.Sources, string(m.Label)+"."+m.Kind)
			}
		}
		d.Mentions = append(d.Mentions, out)
	}
	return d
}

// ByRule says what each rule that proposed something is worth, by one tagging
// run: the evidence is gathered once, and for each rule the choice is made anew
// without it.
func ByRule(ctx context.Context, a *alam.Analyzer, gold []eval.Document, o eval.Options) ([]eval.Worth, error) {
	var trials []*ner.Trial
	var rules []string
	for i := range gold {
		t := a.Tagger().Try(gold[i].Text, token.Tokenize(gold[i].Text))
		trials = append(trials, t)
		rules = append(rules, t.Rules()...)
	}
	slices.Sort(rules)
	rules = slices.Compact(rules)
	run := func(rule string) ([]eval.Document, error) {
		var pred []eval.Document
		for i, t := range trials {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			m, e := t.Without(rule)
			pred = append(pred, document(&gold[i], m, e))
		}
		return pred, input.Align(gold, pred, o)
	}
	return worth(rules, gold, o, run)
}

// ByList says what the listed names of each label and kind are worth, by one
// tagging run for each: rules ask what is listed, so that leaving a list out
// changes what they find.
func ByList(ctx context.Context, opts alam.Options, gold []eval.Document, o eval.Options) ([]eval.Worth, error) {
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
		pred, err := Predict(ctx, a, gold)
		if err != nil {
			return nil, err
		}
		return pred, input.Align(gold, pred, o)
	}
	return worth(a.Tagger().Lists(), gold, o, run)
}

// worth compares the run with everything with the run without each source.
func worth(sources []string, gold []eval.Document, o eval.Options, run func(string) ([]eval.Document, error)) ([]eval.Worth, error) {
	all, err := run("")
	if err != nil {
		return nil, err
	}
	var out []eval.Worth
	for _, s := range sources {
		without, err := run(s)
		if err != nil {
			return nil, err
		}
		w, err := eval.WorthOf(s, gold, all, without, o)
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	eval.SortWorth(out)
	return out, nil
}
