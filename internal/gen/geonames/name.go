package main

import (
	"sort"
	"strings"
	"unicode"
)

// persian are the letters of Persian keyboards, and the Arabic ones for them.
var persian = map[rune]rune{
	'\u06cc': '\u064a', '\u06a9': '\u0643', '\u06aa': '\u0643', '\u06c1': '\u0647', '\u06be': '\u0647', '\u06c0': '\u0647', '\u06d5': '\u0647',
	'\u067e': '\u0628', '\u0686': '\u062c', '\u06a4': '\u0641', '\u06a8': '\u0642', '\u06af': '\u063a', '\u0698': '\u062c', '\u0671': '\u0627',
}

// clean gives a name as a list has it, or why it cannot be one: without what
// follows a comma or bracket, marks, tatweel and invisible signs, with Arabic letters for
// Persian ones. The dash between two words is a hyphen.
func clean(raw string) (name, why string) {
	var b strings.Builder
	arabic := false
scan:
	for _, c := range raw {
		switch {
		case c == ',' || c == '\u060c' || c == '(' || c == '/' || c == ';' || c == '\u061b':
			break scan
		case c == '\u0640' || unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Cf, c):
		case persian[c] != 0:
			arabic = true
			b.WriteRune(persian[c])
		case c >= '\u0621' && c <= '\u063a' || c >= '\u0641' && c <= '\u064a':
			arabic = true
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
	if !arabic {
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

// silentE says whether the name of a place where English is spoken was spelled
// letter by letter: Seaside as if its e were an ي.
func silentE(country, english, name string) bool {
	switch country {
	case "US", "GB", "CA", "AU", "NZ", "IE":
		n := len(english)
		return n > 3 && english[n-1] == 'e' && !strings.ContainsRune("aeiouy", rune(english[n-2])) && strings.HasSuffix(name, "\u064a")
	}
	return false
}

// letterByLetter says whether a name copies the doubled letters of its English
// form, which Arabic writes once: سيرريتوس of Cerritos, and a third و of Wood.
func letterByLetter(english, name string) bool {
	english = strings.ToLower(english)
	doubled := false
	for i := 1; i < len(english); i++ {
		doubled = doubled || english[i] == english[i-1] && english[i] >= 'a' && english[i] <= 'z'
	}
	var two, one rune // the two runes before
	for _, c := range name {
		if c == one && (c != waw && c != yeh && two != ' ' && two != 0 && doubled || c == waw && c == two) {
			return true
		}
		two, one = one, c
	}
	return false
}

const (
	waw = '\u0648'
	yeh = '\u064a'
)
