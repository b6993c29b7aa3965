package ner

import (
	"slices"
	"strings"

	"alam/gazetteer"
	"alam/token"
)

// heads are the words that stand before names of a class and are no part of
// them, by the guidelines of the lexicon: شركة before a company, نهر before a
// river. By the keys of one word, or of two (شبه جزيرة), the classes, as
// LOC.river.
type heads map[[2]string][]string

// The lexicon's classes of heads are head.LABEL.KIND.out and, of those that are
// part of names, .in; those that are mostly common nouns have the further flag
// weak, and are left alone.
const (
	headClass = "head."
	headOut   = ".out"
	headIn    = ".in"
)

// newHeads gives the heads of the lexicon with a flag, headOut or headIn.
func newHeads(l *Lexicon, flag string) heads {
	h := heads{}
	for i := range l.Len() {
		class, _ := l.ClassNames(l.Class(i))
		rest, ok := strings.CutPrefix(class, headClass)
		if !ok {
			continue
		}
		if rest, ok = strings.CutSuffix(rest, flag); !ok {
			continue
		}
		label, kind, _ := strings.Cut(rest, ".")
		first, second, _ := strings.Cut(token.Key(l.Entry(i).Name), " ")
		key := [2]string{first, second}
		h[key] = append(h[key], strings.ToUpper(label)+"."+kind)
	}
	return h
}

// behind gives the token of a listed name at which the name proper begins,
// behind its head. It is m.First where there is none.
func (h heads) behind(v *view, m *gazetteer.Match, class string) int32 {
	key := [2]string{v.base[m.First]}
	for k := m.First + 1; k < m.Last && k <= m.First+2; k++ {
		if slices.Contains(h[key], class) && v.tokens[k].IsWord() {
			return k
		}
		key[1] = v.tokens[k].Norm
	}
	return m.First
}
