package ner

import (
	"fmt"
	"strings"
	"testing"

	"alam/token"
)

// BenchmarkMemory shows that many names with one first word stay linear in the
// text: the time per token is the same for every length.
func BenchmarkMemory(b *testing.B) {
	tg := tagger(b, `rule x +2 = "السيد" PER[ :word{2} ]`)
	for _, n := range []int{1000, 10000, 100000} {
		var src strings.Builder
		for i := range n {
			fmt.Fprintf(&src, "جاء السيد محمد ك%s.\n", strings.Repeat("ا", i%7)+string(rune('ب'+i%20))+string(rune('ب'+i/20%20))+string(rune('ب'+i/400%20)))
		}
		tokens := token.Tokenize(src.String())
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				tg.Tag(src.String(), tokens)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(tokens)), "ns/token")
		})
	}
}
