package eval

import (
	"fmt"
	"slices"
	"testing"

	"github.com/alam-nlp/alam/gold"
)

// slowShapes are pairs of spans that a careless matcher is slow at.
var slowShapes = map[string]func(i, n int) (gold.Span, gold.Span){
	"all overlap": func(i, n int) (gold.Span, gold.Span) {
		return gold.Span{Start: i, End: 2 * n, Label: "A"}, gold.Span{Start: n - i/2, End: 2*n + i, Label: "A"}
	},
	"labels of its own": func(i, _ int) (gold.Span, gold.Span) {
		l := string('a' + rune(i))
		return gold.Span{Start: i, End: i + 2, Label: l}, gold.Span{Start: i + 1, End: i + 3, Label: l}
	},
	"chain": func(i, _ int) (gold.Span, gold.Span) {
		return gold.Span{Start: 2 * i, End: 2*i + 20, Label: "A"}, gold.Span{Start: 4 * i, End: 4*i + 3, Label: "B"}
	},
}

func slowSpans(shape func(i, n int) (gold.Span, gold.Span), n int) (g, p []gold.Span) {
	for i := range n {
		a, b := shape(i, n)
		g, p = append(g, a), append(p, b)
	}
	return g, p
}

// TestMatchSlowShapes: of inputs made to be slow every span is counted, and met
// where one of its label is to be met.
func TestMatchSlowShapes(t *testing.T) {
	const n = 2_000
	// Those that all overlap are too many pairs: only the first predictions are looked at.
	correct := map[string]int{"all overlap": simpleWork, "labels of its own": n, "chain": 0}
	for name, shape := range slowShapes {
		s := NewScorer(Options{})
		s.addSpans(slowSpans(shape, n))
		if o := s.Report().Overall.Type; o.Possible() != n || o.Actual() != n || o.Correct != correct[name] {
			t.Errorf("%s: %+v, want %d correct", name, o, correct[name])
		}
	}
}

// BenchmarkMatchSlowShapes shows how the time grows from 2,000 spans to 10,000:
//
//	go test ./eval -run - -bench MatchSlow
func BenchmarkMatchSlowShapes(b *testing.B) {
	for name, shape := range slowShapes {
		for _, n := range []int{2_000, 10_000} {
			g, p := slowSpans(shape, n)
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					NewScorer(Options{}).addSpans(g, p)
				}
			})
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
