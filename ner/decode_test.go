package ner

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/alam-nlp/alam/token"
)

// bestNames is the greatest sum of the names of a text from a token on, by
// trying every stretch as a name or none. done holds what is known.
func bestNames(s *scratch, from int, done map[int]float64) float64 {
	v := &s.view
	n := len(v.Tokens)
	if from == n {
		return 0
	}
	if x, ok := done[from]; ok {
		return x
	}
	best := bestNames(s, from+1, done)
	for end := from + 1; end <= n; end++ {
		for l := range labelCount {
			if x, ok := scoreOf(s, from, end, l); ok {
				best = max(best, x+bestNames(s, end, done))
			}
		}
	}
	done[from] = best
	return best
}

// scoreOf is the score of a stretch as a name, and whether it may be one.
func scoreOf(s *scratch, from, end int, l labelID) (float64, bool) {
	v, e := &s.view, &s.view.emissions
	for i := range s.cands {
		c := &s.cands[i]
		if c.label != l || int(c.last) != end {
			continue
		}
		if int(c.first) != from {
			continue
		}
		if l == idNone {
			return c.written, true
		}
		return max(c.score+e.nats(int32(from), int32(end), l), c.written), true
	}
	if l == idNone || end-from > maxLook || e.foreign[from] || e.foreign[end-1] {
		return 0, false
	}
	for k := from + 1; k < end; k++ {
		if v.Begins(k) {
			return 0, false
		}
	}
	return float64(e.score(int32(from), int32(end), l)) * WeightUnit, true
}

// randomScratch is a text of n tokens with random weights and candidates; high
// is how far weights reach above 0, and they reach as far below it.
func randomScratch(r *rand.Rand, n, high int) *scratch {
	s := new(scratch)
	v, e := &s.view, &s.view.emissions
	fill := func(to [][modelLabels]int32) {
		for i := range to {
			for l := range to[i] {
				to[i][l] = int32(r.IntN(2*high+1) - high)
			}
		}
	}
	v.Tokens, v.Cut = make([]token.Token, n), make([]int, n)
	for i := range v.Tokens {
		v.Tokens[i].Start, v.Tokens[i].End = 2*i, 2*i+1
		e.foreign = append(e.foreign, r.IntN(12) == 0)
		if i == 0 || r.IntN(6) == 0 {
			v.Tokens[i].Flags |= token.SentenceStart
		}
	}
	e.first, e.last, e.only = make([][modelLabels]int32, n), make([][modelLabels]int32, n), make([][modelLabels]int32, n)
	e.sums = make([][modelLabels]int32, n+1)
	for _, x := range [][][modelLabels]int32{e.first, e.last, e.only, e.sums} {
		fill(x)
	}
	type key struct {
		first, last int
		label       labelID
	}
	seen := map[key]bool{}
	for range r.IntN(2 * n) {
		first := r.IntN(n)
		k := key{first, first + 1 + r.IntN(n-first), labelID(r.IntN(int(labelCount)))}
		if seen[k] {
			continue
		}
		seen[k] = true
		c := candidate{first: int32(k.first), last: int32(k.last), label: k.label, start: v.Tokens[first].Start,
			score: float64(r.IntN(2*high+1)-high) * WeightUnit}
		if r.IntN(3) == 0 {
			c.written = float64(r.IntN(4*high+1)-2*high) * WeightUnit
			c.score += c.written
		}
		s.cands = append(s.cands, c)
	}
	slices.SortFunc(s.cands, func(a, b candidate) int { return cmp.Compare(a.first, b.first) })
	return s
}

// TestDecode: no set of names scores more than the one chosen.
func TestDecode(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	named := 0
	for k := range 4000 {
		n := 1 + r.IntN(7)
		if k%8 == 0 {
			n = maxLook + r.IntN(10)
		}
		s := randomScratch(r, n, 1+r.IntN(5))
		want := bestNames(s, 0, map[int]float64{})
		evident := len(s.cands)
		sum, end := 0.0, int32(0)
		for _, i := range s.resolver.decode(new(Tagger), s, nil) {
			c := &s.cands[i]
			if c.first < end || c.last <= c.first {
				t.Fatalf("text %d: name of tokens %d to %d behind %d", k, c.first, c.last, end)
			}
			if int(i) >= evident {
				if _, ok := scoreOf(s, int(c.first), int(c.last), c.label); !ok {
					t.Fatalf("text %d: tokens %d to %d are no name by themselves", k, c.first, c.last)
				}
			}
			end = c.last
			sum += c.score
			named++
		}
		if sum != want {
			t.Fatalf("text %d of %d tokens: chose %v, best is %v", k, n, sum, want)
		}
	}
	if named < 1000 {
		t.Errorf("%d names: too few to show anything", named)
	}
}

// TestDecodeAgain: with candidates that the memory adds, what is chosen is the
// same whether or not the first look is asked.
func TestDecodeAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	different := 0
	for k := range 2000 {
		n := 10 + r.IntN(60)
		s := randomScratch(r, n, 1+r.IntN(5))
		for i := range s.cands { // as gather leaves them
			c := &s.cands[i]
			c.last, c.from, c.to = min(c.last, c.first+4), int32(i), int32(i)+1
		}
		cands := slices.Clone(s.cands)
		first := len(s.resolver.decode(new(Tagger), s, nil))
		old := slices.Clone(s.cands)
		s.cands = append(s.cands[:0], cands...)
		for range r.IntN(4) {
			at := int32(r.IntN(n))
			s.cands = append(s.cands, candidate{first: at, last: at + 1, label: labelID(r.IntN(modelLabels)), score: 3,
				start: s.view.Tokens[at].Start, remembered: true, to: 1})
		}
		slices.SortStableFunc(s.cands, func(a, b candidate) int { return cmp.Compare(a.first, b.first) })
		full := &scratch{view: s.view, cands: slices.Clone(s.cands)}
		names := func(s *scratch, chosen []int32) (out []candidate) {
			for _, i := range chosen {
				out = append(out, s.cands[i])
			}
			return out
		}
		got := names(s, s.resolver.decode(new(Tagger), s, old))
		want := names(full, full.resolver.decode(new(Tagger), full, nil))
		if !slices.Equal(got, want) {
			t.Fatalf("text %d: got %v\nwant %v", k, got, want)
		}
		if first != len(got) {
			different++
		}
	}
	if different < 200 {
		t.Errorf("%d texts changed: too few to show anything", different)
	}
}
