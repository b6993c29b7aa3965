package alam_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

// BenchmarkUserRules is the whole pipeline without topics with 10,000 rules of a
// user, made of words of the text itself. The metric times is how often as long
// it takes as without them: the quickest pass of each, in turn.
func BenchmarkUserRules(b *testing.B) {
	docs := news(b)
	var words []string
	seen := map[string]bool{}
	for _, d := range docs {
		for _, t := range token.Tokenize(d) {
			if t.Kind == token.Arabic && !seen[t.Norm] {
				seen[t.Norm] = true
				words = append(words, t.Norm)
			}
		}
	}
	analyzer := func(b *testing.B, form string) *alam.Analyzer {
		r := rand.New(rand.NewPCG(3, 4))
		var src strings.Builder
		for i := range 10000 {
			if form != "" {
				fmt.Fprintf(&src, "rule user.%d +1 = "+form+"\n", i, words[r.IntN(len(words))], words[r.IntN(len(words))])
			}
		}
		rules, err := rule.Parse("user.rules", strings.NewReader(src.String()))
		if err != nil {
			b.Fatal(err)
		}
		a, err := alam.New(alam.Options{Rules: rules})
		if err != nil {
			b.Fatal(err)
		}
		return a
	}
	none := analyzer(b, "")
	for _, sort := range [][2]string{ // those of BenchmarkManyRules in ner
		{"words", `"%s" ("%s" | @nisba)? PER[ :word&!@function{1,3} ]`},
		{"class", `@title "%s"? PER[ "%s" :word{0,2} ]`},
		{"frequent", `@prep.in "%s" LOC[ "%s" ]`},
		{"expressions", `@title PER[ /%s.*$/ | /^%s/ ]`},
		{"negation", `!@function "%s" PER[ "%s" :word* ]`},
	} {
		b.Run(sort[0], func(b *testing.B) {
			with := analyzer(b, sort[1])
			var best [2]time.Duration
			for b.Loop() {
				for k, a := range [2]*alam.Analyzer{none, with} {
					begin := time.Now()
					for _, d := range docs {
						if _, err := a.Analyze(context.Background(), d); err != nil {
							b.Fatal(err)
						}
					}
					if d := time.Since(begin); best[k] == 0 || d < best[k] {
						best[k] = d
					}
				}
			}
			b.ReportMetric(float64(best[1])/float64(best[0]), "times")
		})
	}
}
