package token

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// class says what a rune is to the scanner.
type class uint8

// The classes, in step with internal/gen/classes.
const (
	other class = iota
	space
	newline
	arabicScript
	latin
	letter // of another script
	digit
	mark   // belongs to the word: combining marks, tatweel
	format // invisible: joiners, bidi controls
	punct
)

// classOf is the class of r, by the generated table or, beyond the basic
// plane, by the unicode package.
func classOf(r rune) class {
	if uint32(r) < 1<<16 {
		return class(classTable[r])
	}
	switch {
	case unicode.Is(unicode.M, r):
		return mark
	case unicode.Is(unicode.Cf, r):
		return format
	case unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r):
		return arabicScript
	case unicode.IsLetter(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsPunct(r):
		return punct
	}
	return other
}

// decode reads the rune at src[i:] and its width. An HTML entity that stands
// for one rune counts as that rune, as wide as the entity; an invalid byte is
// utf8.RuneError of width 1.
func decode(src string, i int) (rune, int) {
	c := src[i]
	if c < utf8.RuneSelf {
		if c == '&' {
			return entity(src[i:])
		}
		return rune(c), 1
	}
	if c >= 0xd8 && c <= 0xdb && i+1 < len(src) && src[i+1]&0xc0 == 0x80 { // U+0600 to U+06FF
		return rune(c&0x1f)<<6 | rune(src[i+1]&0x3f), 2
	}
	return utf8.DecodeRuneInString(src[i:])
}

// maxEntity is the length of the longest entity that is read, as &#x10FFFF;.
const maxEntity = 10

// entity reads an entity such as &nbsp; or &#1575; at the start of s.
func entity(s string) (rune, int) {
	end := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
	if end < 2 {
		return '&', 1
	}
	dec := html.UnescapeString(s[:end+1])
	if r, n := utf8.DecodeRuneInString(dec); n == len(dec) && r != utf8.RuneError && len(dec) < end+1 {
		return r, end + 1
	}
	return '&', 1
}

// appendKey appends what r folds to in a lookup key; marks, tatweel and
// invisible controls fold to nothing.
func appendKey(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(dst, byte(r))
	}
	if r >= 0x600 && r < 0x700 {
		if k := arabicKeys[r-0x600]; k >= utf8.RuneSelf {
			return append(dst, 0xc0|byte(k>>6), 0x80|byte(k&0x3f))
		} else if k != 0 {
			return append(dst, byte(k))
		}
		return dst
	}
	if k, ok := keyOf(r); ok {
		return append(dst, k...)
	}
	switch classOf(r) {
	case mark, format:
		return dst
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}

// keyOf finds the fold of a rune outside the Arabic block, if it has one.
func keyOf(r rune) (string, bool) {
	if r >= 1<<16 {
		return "", false
	}
	lo, hi := 0, len(keyRunes)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); keyRunes[m] < uint16(r) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(keyRunes) || keyRunes[lo] != uint16(r) {
		return "", false
	}
	from := uint16(0)
	if lo > 0 {
		from = keyEnds[lo-1]
	}
	return keyText[from:keyEnds[lo]], true
}
