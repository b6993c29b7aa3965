package ner

import (
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/ner/slot"
	"github.com/alam-nlp/alam/token"
)

// emissions are the scores of a text's tokens by fitted weights, in steps of
// WeightUnit. A name of the tokens [i, j) with label l scores
//
//	first[i][l] + next[i+1][l] + ... + next[j-1][l] + last[j-1][l]
//
// and only[i][l] more if it has one token. It is scratch space for one
// goroutine.
type emissions struct {
	rows    []row        // per token that of its word
	of      []int32      // per token which of extra stands for it, -1 for none
	extra   []row        // of tokens that differ from their word
	room    []int32      // for their weights
	given   [][]Property // what has been added to them
	foreign []bool       // per token whether it stands in a text of Latin letters, of which the weights know nothing, or where no name begins or ends
	first   [][modelLabels]int32
	sums    [][modelLabels]int32 // of next, before each token
	last    [][modelLabels]int32
	only    [][modelLabels]int32
	props   propertySet
	steps   []int32 // of each word in and around a name
	spoke   []int32 // the tokens of the evidence of a name
}

// weigh sums the rows of a word's properties up; of v.single the first are its names.
func (t *Tagger) weigh(v *view, tok *token.Token, w *wordInfo, names int) {
	ps := &v.emissions.props
	ps.reset()
	t.wordProperties(ps, tok, w, v.single[:names], v.single[names:])
	w.row = row{}
	room := int32(wordRoom)
	for _, p := range ps.list {
		room = t.model.add(&w.row, p, room)
	}
}

// emit works the scores of all tokens out. s.items are the evidence of lists
// and rules.
func (t *Tagger) emit(s *scratch) {
	v := &s.view
	e := &v.emissions
	n := len(v.Tokens)
	e.extra, e.room = e.extra[:0], e.room[:0]
	e.of = resize(e.of, n)
	for i := range e.of {
		e.of[i] = -1
	}
	e.foreign = foreign(e.foreign[:0], v)
	t.placeProperties(v, s.items, func(i int32, p namedProperty) {
		if e.of[i] < 0 {
			e.of[i] = int32(len(e.extra))
			e.extra, e.room = append(e.extra, e.rows[i]), append(e.room, hereRoom)
			if len(e.given) < len(e.extra) {
				e.given = append(e.given, nil)
			}
			e.given[e.of[i]] = e.given[e.of[i]][:0]
		}
		k := e.of[i]
		if slices.Contains(e.given[k], p.prop) {
			return // as in a fit
		}
		e.given[k] = append(e.given[k], p.prop)
		e.room[k] = t.model.add(&e.extra[k], p.prop, e.room[k])
	})
	e.first, e.last, e.only = resize(e.first, n), resize(e.last, n), resize(e.only, n)
	e.sums = resize(e.sums, n+1)
	var none row
	// The window slides: no name sees over the bounds of its sentence.
	e.sums[0] = [modelLabels]int32{}
	for from := 0; from < n; {
		to := from + 1
		for to < n && !v.Begins(to) {
			to++
		}
		before2, before, here := &none, &none, e.at(from)
		for i := from; i < to; i++ {
			after, after2 := &none, &none
			if i+1 < to {
				after = e.at(i + 1)
			}
			if i+2 < to {
				after2 = e.at(i + 2)
			}
			e.token(i, before2, before, here, after, after2)
			before2, before, here = before, here, after
		}
		from = to
	}
}

// foreignRun is how many Latin words in a row are a text of their own.
const foreignRun = 5

// named reports whether a token is written as a name in Latin letters is: Schultze,
// not NATO or iPhone. What it names is for a Finder to say; the weights know no
// such words.
func named(t *token.Token) bool {
	if t.Kind != token.Latin || len(t.Surface) < 2 {
		return false
	}
	first, second := t.Surface[0], t.Surface[1]
	return 'A' <= first && first <= 'Z' && second >= 'a'
}

// sign reports whether a token is a mark with which no name begins or ends, but for
// what a list has; أوبك+ ends with one.
func sign(t *token.Token) bool {
	return t.Kind == token.Punct || t.Kind == token.Symbol && t.Surface != "+"
}

// bareArticle reports whether a token is the article by itself, drawn out before a
// word in other letters, with a proclitic or without: والـFBI.
func bareArticle(t *token.Token) bool {
	return strings.HasSuffix(t.Surface, string(arabic.Tatweel)) && strings.HasSuffix(t.Norm, arabic.Article) && len(t.Norm) <= len(arabic.WawS+arabic.Article)
}

