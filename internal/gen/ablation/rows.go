package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/gen/lists"
	"github.com/alam-nlp/alam/internal/lab/measure"
	"github.com/alam-nlp/alam/internal/lab/train"
	"github.com/alam-nlp/alam/ner"
)

// A row of the table is the tagger without one of its parts.
type row struct {
	name, what string
	// without takes the part out; nil for the whole.
	without func(*ner.Options)
	// like names the row whose weights are those of this one too, since none of
	// the part is fitted; empty for its own.
	like string
	// byHand is without fitted weights.
	byHand bool
}

// everything is the row without anything left out.
const everything = "fitted"

var allRows = []row{
	{name: "hand", what: "hand weights only", byHand: true},
	{name: everything, what: "fitted"},
	{name: "no-shape", what: "without name shape", without: func(o *ner.Options) { o.Shape = nil }},
	{name: "no-memory", what: "without document memory", without: func(o *ner.Options) { o.NoMemory = true }, like: everything},
	{name: "no-gazetteer", what: "without gazetteer", without: withoutGazetteer},
	{name: "no-names", what: "without gazetteer and words of names", without: func(o *ner.Options) {
		withoutGazetteer(o)
		o.Lexicon = triggers
	}},
	{name: "no-rules", what: "without rules", without: func(o *ner.Options) { o.Rules = nil }},
	{name: "no-statistics", what: "without word statistics and contexts", without: func(o *ner.Options) { o.Stats, o.Contexts = nil, nil }},
}

func withoutGazetteer(o *ner.Options) { o.Gazetteer = gazetteer.NewLayers() }

// triggers are the lexicon without its given and family names.
var triggers *ner.Lexicon

// readTriggers makes triggers of the lists that the embedded lexicon is of.
func readTriggers() error {
	list, err := lists.Read("data/lexicon", ner.ReadLexicon)
	if err != nil {
		return err
	}
	var kept []ner.Trigger
	for _, t := range list {
		if t.Class != "name" && !strings.HasPrefix(t.Class, "name.") {
			kept = append(kept, t)
		}
	}
	triggers, err = ner.NewLexicon(kept)
	return err
}

// rows writes the table of parts.
func (b *bench) rows(ctx context.Context, w *bytes.Buffer, rows []row) error {
	found := make(map[string]map[string]*eval.Report, len(rows))
	for _, r := range rows {
		s, err := b.taggers(r)
		if err != nil {
			return err
		}
		found[r.name] = map[string]*eval.Report{}
		for _, text := range b.texts {
			report, err := s.score(ctx, text)
			if err != nil {
				return err
			}
			found[r.name][text] = report
			log.Printf("%s, %s: F1 %s", r.name, text, report.Strict.Micro.F1().Percent())
		}
	}
	w.WriteString(`## Parts

Each row is fitted anew without the part. "Hand weights only" are those of
` + "`data/weights.tsv`" + ` and of the rules; "fitted" is everything. The weights of the document memory are not
fitted, so that those of the others are the same without it. Without gazetteer, the lexicon of
triggers and the tables of words stay, with what they have of names: given and
family names, how news uses a word, and how letters of names look; the row below it goes without the
given and family names too. The last column is F1 less that of "fitted".
`)
	for _, text := range b.texts {
		fmt.Fprintf(w, "\n### %s\n\n", title[text])
		w.WriteString(`| what | PER P | PER R | PER F1 | LOC P | LOC R | LOC F1 | ORG P | ORG R | ORG F1 | P | R | F1 | |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
`)
		for _, r := range rows {
			less := ""
			if all := found[everything]; all != nil && r.name != everything {
				less = points(found[r.name][text].Strict.Micro.F1()-all[text].Strict.Micro.F1(), 2)
			}
			fmt.Fprintf(w, "| %s |%s %s |\n", r.what, measure.Cells(found[r.name][text], train.Compared), less)
		}
	}
	w.WriteString("\n")
	return nil
}

// points writes a difference of F1 in points; - where it is undefined.
func points(x eval.Ratio, digits int) string {
	if !x.Defined() {
		return "-"
	}
	if x == 0 {
		return "0"
	}
	return fmt.Sprintf("%+.*f", digits, 100*float64(x))
}

// A series is the taggers of a row: one for each block of ANERcorp, and one for
// AQMAR.
type series struct {
	blocks []*engine.Analyzer
	other  *engine.Analyzer
	bench  *bench
}

// each gives the documents of a text with the tagger that has not seen them.
func (s *series) each(text string, yield func(*engine.Analyzer, []gold.Document) error) error {
	if text == aqmar {
		return yield(s.other, s.bench.gold)
	}
	for k, a := range s.blocks {
		if err := yield(a, s.bench.blocks[k]); err != nil {
			return err
		}
	}
	return nil
}

var compared = eval.Options{Labels: train.Compared}

func (s *series) score(ctx context.Context, text string) (*eval.Report, error) {
	var truth, pred []gold.Document
	err := s.each(text, func(a *engine.Analyzer, docs []gold.Document) error {
		found, err := measure.Predict(ctx, a, docs)
		truth, pred = append(truth, docs...), append(pred, found...)
		return err
	})
	if err != nil {
		return nil, err
	}
	r, _, err := measure.Score(truth, pred, measure.Options{Scoring: compared})
	return r, err
}
