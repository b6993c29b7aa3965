package fit

import (
	"slices"

	"github.com/alam-nlp/alam/ner"
)

// decode gives the best names of a piece.
func (w *work) decode(p *problem, x *piece, params, types []float64) []ner.Stretch {
	w.score(p, x, params, types)
	n := len(x.words)
	w.alpha = grow(w.alpha, n+1)
	choice := make([]int, n+1)
	for j := 1; j <= n; j++ {
		w.alpha[j], choice[j] = w.alpha[j-1], -1
		for i := max(0, j-MaxTokens); i < j; i++ {
			for l, s := range w.segs(i, j) {
				if a := w.alpha[i] + s; a > w.alpha[j] {
					w.alpha[j], choice[j] = a, i*labelCount+l
				}
			}
		}
	}
	var out []ner.Stretch
	for j := n; j > 0; {
		if c := choice[j]; c >= 0 {
			i, l := c/labelCount, c%labelCount
			out = append(out, ner.Stretch{First: x.from + i, Last: x.from + j, Label: labels[l], Score: w.segs(i, j)[l]})
			j = i
		} else {
			j--
		}
	}
	slices.Reverse(out)
	return out
}
