package gold_test

import (
	"fmt"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

func ExampleReadConll() {
	in := "وصل O\nبوتين I-PER\nإلى O\nموسكو B-LOC\n"
	docs, info, err := gold.ReadConll(strings.NewReader(in), gold.ConllOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range docs[0].Mentions {
		fmt.Println(m.Start, m.End, m.Label)
	}
	fmt.Println(info.Gold.Scheme, info.Gold.Breaches)
	// Output:
	// 7 17 PER
	// 25 35 LOC
	// IOB2 [line 2: orphan inside: I-PER]
}

func ExampleParseLabelMap() {
	_, err := gold.ParseLabelMap("PERS=PER,MIS")
	fmt.Println(err)
	// Output: gold: label map, pair 2: "MIS" has no "="; write FROM=TO
}
