package peer_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/alam-nlp/alam/eval/peer"
	"github.com/alam-nlp/alam/gold"
)

func ExampleConllevalFilter() {
	in := "بوتين B-PER B-PER\nفي O O\nموسكو B-LOC B-ORG\n"
	if err := peer.ConllevalFilter(nil, strings.NewReader(in), os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// processed 3 tokens with 2 phrases; found: 2 phrases; correct: 1.
	// accuracy:  66.67%; precision:  50.00%; recall:  50.00%; FB1:  50.00
	//               LOC: precision:   0.00%; recall:   0.00%; FB1:   0.00  0
	//               ORG: precision:   0.00%; recall:   0.00%; FB1:   0.00  1
	//               PER: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
}

func ExampleAppendChunksStrict() {
	tags := []string{"I-PER", "O", "B-LOC", "I-LOC"}
	strict, _ := peer.AppendChunksStrict(nil, tags, gold.IOB2)
	fmt.Println(gold.AppendChunks(nil, tags))
	fmt.Println(strict)
	// Output:
	// [{0 1 PER} {2 4 LOC}]
	// [{2 4 LOC}]
}
