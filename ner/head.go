package ner

import (
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// heads are the words that stand before names of a class and are no part of
// them, by the guidelines of the lexicon: شركة before a company, نهر before a
// river. By the keys of one word, or of two (شبه جزيرة), the classes, as
// LOC.river.
type heads map[[2]string][]string

// The lexicon's classes of heads are head.LABEL.KIND.out, of those that are part of
// names, .in, and of those that are part of a name unless it is listed without
// them too (نهر الأردن, but the Nile), .alone; those that are mostly common nouns have the further flag
// weak, and are left alone.
const (
	headClass = "head."
	headOut   = ".out"
	headIn    = ".in"
	headAlone = ".alone"
	headWeak  = "-weak"
)

// newHeads gives the heads of the lexicon with a flag, as headOut. Those of the
// classes outside, as head.loc.river, have headOut whatever the lexicon says.
func newHeads(l *Lexicon, flag string, outside []string) heads {
	h := heads{}
	for i := range l.Len() {
		class, _ := l.ClassNames(l.Class(i))
		rest, ok := strings.CutPrefix(class, headClass)
		if !ok {
			continue
		}
		if dot := strings.LastIndexByte(rest, '.'); dot >= 0 && slices.Contains(outside, headClass+rest[:dot]) && !strings.HasSuffix(rest, headWeak) {
			rest = rest[:dot] + headOut
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

// addAll adds heads to others.
func (h heads) addAll(other heads) {
	for key, classes := range other {
		h[key] = append(h[key], classes...)
	}
}

// addTitles adds the titles of some classes, with the article, to heads, before
// persons of all kinds.
func (h heads) addTitles(l *Lexicon, classes []string) {
	for i := range l.Len() {
		if class, _ := l.ClassNames(l.Class(i)); slices.Contains(classes, class) {
			if key := token.Key(l.Entry(i).Name); strings.HasPrefix(key, arabic.Article) && !strings.Contains(key, " ") {
				h[[2]string{key}] = append(h[[2]string{key}], string(PER))
			}
		}
	}
}

// behind gives the token of a listed name at which the name proper begins,
// behind its head. It is m.First where there is none.
// class is that of the name, or a label for the heads of all its kinds.
func (h heads) behind(v *view, m *gazetteer.Match, class string) int32 {
	return m.First + int32(h.words(v.base[m.First], v.Tokens[m.First:m.Last], func(c string) bool {
		return c == class || c == string(PER) && strings.HasPrefix(class, string(PER)) || strings.HasPrefix(c, class+".")
	}))
}

// words is how many words a name's head has, for which is(class) holds; 0 for no
// head, or one with nothing behind it. first is the key of its first word.
func (h heads) words(first string, name []token.Token, is func(class string) bool) int {
	key := [2]string{first}
	for k := 1; k < len(name) && k <= 2; k++ {
		rest := k
		if name[k].Norm == "#" && k+1 < len(name) { // شركة #تويتر
			rest++
		}
		if name[rest].IsWord() && slices.ContainsFunc(h[key], is) {
			return rest
		}
		key[1] = name[k].Norm
	}
	return 0
}

// Head is how many bytes of a name are a head that stands outside of names with
// its label, and the blank behind it, by the lexicon: those of "نهر " in نهر الأردن.
// What is listed as a name of a kind that has no such head keeps it: ساحل العاج.
func (t *Tagger) Head(name string, label Label) int {
	t = t.ready()
	tokens := token.Tokenize(name)
	if len(tokens) < 2 {
		return 0
	}
	is := func(class string) bool {
		return class == string(PER) && label == PER || strings.HasPrefix(class, string(label)+".")
	}
	var f gazetteer.Scratch
	var listed []string
	for _, m := range t.gazetteer.AppendAt(nil, &f, tokens, 0, gazetteer.AllCuts) {
		if class := t.class(&m).name; int(m.Last) == len(tokens) && is(class) {
			listed = append(listed, class)
		}
	}
	if listed != nil && label != PER {
		is = func(class string) bool { return slices.Contains(listed, class) }
	}
	for _, c := range token.AppendCuts(nil, tokens[0].Norm) {
		if k := t.heads.words(string(c.Form(tokens[0].Norm, nil)), tokens, is); k > 0 {
			return tokens[k].Start
		}
	}
	return 0
}
