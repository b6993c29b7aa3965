package repair

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/alam-nlp/alam/internal/arabic"
)

// rounds is how often a text may have been misread that Repair mends.
const rounds = 3

// Repair mends what can be mended of a text, which may be any string, and gives
// the way from the offsets of the mended text to those of the source.
func Repair(text string) (string, Map) {
	var m Map
	if !utf8.ValidString(text) || suspect(text) == 0 {
		return text, m
	}
	take := func(s string, pieces step) bool {
		if len(pieces) > 0 {
			m.steps = append(m.steps, pieces)
			text = s
		}
		return len(pieces) > 0
	}
	for range rounds {
		again := false
		for i := range misreadings {
			again = take(misreadings[i].mend(text)) || again
		}
		if !again {
			break
		}
	}
	take(mendCode(text))
	take(mendForms(text))
	take(mendLamAlef(text))
	return text, m
}

// form reports whether a rune is the shape of a letter, or of some. Signs of
// whole phrases (U+FDFA), brackets and U+FEFF are none.
func form(r rune) bool {
	switch {
	case r >= 0xfdf0 && r <= 0xfdff:
		return r == 0xfdf2 || r == 0xfdf4 // the words الله and محمد
	case r >= 0xfd3e && r <= 0xfd4f:
		return false
	}
	return r >= 0xfb50 && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc
}

// manyForms reports whether a word has two letters that are written as shapes: one,
// as U+FEFB for لا, stands in sound text.
func manyForms(word string) bool {
	n := 0
	for _, r := range word {
		if form(r) {
			n++
		}
	}
	return n >= 2
}

// mendForms puts letters in the place of their shapes.
func mendForms(s string) (string, step) {
	out := mender{source: s}
	for i, r := range s {
		if !form(r) {
			continue
		}
		n := utf8.RuneLen(r)
		letters := strings.TrimLeft(norm.NFKC.String(s[i:i+n]), " ") // a mark alone stands on a blank
		if letters != "" && letters != s[i:i+n] {
			out.put(i, i+n, letters)
		}
	}
	return out.end(), out.pieces
}

const letterBytes = 2

// article gives where in a word, from byte at on, the letter stands that was put
// before the ل of the article; -1 for nowhere. Behind و, ف, ب and ك, one or two of
// them, an article stands too.
func article(word string, at int) int {
	for range 3 {
		rest, ok := strings.CutPrefix(word[at:], arabic.AlefS)
		if ok && len(rest) > 2*letterBytes {
			switch rest[:letterBytes] {
			case arabic.AlefS, arabic.AlefHamzaAboveS, arabic.AlefHamzaBelowS, string(arabic.AlefMaddaAbove):
				r, _ := utf8.DecodeRuneInString(rest[2*letterBytes:])
				if rest[letterBytes:2*letterBytes] == arabic.LamS && isLetter(r) {
					return at + letterBytes
				}
			}
			return -1
		}
		if len(word) < at+letterBytes {
			return -1
		}
		switch word[at : at+letterBytes] {
		case arabic.WawS, arabic.FehS, arabic.BehS, arabic.KafS:
			at += letterBytes
		default:
			return -1
		}
	}
	return -1
}

// nextSwapped gives the next letter, from byte at of s on, that was put before the ل
// of its article; -1 for none.
func nextSwapped(s string, at int) int {
	inside := false
	for i, r := range s[at:] {
		now := isLetter(r)
		if now && !inside {
			if k := article(s, at+i); k >= 0 {
				return k
			}
		}
		inside = now
	}
	return -1
}

// mendLamAlef puts the ل of an article before the letter behind it.
func mendLamAlef(s string) (string, step) {
	out := mender{source: s}
	for i := nextSwapped(s, 0); i >= 0; {
		end := i + 2*letterBytes
		out.put(i, end, s[i+letterBytes:end]+s[i:i+letterBytes])
		for end < len(s) { // to the end of the word
			r, n := utf8.DecodeRuneInString(s[end:])
			if !isLetter(r) {
				break
			}
			end += n
		}
		i = nextSwapped(s, end)
	}
	return out.end(), out.pieces
}

// isLetter reports whether a rune is a letter or a mark on one.
func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

// ends reports whether a word ends in a letter that only ends words.
func ends(word string) bool {
	return strings.HasSuffix(word, arabic.TehMarbutaS) || strings.HasSuffix(word, arabic.AlefMaksuraS)
}

// upright reports whether a word begins with the article, or ends as words do.
func upright(word string) bool {
	word = letters(word)
	return ends(word) || defined(word)
}

// defined reports whether a word begins with the article.
func defined(word string) bool {
	if rest := strings.TrimPrefix(word, arabic.WawS); strings.HasPrefix(rest, arabic.Article) {
		return true
	}
	return strings.HasPrefix(word, arabic.BehS+arabic.Article) || strings.HasPrefix(word, arabic.LamS+arabic.LamS)
}

// backwards reports whether a word ends with the article in reverse, or begins with
// a letter that only ends words.
func backwards(word string) bool {
	word = letters(word)
	if len(word) < 2*letterBytes {
		return false
	}
	return strings.HasPrefix(word, arabic.TehMarbutaS) || strings.HasPrefix(word, arabic.AlefMaksuraS) ||
		len(word) >= 5*letterBytes && strings.HasSuffix(word, arabic.LamS+arabic.AlefS)
}
