package topics

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/token"
)

// features says what is known of a candidate; df, words and idf are set.
func (r *ranking) features(c *candidate) (f [NumFeatures]float64) {
	all := float64(len(r.units))
	f[LogTF] = math.Log(float64(c.tf))
	if c.idf > 0 && !math.IsInf(c.idf, 1) {
		f[LogIDF] = math.Log(c.idf)
	}
	f[Early] = math.Exp(-float64(c.first) / earlyDecay)
	f[Lead] = 1 - float64(c.first)/all
	last := r.occs[c.head].unit // latest first
	f[Spread] = float64(last-c.first) / all
	if c.title {
		f[Title] = 1
	}
	switch {
	case c.words == 2:
		f[TwoWords] = 1
	case c.words > 2:
		f[Longer] = 1
	}
	if c.df == 0 {
		f[Rare] = 1
		if c.n > 1 && c.tf == 1 {
			f[Once] = 1
		}
	}
	start, end := r.place(c.first, c.n)
	f[Letters] = math.Log(float64(1 + utf8.RuneCountInString(r.src[start:end])))
	if c.entity >= 0 {
		f[Entity] = 1
		return f
	}
	f[Definite] = float64(c.definite) / float64(c.tf)
	f[Opens] = float64(c.opens) / float64(c.tf)
	if c.n > 1 {
		least := math.MaxInt
		for _, id := range c.key[:c.n] {
			least = min(least, r.cands[r.index[gram{id}]].tf)
		}
		f[Bound] = float64(c.tf) / float64(least)
	}
	return f
}

// definite says whether a unit begins with the article.
func (r *ranking) definite(u *unit) bool {
	return u.id < entityBit && (u.article || strings.HasPrefix(r.src[u.start:u.end], article))
}

// opens says whether a unit opens a sentence.
func (r *ranking) opens(u *unit) bool {
	return r.tokens[u.tok].Has(token.SentenceStart)
}
