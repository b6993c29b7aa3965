package ner

import "github.com/alam-nlp/alam/rule"

// A name of one word of which the lists are sure is never left out: what its
// tokens and evidence lack to what is written (see sureWeight) is a raise for every
// name that has its token. So the lists decide that there is a name, and the fitted
// weights whether it is this or a longer one, as مطار لارنكا around لارنكا.
//
// A name that is longer only by an ordinary word beside the listed one (قال ... كندا أمس)
// does not get it: what the token inside it would give is taken back. And a person's
// name with a well-known place in it of which the lists are sure loses by it.
type raises struct {
	sums  [][modelLabels]int32 // by the label of the name that gets them, before each token, in steps
	inner [][modelLabels]int32 // and what is taken back of names in which a token is not the first
	// The emissions with them, for names without evidence: first of a token that begins
	// a longer name, and the sums.
	first, all [][modelLabels]int32
	items      []int32   // per token the item whose name it is, -1 for none
	ends       []labelID // before each token, the label of a name that the lists are sure of; none is idNone
}

// raised reports whether a name with a label gets the raise of a listed name
// within it: persons are not called by places and organizations. Nor does a name
// get it that goes on from one sure name to another (بوتين كيغالي). MISC gets none: it
// is not looked for by default, and the listed name would be lost with it.
func raised(listed, within labelID) bool {
	return listed == within || within == idLOC || within == idORG
}

// withPlace is how many times what a well-known place weighs a person's name with it
// in it loses: as much as it weighs was not enough (زار الملك سلمان بكين).
const withPlace = 2

// fill works the raises of a text out.
func (r *raises) fill(t *Tagger, s *scratch) {
	n := len(s.view.Tokens)
	r.sums, r.inner, r.items = resize(r.sums, n+1), resize(r.inner, n+1), resize(r.items, n)
	clear(r.sums)
	clear(r.inner)
	for i := range r.items {
		r.items[i] = -1
	}
	r.ends = resize(r.ends, n+1)
	for i := range r.ends {
		r.ends[i] = idNone
	}
	for k := range s.cands {
		if c := &s.cands[k]; c.sure {
			r.ends[c.last] = c.label
		}
	}
	any := false
	for k := range s.cands {
		if c := &s.cands[k]; c.sure && c.last == c.first+1 {
			any = r.add(t, s, k) || any
			if c.label == idLOC && prominence(&s.view.names[s.items[c.from].ref]) >= wellKnown { // whom it does not call: زار الملك سلمان بكين
				r.sums[c.first+1][idPER] = -int32(withPlace * c.written / WeightUnit)
				r.items[c.first], any = c.from, true
			}
		}
	}
	e := &s.view.emissions
	if !any {
		r.first, r.all = append(r.first[:0], e.first...), append(r.all[:0], e.sums...)
		return
	}
	r.first, r.all = resize(r.first, n), resize(r.all, n+1)
	r.all[0] = e.sums[0]
	for i := range n {
		own := r.sums[i+1] // of the token, before they are summed up
		for l := range own {
			r.sums[i+1][l] += r.sums[i][l]
			r.inner[i+1][l] += r.inner[i][l]
			r.first[i][l] = e.first[i][l] + own[l]
			r.all[i+1][l] = e.sums[i+1][l] + r.sums[i+1][l] + r.inner[i+1][l]
		}
	}
}

// add takes up candidate k, unless the tokens speak better for another that is as
// sure; it reports whether there is a raise.
func (r *raises) add(t *Tagger, s *scratch, k int) bool {
	c := &s.cands[k]
	e := &s.view.emissions
	score := e.own(c)
	for step := -1; step <= 1; step += 2 {
		for o := k + step; o >= 0 && o < len(s.cands); o += step {
			x := &s.cands[o]
			if x.first != c.first || x.last != c.last || x.label == idNone {
				break
			}
			if e.surer(x, c, score, o < k) {
				return false
			}
		}
	}
	// What its evidence lacks, as that of a marked name does, is no other name's gain.
	steps := int32((c.written - score + min(c.score, 0)) / WeightUnit)
	if steps <= 0 {
		return false
	}
	v := &s.view
	before := c.first > 0 && !v.Begins(int(c.first)) && (t.beside(v, c.first-1) || v.shapes[c.first].Has(rule.ShapeBi))
	behind := int(c.last) < len(v.Tokens) && !v.Begins(int(c.last)) && t.beside(v, c.last)
	for l := range labelID(modelLabels) {
		if raised(c.label, l) && (r.ends[c.first] == idNone || r.ends[c.first] == c.label) {
			r.sums[c.first+1][l] = steps
			if before {
				r.inner[c.first+1][l] -= steps
			}
			if behind {
				r.inner[c.last+1][l] -= steps
			}
		}
	}
	r.items[c.first] = c.from
	return true
}

// of is what a name of the tokens [i, j) gets, in nats.
func (r *raises) of(i, j int32, l labelID) float64 {
	return float64(r.sums[j][l]-r.sums[i][l]+r.inner[j][l]-r.inner[i+1][l]) * WeightUnit
}

// beside reports whether token i is an ordinary word, and no head of names: it does
// not make a listed name beside it a longer one.
func (t *Tagger) beside(v *view, i int32) bool {
	if !v.Tokens[i].IsWord() || !t.ordinary(v, i) || v.shapes[i].Has(rule.ShapeNisba) {
		return false
	}
	key := [2]string{v.base[i]}
	return t.heads[key] == nil && t.inner[key] == nil && t.alone[key] == nil
}

// lift has every name of several words of which the lists are sure weigh at least
// what the best set of names within it does: it is lost to a name that goes beyond
// it, never to its parts (البوسنة and الهرسك).
func (r *resolver) lift(s *scratch) {
	for k := range s.cands {
		c := &s.cands[k]
		if !c.sure || c.last-c.first < 2 {
			continue
		}
		if x := r.within(s, k); x > c.written {
			c.lift = x - c.written + WeightUnit
			c.written = x + WeightUnit
		}
	}
}

// within is the best sum of the names within candidate k, which is none of them.
func (r *resolver) within(s *scratch, k int) float64 {
	c, e := &s.cands[k], &s.view.emissions
	n := int(c.last - c.first)
	r.inner = resize(r.inner, (n+1)*(n+1)) // by first and last token, the best name
	clear(r.inner)
	for i := range n {
		for j := i + 1; j <= n; j++ {
			if i == 0 && j == n || e.foreign[int(c.first)+i] {
				continue
			}
			for l := range labelID(modelLabels) {
				at := i*(n+1) + j
				r.inner[at] = max(r.inner[at], e.nats(c.first+int32(i), c.first+int32(j), l))
			}
		}
	}
	from := k
	for from > 0 && s.cands[from-1].first == c.first {
		from--
	}
	for o := from; o < len(s.cands) && s.cands[o].first < c.last; o++ {
		x := &s.cands[o]
		if x.last > c.last || x.last-x.first == c.last-c.first || x.label == idNone {
			continue
		}
		at := int(x.first-c.first)*(n+1) + int(x.last-c.first)
		r.inner[at] = max(r.inner[at], x.score+e.nats(x.first, x.last, x.label))
	}
	for j := 1; j <= n; j++ { // best of the tokens before j, in the first row
		best := 0.0
		if j > 1 {
			best = r.inner[j-1]
		}
		best = max(best, r.inner[j])
		for i := 1; i < j; i++ {
			best = max(best, r.inner[i]+r.inner[i*(n+1)+j])
		}
		r.inner[j] = best
	}
	return r.inner[n]
}
