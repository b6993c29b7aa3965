package vector

import (
	"fmt"
	"math"
	"strings"

	"github.com/alam-nlp/alam/topics"
)

// Smart is a weighting in SMART notation, three letters for the count, the
// document frequency and the norm (Salton and Buckley 1988, Manning et al. 2008
// section 6.4), with the formulas and logarithms to base 2 of gensim 4's
// TfidfModel. nfc is plain TF-IDF with cosine norm.
//
//	count  n tf · l 1+log2 tf · d 1+log2(1+log2 tf) · a 0.5+0.5 tf/max tf · b 1 · L (1+log2 tf)/(1+log2 mean tf)
//	idf    n 1 · f log2(N/df) · t log2((N+1)/df) · p max(0, log2((N-df)/df))
//	norm   n none · c cosine
type Smart struct{ tf, idf, norm byte }

// ParseSmart reads the three letters.
func ParseSmart(s string) (Smart, error) {
	if len(s) != 3 || !strings.Contains("nldabL", s[:1]) || !strings.Contains("nftp", s[1:2]) || !strings.Contains("nc", s[2:]) {
		return Smart{}, fmt.Errorf("vector: no SMART weighting is written %q: want one of nldabL, one of nftp, one of nc", s)
	}
	return Smart{s[0], s[1], s[2]}, nil
}

func (s Smart) String() string { return string([]byte{s.tf, s.idf, s.norm}) }

// smartEpsilon is below which an idf takes its term out, as in gensim.
const smartEpsilon = 1e-12

// Row gives the weights of a document: counts[i] is how often term i occurs, and
// df[i] in how many of n documents. A term whose idf vanishes weighs 0, and so
// does one that does not occur.
func (s Smart) Row(counts []float64, df []int, n int) []float64 {
	row := make([]float64, len(counts))
	top, sum, terms := 0.0, 0.0, 0.0
	for _, tf := range counts {
		if tf > 0 {
			top, sum, terms = max(top, tf), sum+tf, terms+1
		}
	}
	for i, tf := range counts {
		if tf <= 0 {
			continue
		}
		idf := s.inverse(float64(df[i]), float64(n))
		if math.Abs(idf) <= smartEpsilon {
			continue
		}
		switch s.tf {
		case 'l':
			tf = 1 + math.Log2(tf)
		case 'd':
			tf = 1 + math.Log2(1+math.Log2(tf))
		case 'a':
			tf = 0.5 + 0.5*tf/top
		case 'b':
			tf = 1
		case 'L':
			tf = (1 + math.Log2(tf)) / (1 + math.Log2(sum/terms))
		}
		row[i] = tf * idf
	}
	if s.norm == 'c' {
		if by := topics.L2.Of(row); by > 0 {
			for i := range row {
				row[i] /= by
			}
		}
	}
	return row
}

func (s Smart) inverse(df, n float64) float64 {
	switch s.idf {
	case 'f':
		return math.Log2(n / df)
	case 't':
		return math.Log2((n + 1) / df)
	case 'p':
		return max(0, math.Log2((n-df)/df))
	}
	return 1
}
