package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"log"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/eval/compare"
	"github.com/alam-nlp/alam/internal/lab/measure"
)

// worths are what a rule is worth in each text.
type worths struct {
	rule string
	in   map[string]*compare.Worth // none where it proposed nothing
}

// gain is the F1 that the rule adds to a text, 0 where it proposed nothing.
func (x *worths) gain(text string) float64 {
	if w := x.in[text]; w != nil {
		return float64(w.Gain().Or(0))
	}
	return 0
}

// rules writes the table of rules.
func (b *bench) rules(ctx context.Context, w *bytes.Buffer) error {
	all, err := rowOf(everything)
	if err != nil {
		return err
	}
	a, err := b.analyzer(all)
	if err != nil {
		return err
	}
	byName := map[string]*worths{}
	for _, text := range b.texts {
		var trials measure.Ablations
		if err := trials.Add(ctx, a, b.gold[text]); err != nil {
			return err
		}
		t, err := trials.ByRule(ctx, compared)
		if err != nil {
			return err
		}
		log.Printf("%s: %d rules asked; F1 with all %s", text, len(t.Worth), t.All.F1().Percent())
		for i := range t.Worth {
			x := &t.Worth[i]
			if byName[x.Source] == nil {
				byName[x.Source] = &worths{rule: x.Source, in: map[string]*compare.Worth{}}
			}
			byName[x.Source].in[text] = x
		}
	}
	writeRules(w, b.texts, sorted(byName, b.texts))
	return nil
}

// sorted puts the rules first that the first text is better without.
func sorted(byName map[string]*worths, texts []string) []*worths {
	var list []*worths
	for _, x := range byName {
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b *worths) int {
		for _, text := range texts {
			if c := cmp.Compare(a.gain(text), b.gain(text)); c != 0 {
				return c
			}
		}
		return strings.Compare(a.rule, b.rule)
	})
	return list
}

func writeRules(w *bytes.Buffer, texts []string, list []*worths) {
	w.WriteString(`## Rules

What taking one rule away changes, by the weights of "fitted", which are not fitted anew: the gain is the F1
with all rules less that without this one, in points; below 0, the text is better without it. The other
columns are those of ` + "`alam eval --by rule`" + ` (docs/evaluation.md): names that the rule had a part in, right
and wrong, right names that are found only with it, and only without it. A rule that is not
listed proposed nothing; - is the same for one text.

`)
	w.WriteString("| rule |")
	for _, text := range texts {
		fmt.Fprintf(w, " %s: right | wrong | only with | only without | gain |", short[text])
	}
	w.WriteString("\n| --- |" + strings.Repeat(" --: | --: | --: | --: | --: |", len(texts)) + "\n")
	for _, x := range list {
		fmt.Fprintf(w, "| %s |", x.rule)
		for _, text := range texts {
			if y := x.in[text]; y != nil {
				fmt.Fprintf(w, " %d | %d | %d | %d | %s |", y.Right, y.Wrong, y.Only, y.Spoiled, points(y.Gain(), 3))
			} else {
				w.WriteString(" - | - | - | - | - |")
			}
		}
		w.WriteString("\n")
	}
}

// short are the texts as columns name them.
var short = map[string]string{own: "data/news", news: "2018"}
