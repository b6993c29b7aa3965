// Command candidates measures the lists by themselves on labelled texts: how
// many of the marked names they hold, and how often they hit ordinary words,
// before and after the tagger has chosen.
//
//	go run ./internal/gen/candidates -shared ../shared
//
// In: CoNLL files with PER, LOC, ORG. Out: a table on standard output. The
// lists are not made from these texts, so that each of them is unseen as a whole.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"alam"
	"alam/data"
	"alam/eval"
	"alam/gazetteer"
	"alam/internal/input"
	"alam/internal/measure"
	"alam/token"
)

var labels = []string{"PER", "LOC", "ORG"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("candidates: ")
	shared := flag.String("shared", "../shared", "folder that holds corpora")
	lists := flag.String("lists", "", "`FILE` compiled by alam gazetteer build, instead of the embedded list, for the columns before the choice")
	flag.Parse()
	file := data.Gazetteer()
	if *lists != "" {
		b, err := os.ReadFile(*lists)
		if err != nil {
			log.Fatal(err)
		}
		file = string(b)
	}
	g, err := gazetteer.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	a, err := alam.New(alam.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("| text | label | names | held by the lists | needing no context | false hits | after the choice |")
	fmt.Println("| --- | --- | --: | --: | --: | --: | --: |")
	for _, s := range []struct{ name, file, renamed string }{
		{"ANERcorp train", "anercorp-train.conll", "PERS=PER"},
		{"AQMAR dev", "aqmar-dev.conll", ""},
	} {
		if err := table(a, gazetteer.NewLayers(g), s.name, filepath.Join(*shared, "corpora", "ner", s.file), s.renamed); err != nil {
			log.Fatal(err)
		}
	}
}

// A count is what a label comes to on a text.
type count struct {
	names, held, sure int // marked names; those that the lists have; those that need no context
	false_, kept      int // hits on ordinary words only: candidates that need no context; mentions
}

func table(a *alam.Analyzer, lists *gazetteer.Layers, name, path, renamed string) error {
	m, err := eval.ParseLabelMap(renamed)
	if err != nil {
		return err
	}
	gold, _, err := input.Spans(path, os.Stdin, nil, eval.ReadOptions{})
	if err != nil {
		return err
	}
	pred, err := measure.Predict(context.Background(), a, gold)
	if err != nil {
		return err
	}
	if pred, err = input.Align(gold, pred); err != nil {
		return err
	}
	counts := map[string]*count{}
	for _, l := range labels {
		counts[l] = &count{}
	}
	ordinary := 0
	for i := range gold {
		ordinary += document(counts, lists, &gold[i], &pred[i], m)
	}
	for _, l := range labels {
		c := counts[l]
		per := func(n int) float64 { return 1000 * float64(n) / float64(ordinary) }
		part := func(n int) float64 { return 100 * float64(n) / float64(max(c.names, 1)) }
		fmt.Printf("| %s | %s | %d | %.1f %% | %.1f %% | %.2f | %.2f |\n", name, l, c.names, part(c.held), part(c.sure), per(c.false_), per(c.kept))
	}
	return nil
}

// document counts one document, and gives how many words in it are in no marked name.
func document(counts map[string]*count, lists *gazetteer.Layers, gold, pred *eval.Document, m eval.LabelMap) int {
	tokens := token.Tokenize(gold.Text)
	marked := make([]bool, len(gold.Text)+1)
	for _, g := range gold.Mentions {
		for k := g.Start; k < g.End; k++ {
			marked[k] = true
		}
	}
	touches := func(from, to int) bool {
		for k := from; k < to; k++ {
			if marked[k] {
				return true
			}
		}
		return false
	}
	ordinary := 0
	for _, t := range tokens {
		if t.IsWord() && !touches(t.Start, t.End) {
			ordinary++
		}
	}
	type span struct {
		start, end int
		label      string
	}
	held, sure, hit := map[span]bool{}, map[span]bool{}, map[span]bool{}
	var f gazetteer.Finder
	for _, x := range lists.Append(nil, &f, tokens) {
		s := span{tokens[x.First].Start, x.End, x.Source.Entry(x.Entry).Label}
		held[s] = true
		if !x.NeedsContext {
			sure[s] = true
			if !touches(s.start, s.end) {
				hit[s] = true
			}
		}
	}
	for _, g := range gold.Mentions {
		label := m.Get(g.Label)
		if c := counts[label]; c != nil {
			c.names++
			if held[span{g.Start, g.End, label}] {
				c.held++
			}
			if sure[span{g.Start, g.End, label}] {
				c.sure++
			}
		}
	}
	for s := range hit {
		if c := counts[s.label]; c != nil {
			c.false_++
		}
	}
	for _, p := range pred.Mentions {
		if c := counts[p.Label]; c != nil && !touches(p.Start, p.End) {
			c.kept++
		}
	}
	return ordinary
}
