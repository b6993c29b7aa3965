package draw

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Options are those of package eval.
type Options struct {
	Trials int
	Level  float64
	Seed   uint64
}

// Filled puts in the defaults.
func (o Options) Filled() (Options, error) {
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

// Rand makes the source of chance.
func Rand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }

// Intervals draws from n documents with replacement, as many as there are, and
// gives the low and high ends of three scores. What is undefined is NaN: such a
// score is left out of its interval, and an interval of none has such ends.
func Intervals(n int, o Options, score func(draw []int) [3]float64) (ends [3][2]float64, err error) {
	if o, err = o.Filled(); err != nil {
		return ends, err
	}
	var values [3][]float64
	if n > 1 {
		rng := Rand(o.Seed)
		draw := make([]int, n)
		for range o.Trials {
			fill(rng, draw)
			for i, v := range score(draw) {
				if !math.IsNaN(v) {
					values[i] = append(values[i], v)
				}
			}
		}
	}
	for i := range ends {
		ends[i] = interval(values[i], o.Level)
	}
	return ends, nil
}

func fill(rng *rand.Rand, draw []int) {
	for i := range draw {
		draw[i] = rng.IntN(len(draw))
	}
}

// interval cuts the same share off both ends.
func interval(values []float64, level float64) [2]float64 {
	if len(values) == 0 {
		return [2]float64{math.NaN(), math.NaN()}
	}
	slices.Sort(values)
	cut := int((1 - level) / 2 * float64(len(values)))
	return [2]float64{values[cut], values[len(values)-1-cut]}
}
