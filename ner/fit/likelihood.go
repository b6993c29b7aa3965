package fit

import "math"

// likelihood gives the log likelihood of a piece's gold names, and adds its
// gradient to grad and typeGrad.
func (w *work) likelihood(p *problem, x *piece, params, types, grad, typeGrad []float64) float64 {
	w.score(p, x, params, types)
	n := len(x.words)
	w.alpha, w.beta = grow(w.alpha, n+1), grow(w.beta, n+1)
	// alpha[j] is the log of the sum over all ways through the tokens before j.
	for j := 1; j <= n; j++ {
		top := w.alpha[j-1]
		from := max(0, j-MaxTokens)
		for i := from; i < j; i++ {
			for _, s := range w.segs(i, j) {
				top = max(top, w.alpha[i]+s)
			}
		}
		sum := math.Exp(w.alpha[j-1] - top)
		for i := from; i < j; i++ {
			for _, s := range w.segs(i, j) {
				if d := w.alpha[i] + s - top; d > -30 {
					sum += math.Exp(d)
				}
			}
		}
		w.alpha[j] = top + math.Log(sum)
	}
	for i := n - 1; i >= 0; i-- {
		top := w.beta[i+1]
		to := min(n, i+MaxTokens)
		for j := i + 1; j <= to; j++ {
			for _, s := range w.segs(i, j) {
				top = max(top, w.beta[j]+s)
			}
		}
		sum := math.Exp(w.beta[i+1] - top)
		for j := i + 1; j <= to; j++ {
			for _, s := range w.segs(i, j) {
				if d := w.beta[j] + s - top; d > -30 {
					sum += math.Exp(d)
				}
			}
		}
		w.beta[i] = top + math.Log(sum)
	}
	z := w.alpha[n]
	ll := -z
	for _, g := range x.gold {
		ll += w.seg[segAt(g.first, g.last, g.label)]
	}
	// Probabilities less gold, in place of the scores.
	for i := range n {
		for j := i + 1; j <= min(n, i+MaxTokens); j++ {
			seg := w.segs(i, j)
			for l, s := range seg {
				d := w.alpha[i] + s + w.beta[j] - z
				seg[l] = 0
				if d > -30 {
					seg[l] = math.Exp(d)
				}
			}
		}
	}
	for _, g := range x.gold {
		w.seg[segAt(g.first, g.last, g.label)]--
	}
	w.backward(p, x, grad, typeGrad)
	return ll * x.weight
}
