package ner

import (
	"math/rand/v2"
	"testing"
)

// bestSum tries every set of candidates that do not overlap.
func bestSum(cands []candidate, from int32) float64 {
	best := 0.0
	for _, c := range cands {
		if c.first >= from && c.score > 0 {
			best = max(best, c.score+bestSum(cands, c.last))
		}
	}
	return best
}

func TestResolve(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		const n = 8
		var cands []candidate
		for range r.IntN(10) {
			first := int32(r.IntN(n))
			cands = append(cands, candidate{first: first, last: first + 1 + int32(r.IntN(int(n-first))),
				score: float64(r.IntN(9) - 2), label: labelID(r.IntN(3))})
		}
		var res resolver
		sum, end := 0.0, int32(0)
		chosen := append([]int32(nil), res.resolve(cands, n)...)
		for _, i := range chosen {
			if cands[i].first < end {
				t.Fatalf("%v: %v overlap", cands, chosen)
			}
			end = cands[i].last
			sum += cands[i].score
		}
		if want := bestSum(cands, 0); sum != want {
			t.Fatalf("%v: chose %v with %v, best is %v", cands, chosen, sum, want)
		}
		// The order in which candidates come does not matter.
		shuffled := append([]candidate(nil), cands...)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for k, i := range res.resolve(shuffled, n) {
			a, b := shuffled[i], cands[chosen[k]]
			if a.first != b.first || a.last != b.last || a.label != b.label || a.score != b.score {
				t.Fatalf("%v: the order of candidates changed the choice", cands)
			}
		}
	}
}
