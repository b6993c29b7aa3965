package vector

import (
	"math"

	"github.com/alam-nlp/alam/topics"
)

// BM25 is the weight of a term in a document as Lucene computes it since
// release 8 (Robertson and Zaragoza 2009, without the constant factor k1+1):
//
//	ln(1 + (N-df+0.5)/(df+0.5)) * tf / (tf + K1 (1 - B + B length/mean length))
//
// Lengths are exact; Lucene keeps those above 39 in one byte. The zero value has
// K1 0 and B 0; use DefaultBM25.
type BM25 struct{ K1, B float64 }

// DefaultBM25 has the constants of Lucene.
var DefaultBM25 = BM25{K1: 1.2, B: 0.75}

// Weight is that of a term that occurs tf times in a document of so many terms
// and stands in df of n documents, which have mean terms on average.
func (b BM25) Weight(tf, length, mean float64, df, n int) float64 {
	if tf <= 0 {
		return 0
	}
	return bm25IDF(float64(df), float64(n)) * tf / (tf + b.K1*(1-b.B+b.B*length/mean))
}

func bm25IDF(df, n float64) float64 { return math.Log(1 + (n-df+0.5)/(df+0.5)) }

// ClassTFIDF weighs terms of classes of documents against each other, the
// c-TF-IDF of BERTopic (Grootendorst 2022): counts[c][i] is how often term i
// occurs in class c, and its weight is its part of the class's counts times
// ln(A/f + 1), where f is its count in all classes and A the mean number of
// terms of a class, its fraction cut off.
type ClassTFIDF struct {
	// BM25 takes ln(1 + (A-f+0.5)/(f+0.5)) instead (bm25_weighting).
	BM25 bool
	// Root takes the root of the part of the counts (reduce_frequent_words).
	Root bool
}

// Weights gives the weights of the terms of each class. A class without terms
// has zeros.
func (w ClassTFIDF) Weights(counts [][]float64) [][]float64 {
	out := make([][]float64, len(counts))
	if len(counts) == 0 {
		return out
	}
	f := make([]float64, len(counts[0]))
	all := 0.0
	for _, row := range counts {
		for i, v := range row {
			f[i] += v
			all += v
		}
	}
	a := math.Trunc(all / float64(len(counts)))
	for c, row := range counts {
		out[c] = make([]float64, len(row))
		by := topics.L1.Of(row)
		for i, v := range row {
			if v == 0 || by == 0 {
				continue
			}
			tf := v / by
			if w.Root {
				tf = math.Sqrt(tf)
			}
			if w.BM25 {
				out[c][i] = tf * bm25IDF(f[i], a)
			} else {
				out[c][i] = tf * math.Log(a/f[i]+1)
			}
		}
	}
	return out
}
