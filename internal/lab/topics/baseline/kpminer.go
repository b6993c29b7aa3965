package baseline

import "math"

// KPMiner is the method of El-Beltagy and Rafea, Information Systems 34 (2009),
// which was made for Arabic and English, with the constants of its authors as
// pke applies them: a phrase has up to five words and stands first within 400
// words; its weight is tf times idf, the document frequency of a phrase being
// taken as 0; phrases are raised by B = min(Nd / (alpha Pd), sigma), where Pd of
// the Nd occurrences of candidates are of phrases.
type KPMiner struct {
	Data
	// LASF is the least allowable seen frequency: how often a candidate must
	// occur. 0 is 3, the constant of the authors, who lower it for short texts.
	LASF int
}

// The constants of KP-Miner.
const (
	kpWords  = 5
	kpCutoff = 400
	kpAlpha  = 2.3
	kpSigma  = 3
	kpLASF   = 3
)

// Keyphrases gives the n best.
func (m KPMiner) Keyphrases(t *Text, n int) []string {
	least := m.LASF
	if least == 0 {
		least = kpLASF
	}
	var list []*phrase
	all, multi := 0, 0
	for _, p := range t.phrases(kpWords) {
		if len(p.places) < least || p.first > kpCutoff {
			continue
		}
		list = append(list, p)
		all += len(p.places)
		if len(p.stems) > 1 {
			multi += len(p.places)
		}
	}
	boost := 1.0
	if multi > 0 {
		boost = min(float64(all)/(float64(multi)*kpAlpha), kpSigma)
	}
	for _, p := range list {
		tf, df := float64(len(p.places)), 0
		if len(p.stems) == 1 {
			df = m.DF.DF(p.stems[0])
		} else {
			tf *= boost
		}
		p.weight = tf * math.Log2(float64(1+m.DF.Docs())/float64(1+df))
	}
	return t.best(list, n, nil)
}
