package repair

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/alam-nlp/alam/internal/arabic"
)

// A misreading is an encoding that UTF-8 was taken for.
type misreading struct {
	// byteOf is the byte that was read as a rune, of those beyond ASCII.
	byteOf func(r rune) (byte, bool)
	// odd reports whether a rune does not stand behind a letter ط or the like in
	// sound text.
	odd func(r rune) bool
}

var misreadings = []misreading{
	{latinByte, func(rune) bool { return true }},
	{arabicByte, oddBehind},
}

// oddBehind reports whether what windows-1256 has for a second byte stands behind no
// letter of sound text: blanks, joiners and the commas of Arabic do, other signs hardly.
func oddBehind(r rune) bool {
	switch r {
	case '\u00a0', '\u200c', '\u200d':
		return false
	case arabic.HehDoachashmee, arabic.Tteh, arabic.Tcheh, arabic.Ddal:
		return true
	}
	return r < 0x600 || r > 0x6ff
}

// latinByte is the byte that Latin-1 or windows-1252 has for a rune.
func latinByte(r rune) (byte, bool) {
	if r < 0x80 {
		return 0, false
	}
	if r <= 0xff {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

// arabicByte is the byte that windows-1256 has for a rune.
func arabicByte(r rune) (byte, bool) {
	if r < 0x80 {
		return 0, false
	}
	return charmap.Windows1256.EncodeRune(r)
}

// sequence decodes the bytes of one character that stand as runes at the
// beginning of s. n is how much of s they take, 0 if there is no such character.
func (m *misreading) sequence(s string) (r rune, n int) {
	var b [utf8.UTFMax]byte
	for k := range b {
		c, w := utf8.DecodeRuneInString(s[n:])
		x, ok := m.byteOf(c)
		if w == 0 || !ok || k == 0 && (x < 0xc2 || x > 0xf4) || k > 0 && (x < 0x80 || x > 0xbf) {
			return 0, 0
		}
		b[k] = x
		n += w
		if utf8.FullRune(b[:k+1]) {
			if r, size := utf8.DecodeRune(b[:k+1]); r != utf8.RuneError && size == k+1 {
				return r, n
			}
			return 0, 0
		}
	}
	return 0, 0
}

// sign reports whether a sequence shows that Arabic was misread: it is a letter
// of the Arabic block, or, in what was misread twice, the first half of one.
func (m *misreading) sign(r rune, s string) bool {
	if !(r >= 0x600 && r <= 0x6ff || r >= 0xd8 && r <= 0xdb) {
		return false
	}
	_, w := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeRuneInString(s[w:])
	return m.odd(last)
}

// twoSigns is how many signs a word has that is surely misread.
const twoSigns = 2

// look counts the signs of a word, and says whether all of it beyond ASCII is
// sequences.
func (m *misreading) look(word string) (signs int, whole bool) {
	whole = true
	for i := 0; i < len(word); {
		if word[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := m.sequence(word[i:])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(word[i:])
			whole = false
		} else if m.sign(r, word[i:i+n]) {
			signs++
		}
		i += n
	}
	return signs, whole
}

// damage counts the words that were misread.
func (m *misreading) damage(s string) Damage {
	return count(Mojibake, s, func(word string) bool {
		signs, _ := m.look(word)
		return signs >= twoSigns
	})
}

// mend puts the characters in the place of their bytes, in words that are
// surely misread and, beside such, in those that hold nothing else.
func (m *misreading) mend(s string) (string, step) {
	if m.damage(s).Count == 0 {
		return s, nil
	}
	out := mender{source: s}
	for start, end := range words(s) {
		if signs, whole := m.look(s[start:end]); signs < twoSigns && !whole {
			continue
		}
		for i := start; i < end; {
			r, n := m.sequence(s[i:end])
			if n > 0 && s[i] >= utf8.RuneSelf {
				out.put(i, i+n, string(r))
			} else {
				_, n = utf8.DecodeRuneInString(s[i:end])
			}
			i += n
		}
	}
	return out.end(), out.pieces
}

// code is a word of windows-1256 that was read as Latin-1: it has three letters at
// least, all of them beyond ASCII, and all are Arabic.
func code(word string) bool {
	letters := 0
	for _, r := range word {
		switch x, ok := latinByte(r); {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= utf8.RuneSelf && !ok:
			return false
		case r < 0xc0:
		case isArabic(charmap.Windows1256.DecodeByte(x)):
			letters++
		default:
			return false
		}
	}
	return letters >= 3
}

// codeDamage counts the words of windows-1256 that were read as Latin-1. There must
// be two, and half of all.
func codeDamage(s string) Damage {
	d := count(Mojibake, s, code)
	if d.Count < 2 || 2*d.Count < d.Of {
		return Damage{}
	}
	return d
}

// mendCode puts the letters of windows-1256 in the place of those of Latin-1.
func mendCode(s string) (string, step) {
	if codeDamage(s).Count == 0 {
		return s, nil
	}
	out := mender{source: s}
	for start, end := range words(s) {
		if latin(s[start:end]) {
			continue
		}
		for i, r := range s[start:end] {
			if x, ok := latinByte(r); ok {
				out.put(start+i, start+i+utf8.RuneLen(r), string(charmap.Windows1256.DecodeByte(x)))
			}
		}
	}
	return out.end(), out.pieces
}

// latin reports whether a word holds letters of ASCII.
func latin(word string) bool {
	for i := range len(word) {
		if c := word[i] | 0x20; c >= 'a' && c <= 'z' {
			return true
		}
	}
	return false
}

// isArabic reports whether a rune is a letter of the Arabic block.
func isArabic(r rune) bool { return r >= 0x620 && r <= 0x64a || r >= 0x66e && r <= 0x6d3 }
