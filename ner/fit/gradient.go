package fit

import "github.com/alam-nlp/alam/ner/slot"

// backward turns the differences in seg into the gradient: that of evidence, and
// step by step what score does, backwards, that of tokens, slots and properties.
func (w *work) backward(p *problem, x *piece, grad, typeGrad []float64) {
	evAt := p.evidenceAt(x.under)
	for k := range x.marks {
		m := &x.marks[k]
		if d := w.seg[segAt(m.first, m.last, m.label)]; d != 0 {
			for j, e := range m.ev {
				grad[evAt+int(e)] += d * m.x[j] * x.weight
			}
		}
	}
	n := len(x.words)
	w.backToTokens(n)
	w.backToSlots(n)
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

// backToTokens sums the differences of stretches by the tokens that begin, go on
// and end them, and are all of them.
func (w *work) backToTokens(n int) {
	clear(w.first)
	clear(w.inner)
	clear(w.last)
	clear(w.only)
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
}

// backToSlots sums those of n tokens by the tokens around them, in their slots.
func (w *work) backToSlots(n int) {
	w.grad = grow(w.grad, n*stride)
	put := func(i int, slot slot.Slot, l int, d float64) {
		if i >= 0 && i < n {
			w.grad[i*stride+int(slot)*labelCount+l] += d
		}
	}
	for i := range n {
		for l := range labelCount {
			k := i*labelCount + l
			if d := w.first[k]; d != 0 {
				put(i-2, slot.First2, l, d)
				put(i-1, slot.First1, l, d)
				put(i, slot.First0, l, d)
				put(i+1, slot.FirstR, l, d)
			}
			if d := w.inner[k]; d != 0 {
				put(i-1, slot.Next1, l, d)
				put(i, slot.Next0, l, d)
				put(i+1, slot.NextR, l, d)
			}
			if d := w.last[k]; d != 0 {
				put(i, slot.Last0, l, d)
				put(i+1, slot.LastR, l, d)
				put(i+2, slot.LastR2, l, d)
			}
			if d := w.only[k]; d != 0 {
				put(i-1, slot.Only1, l, d)
				put(i, slot.Only0, l, d)
				put(i+1, slot.OnlyR, l, d)
			}
		}
	}
}
