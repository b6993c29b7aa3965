package eval

import (
	"slices"
	"testing"
	"time"

	"github.com/alam-nlp/alam/gold"
)

// TestMatchInTime: inputs made to be slow end all the same.
func TestMatchInTime(t *testing.T) {
	const n = 10_000
	shapes := map[string]func(i int) (gold.Span, gold.Span){
		"all overlap": func(i int) (gold.Span, gold.Span) {
			return gold.Span{Start: i, End: 2 * n, Label: "A"}, gold.Span{Start: n - i/2, End: 2*n + i, Label: "A"}
		},
		"labels of its own": func(i int) (gold.Span, gold.Span) {
			l := string('a' + rune(i))
			return gold.Span{Start: i, End: i + 2, Label: l}, gold.Span{Start: i + 1, End: i + 3, Label: l}
		},
		"chain": func(i int) (gold.Span, gold.Span) {
			return gold.Span{Start: 2 * i, End: 2*i + 20, Label: "A"}, gold.Span{Start: 4 * i, End: 4*i + 3, Label: "B"}
		},
	}
	for name, shape := range shapes {
		var gold, pred []gold.Span
		for i := range n {
			g, p := shape(i)
			gold, pred = append(gold, g), append(pred, p)
		}
		s := NewScorer(Options{})
		start := time.Now()
		s.addSpans(gold, pred)
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: %v", name, d)
		}
		if o := s.Report().Overall.Type; o.Possible() != n || o.Actual() != n {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

// FuzzMatch: the counts do not depend on the order, and add up.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{0, 5, 0, 2, 3, 1, 0, 5, 0, 2, 3, 1}, uint8(2))
	f.Add([]byte{0, 3, 0, 0, 5, 0, 0, 5, 0}, uint8(2))
	f.Fuzz(func(t *testing.T, in []byte, split uint8) {
		if len(in) > 120 {
			return
		}
		var spans []gold.Span
		for ; len(in) >= 3; in = in[3:] {
			start := int(in[0] % 16)
			spans = append(spans, gold.Span{Start: start, End: start + 1 + int(in[1]%8), Label: string('A' + rune(in[2]%3))})
		}
		n := min(int(split), len(spans))
		gold, pred := spans[:n], spans[n:]
		got := MatchSpans(gold, pred)
		g, p := slices.Clone(gold), slices.Clone(pred)
		slices.Reverse(g)
		slices.Reverse(p)
		if again := MatchSpans(g, p); again != got {
			t.Fatalf("order matters: %+v, %+v", got, again)
		}
		for _, o := range []Outcome{got.Strict, got.Exact, got.Partial, got.Type} {
			if o.Possible() != len(gold) || o.Actual() != len(pred) || min(o.Missed, o.Spurious, o.Incorrect, o.Partial) < 0 {
				t.Fatalf("does not add up: %+v", o)
			}
		}
		if all := MatchSpans(gold, gold); all.Type.Correct != len(gold) || all.Strict.Correct != len(gold) {
			t.Fatalf("gold against itself: %+v", all)
		}
	})
}
