package eval

import (
	"math/rand/v2"
	"testing"
	"time"
)

// TestMatchAsNervaluate: where every span meets at most one of the other side, the
// greedy matching and ours agree.
func TestMatchAsNervaluate(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 9))
	same := 0
	for range 3000 {
		var side [2][]Span
		for i := range side {
			for at := rng.IntN(3); at < 20; at += 1 + rng.IntN(5) {
				end := at + 1 + rng.IntN(4)
				side[i] = append(side[i], Span{at, end, string('A' + rune(rng.IntN(2)))})
				at = end
			}
		}
		if meetsTwo(side[0], side[1]) || meetsTwo(side[1], side[0]) {
			continue
		}
		same++
		if got, want := MatchSpans(side[0], side[1]), greedy(side[0], side[1], 1); got != want {
			t.Fatalf("%v %v: got %+v, want %+v", side[0], side[1], got, want)
		}
	}
	if same < 100 {
		t.Errorf("only %d cases", same)
	}
}

func meetsTwo(a, b []Span) bool {
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

// TestMatchInTime: inputs made to be slow end all the same.
func TestMatchInTime(t *testing.T) {
	const n = 10_000
	shapes := map[string]func(i int) (Span, Span){
		"all overlap": func(i int) (Span, Span) { return Span{i, 2 * n, "A"}, Span{n - i/2, 2*n + i, "A"} },
		"labels of its own": func(i int) (Span, Span) {
			l := string('a' + rune(i))
			return Span{i, i + 2, l}, Span{i + 1, i + 3, l}
		},
		"chain": func(i int) (Span, Span) { return Span{2 * i, 2*i + 20, "A"}, Span{4 * i, 4*i + 3, "B"} },
	}
	for name, shape := range shapes {
		var gold, pred []Span
		for i := range n {
			g, p := shape(i)
			gold, pred = append(gold, g), append(pred, p)
		}
		s := NewScorer(Options{})
		start := time.Now()
		s.AddSpans(gold, pred)
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: %v", name, d)
		}
		if o := s.Report().Overall.Type; o.Possible() != n || o.Actual() != n {
			t.Errorf("%s: %+v", name, o)
		}
	}
}
