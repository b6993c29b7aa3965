package ner

import (
	"fmt"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
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

// TestNoMemory: without memory a name is found where something speaks for it,
// and nowhere else.
func TestNoMemory(t *testing.T) {
	const src = "جاء السيد قثقثة خمخمة.\nوقال قثقثة خمخمة نعم."
	rules, err := rule.Parse("t.rules", strings.NewReader(`rule x +4 = "السيد" PER[ :word{2} ]`))
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Rules: rules, Weights: Weights{weightSame + "PER": 3}}
	for _, off := range []bool{false, true} {
		o.NoMemory = off
		tg, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		mentions, entities := tg.Tag(src, token.Tokenize(src))
		want := 2
		if off {
			want = 1
		}
		if len(mentions) != want || len(entities) != 1 {
			t.Errorf("no memory %v: %+v", off, mentions)
		}
	}
}