// foreign says which tokens stand in runs of Latin words, whatever is between
// them.
func foreign(dst []bool, v *view) []bool {
	from, words := 0, 0
	for i := range v.Tokens {
		dst = append(dst, false)
		switch v.Tokens[i].Kind {
		case token.Latin:
			words++
		case token.Arabic, token.Letter:
			from, words = i+1, 0
		}
		if words == foreignRun {
			for k := from; k < i; k++ {
				dst[k] = true
			}
		}
		if words >= foreignRun {
			dst[i] = true
		}
		if v.Tokens[i].Has(token.Address) || named(&v.Tokens[i]) || sign(&v.Tokens[i]) || bareArticle(&v.Tokens[i]) {
			dst[i] = true
		}
	}
	return dst
}

// token works out the scores of one token from those around it.
func (e *emissions) token(i int, before2, before, here, after, after2 *row) {
	e.first[i] = (before2[slot.First2] + before[slot.First1] + here[slot.First0] + after[slot.FirstR]).each()
	e.last[i] = (here[slot.Last0] + after[slot.LastR] + after2[slot.LastR2]).each()
	e.only[i] = (before[slot.Only1] + here[slot.Only0] + after[slot.OnlyR]).each()
	next := (before[slot.Next1] + here[slot.Next0] + after[slot.NextR]).each()
	sum, to := &e.sums[i], &e.sums[i+1]
	for l := range next {
		to[l] = sum[l] + next[l]
	}
}

// score is the score of the tokens [i, j) as a name with label l, in steps.
func (e *emissions) score(i, j int32, l labelID) int32 {
	x := e.first[i][l] + e.sums[j][l] - e.sums[i+1][l] + e.last[j-1][l]
	if j == i+1 {
		x += e.only[i][l]
	}
	return x
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// at are the weights of token i.
func (e *emissions) at(i int) *row {
	if k := e.of[i]; k >= 0 {
		return &e.extra[k]
	}
	return &e.rows[i]
}

// around gives the tokens [from, to) whose words count for a name.
func (c *candidate) around(v *view) (from, to int) {
	i, j := int(c.first), int(c.last)
	from, to = i, j
	for from > i-2 && from > 0 && !v.Begins(from) {
		from--
	}
	for to < j+2 && to < len(v.Tokens) && !v.Begins(to) {
		to++
	}
	return from, to
}

// slots gives each token that counts for a name, in each slot that it fills.
func (c *candidate) slots(yield func(token int, s slot.Slot)) {
	i, j := int(c.first), int(c.last)
	for k, s := range [...]slot.Slot{slot.First2, slot.First1, slot.First0, slot.FirstR} {
		yield(i-2+k, s)
	}
	for k, s := range [...]slot.Slot{slot.Last0, slot.LastR, slot.LastR2} {
		yield(j-1+k, s)
	}
	for next := i + 1; next < j; next++ {
		for k, s := range [...]slot.Slot{slot.Next1, slot.Next0, slot.NextR} {
			yield(next-1+k, s)
		}
	}
	if j == i+1 {
		for k, s := range [...]slot.Slot{slot.Only1, slot.Only0, slot.OnlyR} {
			yield(i-1+k, s)
		}
	}
}

// evidence appends what each word in and around a name adds to its score.
func (e *emissions) evidence(dst []Evidence, v *view, c *candidate) []Evidence {
	if e.foreign[c.first] {
		return dst
	}
	from, to := c.around(v)
	steps := resize(e.steps, to-from)
	clear(steps)
	e.steps = steps
	c.slots(func(k int, s slot.Slot) {
		if k >= from && k < to {
			steps[k-from] += e.at(k)[s].each()[c.label]
		}
	})
	e.spoke = e.spoke[:0]
	for k, x := range steps {
		if x == 0 {
			continue
		}
		source := FromWord
		if from+k < int(c.first) {
			source = FromBefore
		} else if from+k >= int(c.last) {
			source = FromAfter
		}
		dst = append(dst, Evidence{Source: source, Name: v.Tokens[from+k].Surface, Weight: float64(x) * WeightUnit})
		e.spoke = append(e.spoke, int32(from+k))
	}
	return dst
}

// Lanes are four sums of steps, one a label, in 16 bits each: adding two of
// them adds all four, as long as each sum is below 1<<15 in size.
type lanes uint64

const laneSigns lanes = 0x8000_8000_8000_8000

// set sets the steps of a label, which are 0.
func (x *lanes) set(label int, steps int32) { *x += lanes(int64(steps) << (16 * label)) }

// each gives the sums apart.
func (x lanes) each() (out [modelLabels]int32) {
	x += laneSigns // no lane is below 0 now
	for l := range out {
		out[l] = int32(x>>(16*l)&0xffff) - 0x8000
	}
	return out
}

// A row holds the weights of a property, or sums of them, in steps by slot.
type row [slot.Count]lanes

func (r *row) add(x *row) {
	for s := range r {
		r[s] += x[s]
	}
}

// How large the weights of a word may be in sum, and of what holds of it where
// it stands, in steps: the rows of four words are added up.
const (
	wordRoom = 1 << 12
	hereRoom = 1<<12 - 1
)
