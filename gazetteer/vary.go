package gazetteer

import (
	"strings"

	"alam/token"
)

// beginsVaried gives the cuts of token t behind which it may be a variant of a
// word that begins a name. A word that is ordinary however it is cut is none.
func (g *Gazetteer) beginsVaried(f *Finder, t *token.Token) (begins Cuts) {
	if t.Kind != token.Arabic || g.variants.Len() == 0 || tanwin(t) {
		return 0
	}
	var s variantScan
	for k, c := range f.cuts {
		if !s.vary(g, f.form(t.Norm, c)) {
			continue
		}
		for id := s.next(); id >= 0; id = s.next() {
			if g.roots.At(id) != 0 {
				begins |= 1 << (k + variantCuts)
				break
			}
		}
	}
	if begins == 0 || f.Ordinary == nil {
		return begins
	}
	for _, c := range f.cuts {
		if f.Ordinary(f.form(t.Norm, c)) {
			return 0
		}
	}
	return begins
}

// tanwin says whether a word has a mark of case that foreign names have not.
func tanwin(t *token.Token) bool { return strings.ContainsAny(t.Surface, "\u064b\u064c\u064d") }

// form is what cut c leaves of a key.
func (f *Finder) form(key string, c token.Cut) string {
	if c.Article {
		return string(c.Form(key, f.buf[:0]))
	}
	return key[c.N:]
}

// varyFirst walks from the listed words that the first word is a variant of. id
// is the number of the word as it is, or -1.
func (w *walker) varyFirst(dst []Match, id int) []Match {
	t := &w.tokens[w.first]
	var s variantScan
	if t.Kind != token.Arabic || !s.vary(w.g, w.f.form(t.Norm, w.cut)) || tanwin(t) {
		return dst
	}
	v := *w
	v.varied = true
	for k := s.next(); k >= 0; k = s.next() {
		var ok bool
		if v.edits, ok = s.edits(k, id >= 0); ok {
			v.alone = id < 0 && w.cut.Proclitics&^(token.Wa|token.Fa) == 0 && fitsAlone(s.own, w.g.words.At(k))
			dst = v.walk(dst, w.first, w.g.next(0, uint32(k)))
		}
	}
	return dst
}

// vary walks on from node behind the listed words that token k is a variant of,
// none of which is itself. known says that it is listed in some name.
func (w *walker) vary(dst []Match, k int, node uint32, known bool) []Match {
	g, t := w.g, &w.tokens[k]
	if t.Kind != token.Arabic || len(t.Norm) < 2*variantLetters || w.edits >= nameEdits || g.variants.Len() == 0 {
		return dst
	}
	v := *w
	v.varied = true
	ordinary := func() bool { return tanwin(t) || w.f.Ordinary != nil && w.f.Ordinary(t.Norm) }
	var s variantScan
	if s.vary(g, t.Norm) {
		for id := s.next(); id >= 0; id = s.next() {
			next := g.next(node, uint32(id))
			if next == 0 {
				continue
			}
			edits, ok := s.edits(id, known)
			if !ok {
				continue
			}
			if ordinary() {
				return dst
			}
			v.edits = w.edits + edits
			dst = v.walk(dst, k, next)
		}
	}
	if next := g.next(node, w.article(t.Norm)); next != 0 && !ordinary() {
		v.person, v.edits = true, w.edits+1
		dst = v.walk(dst, k, next)
	}
	return dst
}

// article is the number of a word with the article if it has none, and without
// it if it has; the number of no word where that is not listed.
func (w *walker) article(key string) uint32 {
	stem, cut := strings.CutPrefix(key, article)
	if !cut {
		return uint32(w.g.words.FindBytes(append(append(w.f.buf[:0], article...), key...)))
	}
	if letters(stem) < articleLetters {
		return ^uint32(0)
	}
	return uint32(w.g.words.Find(stem))
}

// aloneProminence is the least prominence of an entry that one word names by
// variant: of the others there are too many.
const aloneProminence = 6

// nameEdits is the most edits of a name, however many words it has.
const nameEdits = 4

// allows says whether a name that is found by variant may be meant: its variants
// have one label, it needs no context, and there is no more than an edit to a word.
func (w *walker) allows(m *Match, flags uint32) bool {
	words := int(m.Last - m.First)
	if flags&(nameFixed|nameNeedsContext) != 0 || w.edits > words {
		return false
	}
	if w.person { // محمد البوخاري and محمد بخاري are two
		if words <= 2 {
			return false
		}
		if label, _ := w.g.ClassNames(w.g.Class(m.Entry)); label != "PER" {
			return false
		}
	}
	return words > 1 || w.alone && w.g.Prominence(m.Entry) >= aloneProminence
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

// unambiguous says whether a variant is unambiguous among the matches of its word.
func unambiguous(ms []Match, m *Match) bool {
	label, _ := m.Source.ClassNames(m.Source.Class(m.Entry))
	for i := range ms {
		o := &ms[i]
		if o.Last != m.Last {
			continue
		}
		if !o.Variant {
			return false
		}
		if l, _ := o.Source.ClassNames(o.Source.Class(o.Entry)); l != label {
			return false
		}
		if o.Source == m.Source && o.Entry == m.Entry && o.number < m.number && o.Start == m.Start {
			return false // one entry once
		}
	}
	return true
}
