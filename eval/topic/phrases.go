package topic

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/eval"
)

// Match says when two phrases are the same.
type Match uint8

// The ways of matching.
const (
	// Stem: the stems of the words are the same, in the same order.
	Stem Match = iota
	// Exact: the phrases are the same, but for blanks.
	Exact
	// Partial: the stems of one stand in a row within the other (the matches
	// "includes" and "part of" of Zesch and Gurevych, RANLP 2009).
	Partial
)

// Matches are the ways of matching in the order of reports.
var Matches = []Match{Exact, Stem, Partial}

func (m Match) String() string { return [...]string{"stem", "exact", "partial"}[min(m, 2)] }

// MarshalText gives the name.
func (m Match) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a name.
func (m *Match) UnmarshalText(b []byte) error {
	for _, k := range Matches {
		if k.String() == string(b) {
			*m = k
			return nil
		}
	}
	return fmt.Errorf("topic: no match is called %q, want exact, stem or partial", b)
}

// Phrases are the keyphrases of a document, the best first.
type Phrases struct {
	ID         string
	Gold, Pred []string
}

// Options say how phrases are compared. The zero value is the default.
type Options struct {
	// K is how many predictions count; 0 is 10.
	K int
	// Gold is how many of the gold count; 0 is 10, negative all.
	Gold  int
	Match Match
	// Stems are the stems of a phrase; nil takes its words as they are.
	Stems func(string) []string
}

// Score is how well keyphrases were found.
type Score struct {
	Match Match `json:"match"`
	K     int   `json:"k"`
	// Micro sums the documents; its F1 is that of the summed counts.
	Micro eval.Scores `json:"micro"`
	// Macro is the mean of the documents' own ratios; documents in which one
	// is undefined are left out of its mean.
	Macro eval.Scores `json:"macro"`
	// NDCG is normalized discounted cumulative gain: a right phrase at rank i
	// gains 1/log2(i+1) (Järvelin and Kekäläinen 2002); the ideal has as many
	// right ones at the top as there can be. Mean over documents with gold.
	NDCG eval.Ratio `json:"ndcg"`
	// MAP is mean average precision: the precision at each right phrase,
	// summed, by the number of gold phrases, at most K.
	MAP eval.Ratio `json:"map"`
	// Docs are the counts of each document, for intervals and tests.
	Docs []eval.DocCounts `json:"-"`
}

// ScorePhrases measures the K best predictions of each document.
func ScorePhrases(docs []Phrases, o Options) *Score {
	if o.K <= 0 {
		o.K = 10
	}
	if o.Gold == 0 {
		o.Gold = 10
	}
	s := &Score{Match: o.Match, K: o.K, Docs: make([]eval.DocCounts, len(docs))}
	var sum eval.Counts
	var p, r, f1, ndcg, ap mean
	for i, d := range docs {
		gold := o.forms(d.Gold, o.Gold)
		pred := o.forms(d.Pred, o.K)
		right := pair(gold, pred, o.Match)
		c := eval.DocCounts{Pred: len(pred), Gold: len(gold)}
		dcg, ideal, precisions := 0.0, 0.0, 0.0
		for k, ok := range right {
			if ok {
				c.TP++
				dcg += 1 / math.Log2(float64(k+2))
				precisions += float64(c.TP) / float64(k+1)
			}
		}
		for k := range min(len(gold), o.K) {
			ideal += 1 / math.Log2(float64(k+2))
		}
		s.Docs[i] = c
		counts := eval.Counts{TP: c.TP, FP: c.Pred - c.TP, FN: c.Gold - c.TP}
		sum.Add(counts)
		p.add(counts.Precision())
		r.add(counts.Recall())
		f1.add(counts.F1())
		if len(gold) > 0 {
			ndcg.add(eval.Ratio(dcg / ideal))
			ap.add(eval.Ratio(precisions / float64(min(len(gold), o.K))))
		}
	}
	s.Micro = sum.Scores()
	s.Macro = eval.Scores{Precision: p.ratio(), Recall: r.ratio(), F1: f1.ratio()}
	s.NDCG, s.MAP = ndcg.ratio(), ap.ratio()
	return s
}

// forms reduces the first n phrases to what is compared, each once; negative
// is all. A phrase without words is none.
func (o *Options) forms(phrases []string, n int) [][]string {
	var out [][]string
	for _, s := range phrases {
		if n >= 0 && len(out) >= n {
			break
		}
		words := strings.Fields(s)
		if o.Match != Exact && o.Stems != nil {
			words = o.Stems(s)
		}
		if len(words) > 0 && !slices.ContainsFunc(out, func(w []string) bool { return slices.Equal(w, words) }) {
			out = append(out, words)
		}
	}
	return out
}

// pair says of each prediction whether it meets a gold phrase of its own: equal
// ones first, then, for Partial, as many as can be, those of better rank first.
func pair(gold, pred [][]string, m Match) []bool {
	taken := make([]int, len(gold)) // by prediction, from 1
	right := make([]bool, len(pred))
	for i, p := range pred {
		for g := range gold {
			if taken[g] == 0 && slices.Equal(gold[g], p) {
				taken[g], right[i] = i+1, true
				break
			}
		}
	}
	if m != Partial {
		return right
	}
	// Augmenting paths (Kuhn 1955) keep what is paired paired.
	var seen []bool
	var augment func(i int) bool
	augment = func(i int) bool {
		for g := range gold {
			if !seen[g] && overlap(gold[g], pred[i]) {
				seen[g] = true
				if taken[g] == 0 || augment(taken[g]-1) {
					taken[g] = i + 1
					return true
				}
			}
		}
		return false
	}
	for i := range pred {
		if !right[i] {
			seen = make([]bool, len(gold))
			right[i] = augment(i)
		}
	}
	return right
}

// overlap reports whether one phrase stands in a row within the other.
func overlap(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for i := 0; i+len(a) <= len(b); i++ {
		if slices.Equal(a, b[i:i+len(a)]) {
			return true
		}
	}
	return false
}

// mean leaves out what is undefined.
type mean struct {
	sum float64
	n   int
}

func (m *mean) add(r eval.Ratio) {
	if r.Defined() {
		m.sum += float64(r)
		m.n++
	}
}

func (m *mean) ratio() eval.Ratio {
	if m.n == 0 {
		return eval.Undefined()
	}
	return eval.Ratio(m.sum / float64(m.n))
}
