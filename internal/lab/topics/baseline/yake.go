package baseline

import (
	"math"
	"slices"
)

// YAKE is the formula of Campos et al., Information Sciences 509 (2020): the
// weight of a word is made of its place, frequency, spread over sentences and
// the variety of its neighbours; casing, which Arabic has not, is 0. A phrase of
// up to three words weighs the product of its words by their sum; phrases that
// are much alike are left out.
type YAKE struct {
	// Dedup is how alike two phrases may be, by Levenshtein distance as a part
	// of the longer; 0 is 0.9.
	Dedup float64
}

// Keyphrases gives the n best.
func (m YAKE) Keyphrases(t *Text, n int) []string {
	dedup := m.Dedup
	if dedup == 0 {
		dedup = 0.9
	}
	score := t.yakeWords()
	list := t.phrases(3)
	for _, p := range list {
		product, sum := 1.0, 0.0
		for _, s := range p.stems {
			product *= score[s]
			sum += score[s]
		}
		// The lower the better.
		p.weight = -product / (float64(len(p.places)) * (1 + sum))
	}
	return t.best(list, n, func(chosen []*phrase, p *phrase) bool {
		form := []rune(t.form(p.first, len(p.stems)))
		return !slices.ContainsFunc(chosen, func(c *phrase) bool {
			other := []rune(t.form(c.first, len(c.stems)))
			return 1-float64(levenshtein(form, other))/float64(max(len(form), len(other))) > dedup
		})
	})
}

// yakeWords gives S(t) of each word that is no stop word.
func (t *Text) yakeWords() map[string]float64 {
	type stat struct {
		tf          float64
		sentences   []float64
		left, right map[string]bool
		nl, nr      float64
	}
	stats := map[string]*stat{}
	for i := range t.words {
		w := &t.words[i]
		s := stats[w.stem]
		if s == nil {
			s = &stat{left: map[string]bool{}, right: map[string]bool{}}
			stats[w.stem] = s
		}
		s.tf++
		if k := len(s.sentences); k == 0 || s.sentences[k-1] != float64(w.sentence) {
			s.sentences = append(s.sentences, float64(w.sentence))
		}
		if i > 0 && !w.breaks {
			s.left[t.words[i-1].stem] = true
			s.nl++
		}
		if i+1 < len(t.words) && !t.words[i+1].breaks {
			s.right[t.words[i+1].stem] = true
			s.nr++
		}
	}
	var valid []float64
	top := 0.0
	seen := map[string]bool{}
	for i := range t.words {
		if w := &t.words[i]; !w.stop && !seen[w.stem] {
			seen[w.stem] = true
			valid = append(valid, stats[w.stem].tf)
		}
	}
	for i := range t.words {
		top = max(top, stats[t.words[i].stem].tf)
	}
	mean, sd := moments(valid)
	out := map[string]float64{}
	for s := range seen {
		x := stats[s]
		share := func(distinct int, all float64) float64 {
			if all == 0 {
				return 0
			}
			return float64(distinct) / all
		}
		related := 1 + (share(len(x.left), x.nl)+share(len(x.right), x.nr))*x.tf/top
		place := math.Log(math.Log(3 + median(x.sentences)))
		frequency := x.tf / (mean + sd)
		spread := float64(len(x.sentences)) / float64(t.sentences)
		out[s] = related * place / (frequency/related + spread/related)
	}
	return out
}

func moments(v []float64) (mean, sd float64) {
	for _, x := range v {
		mean += x / float64(len(v))
	}
	for _, x := range v {
		sd += (x - mean) * (x - mean) / float64(len(v))
	}
	return mean, math.Sqrt(sd)
}

// median is of numbers in order.
func median(v []float64) float64 {
	n := len(v)
	if n%2 == 1 {
		return v[n/2]
	}
	return (v[n/2-1] + v[n/2]) / 2
}

func levenshtein(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		last := row[0]
		row[0] = i + 1
		for j, y := range b {
			keep := last
			if x != y {
				keep++
			}
			last = row[j+1]
			row[j+1] = min(keep, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
