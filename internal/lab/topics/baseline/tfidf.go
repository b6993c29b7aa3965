package baseline

import (
	"strings"

	"github.com/alam-nlp/alam/topics"
)

// TFIDF weighs runs of up to three words by tf times idf, with scikit-learn's
// idf (see topics.Weighting). A phrase that the table of frequencies does not
// hold counts as standing in as many documents as the rarest it holds.
type TFIDF struct {
	Data
	// Words is how many words a phrase has at most; 0 is 3.
	Words int
}

// Keyphrases gives the n best.
func (m TFIDF) Keyphrases(t *Text, n int) []string {
	words := m.Words
	if words == 0 {
		words = 3
	}
	list := t.phrases(words)
	for _, p := range list {
		df := max(m.DF.DF(strings.Join(p.stems, " ")), 1)
		if len(p.stems) > 1 {
			df = max(df, m.DF.Least(len(p.stems)))
		}
		p.weight = float64(len(p.places)) * topics.Weighting{}.IDF(m.DF.Docs(), df)
	}
	return t.best(list, n, nil)
}
