package eval_test

import (
	"fmt"
	"os"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

func ExampleScore() {
	text := "زار بوتين موسكو"
	truth := []gold.Document{{Text: text, Mentions: []gold.Mention{
		{Span: gold.Span{Start: 7, End: 17, Label: "PER"}},
		{Span: gold.Span{Start: 18, End: 28, Label: "LOC"}},
	}}}
	pred := []gold.Document{{Text: text, Mentions: []gold.Mention{
		{Span: gold.Span{Start: 18, End: 28, Label: "LOC"}},
		{Span: gold.Span{Start: 7, End: 17, Label: "ORG"}},
	}}}
	r, err := eval.Score(truth, pred, eval.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = r.WriteText(os.Stdout, eval.TextOptions{})
	// Output:
	// label     precision  recall      F1  support  TP  FP  FN
	// LOC          100.00  100.00  100.00        1   1   0   0
	// ORG            0.00       -    0.00        0   0   1   0
	// PER               -    0.00    0.00        1   0   0   1
	// micro         50.00   50.00   50.00        2   1   1   1
	// macro         50.00   50.00   33.33
	// weighted     100.00   50.00   50.00
	//
	// match    precision  recall      F1  correct  incorrect  partial  missed  spurious
	// strict       50.00   50.00   50.00        1          1        0       0         0
	// exact       100.00  100.00  100.00        2          0        0       0         0
	// partial     100.00  100.00  100.00        2          0        0       0         0
	// type         50.00   50.00   50.00        1          1        0       0         0
}

func ExampleRandomization() {
	a := []eval.DocCounts{{TP: 4, Pred: 5, Gold: 5}, {TP: 3, Pred: 4, Gold: 4}, {TP: 2, Pred: 3, Gold: 5}}
	b := []eval.DocCounts{{TP: 5, Pred: 5, Gold: 5}, {TP: 4, Pred: 4, Gold: 4}, {TP: 4, Pred: 5, Gold: 5}}
	t, err := eval.Randomization(a, b, eval.RandomizationOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(t.A.F1, t.B.F1, t.P.F1, t.Exact)
	// Output: 0.6923 0.9286 0.2500 true
}
