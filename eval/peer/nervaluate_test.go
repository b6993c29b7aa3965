package peer

import (
	"math/rand/v2"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// TestMatchAsNervaluate: where every span meets at most one of the other side, the
// greedy matching and ours agree.
func TestMatchAsNervaluate(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 9))
	same := 0
	for range 3000 {
		var side [2][]gold.Span
		for i := range side {
			for at := rng.IntN(3); at < 20; at += 1 + rng.IntN(5) {
				end := at + 1 + rng.IntN(4)
				side[i] = append(side[i], gold.Span{Start: at, End: end, Label: string('A' + rune(rng.IntN(2)))})
				at = end
			}
		}
		if meetsTwo(side[0], side[1]) || meetsTwo(side[1], side[0]) {
			continue
		}
		same++
		if got, want := eval.MatchSpans(side[0], side[1]), greedy(side[0], side[1], 1, greedyPairs); got != want {
			t.Fatalf("%v %v: got %+v, want %+v", side[0], side[1], got, want)
		}
	}
	if same < 100 {
		t.Errorf("only %d cases", same)
	}
}

func meetsTwo(a, b []gold.Span) bool {
	for _, x := range a {
		n := 0
		for _, y := range b {
			if x.Overlaps(y) {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// FuzzNotBelow: matching without regard to order is never below what the greedy
// one finds.
func FuzzNotBelow(f *testing.F) {
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
		got, low := eval.MatchSpans(spans[:n], spans[n:]), greedy(spans[:n], spans[n:], 1, greedyPairs)
		credit := func(o eval.Outcome) int { return 2*o.Correct + o.Partial }
		if got.Strict.Correct < low.Strict.Correct || got.Exact.Correct < low.Exact.Correct || credit(got.Partial) < credit(low.Partial) {
			t.Fatalf("got %+v, greedy %+v", got, low)
		}
	})
}
