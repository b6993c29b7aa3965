package main

import (
	"sort"
	"strings"
	"unicode"

	"github.com/alam-nlp/alam/internal/arabic"
)

// persian are the letters of Persian keyboards, and the Arabic ones for them.
var persian = map[rune]rune{
	arabic.FarsiYeh: arabic.Yeh, arabic.AlefWasla: arabic.Alef,
	arabic.Keheh: arabic.Kaf, arabic.SwashKaf: arabic.Kaf, arabic.Gaf: arabic.Ghain,
	arabic.HehGoal: arabic.Heh, arabic.HehDoachashmee: arabic.Heh, arabic.HehYehAbove: arabic.Heh, arabic.Ae: arabic.Heh,
	arabic.Peh: arabic.Beh, arabic.Veh: arabic.Feh, arabic.QafThreeDotsAbove: arabic.Qaf,
	arabic.Tcheh: arabic.Jeem, arabic.Jeh: arabic.Jeem,
}

// clean gives a name as a list has it, or why it cannot be one: without what
// follows a comma or bracket, marks, tatweel and invisible signs, with Arabic letters for
// Persian ones. The dash between two words is a hyphen.
func clean(raw string) (name, why string) {
	var b strings.Builder
	inArabic := false
scan:
	for _, c := range raw {
		switch {
		case c == ',' || c == arabic.Comma || c == '(' || c == '/' || c == ';' || c == arabic.Semicolon:
			break scan
		case c == arabic.Tatweel || unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Cf, c):
		case persian[c] != 0:
			inArabic = true
			b.WriteRune(persian[c])
		case arabic.IsLetter(c):
			inArabic = true
			b.WriteRune(c)
		case c == '-' || c == '\u2013' || c == '\u2010':
			b.WriteByte('-')
		case c == '.' || c == '\'' || c == '\u2019':
		case unicode.IsSpace(c):
			b.WriteByte(' ')
		default:
			return "", "letters or signs that are not Arabic"
		}
	}
	if !inArabic {
		return "", "no Arabic letter"
	}
	name = strings.Join(strings.Fields(b.String()), " ")
	name = strings.Trim(strings.ReplaceAll(name, " - ", "-"), "- ")
	return name, ""
}

// cleanEnglish gives an English name without invisible signs and with single blanks.
func cleanEnglish(s string) string {
	s = strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Cf, c) || unicode.IsControl(c) {
			return -1
		}
		return c
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// steps are the populations from which prominence is 2, 3, ... 9: half a power
// of ten each, as the importer of GeoNames counts.
var steps = []int64{31_623, 100_000, 316_228, 1_000_000, 3_162_278, 10_000_000, 31_622_777, 100_000_000}

// prominence weighs a city by its inhabitants, and by what it is the seat of.
func prominence(c city) int {
	p := 1 + sort.Search(len(steps), func(i int) bool { return steps[i] > c.population })
	switch c.code {
	case "PPLC":
		p += 2
	case "PPLA":
		p++
	}
	return min(p, 9)
}

// silentE reports whether the name of a place where English is spoken was spelled
// letter by letter: Seaside as if its e were an ي.
func silentE(country, english, name string) bool {
	switch country {
	case "US", "GB", "CA", "AU", "NZ", "IE":
		n := len(english)
		return n > 3 && english[n-1] == 'e' && !strings.ContainsRune("aeiouy", rune(english[n-2])) && strings.HasSuffix(name, arabic.YehS)
	}
	return false
}

// letterByLetter reports whether a name copies the doubled letters of its English
// form, which Arabic writes once: سيرريتوس of Cerritos, and a third و of Wood.
func letterByLetter(english, name string) bool {
	english = strings.ToLower(english)
	doubled := false
	for i := 1; i < len(english); i++ {
		doubled = doubled || english[i] == english[i-1] && english[i] >= 'a' && english[i] <= 'z'
	}
	var two, one rune // the two runes before
	for _, c := range name {
		if c == one && (c != arabic.Waw && c != arabic.Yeh && two != ' ' && two != 0 && doubled || c == arabic.Waw && c == two) {
			return true
		}
		two, one = one, c
	}
	return false
}
