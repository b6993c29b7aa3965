// Package measure runs the analyzer over labelled documents: to predict what is
// marked in them, to say what each rule and list is worth, and to put together
// what is asked about the scores.
//
// In: gold documents. Out: predicted documents, reports of eval, tables of worth.
//
// # Law
//
// What is said of a rule or list is exact: the score without it is the one that
// a run without it has. Nothing depends on the number of processors.
package measure

import (
	"context"
	"fmt"

	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
)

// Predict tags the text of gold documents, whose order and ids it keeps.
func Predict(ctx context.Context, a *engine.Analyzer, truth []gold.Document) ([]gold.Document, error) {
	type result struct {
		document gold.Document
		err      error
	}
	tag := func(d *gold.Document) result {
		x, err := a.Analyze(ctx, d.Text)
		if err != nil {
			return result{err: fmt.Errorf("document %s: %w", d.ID, err)}
		}
		return result{document: document(d.ID, d.Text, x.Mentions, x.Entities)}
	}
	pred := make([]gold.Document, 0, len(truth))
	docs := func(yield func(*gold.Document) bool) {
		for i := range truth {
			if !yield(&truth[i]) {
				return
			}
		}
	}
	for r := range analyze.Map(docs, analyze.MapOptions{}, nil, tag) {
		if r.err != nil {
			return nil, r.err
		}
		pred = append(pred, r.document)
	}
	return pred, nil
}

// document gives mentions as a predicted document.
func document(id, text string, mentions []ner.Mention, entities []ner.Entity) gold.Document {
	d := gold.Document{ID: id, Text: text}
	for _, m := range mentions {
		e := entities[m.Entity]
		out := gold.Mention{Span: gold.Span{Start: m.Start, End: m.End, Label: string(m.Label)},
			Kind: m.Kind, Text: m.Text, Entity: e.ID, Name: e.Name, Score: m.Score}
		for _, x := range m.Evidence {
			switch x.Source {
			case ner.FromRule:
				out.Sources = append(out.Sources, x.Name)
			case ner.FromGazetteer:
				out.Sources = append(out.Sources, string(m.Label)+"."+m.Kind)
				if x.List != "" {
					out.Sources = append(out.Sources, x.List)
				}
			}
		}
		d.Mentions = append(d.Mentions, out)
	}
	return d
}
