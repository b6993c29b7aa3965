package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// The reasons for which a name is dropped.
const (
	notArabic    = "not in Arabic script"
	otherScript  = "letters of another script"
	otherLetters = "letters of Persian, Urdu or another language"
	mixedName    = "untagged and not only Arabic letters"
	nothingLeft  = "nothing before a comma or bracket"
	broken       = "a broken character or a | in it"
	oneLetter    = "a single letter"
	tooLong      = "longer than 200 bytes"
)

const maxName = 200

// quotes stand in names of labels, not in those of texts.
const quotes = "\"\u00ab\u00bb\u201c\u201d\u201e"

// persian are the letters that Persian keyboards and dialect spellings give,
// and what the Arabic press writes for them. ڤ, چ, پ, گ are dialect Arabic too.
var persian = map[rune]rune{
	arabic.FarsiYeh: arabic.Yeh, arabic.YehBarree: arabic.Yeh,
	arabic.Keheh: arabic.Kaf, arabic.SwashKaf: arabic.Kaf, arabic.Gaf: arabic.Ghain,
	arabic.HehGoal: arabic.Heh, arabic.HehDoachashmee: arabic.Heh, arabic.HehYehAbove: arabic.Heh, arabic.Ae: arabic.Heh,
	arabic.TehMarbutaGoal: arabic.TehMarbuta, arabic.AlefWasla: arabic.Alef,
	arabic.Peh: arabic.Beh, arabic.Veh: arabic.Feh, arabic.QafThreeDotsAbove: arabic.Qaf,
	arabic.Tcheh: arabic.Jeem, arabic.Jeh: arabic.Jeem,
}

// clean gives a name as a list has it, or the reason why it cannot be one: cut
// before a comma or bracket, without marks, tatweel, quotation marks and invisible signs, with
// Arabic letters for Persian ones, in NFC. A strict name has Arabic letters
// only. Cleaning a clean name changes nothing.
func (r *run) clean(raw string, strict bool) (string, string) {
	if len(raw) > 16*maxName {
		return "", tooLong
	}
	s := raw
	if strings.ContainsFunc(s, presentation) {
		s = norm.NFKC.String(s)
		r.report.Mended["presentation forms"]++
	}
	var b strings.Builder
	var marks, invisible, mapped, cut, latin, quoted bool
	letters := 0
scan:
	for _, c := range norm.NFC.String(s) {
		switch {
		case c == ',' || c == arabic.Comma || c == '(' || c == '[' || c == '{':
			cut = true
			break scan
		case c == '|' || c == utf8.RuneError:
			return "", broken
		case unicode.IsSpace(c) || unicode.IsControl(c):
			b.WriteByte(' ')
		case strings.ContainsRune(quotes, c):
			quoted = true
			b.WriteByte(' ')
		case c == arabic.Tatweel || unicode.Is(unicode.Mn, c) && c >= 0x600 && c < 0x900:
			marks = true
		case unicode.Is(unicode.Cf, c):
			invisible = true
		case arabic.IsLetter(c):
			letters++
			b.WriteRune(c)
		case persian[c] != 0 && !strict:
			letters++
			mapped = true
			b.WriteRune(persian[c])
		case c >= 0x6f0 && c <= 0x6f9 && !strict:
			mapped = true
			b.WriteRune(c - 0x6f0 + '0')
		case unicode.Is(unicode.Arabic, c) && (unicode.IsLetter(c) || unicode.IsDigit(c)), c >= 0x6f0 && c <= 0x6f9:
			return "", otherLetters
		case unicode.Is(unicode.Latin, c):
			latin = true
			b.WriteRune(c)
		case unicode.IsLetter(c):
			return "", otherScript
		default:
			b.WriteRune(c)
		}
	}
	s = norm.NFC.String(strings.Join(strings.Fields(strings.TrimFunc(b.String(), edge)), " "))
	switch {
	case letters == 0 && cut && strings.TrimSpace(s) == "":
		return "", nothingLeft
	case letters == 0 || token.Key(s) == "":
		return "", notArabic
	case letters == 1 && !latin:
		return "", oneLetter
	case strict && strings.ContainsFunc(s, foreign):
		return "", mixedName
	case len(s) > maxName:
		return "", tooLong
	}
	for what, is := range map[string]bool{
		"cut before a comma or bracket": cut, "marks or tatweel": marks,
		"invisible signs": invisible, "Persian letters": mapped, "quotation marks": quoted,
	} {
		if is {
			r.report.Mended[what]++
		}
	}
	return s, ""
}

// edge reports whether a rune cannot begin or end a name.
func edge(c rune) bool { return unicode.IsSpace(c) || unicode.IsPunct(c) || unicode.IsSymbol(c) }

// foreign reports whether a rune is not of a name that is Arabic throughout.
func foreign(c rune) bool {
	return !(c >= 0x621 && c <= 0x64a) && c != ' ' && c != '-' && c != '.'
}

func presentation(c rune) bool { return c >= 0xfb50 && c <= 0xfdff || c >= 0xfe70 && c <= 0xfefc }

// cleanLatin gives an English name with single blanks and no signs that are
// not seen.
func cleanLatin(s string) string {
	s = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsControl(c):
			return ' '
		case c == utf8.RuneError, unicode.Is(unicode.Cf, c):
			return -1
		}
		return c
	}, s)
	s = norm.NFC.String(strings.Join(strings.Fields(s), " "))
	if len(s) > maxName {
		return ""
	}
	return s
}
