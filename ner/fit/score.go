package fit

import (
	"github.com/alam-nlp/alam/ner/slot"
	"math"
)

// work is scratch space for the scores of one sentence.
type work struct {
	vec   []float64 // per token its slots
	first []float64 // per token and label
	inner []float64 // running sums, one longer
	last  []float64
	only  []float64
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
	w.slots(x, params, types)
	w.tokens(len(x.words))
	w.stretches(x)
	ev := params[p.evidenceAt(x.under):]
	for k := range x.marks {
		m := &x.marks[k]
		s := 0.0
		for j, e := range m.ev {
			s += ev[e] * m.x[j]
		}
		w.seg[segAt(m.first, m.last, m.label)] += s
	}
}

// slots sums the weights of each token's properties, by slot and label.
func (w *work) slots(x *piece, params, types []float64) {
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
}

// tokens sums by token what it and those around it score as the first of a name,
// as the last, and alone; and what the tokens before it do within one.
func (w *work) tokens(n int) {
	at := func(i int, slot slot.Slot, l int) float64 {
		if i < 0 || i >= n {
			return 0
		}
		return w.vec[i*stride+int(slot)*labelCount+l]
	}
	w.first, w.inner = grow(w.first, n*labelCount), grow(w.inner, (n+1)*labelCount)
	w.last, w.only = grow(w.last, n*labelCount), grow(w.only, n*labelCount)
	for i := range n {
		for l := range labelCount {
			k := i*labelCount + l
			w.first[k] = at(i-2, slot.First2, l) + at(i-1, slot.First1, l) + at(i, slot.First0, l) + at(i+1, slot.FirstR, l)
			w.inner[k+labelCount] = w.inner[k] + at(i-1, slot.Next1, l) + at(i, slot.Next0, l) + at(i+1, slot.NextR, l)
			w.last[k] = at(i, slot.Last0, l) + at(i+1, slot.LastR, l) + at(i+2, slot.LastR2, l)
			w.only[k] = at(i-1, slot.Only1, l) + at(i, slot.Only0, l) + at(i+1, slot.OnlyR, l)
		}
	}
}

// stretches scores all stretches by their tokens; a label that the text is not
// marked with is impossible.
func (w *work) stretches(x *piece) {
	n := len(x.words)
	w.seg = grow(w.seg, n*MaxTokens*labelCount)
	for i := range n {
		for d := 0; d < MaxTokens && i+d < n; d++ {
			segs := w.segs(i, i+d+1)
			for l := range segs {
				if !x.mask[l] {
					segs[l] = math.Inf(-1)
					continue
				}
				segs[l] = w.first[i*labelCount+l] + w.inner[(i+d+1)*labelCount+l] - w.inner[(i+1)*labelCount+l] + w.last[(i+d)*labelCount+l]
				if d == 0 {
					segs[l] += w.only[i*labelCount+l]
				}
			}
		}
	}
}

func segAt(first, last, label int32) int {
	return (int(first)*MaxTokens+int(last-first-1))*labelCount + int(label)
}

// segs are the scores of the tokens [i, j), by label.
func (w *work) segs(i, j int) []float64 {
	k := (i*MaxTokens + j - i - 1) * labelCount
	return w.seg[k : k+labelCount]
}
