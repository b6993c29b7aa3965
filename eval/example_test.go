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
	// weighted      50.00   50.00   50.00
	//
	// match    precision  recall      F1  correct  incorrect  partial  missed  spurious
	// strict       50.00   50.00   50.00        1          1        0       0         0
	// exact       100.00  100.00  100.00        2          0        0       0         0
	// partial     100.00  100.00  100.00        2          0        0       0         0
	// type         50.00   50.00   50.00        1          1        0       0         0
}
