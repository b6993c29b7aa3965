package compare_test

import (
	"fmt"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/compare"
	"github.com/alam-nlp/alam/gold"
)

// mention marks the first place of a surface.
func mention(text, surface, label string) gold.Mention {
	i := strings.Index(text, surface)
	return gold.Mention{Span: gold.Span{Start: i, End: i + len(surface), Label: label}}
}

func ExampleRuns() {
	text := "زار بوتين دمشق وحلب"
	doc := func(list ...gold.Mention) []gold.Document { return []gold.Document{{Text: text, Mentions: list}} }
	putin, damascus, aleppo := mention(text, "بوتين", "PER"), mention(text, "دمشق", "LOC"), mention(text, "حلب", "LOC")
	c, err := compare.Runs(doc(putin, damascus, aleppo), doc(putin), doc(damascus, aleppo), compare.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(c.Gained), "gained,", len(c.Lost), "lost, F1", c.Total.Difference.F1, "p", c.Total.P.F1)
	// Output: 2 gained, 1 lost, F1 0.3000 p 1.0000
}

func ExampleMcNemar() {
	t := compare.McNemar(1, 9)
	fmt.Printf("%.4f %v\n", float64(t.P), t.Exact)
	// Output: 0.0215 true
}

func ExampleRandomization() {
	a := []eval.DocCounts{{TP: 4, Pred: 5, Gold: 5}, {TP: 3, Pred: 4, Gold: 4}, {TP: 2, Pred: 3, Gold: 5}}
	b := []eval.DocCounts{{TP: 5, Pred: 5, Gold: 5}, {TP: 4, Pred: 4, Gold: 4}, {TP: 4, Pred: 5, Gold: 5}}
	t, err := compare.Randomization(a, b, compare.RandomizationOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(t.A.F1, t.B.F1, t.P.F1, t.Exact)
	// Output: 0.6923 0.9286 0.2500 true
}
