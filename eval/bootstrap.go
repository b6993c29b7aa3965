package eval

import "github.com/alam-nlp/alam/eval/internal/draw"

// BootstrapOptions say how [Bootstrap] draws.
type BootstrapOptions struct {
	Trials int     // default 1,000
	Level  float64 // default 0.95
	Seed   uint64  // equal seeds give equal results
}

// Interval is a range that holds the value at some level of confidence; both ends
// are undefined where it cannot be told.
type Interval struct {
	Low  Ratio `json:"low"`
	High Ratio `json:"high"`
}

// String gives low–high in per cent, - where the score is undefined.
func (i Interval) String() string {
	if !i.Low.Defined() || !i.High.Defined() {
		return "-"
	}
	return i.Low.Percent() + "–" + i.High.Percent()
}

// Intervals are those of precision, recall and F1.
type Intervals struct {
	Precision Interval `json:"precision"`
	Recall    Interval `json:"recall"`
	F1        Interval `json:"f1"`
}

// Bootstrap gives percentile intervals: documents are drawn with replacement, as
// many as there are, and scored, Trials times (Efron & Tibshirani 1993, chapter
// 13). Draws in which a ratio is undefined are left out of its interval. Fewer than
// two documents give undefined intervals.
func Bootstrap(docs []DocCounts, o BootstrapOptions) (Intervals, error) {
	v, err := draw.Intervals(len(docs), draw.Options(o), func(draw []int) [3]float64 {
		var sum DocCounts
		for _, i := range draw {
			sum.add(docs[i])
		}
		c := sum.counts()
		return [3]float64{float64(c.Precision()), float64(c.Recall()), float64(c.F1())}
	})
	of := func(ends [2]float64) Interval { return Interval{Ratio(ends[0]), Ratio(ends[1])} }
	return Intervals{of(v[0]), of(v[1]), of(v[2])}, err
}

func (d *DocCounts) add(e DocCounts) {
	d.TP += e.TP
	d.Pred += e.Pred
	d.Gold += e.Gold
}

func (d DocCounts) counts() Counts { return Counts{d.TP, d.Pred - d.TP, d.Gold - d.TP} }
