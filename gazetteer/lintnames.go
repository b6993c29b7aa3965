package gazetteer

import (
	"strings"
	"unicode"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// names looks at each name of source i by itself.
func (l *linter) names(i int, s *Located) {
	if s.Country != "" && regionOf(s.Country) == "" {
		l.report(i, CodeCountry, "country %q is no ISO 3166 code", s.Country)
	}
	seen := map[string]string{}
	l.name(i, s.Name, false, s.NeedsContext, seen)
	for _, a := range s.Aliases {
		l.name(i, a.Text, true, a.NeedsContext, seen)
	}
}

// name looks at one name of source i; seen are the keys of those before it, and
// of the spellings derived from them.
func (l *linter) name(i int, name string, alias, marked bool, seen map[string]string) {
	l.characters(i, name)
	keys := nameKeys(name)
	key := strings.Join(keys, " ")
	switch n := letters(key); {
	case n == 0:
		l.report(i, CodeNever, "%s has no word in it", name)
		return
	case n == 1:
		l.report(i, CodeOneLetter, "%s is one letter", name)
		return
	case seen[key] != "" && foundAs(seen[key], name, keys):
		l.report(i, CodeRedundant, "alias %s is found as %s already", name, seen[key])
		return
	case !l.matches(i, name, key):
		l.report(i, CodeNever, "%s is not found even in itself: a sign within it, or a full stop behind a word, parts its words", name)
	}
	seen[key] = name
	for _, v := range derive(keys) {
		seen[strings.Join(v, " ")] = name
	}
	if l.owners[key] == nil {
		l.order = append(l.order, key)
	}
	l.owners[key] = append(l.owners[key], owner{i, name, alias, marked})
}

// marking says how a name is marked as one that needs context.
func marking(name string, alias bool) string {
	if alias {
		return aliasContext + name
	}
	return flagNeedsContext
}

// characters looks for what a name should not hold.
func (l *linter) characters(i int, name string) {
	if strings.Contains(name, "  ") || strings.TrimSpace(name) != name {
		l.report(i, CodeForbidden, "%q has a blank too many", name)
	}
	inArabic := strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
	for _, r := range name {
		switch {
		case persian(r) && inArabic:
			l.report(i, CodePersian, "%s has %c (%U), which Arabic does not write", name, r, r)
			return
		case !permitted(r):
			l.report(i, CodeForbidden, "%q has %q (%U)", name, r, r)
			return
		}
	}
}

// controls looks for what steers a terminal in what is no name: characters looks at
// those.
func (l *linter) controls(i int, s *Located) {
	for _, f := range []struct{ what, text string }{{"id", s.ID}, {"kind", s.Kind}, {"English name", s.NameEn}, {"country", s.Country}, {"id that it stands for", s.StandsFor}} {
		for _, r := range f.text {
			if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || r == 0x2028 || r == 0x2029 {
				l.report(i, CodeForbidden, "the %s %+q has %U, which may move what stands beside it on a terminal", f.what, f.text, r)
				break
			}
		}
	}
}

// persian reports whether a letter is one of Persian or Urdu that stands for an
// Arabic one of the same key, or for a sound that the Arabic press writes
// otherwise.
func persian(r rune) bool {
	switch r {
	case arabic.Peh, arabic.Tcheh, arabic.Jeh, arabic.Keheh, arabic.Gaf, arabic.FarsiYeh, arabic.HehDoachashmee, arabic.HehGoal, arabic.YehBarree,
		arabic.Tteh, arabic.Ddal, arabic.Rreh, arabic.NoonGhunna:
		return true
	}
	return false
}

// permitted reports whether names hold a rune. Arabic names have letters of
// Arabic proper, without marks; ڤ is written in the Maghreb.
func permitted(r rune) bool {
	switch {
	case r == ' ' || arabic.IsLetter(r) || r == arabic.Veh || persian(r):
		return true
	case strings.ContainsRune("-.'\u2019&+/!:", r):
		return true
	case unicode.Is(unicode.Arabic, r), unicode.Is(unicode.Lm, r): // presentation forms, letters of other languages, tatweel
		return false
	}
	return unicode.IsLetter(r) || r >= '0' && r <= '9'
}

// matches reports whether the name of source i is found in a text that is just this name.
func (l *linter) matches(i int, name, key string) bool {
	var f Scratch
	tokens := token.Tokenize(name)
	for k := range tokens {
		for _, m := range l.list.AppendAt(nil, &f, tokens, k, AllCuts) {
			if int(m.Entry) == i && (m.Name() == name || keyOf(m.Name()) == key) {
				return true
			}
		}
		if !inner(&tokens[k]) {
			break
		}
	}
	return false
}

// prominent is from where on an entry is meant more often than an ordinary
// word of the same letters.
const prominent = 7

// words looks for names of one word that news uses as an ordinary one.
func (l *linter) words() {
	for _, key := range l.order {
		n, ok := l.ordinary(key)
		if !ok {
			continue
		}
		for _, o := range l.owners[key] {
			if s := &l.sources[o.source]; !o.marked && s.Prominence < prominent {
				l.report(o.source, CodeCommon, "%s is an ordinary word too, met %d times in news: write %s", o.name, n, marking(o.name, o.alias))
			}
		}
	}
}

// ordinary reports whether news uses a key as an ordinary word: it is frequent,
// and the same word often has the article and often has not, or a suffix. A
// word that is listed both with and without the article is a name either way.
func (l *linter) ordinary(key string) (count int, ok bool) {
	if strings.Contains(key, " ") {
		return 0, false
	}
	stem, def := strings.CutPrefix(key, arabic.Article)
	bare, with, suffix := l.o.Words(stem)
	count, other := bare, with
	if def {
		count, other = with, bare
	}
	if l.owners[stem] != nil && l.owners[arabic.Article+stem] != nil {
		other = 0
	}
	return count, count >= l.o.Frequent && (other*4 >= count || suffix*2 >= count)
}
