package topics_test

import (
	"math"
	"testing"

	"github.com/alam-nlp/alam/topics"
)

func TestIDF(t *testing.T) {
	for _, c := range []struct {
		w     topics.Weighting
		n, df int
		want  float64
	}{
		{topics.Weighting{}, 6, 6, 1},
		{topics.Weighting{}, 6, 1, math.Log(7.0/2) + 1},
		{topics.Weighting{}, 6, 0, math.Log(7) + 1},
		{topics.Weighting{NoSmoothIDF: true}, 6, 2, math.Log(3) + 1},
		{topics.Weighting{NoSmoothIDF: true}, 6, 0, math.Inf(1)},
		{topics.Weighting{NoIDF: true}, 6, 2, 1},
	} {
		if got := c.w.IDF(c.n, c.df); got != c.want {
			t.Errorf("%+v IDF(%d, %d) = %v, want %v", c.w, c.n, c.df, got, c.want)
		}
	}
}
