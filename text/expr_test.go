package text

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestFailures: what is remembered of vain trials changes no answer.
func TestFailures(t *testing.T) {
	exprs := []string{`(مصر|مصادر|المصدر) *:`, `[0-9]+ *([-/] *[0-9]+)+`, `(اقرا|اقراوا) *ايضا`, `\pL+ *(\-|–) *وكالات`, `(م|ن)+ص\b`}
	letters := []rune("مصادرنقاياضو0123 -/:–ََُ")
	r := rand.New(rand.NewPCG(1, 13))
	var f failures
	for id, source := range exprs {
		e := newExpr(id, source)
		told := 0
		for range 20000 {
			var b strings.Builder
			for range r.IntN(12) {
				b.WriteRune(letters[r.IntN(len(letters))])
			}
			src := b.String()
			x := reduced{src, 0, len(src)}
			matches := e.re().FindReaderIndex(&x) != nil
			if f.has(e, src) {
				told++
				if matches {
					t.Fatalf("%s: %q is said to fail", source, src)
				}
			} else if !matches {
				f.add(e, src)
			}
		}
		if told == 0 {
			t.Errorf("%s: nothing is remembered", source)
		}
	}
}
