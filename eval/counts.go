package eval

import (
	"encoding/json"
	"math"
	"strconv"
)

// Ratio is a share between 0 and 1, or undefined (NaN): there was nothing to
// divide by. Undefined prints as "-" and marshals as null; it is never 0.
type Ratio float64

// Undefined is 0/0.
func Undefined() Ratio { return Ratio(math.NaN()) }

func ratio(num, den float64) Ratio {
	if den == 0 {
		return Undefined()
	}
	return Ratio(num / den)
}

// Defined reports whether r is a number.
func (r Ratio) Defined() bool { return !math.IsNaN(float64(r)) }

// Or is r, or x where r is undefined.
func (r Ratio) Or(x float64) float64 {
	if r.Defined() {
		return float64(r)
	}
	return x
}

// String gives four decimals, or "-".
func (r Ratio) String() string {
	if !r.Defined() {
		return "-"
	}
	return strconv.FormatFloat(float64(r), 'f', 4, 64)
}

// Percent gives the ratio in per cent with two decimals, or "-".
func (r Ratio) Percent() string {
	if !r.Defined() {
		return "-"
	}
	return strconv.FormatFloat(100*float64(r), 'f', 2, 64)
}

// MarshalJSON gives the number, or null.
func (r Ratio) MarshalJSON() ([]byte, error) {
	if !r.Defined() || math.IsInf(float64(r), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(r))
}

// UnmarshalJSON reads a number or null.
func (r *Ratio) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*r = Undefined()
		return nil
	}
	return json.Unmarshal(b, (*float64)(r))
}

// Counts are true positives, false positives and false negatives. Ratios are
// derived on read, so counts of parts can be added without losing anything.
type Counts struct {
	TP, FP, FN int
}

// Add adds d to c.
func (c *Counts) Add(d Counts) {
	c.TP += d.TP
	c.FP += d.FP
	c.FN += d.FN
}

// Support is the number of gold spans: TP + FN.
func (c Counts) Support() int { return c.TP + c.FN }

// Found is the number of predicted spans: TP + FP.
func (c Counts) Found() int { return c.TP + c.FP }

// Precision is TP / (TP + FP), undefined when nothing was predicted
// (van Rijsbergen, Information Retrieval, 1979, chapter 7).
func (c Counts) Precision() Ratio { return ratio(float64(c.TP), float64(c.TP+c.FP)) }

// Recall is TP / (TP + FN), undefined when there is no gold span (van Rijsbergen
// 1979).
func (c Counts) Recall() Ratio { return ratio(float64(c.TP), float64(c.TP+c.FN)) }

// F1 is 2TP / (2TP + FP + FN), the harmonic mean of precision and recall
// (van Rijsbergen 1979; Chinchor, MUC-4, 1992). It is undefined only when there is
// neither a gold nor a predicted span.
func (c Counts) F1() Ratio { return ratio(2*float64(c.TP), float64(2*c.TP+c.FP+c.FN)) }

// Scores are precision, recall and F1 together.
type Scores struct {
	Precision Ratio `json:"precision"`
	Recall    Ratio `json:"recall"`
	F1        Ratio `json:"f1"`
}

// Scores gives the three ratios.
func (c Counts) Scores() Scores { return Scores{c.Precision(), c.Recall(), c.F1()} }

type countsJSON struct {
	TP        int   `json:"tp"`
	FP        int   `json:"fp"`
	FN        int   `json:"fn"`
	Support   int   `json:"support"`
	Precision Ratio `json:"precision"`
	Recall    Ratio `json:"recall"`
	F1        Ratio `json:"f1"`
}

// MarshalJSON gives the counts and the ratios derived from them.
func (c Counts) MarshalJSON() ([]byte, error) {
	return json.Marshal(countsJSON{c.TP, c.FP, c.FN, c.Support(), c.Precision(), c.Recall(), c.F1()})
}

// UnmarshalJSON reads the counts; the ratios follow from them.
func (c *Counts) UnmarshalJSON(b []byte) error {
	var j countsJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*c = Counts{j.TP, j.FP, j.FN}
	return nil
}
