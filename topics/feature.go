package topics

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// features says what is known of a candidate; df, words and idf are set.
func (r *ranking) features(c *candidate) (f [NumFeatures]float64) {
	all := float64(len(r.units))
	f[FeatureLogTF] = math.Log(float64(c.tf))
	if c.idf > 0 && !math.IsInf(c.idf, 1) {
		f[FeatureLogIDF] = math.Log(c.idf)
	}
	f[FeatureEarly] = math.Exp(-float64(c.first) / earlyDecay)
	f[FeatureLead] = 1 - float64(c.first)/all
	last := r.occs[c.head].unit // latest first
	f[FeatureSpread] = float64(last-c.first) / all
	if c.title {
		f[FeatureTitle] = 1
	}
	switch {
	case c.words == 2:
		f[FeatureTwoWords] = 1
	case c.words > 2:
		f[FeatureLonger] = 1
	}
	if c.df == 0 {
		f[FeatureRare] = 1
		if c.n > 1 && c.tf == 1 {
			f[FeatureOnce] = 1
		}
	}
	start, end := r.place(c.first, c.n)
	f[FeatureLetters] = math.Log(float64(1 + utf8.RuneCountInString(r.src[start:end])))
	if c.entity >= 0 {
		f[FeatureEntity] = 1
		return f
	}
	f[FeatureDefinite] = float64(c.definite) / float64(c.tf)
	f[FeatureOpens] = float64(c.opens) / float64(c.tf)
	if c.n > 1 {
		least := math.MaxInt
		for _, id := range c.key[:c.n] {
			least = min(least, r.cands[r.index[gram{id}]].tf)
		}
		f[FeatureBound] = float64(c.tf) / float64(least)
	}
	return f
}

// definite reports whether a unit begins with the article.
func (r *ranking) definite(u *unit) bool {
	return u.id < entityBit && (u.article || strings.HasPrefix(r.src[u.start:u.end], arabic.Article))
}

// opens reports whether a unit opens a sentence.
func (r *ranking) opens(u *unit) bool {
	return r.tokens[u.tok].Has(token.SentenceStart)
}
