package topics

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// Evidence that a first letter belongs to its word (see learnWords).
const (
	ownByArticle = 0.02 // with the article, as a part of the rest's documents
	ownByRatio   = 4    // times as frequent as the rest
	ownByRatioWa = 20   // the same of و and ف, which stand before any word
)

// learnWords reads documents to learn which words there are, and which begin
// with و ف ب ل or ك as a letter of their own. That is so of words which take
// the article (الوزير), and of words far more frequent than what is left
// without the letter (واشنطن, فرنسا), which is more for و and ف, as these stand
// before any word; what is left must be no stop word (وأضاف). The table holds the former as stems and
// the latter behind ownPrefix.
func learnWords(docs iter.Seq2[string, error], stop *StopWords, least int) (*DocFreq, error) {
	keys := map[string]count{}
	var scanner token.Scanner
	var tokens []token.Token
	n := uint32(0)
	for doc, err := range docs {
		if err != nil {
			return nil, err
		}
		n++
		tokens = scanner.Append(tokens[:0], doc)
		for i := range tokens {
			if t := &tokens[i]; t.Kind == token.Arabic && len(t.Norm) >= 4 {
				k, ok := keys[t.Norm]
				switch {
				case !ok:
					keys[strings.Clone(t.Norm)] = count{1, n}
				case k.last != n:
					keys[t.Norm] = count{k.df + 1, n}
				}
			}
		}
	}
	df := func(key string) float64 { return float64(keys[key].df) }
	terms := map[string]uint32{}
	for key, k := range keys {
		if int(k.df) < least {
			continue
		}
		terms[token.LightStem(key)] = 1
		if !startsWithParticle(key) || len(key) < 6 || key[:4] == arabic.LamS+arabic.LamS || strings.HasPrefix(key[2:], arabic.Article) {
			continue
		}
		rest := key[2:]
		alone := df(rest) + df(arabic.Article+rest)
		ratio := ownByRatio
		if key[:2] == arabic.WawS || key[:2] == arabic.FehS {
			ratio = ownByRatioWa
		}
		if articled(df, key) > ownByArticle*alone || df(key) > float64(ratio)*alone && stop.match(rest) == never {
			terms[ownPrefix+key] = 1
		}
	}
	sorted := slices.Sorted(maps.Keys(terms))
	ones := make([]uint32, len(sorted))
	for i := range ones {
		ones[i] = 1
	}
	file, err := packDocFreq([]uint32{max(n, 1), uint32(max(least, 0)), 0, 0}, sorted, ones)
	if err != nil {
		return nil, err
	}
	return OpenDocFreq(string(file))
}

// articled sums the forms of a word that hold the article.
func articled(df func(string) float64, key string) float64 {
	return df(arabic.Article+key) + df(arabic.WawS+arabic.Article+key) + df(arabic.BehS+arabic.Article+key) +
		df(arabic.KafS+arabic.Article+key) + df(arabic.FehS+arabic.Article+key) + df(arabic.LamS+arabic.LamS+key)
}
