package eval

import "math"

// McNemarTest compares two runs on the gold mentions that only one of them found.
type McNemarTest struct {
	OnlyA     int   `json:"only_a"` // gold mentions that A has right and B has not
	OnlyB     int   `json:"only_b"`
	Exact     bool  `json:"exact"`      // p is binomial
	ChiSquare Ratio `json:"chi_square"` // undefined when exact
	P         Ratio `json:"p"`          // two-sided
}

// exactMentions is below how many mentions McNemar's test is binomial: the usual
// rule of thumb for where the chi-square distribution is too coarse.
const exactMentions = 25

// McNemar tests whether one run finds more mentions than the other (McNemar 1947),
// from the numbers b and c of gold mentions that only A and only B has right:
//
//	b + c < 25:  p = min(1, 2 Σ C(b+c, i) / 2^(b+c)),  i = 0 ... min(b, c)
//	else:        χ² = max(0, |b−c| − 1)² / (b+c),  p = P(χ²₁ ≥ χ²) = erfc(√(χ²/2))
//
// with Edwards' continuity correction (1948). It takes mentions for independent and
// does not see false positives: it is about recall. [Randomization] asks for
// neither.
func McNemar(onlyA, onlyB int) McNemarTest {
	onlyA, onlyB = max(onlyA, 0), max(onlyB, 0)
	t := McNemarTest{OnlyA: onlyA, OnlyB: onlyB, ChiSquare: Undefined()}
	n := onlyA + onlyB
	if n < exactMentions {
		// Binomials below 2^25 are exact.
		sum, c := 0, 1
		for i := range min(onlyA, onlyB) + 1 {
			sum += c
			c = c * (n - i) / (i + 1)
		}
		t.Exact = true
		t.P = Ratio(min(1, 2*float64(sum)/float64(int(1)<<n)))
		return t
	}
	d := max(0, math.Abs(float64(onlyA-onlyB))-1)
	x := d * d / float64(n)
	t.ChiSquare, t.P = Ratio(x), Ratio(math.Erfc(math.Sqrt(x/2)))
	return t
}
