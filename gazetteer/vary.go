package gazetteer

import (
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// beginsVaried reports whether what cut c leaves of token t, listed word id or -1,
// may be a variant of a word that begins a name.
func (g *Gazetteer) beginsVaried(f *Scratch, t *token.Token, c token.Cut, id int) bool {
	if len(t.Norm)-c.N < 2*variantLetters || id >= 0 && !g.hasNear(id) || t.Kind != token.Arabic {
		return false
	}
	var s variantScan
	if !s.vary(g, f.form(t.Norm, c)) {
		return false
	}
	for w := s.next(); w >= 0; w = s.next() {
		if g.beginsAs(&s, w, id >= 0, c) {
			return true
		}
	}
	return false
}

// ordinary reports whether a token is an ordinary word, however it is cut: then it
// is no variant.
func (f *Scratch) ordinary(t *token.Token) bool {
	if f.Ordinary == nil {
		return false
	}
	for _, c := range f.cuts {
		if f.Ordinary(f.form(t.Norm, c)) {
			return true
		}
	}
	return false
}

// beginsAs reports whether a name may begin with listed word id, of which the word
// of s behind cut c is a variant.
func (g *Gazetteer) beginsAs(s *variantScan, id int, known bool, c token.Cut) bool {
	node := g.roots.At(id)
	if node == 0 {
		return false
	}
	if _, ok := s.edits(id, known); !ok {
		return false
	}
	return g.edgeEnds.At(int(node)-1) < g.edgeEnds.At(int(node)) || g.alone(s, id, known, c)
}

// alone reports whether listed word id may be a name of which the word of s behind
// cut c is a variant.
func (g *Gazetteer) alone(s *variantScan, id int, known bool, c token.Cut) bool {
	return !known && c.Proclitics&^(token.Wa|token.Fa) == 0 && fitsAlone(s.own, g.words.At(id))
}

// tanwin reports whether a word has a mark of case that foreign names have not.
func tanwin(t *token.Token) bool {
	return strings.ContainsAny(t.Surface, string(arabic.Fathatan)+string(arabic.Dammatan)+string(arabic.Kasratan))
}

// form is what cut c leaves of a key.
func (f *Scratch) form(key string, c token.Cut) string {
	if c.Article {
		return string(c.Form(key, f.buf[:0]))
	}
	return key[c.N:]
}

// varyFirst walks from the listed words that the first word is a variant of. id
// is the number of the word as it is, or -1.
func (w *walker) varyFirst(dst []Match, id int) []Match {
	t := &w.tokens[w.first]
	if len(t.Norm)-w.cut.N < 2*variantLetters || id >= 0 && !w.g.hasNear(id) || w.g.variants.Len() == 0 {
		return dst
	}
	var s variantScan
	if t.Kind != token.Arabic || !s.vary(w.g, w.f.form(t.Norm, w.cut)) || tanwin(t) {
		return dst
	}
	second, free := w.second()
	for k := s.next(); k >= 0; k = s.next() {
		if id >= 0 && !free && !w.g.follows(k, second) {
			continue // it would have to be a name of one word, which a known word is not
		}
		if edits, ok := s.edits(k, id >= 0); ok {
			by := variance{true, edits, w.g.alone(&s, k, id >= 0, w.cut)}
			dst = w.walk(dst, w.first, w.g.next(0, uint32(k)), by)
		}
	}
	return dst
}

// second is the number of the second word, -1 where it is not listed or there is
// none; free says that it may be a variant, or a sign that is passed over.
func (w *walker) second() (id int, free bool) {
	k := w.first + 1
	if k >= len(w.tokens) || w.tokens[k].Has(token.SentenceStart) {
		return -1, false
	}
	t := &w.tokens[k]
	id = w.number(k)
	return id, inner(t) || id != likeNothing && len(t.Norm) >= 2*variantLetters && (id < 0 || w.g.hasNear(id))
}

// follows reports whether listed word b stands behind word a at the front of a name.
func (g *Gazetteer) follows(a, b int) bool {
	node := g.next(0, uint32(a))
	return node != 0 && b >= 0 && g.next(node, uint32(b)) != 0
}

// vary walks on from node behind the listed words that token k is a variant of,
// none of which is itself. known says that it is listed in some name.
func (w *walker) vary(dst []Match, k int, node uint32, known bool, by variance) []Match {
	var s variantScan
	t := &w.tokens[k]
	if t.Kind != token.Arabic || by.edits >= nameEdits || !w.varies(&s, t.Norm) {
		return dst
	}
	for id := s.next(); id >= 0; id = s.next() {
		next := w.g.next(node, uint32(id))
		if next == 0 {
			continue
		}
		edits, ok := s.edits(id, known)
		if !ok {
			continue
		}
		if tanwin(t) || w.f.Ordinary != nil && w.f.Ordinary(t.Norm) {
			break
		}
		dst = w.walk(dst, k, next, variance{true, by.edits + edits, by.alone})
	}
	return dst
}

// varies begins a scan for a word's key; false where no word can be found.
func (w *walker) varies(s *variantScan, word string) bool {
	if w.f.of != any(w.g) { // in layers other lists may have what this one has not
		return s.vary(w.g, word)
	}
	v, hit := w.f.varies.At(word)
	if hit && !*v {
		return false
	}
	*v = s.vary(w.g, word)
	return *v
}

// aloneProminence is the least prominence of an entry that one word names by
// variant: of the others there are too many.
const aloneProminence = 6

// nameEdits is the most edits of a name, however many words it has.
const nameEdits = 4

// allows reports whether a name that is found by variant may be meant: its variants
// have one label, it needs no context, and there is no more than an edit to a word.
func (w *walker) allows(m *Match, flags uint32, by variance) bool {
	words := int(m.Last - m.First)
	if flags&(nameFixed|nameNeedsContext) != 0 || by.edits > words {
		return false
	}
	return words > 1 || by.alone && w.g.Prominence(m.Entry) >= aloneProminence
}

// settle leaves out of dst[from:], which begin at one word, the variants of
// stretches that a name has as they are, and of those whose names have several
// labels.
func settle(dst []Match, from int) []Match {
	ms := dst[from:]
	varied := false
	for i := range ms {
		varied = varied || ms[i].Variant
	}
	if !varied {
		return dst
	}
	kept := make([]Match, 0, len(ms))
	for i := range ms {
		if !ms[i].Variant || unambiguous(ms, &ms[i]) {
			kept = append(kept, ms[i])
		}
	}
	return append(dst[:from], kept...)
}

// unambiguous reports whether a variant is unambiguous among the matches of its word.
func unambiguous(ms []Match, m *Match) bool {
	label, _ := m.List.ClassNames(m.List.Class(m.Entry))
	for i := range ms {
		o := &ms[i]
		if o.Last != m.Last {
			continue
		}
		if !o.Variant {
			return false
		}
		if l, _ := o.List.ClassNames(o.List.Class(o.Entry)); l != label {
			return false
		}
		if o.List == m.List && o.Entry == m.Entry && o.number < m.number && o.Start == m.Start {
			return false // one entry once
		}
	}
	return true
}
