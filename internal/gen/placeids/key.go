package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// latinLetters are those that do not decompose into a letter and a mark.
var latinLetters = strings.NewReplacer("\u00f8", "o", "\u0131", "i", "\u0142", "l", "\u0111", "d", "\u00df", "ss", "\u00e6", "ae", "\u0153", "oe",
	"\u00f0", "d", "\u00fe", "th", "\u0259", "a")

// latinKey is the key of a name in Latin script: without marks, apostrophes and
// hyphens, in lower case; empty where other letters are in it.
func latinKey(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range latinLetters.Replace(strings.ToLower(norm.NFD.String(s))) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '\u2019', r == '\u2018', r == '`', unicode.Is(unicode.Lm, r):
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		case unicode.IsLetter(r):
			return ""
		default:
			gap = true
		}
	}
	return b.String()
}

// articles are the Arabic article as Latin script writes it.
var articles = []string{"al ", "el ", "ar ", "as ", "ash ", "at ", "ad ", "az ", "an ", "adh ", "ath "}

// withoutArticle is a key of latinKey without an Arabic article and a last h.
func withoutArticle(key string) string {
	for _, a := range articles {
		if rest, ok := strings.CutPrefix(key, a); ok && len(rest) > 2 {
			key = rest
			break
		}
	}
	if strings.HasSuffix(key, "ah") {
		key = key[:len(key)-1]
	}
	return key
}

// heads are the words for a division that stand before or behind its name.
var heads = map[string]bool{"province": true, "governorate": true, "region": true, "state": true, "prefecture": true, "oblast": true,
	"county": true, "department": true, "emirate": true, "voivodeship": true, "canton": true, "republic": true, "krai": true}

// divisionKey is the key of the English name of a division, without such a word.
func divisionKey(s string) string {
	words := strings.Fields(latinKey(s))
	if n := len(words); n > 1 && heads[words[n-1]] {
		words = words[:n-1]
	}
	return withoutArticle(strings.Join(words, " "))
}

// isArabic reports whether a name has letters of Arabic script and none of others.
func isArabic(s string) bool {
	some := false
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Arabic, r) {
			return false
		}
		some = some || unicode.Is(unicode.Arabic, r)
	}
	return some
}

// folded are letters that transliterators take for one another.
var folded = map[rune]rune{
	arabic.Ghain: arabic.Kaf, arabic.Jeem: arabic.Kaf, arabic.Qaf: arabic.Kaf,
	arabic.Zain: arabic.Seen, arabic.Sad: arabic.Seen, arabic.Thal: arabic.Dal, arabic.Zah: arabic.Dad,
	arabic.Tah: arabic.Teh, arabic.Theh: arabic.Teh, arabic.Heh: arabic.Hah,
}

// skeleton is an Arabic name without article, long vowels, hamza and what
// transliterators differ in: two names with one skeleton may be one.
func skeleton(name string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(strings.ReplaceAll(token.Key(name), "-", " ")) {
		for i, r := range strings.TrimPrefix(word, arabic.Article) {
			switch r {
			case arabic.Alef, arabic.Waw, arabic.Yeh, arabic.Hamza, arabic.WawHamzaAbove, arabic.YehHamzaAbove:
				if i > 0 {
					continue
				}
				r = arabic.Alef
			}
			if f, ok := folded[r]; ok {
				r = f
			}
			b.WriteRune(r)
		}
	}
	return strings.TrimSuffix(b.String(), string(arabic.Hah))
}
