package topics

import (
	"fmt"
	"math"
)

// Rank says how the place and the length of a term change its TF-IDF. All
// factors are multiplied.
type Rank struct {
	// Title is the factor of a term that stands in a title.
	Title float64
	// First is the factor of a term whose first occurrence begins the text; it
	// falls to 1 as 1 + (First-1)*exp(-i/Decay) for an occurrence at word i.
	First, Decay float64
	// Length are the factors of terms of 1, 2 and 3 words.
	Length [maxWords]float64
	// Once is the factor of a phrase that occurs once and is not in the table.
	Once, OnceKnown float64
	Shift           float64
	// Entity is the factor of a term that is an entity.
	Entity float64
}

// DefaultRank is what New uses.
var DefaultRank = Rank{Title: 1.5, First: 2, Decay: 75, Length: [maxWords]float64{1, 2, 2}, Entity: 1, Once: 1, OnceKnown: 1}

func (x *Extractor) check() error {
	if x.opts.MaxWords < 1 || x.opts.MaxWords > maxWords {
		return fmt.Errorf("topics: MaxWords is %d, want 1 to %d", x.opts.MaxWords, maxWords)
	}
	if x.opts.Weighting.Norm > NoNorm {
		return fmt.Errorf("topics: Norm is %d, want L2, L1 or NoNorm", x.opts.Weighting.Norm)
	}
	r := &x.rank
	for _, v := range []float64{r.Title, r.First, r.Decay, r.Entity, r.Length[0], r.Length[1], r.Length[2]} {
		if !(v > 0) || math.IsInf(v, 0) {
			return fmt.Errorf("topics: a factor of Rank is %v, want a positive number", v)
		}
	}
	return nil
}

// boost is the product of the factors of a candidate.
func (r *Rank) boost(c *candidate) float64 {
	b := r.Length[min(c.words, maxWords)-1]
	if c.n > 1 && c.tf == 1 {
		if c.df == 0 {
			b *= r.Once
		} else {
			b *= r.OnceKnown
		}
	}
	if c.title {
		b *= r.Title
	}
	if c.entity >= 0 {
		b *= r.Entity
	}
	return b * (1 + (r.First-1)*math.Exp(-float64(c.first)/r.Decay))
}
