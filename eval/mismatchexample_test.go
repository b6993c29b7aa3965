package eval_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// mention marks the first place of a surface.
func mention(text, surface, label string) gold.Mention {
	i := strings.Index(text, surface)
	return gold.Mention{Span: gold.Span{Start: i, End: i + len(surface), Label: label}}
}

func ExampleClassify() {
	text := "زار الرئيس بوتين دمشق وحلب"
	truth := gold.Document{Text: text, Mentions: []gold.Mention{
		mention(text, "بوتين", "PER"), mention(text, "دمشق", "LOC"), mention(text, "حلب", "LOC"),
	}}
	pred := gold.Document{Text: text, Mentions: []gold.Mention{
		mention(text, "الرئيس بوتين", "PER"), mention(text, "دمشق", "ORG"), mention(text, "وحلب", "LOC"),
	}}
	title := func(word string) bool { return word == "الرئيس" }
	for _, e := range eval.Classify(&truth, &pred, eval.MismatchOptions{Title: title}) {
		fmt.Println(e.Kind)
	}
	// Output:
	// only a title
	// wrong label
	// only a proclitic
}

func ExampleFindMismatches() {
	text := "زار بوتين دمشق"
	truth := []gold.Document{{Text: text, Mentions: []gold.Mention{mention(text, "بوتين", "PER"), mention(text, "دمشق", "LOC")}}}
	pred := []gold.Document{{Text: text, Mentions: []gold.Mention{mention(text, "دمشق", "ORG")}}}
	e, err := eval.FindMismatches(truth, pred, eval.MismatchOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = e.WriteText(os.Stdout, eval.TextOptions{})
	// Output:
	// error        LOC  PER  all
	// correct        0    0    0
	// missed         0    1    1
	// spurious       0    0    0
	// wrong label    1    0    1
	//
	// gold, predicted  LOC  ORG  PER  none
	// LOC                0    1    0     0
	// ORG                0    0    0     0
	// PER                0    0    0     1
	// none               0    0    0     0
	//
	// tokens  precision  recall    F1  support  TP  FP  FN
	// 1            0.00    0.00  0.00        2   0   1   2
	//
	// most frequent  times  gold  predicted  document  [gold] {predicted}
	// missed             1   PER                         زار [بوتين] دمشق
	// wrong label        1   LOC        ORG            زار بوتين {[دمشق]}
}
