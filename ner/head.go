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

// The lexicon's classes of such words are head.LABEL.KIND.out; those that are
// mostly common nouns have the further flag weak, and are left alone.
const (
	headClass = "head."
	headOut   = ".out"
)

func newHeads(l *Lexicon) heads {
	h := heads{}
	for i := range l.Len() {
		class, _ := l.ClassNames(l.Class(i))
		rest, ok := strings.CutPrefix(class, headClass)
		if !ok {
			continue
		}
		if rest, ok = strings.CutSuffix(rest, headOut); !ok {
			continue
		}
		label, kind, _ := strings.Cut(rest, ".")
		first, second, _ := strings.Cut(token.Key(l.Entry(i).Name), " ")
		key := [2]string{first, second}
		h[key] = append(h[key], strings.ToUpper(label)+"."+kind)
	}
	return h
}

// classClub is the class of clubs, behind whose names stands where they are from.
const classClub = "ORG.club"

// countryID begins the ids of countries, as nisba adjectives point at them.
const countryID = "country/"

// narrow leaves out of a listed name what stands outside of it: the head before
// it (نهر الأردن), and the nisba of its country behind a club (السد القطري).
func (t *Tagger) narrow(x *item, v *view, m *gazetteer.Match, class string) {
	if k := t.heads.behind(v, m, class); k > m.First {
		x.first, x.start, x.narrowed = k, v.tokens[k].Start, true
	}
	if class == classClub && x.last-x.first > 1 && t.nisbaOf(v, m.Last-1) == countryID+m.Source.Entry(m.Entry).Country {
		x.last--
		x.narrowed = true
	}
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

// nisbaOf is the country that a token points at as an adjective, or empty.
func (t *Tagger) nisbaOf(v *view, i int32) string {
	v.single = t.lexicon.AppendAt(v.single[:0], &v.finder, v.tokens[i:i+1], 0, 1)
	for k := range v.single {
		m := &v.single[k]
		if class, country := m.Source.ClassNames(m.Source.Class(m.Entry)); class == classNisba && country != "" {
			return country
		}
	}
	return ""
}
