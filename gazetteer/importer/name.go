package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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

const (
	tatweel     = '\u0640'
	arabicComma = '\u060c'
)

// quotes stand in names of labels, not in those of texts.
const quotes = "\"\u00ab\u00bb\u201c\u201d\u201e"

// persian are the letters that Persian keyboards and dialect spellings give,
// and what the Arabic press writes for them. ڤ, چ, پ, گ are dialect Arabic too.
var persian = map[rune]rune{
	'\u06cc': '\u064a', '\u06a9': '\u0643', '\u06aa': '\u0643', // yeh, keheh, swash kaf
	'\u06c1': '\u0647', '\u06be': '\u0647', '\u06c0': '\u0647', '\u06d5': '\u0647', // heh
	'\u06d2': '\u064a', '\u06c3': '\u0629', // yeh barree, teh marbuta goal
	'\u067e': '\u0628', '\u0686': '\u062c', '\u06a4': '\u0641', '\u06a8': '\u0642', // peh, tcheh, veh, qaf with three dots
	'\u06af': '\u063a', '\u0698': '\u062c', '\u0671': '\u0627', // gaf, jeh, alef wasla
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
	arabic := 0
scan:
	for _, c := range norm.NFC.String(s) {
		switch {
		case c == ',' || c == arabicComma || c == '(' || c == '[' || c == '{':
			cut = true
			break scan
		case c == '|' || c == utf8.RuneError:
			return "", broken
		case unicode.IsSpace(c) || unicode.IsControl(c):
			b.WriteByte(' ')
		case strings.ContainsRune(quotes, c):
			quoted = true
			b.WriteByte(' ')
		case c == tatweel || unicode.Is(unicode.Mn, c) && c >= 0x600 && c < 0x900:
			marks = true
		case unicode.Is(unicode.Cf, c):
			invisible = true
		case c >= 0x621 && c <= 0x63a || c >= 0x641 && c <= 0x64a:
			arabic++
			b.WriteRune(c)
		case persian[c] != 0 && !strict:
			arabic++
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
	case arabic == 0 && cut && strings.TrimSpace(s) == "":
		return "", nothingLeft
	case arabic == 0 || token.Key(s) == "":
		return "", notArabic
	case arabic == 1 && !latin:
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
