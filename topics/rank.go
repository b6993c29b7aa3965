package topics

import (
	"fmt"
	"math"
)

// Rank says how place and length change the TF-IDF of a term. Every factor
// that applies is multiplied.
type Rank struct {
	// Title is the factor of a term that stands in a title.
	Title float64
	// First and Decay: a term that first occurs at word i, stop words not
	// counted, has the factor 1 + (First-1)*exp(-i/Decay).
	First, Decay float64
	// Words are the factors of terms of 1, 2, and 3 or more words.
	Words [maxWords]float64
	// Once is the factor of a phrase that occurs once and is too rare for the
	// table of document frequencies: nothing says that it is one term.
	Once float64
	// Entity is the factor of a term that is an entity.
	Entity float64
	// Overlap, 0 to 1, is what an occurrence counts less if it overlaps one of
	// a better term without lying within it.
	Overlap float64
}

// DefaultRank is what New uses. The factors were set by hand, in round numbers,
// on 100 documents of AKEC, the Arabic Keyphrase Extraction Corpus, where they
// raise F1 at 10 from 0.22 (PlainRank) to 0.30; TestAKEC makes both figures.
// Entity was set there with the names of the project's lists as mentions, which
// raise F1 to 0.31. Title is a guess, as AKEC has no titles.
var DefaultRank = Rank{
	Title: 1.5, First: 3, Decay: 75, Words: [maxWords]float64{1, 2, 2}, Once: 0.3, Entity: 2, Overlap: 0.5,
}

// PlainRank changes nothing: terms are ranked by TF-IDF alone.
var PlainRank = Rank{Title: 1, First: 1, Decay: 1, Words: [maxWords]float64{1, 1, 1}, Once: 1, Entity: 1}

func (r *Rank) check() error {
	for _, f := range []struct {
		name  string
		value float64
	}{
		{"Title", r.Title}, {"First", r.First}, {"Decay", r.Decay}, {"Words", min(r.Words[0], r.Words[1], r.Words[2])},
		{"Words", max(r.Words[0], r.Words[1], r.Words[2])}, {"Once", r.Once}, {"Entity", r.Entity},
	} {
		if !(f.value > 0) || math.IsInf(f.value, 1) {
			return fmt.Errorf("topics: Rank.%s is %v, want a positive number", f.name, f.value)
		}
	}
	if !(r.Overlap >= 0 && r.Overlap <= 1) {
		return fmt.Errorf("topics: Rank.Overlap is %v, want 0 to 1", r.Overlap)
	}
	return nil
}

// boost is the product of the factors of a candidate, all but Overlap's.
func (r *Rank) boost(c *candidate) float64 {
	b := r.Words[min(c.words, maxWords)-1]
	if c.n > 1 && c.tf == 1 && c.df == 0 {
		b *= r.Once
	}
	if c.title {
		b *= r.Title
	}
	if c.entity >= 0 {
		b *= r.Entity
	}
	return b * (1 + (r.First-1)*math.Exp(-float64(c.first)/r.Decay))
}
