package fit

import "math"

// work is scratch space for the scores of one sentence.
type work struct {
	vec   []float64 // per token its slots
	first []float64 // per token and label
	inner []float64 // running sums, one longer
	last  []float64
	only  []float64
	bonus []float64 // per token, length and label
	alpha []float64
	beta  []float64
	seg   []float64 // scores, then probabilities, by first token, length, label
	grad  []float64 // per token, as vec
}

func grow(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// score fills in the scores of all stretches of a piece. types holds the slots
// of each type of word.
func (w *work) score(p *problem, x *piece, params, types []float64) {
	n := len(x.words)
	w.vec = grow(w.vec, n*stride)
	for i := range n {
		v := w.vec[i*stride : (i+1)*stride]
		copy(v, types[int(x.words[i])*stride:])
		for _, h := range x.here[i] {
			for k, a := range params[int(h)*stride : int(h+1)*stride] {
				v[k] += a
			}
		}
	}
	at := func(i, slot, l int) float64 {
		if i < 0 || i >= n {
			return 0
		}
		return w.vec[i*stride+slot*labelCount+l]
	}
	w.first, w.inner = grow(w.first, n*labelCount), grow(w.inner, (n+1)*labelCount)
	w.last, w.only = grow(w.last, n*labelCount), grow(w.only, n*labelCount)
	for i := range n {
		for l := range labelCount {
			k := i*labelCount + l
			w.first[k] = at(i-2, first2, l) + at(i-1, first1, l) + at(i, first0, l) + at(i+1, firstR, l)
			w.inner[k+labelCount] = w.inner[k] + at(i-1, next1, l) + at(i, next0, l) + at(i+1, nextR, l)
			w.last[k] = at(i, last0, l) + at(i+1, lastR, l) + at(i+2, lastR2, l)
			w.only[k] = at(i-1, only1, l) + at(i, only0, l) + at(i+1, onlyR, l)
		}
	}
	w.seg = grow(w.seg, n*MaxTokens*labelCount)
	for i := range n {
		for d := 0; d < MaxTokens && i+d < n; d++ {
			for l := range labelCount {
				s := math.Inf(-1)
				if x.mask[l] {
					s = w.first[i*labelCount+l] + w.inner[(i+d+1)*labelCount+l] - w.inner[(i+1)*labelCount+l] + w.last[(i+d)*labelCount+l]
					if d == 0 {
						s += w.only[i*labelCount+l]
					}
				}
				w.seg[(i*MaxTokens+d)*labelCount+l] = s
			}
		}
	}
	ev := params[p.evidenceAt():]
	for k := range x.marks {
		m := &x.marks[k]
		s := 0.0
		for j, e := range m.ev {
			s += ev[e] * m.x[j]
		}
		w.seg[segAt(m.first, m.last, m.label)] += s
	}
}

func segAt(first, last, label int32) int {
	return (int(first)*MaxTokens+int(last-first-1))*labelCount + int(label)
}

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

func (w *work) segs(i, j int) []float64 {
	k := (i*MaxTokens + j - i - 1) * labelCount
	return w.seg[k : k+labelCount]
}

// backward turns the differences in seg into the gradient.
func (w *work) backward(p *problem, x *piece, grad, typeGrad []float64) {
	n := len(x.words)
	clear(w.first)
	clear(w.inner)
	clear(w.last)
	clear(w.only)
	evAt := p.evidenceAt()
	for k := range x.marks {
		m := &x.marks[k]
		if d := w.seg[segAt(m.first, m.last, m.label)]; d != 0 {
			for j, e := range m.ev {
				grad[evAt+int(e)] += d * m.x[j] * x.weight
			}
		}
	}
	for i := range n {
		for j := i + 1; j <= min(n, i+MaxTokens); j++ {
			for l, d := range w.segs(i, j) {
				if d == 0 {
					continue
				}
				w.first[i*labelCount+l] += d
				w.last[(j-1)*labelCount+l] += d
				if j == i+1 {
					w.only[i*labelCount+l] += d
				} else { // tokens i+1..j-1, as differences
					w.inner[(i+1)*labelCount+l] += d
					w.inner[j*labelCount+l] -= d
				}
			}
		}
	}
	for k := labelCount; k < n*labelCount; k++ {
		w.inner[k] += w.inner[k-labelCount]
	}
	w.grad = grow(w.grad, n*stride)
	put := func(i, slot, l int, d float64) {
		if i >= 0 && i < n {
			w.grad[i*stride+slot*labelCount+l] += d
		}
	}
	for i := range n {
		for l := range labelCount {
			k := i*labelCount + l
			if d := w.first[k]; d != 0 {
				put(i-2, first2, l, d)
				put(i-1, first1, l, d)
				put(i, first0, l, d)
				put(i+1, firstR, l, d)
			}
			if d := w.inner[k]; d != 0 {
				put(i-1, next1, l, d)
				put(i, next0, l, d)
				put(i+1, nextR, l, d)
			}
			if d := w.last[k]; d != 0 {
				put(i, last0, l, d)
				put(i+1, lastR, l, d)
				put(i+2, lastR2, l, d)
			}
			if d := w.only[k]; d != 0 {
				put(i-1, only1, l, d)
				put(i, only0, l, d)
				put(i+1, onlyR, l, d)
			}
		}
	}
	for i := range n {
		g := w.grad[i*stride : (i+1)*stride]
		to := typeGrad[int(x.words[i])*stride:]
		for k, d := range g {
			to[k] += d * x.weight
		}
		for _, h := range x.here[i] {
			to := grad[int(h)*stride:]
			for k, d := range g {
				to[k] += d * x.weight
			}
		}
	}
}

// decode gives the best names of a piece.
func (w *work) decode(p *problem, x *piece, params, types []float64) []Span {
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
	var out []Span
	for j := n; j > 0; {
		if c := choice[j]; c >= 0 {
			i, l := c/labelCount, c%labelCount
			out = append(out, Span{First: x.from + i, Last: x.from + j, Label: labels[l], Score: w.segs(i, j)[l]})
			j = i
		} else {
			j--
		}
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}
