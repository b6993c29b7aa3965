package eval

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/alam-nlp/alam/gold"
)

// BootstrapOptions say how [Bootstrap] draws.
type BootstrapOptions struct {
	Trials int     // default 1,000
	Level  float64 // default 0.95
	Seed   uint64  // equal seeds give equal results
}

func (o BootstrapOptions) filled() (BootstrapOptions, error) {
	if o.Trials <= 0 {
		o.Trials = 1000
	}
	if o.Level == 0 {
		o.Level = 0.95
	}
	if !(o.Level > 0 && o.Level < 1) {
		return o, fmt.Errorf("eval: bootstrap level %v is not between 0 and 1", o.Level)
	}
	return o, nil
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
	return bootstrap(len(docs), o, func(draw []int) [3]Ratio {
		var sum DocCounts
		for _, i := range draw {
			sum.add(docs[i])
		}
		c := sum.counts()
		return [3]Ratio{c.Precision(), c.Recall(), c.F1()}
	})
}

// BootstrapDifference gives intervals of b minus a, drawing the same documents for
// both (paired bootstrap: Berg-Kirkpatrick et al. 2012). An interval without 0 is a
// difference at that level.
func BootstrapDifference(a, b []DocCounts, o BootstrapOptions) (Intervals, error) {
	if len(a) != len(b) {
		return Intervals{}, fmt.Errorf("%w: runs over %d and %d documents", gold.ErrDocument, len(a), len(b))
	}
	return bootstrap(len(a), o, func(draw []int) [3]Ratio {
		var sumA, sumB DocCounts
		for _, i := range draw {
			sumA.add(a[i])
			sumB.add(b[i])
		}
		x, y := sumA.counts(), sumB.counts()
		return [3]Ratio{y.Precision() - x.Precision(), y.Recall() - x.Recall(), y.F1() - x.F1()}
	})
}

func bootstrap(n int, o BootstrapOptions, score func(draw []int) [3]Ratio) (Intervals, error) {
	o, err := o.filled()
	if err != nil {
		return Intervals{}, err
	}
	var values [3][]Ratio
	if n > 1 {
		rng := newRand(o.Seed)
		draw := make([]int, n)
		for range o.Trials {
			fillDraw(rng, draw)
			for i, v := range score(draw) {
				if v.Defined() {
					values[i] = append(values[i], v)
				}
			}
		}
	}
	return Intervals{interval(values[0], o.Level), interval(values[1], o.Level), interval(values[2], o.Level)}, nil
}

func fillDraw(rng *rand.Rand, draw []int) {
	for i := range draw {
		draw[i] = rng.IntN(len(draw))
	}
}

// interval cuts the same share off both ends.
func interval(values []Ratio, level float64) Interval {
	if len(values) == 0 {
		return Interval{Undefined(), Undefined()}
	}
	slices.Sort(values)
	cut := int((1 - level) / 2 * float64(len(values)))
	return Interval{values[cut], values[len(values)-1-cut]}
}
