package topics

import "math"

// Norm says how a row of weights is made comparable with others.
type Norm uint8

// The norms.
const (
	L2     Norm = iota // divided by the root of the sum of squares
	L1                 // divided by the sum of the absolute values
	NoNorm             // left as they are
)

// Weighting is how counts become weights. It has the switches of
// scikit-learn's TfidfTransformer (release 1.5, user guide section 6.2.3.4);
// the zero value is its default: plain counts times a smoothed idf, l2 norm.
type Weighting struct {
	// SublinearTF replaces a count tf by 1 + ln tf (sublinear_tf).
	SublinearTF bool
	// NoSmoothIDF takes the idf without the added document (smooth_idf=False).
	NoSmoothIDF bool
	// NoIDF weighs every term alike (use_idf=False).
	NoIDF bool
	// Norm is the norm of a row.
	Norm Norm
}

// IDF is the inverse document frequency of a term that stands in df of n
// documents, in nats: ln((1+n)/(1+df)) + 1, as if one more document held every
// term once. Without smoothing it is ln(n/df) + 1, and infinite for df = 0.
func (w Weighting) IDF(n, df int) float64 {
	switch {
	case w.NoIDF:
		return 1
	case w.NoSmoothIDF:
		return math.Log(float64(n)/float64(df)) + 1
	}
	return math.Log(float64(1+n)/float64(1+df)) + 1
}

// TF is the weight of a term that occurs tf times: tf, or 1 + ln tf.
// A term that does not occur weighs 0.
func (w Weighting) TF(tf float64) float64 {
	if tf > 0 && w.SublinearTF {
		return 1 + math.Log(tf)
	}
	return tf
}

// Row turns the counts of a document into its weights, in place. idf holds
// the IDF of each term. A row of zeros stays as it is.
func (w Weighting) Row(row, idf []float64) {
	for i, tf := range row {
		row[i] = w.TF(tf)
		if !w.NoIDF {
			row[i] *= idf[i]
		}
	}
	if by := w.Norm.Of(row); by > 0 {
		for i := range row {
			row[i] /= by
		}
	}
}

// Of is the norm of a row; it is 1 for NoNorm.
func (n Norm) Of(row []float64) float64 {
	sum := 0.0
	switch n {
	case L1:
		for _, v := range row {
			sum += math.Abs(v)
		}
		return sum
	case L2:
		for _, v := range row {
			sum += v * v
		}
		return math.Sqrt(sum)
	}
	return 1
}
