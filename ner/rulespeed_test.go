package ner

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/token"
)

// TestNoAllocation: a text of known words costs no allocation up to the matches
// of the rules.
func TestNoAllocation(t *testing.T) {
	const src = "\u0642\u0627\u0644 \u0627\u0644\u0631\u0626\u064a\u0633 \u0627\u0644\u0631\u0648\u0633\u064a " +
		"\u0641\u0644\u0627\u062f\u064a\u0645\u064a\u0631 \u0628\u0648\u062a\u064a\u0646 \u0641\u064a \u0645\u0648\u0633\u0643\u0648. "
	tg := build(t, embedded(t))
	text := strings.Repeat(src, 20)
	tokens := token.Tokenize(text)
	s := new(scratch)
	matches := 0
	if n := testing.AllocsPerRun(10, func() {
		tg.fill(&s.view, text, tokens)
		matches = len(s.machine.Run(tg.program, &s.view.Text))
	}); n > 0 || matches < 20 {
		t.Errorf("%v allocations, %d matches", n, matches)
	}
}
