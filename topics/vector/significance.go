package vector

import "math"

// Significance is how often a term stands in a set of documents and in the
// background that the set is a part of: what is new today, or in a topic. Its
// methods are the heuristics of Elasticsearch's significant_terms with the
// background as superset. A set or background of no documents scores 0.
type Significance struct {
	// DF of N documents of the set hold the term.
	DF, N int
	// BackDF of BackN documents of the background hold it.
	BackDF, BackN int
}

// JLH is (p-q) p/q, with p the share of documents in the set and q in the
// background, and 0 where p is not the greater. A term that the background does
// not hold counts as standing in one of its documents.
func (s Significance) JLH() float64 {
	if s.N == 0 || s.BackN == 0 {
		return 0
	}
	p, q := float64(s.DF)/float64(s.N), float64(max(s.BackDF, 1))/float64(s.BackN)
	if p <= q {
		return 0
	}
	return (p - q) * (p / q)
}

// table gives the counts of documents with the term and in the set (11), with
// it alone (10), in the set alone (01) and neither (00).
func (s Significance) table() (n11, n10, n01, n00, n float64) {
	n11, n10 = float64(s.DF), float64(s.BackDF-s.DF)
	n01 = float64(s.N - s.DF)
	n = float64(s.BackN)
	return n11, n10, n01, n - n11 - n10 - n01, n
}

// ChiSquare is Pearson's statistic of the two-by-two table, without
// correction; it does not tell more from fewer than expected.
func (s Significance) ChiSquare() float64 {
	n11, n10, n01, n00, n := s.table()
	by := (n11 + n01) * (n11 + n10) * (n10 + n00) * (n01 + n00)
	if by == 0 {
		return 0
	}
	d := n11*n00 - n10*n01
	return n * d * d / by
}

// MutualInformation is that of the table in bits (Manning et al. 2008, 13.17).
func (s Significance) MutualInformation() float64 {
	n11, n10, n01, n00, n := s.table()
	term := func(nxy, nx, ny float64) float64 {
		if nxy == 0 || n == 0 {
			return 0
		}
		return nxy / n * math.Log2(nxy*n/(nx*ny))
	}
	return term(n11, n11+n10, n11+n01) + term(n10, n11+n10, n10+n00) + term(n01, n01+n00, n11+n01) + term(n00, n01+n00, n10+n00)
}

// G2 is the log-likelihood ratio of Dunning (1993): 2 N ln 2 times the mutual
// information.
func (s Significance) G2() float64 {
	return 2 * float64(s.BackN) * math.Ln2 * s.MutualInformation()
}

// GND is exp of the negative normalized Google distance (Cilibrasi and Vitányi
// 2007) between the term and the set: 0 where they never meet, 1 where they
// always do.
func (s Significance) GND() float64 {
	if s.DF == 0 || s.N == 0 || s.BackN == 0 {
		return 0
	}
	if s.DF == s.N && s.DF == s.BackDF {
		return 1
	}
	x, y, xy := math.Log(float64(s.BackDF)), math.Log(float64(s.N)), math.Log(float64(s.DF))
	return math.Exp(-(max(x, y) - xy) / (math.Log(float64(s.BackN)) - min(x, y)))
}

// Percentage is the part of the term's documents that are in the set.
func (s Significance) Percentage() float64 {
	if s.BackDF == 0 {
		return 0
	}
	return float64(s.DF) / float64(s.BackDF)
}
