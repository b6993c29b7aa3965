package topics

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/alam-nlp/alam/internal/arabic"
)

// A form is a way in which the text writes a term.
type form struct {
	text  string
	count int
}

// best gives the n best candidates as keyphrases. A candidate whose every
// occurrence lies within one of a better phrase is left out, and one with some
// such occurrences is weighed anew by the others.
func (r *ranking) best(n int) []Keyphrase {
	n = min(n, len(r.cands))
	out := make([]Keyphrase, 0, n)
	r.covered = slices.Grow(r.covered[:0], len(r.units))[:len(r.units)]
	clear(r.covered)
	r.stemmed = r.stemmed[:0]
	r.heapify()
	for len(out) < n && len(r.order) > 0 {
		c := &r.cands[r.order[0]]
		c.share = r.share(c)
		w := c.tfidf * c.boost * c.share
		if w < c.weight {
			// Some of its places were taken since: to its new rank.
			c.weight = w
			if w <= 0 {
				r.pop()
			} else {
				r.down(0)
			}
			continue
		}
		r.pop()
		r.frequency(int(c.first), c.n) // leaves the stems in r.key
		if r.repeats(out, c) {
			continue
		}
		for o := c.head; o >= 0; o = r.occs[o].next {
			u := r.occs[o].unit
			r.covered[u] = max(r.covered[u], u+int32(c.n))
		}
		r.stemmed = append(r.stemmed, string(r.key))
		out = append(out, r.keyphrase(c))
	}
	return out
}

// heapify makes r.order a heap with the best candidate on top: few of many are
// wanted, and a candidate may sink.
func (r *ranking) heapify() {
	for i := len(r.order)/2 - 1; i >= 0; i-- {
		r.down(i)
	}
}

// pop takes the best candidate off.
func (r *ranking) pop() {
	last := len(r.order) - 1
	r.order[0] = r.order[last]
	r.order = r.order[:last]
	r.down(0)
}

// down lets a candidate sink to its place.
func (r *ranking) down(i int) {
	for {
		k := 2*i + 1
		if k >= len(r.order) {
			return
		}
		if k+1 < len(r.order) && r.compare(&r.cands[r.order[k+1]], &r.cands[r.order[k]]) < 0 {
			k++
		}
		if r.compare(&r.cands[r.order[i]], &r.cands[r.order[k]]) <= 0 {
			return
		}
		r.order[i], r.order[k] = r.order[k], r.order[i]
		i = k
	}
}

// repeats reports whether a chosen term has the stems in r.key, as when a name
// is found as an entity in one place and as words in another. Two entities may
// bear one name.
func (r *ranking) repeats(out []Keyphrase, c *candidate) bool {
	for i, s := range r.stemmed {
		if s == string(r.key) && (c.entity < 0 || out[i].Entity < 0) {
			return true
		}
	}
	return false
}

// share is the part of a candidate's occurrences that count beside the terms
// chosen before. An entity counts wherever it is.
func (r *ranking) share(c *candidate) float64 {
	if c.entity >= 0 {
		return 1
	}
	own, overlap := 0, 0
	for o := c.head; o >= 0; o = r.occs[o].next {
		u, n := r.occs[o].unit, int32(c.n)
		if r.within(u, n) {
			continue
		}
		own++
		if r.overlaps(u, n) {
			overlap++
		}
	}
	return (float64(own) - r.x.rank.Overlap*float64(overlap)) / float64(c.tf)
}

// within reports whether units u to u+n lie within a chosen phrase.
func (r *ranking) within(u, n int32) bool {
	for from := max(u-maxWords+1, 0); from <= u; from++ {
		if r.covered[from] >= u+n {
			return true
		}
	}
	return false
}

// overlaps reports whether a chosen phrase shares some of units u to u+n, begins
// or ends outside of them, and leaves some of them out.
func (r *ranking) overlaps(u, n int32) bool {
	for from := max(u-maxWords+1, 0); from < u+n; from++ {
		if end := r.covered[from]; from < u && end > u && end < u+n || from > u && end > u+n {
			return true
		}
	}
	return false
}

func (r *ranking) keyphrase(c *candidate) Keyphrase {
	start, end := r.place(c.first, c.n)
	k := Keyphrase{
		Term: r.display(c), Weight: c.weight, TFIDF: c.tfidf, IDF: c.idf, Boost: c.boost, Share: c.share, Entity: c.entity,
		TF: c.tf, DF: c.df, N: r.df.Docs(), Title: c.title,
		Words: c.words, Start: start, End: end,
	}
	k.Key = r.stemmed[len(r.stemmed)-1]
	if c.entity >= 0 && r.entities[c.entity].ID != "" {
		k.Key = r.entities[c.entity].ID
	}
	return k
}

// place is the stretch of the source that n units from u on take.
func (r *ranking) place(u int32, n int) (start, end int) {
	return r.units[u].start, r.units[int(u)+n-1].end
}

// display is the most frequent form of a candidate; of equals, the longer,
// then the lesser by bytes.
func (r *ranking) display(c *candidate) string {
	r.forms = r.forms[:0]
	for o := c.head; o >= 0; o = r.occs[o].next {
		u := r.occs[o].unit
		start, end := r.place(u, c.n)
		text := r.src[start:end]
		if r.units[u].article {
			text = arabic.AlefS + text
		}
		i := slices.IndexFunc(r.forms, func(f form) bool { return f.text == text })
		if i < 0 {
			i = len(r.forms)
			r.forms = append(r.forms, form{text: text})
		}
		r.forms[i].count++
	}
	best := slices.MinFunc(r.forms, func(a, b form) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(len(b.text), len(a.text)), cmp.Compare(a.text, b.text))
	})
	clear(r.forms)
	return clean(best.text)
}

// clean makes a form fit for one line: the signs that join a hashtag and any
// run of blanks become one blank, and tatweel goes. What holds nothing else stays.
func clean(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == '_' || unicode.IsSpace(r) })
	if len(words) == 0 {
		return s
	}
	if short := strings.ReplaceAll(strings.Join(words, " "), string(arabic.Tatweel), ""); short != "" {
		return short
	}
	return s
}
