package gazetteer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/alam-nlp/alam/token"
)

// PlaceKey is the same for two entries that may be one place under two
// spellings: label LOC, country, what kind of place, and the letters of the
// English name, in which spellings that stand for one sound are one. What is in
// brackets behind the English name tells places apart and is left out here. The
// key is empty where an entry is no place, or has no country or English name.
func PlaceKey(e *Entry) string {
	if e.Label != "LOC" || e.Country == "" {
		return ""
	}
	name, _ := splitEnglish(e.NameEn)
	if name = foldEnglish(name); name == "" {
		return ""
	}
	return e.Country + "\t" + placeKind(e.Kind) + "\t" + name
}

// placeKind is what kinds that may be one place have in common: to one list a
// quarter is a town, a region a division.
func placeKind(kind string) string {
	switch kind {
	case "district":
		return "city"
	case "region", "territory":
		return "state"
	}
	return kind
}

// splitEnglish parts an English name and what is in brackets behind it.
func splitEnglish(s string) (name, bracket string) {
	name, bracket, _ = strings.Cut(s, "(")
	return name, strings.TrimSuffix(strings.TrimSpace(bracket), ")")
}

// oneSound are the Latin spellings of one sound of Arabic, Persian or Russian.
var oneSound = strings.NewReplacer("kh", "h", "gh", "g", "dh", "d", "th", "t", "q", "k", "ou", "u", "oo", "u", "ee", "i", "y", "i")

// foldEnglish gives the letters of an English name without articles and words
// for what it is, each once where it is doubled; but aa, by which Shaanxi is not
// Shanxi.
func foldEnglish(s string) string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Latin, r), unicode.IsDigit(r):
			return r
		case r == '-' || unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, token.Key(s)))
	if len(words) > 1 {
		words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(noName, w) })
	}
	var b strings.Builder
	var last rune
	for _, r := range oneSound.Replace(strings.Join(words, "")) {
		if r != last || r == 'a' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// noName are words of English names that one list writes and another leaves out.
var noName = []string{"al", "el", "the", "of", "and", "state", "province", "region", "governorate", "oblast", "prefecture", "district", "canton", "county"}

// doubles looks for places that stand twice, under two ids.
func (l *linter) doubles() {
	first := map[string][]int{}
	for i := range l.sources {
		s := &l.sources[i]
		key := PlaceKey(&s.Entry)
		if key == "" {
			continue
		}
		_, bracket := splitEnglish(s.NameEn)
		key += "\t" + foldEnglish(bracket)
		for _, j := range first[key] {
			if o := &l.sources[j]; keyOf(o.Name) != keyOf(s.Name) && o.EntryID() != s.EntryID() {
				l.report(i, CodeDouble, "%s (%s) may be %s (%s) in %s", s.Name, which(s), o.Name, which(o), l.place(j, i))
				break
			}
		}
		first[key] = append(first[key], i)
	}
}
