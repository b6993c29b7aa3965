package text

import (
	"io"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
)

// Letters that writers interchange, as classes.
var folds = [...][]rune{
	{arabic.Alef, arabic.AlefHamzaAbove, arabic.AlefHamzaBelow, arabic.AlefMaddaAbove, arabic.AlefWasla},
	{arabic.Yeh, arabic.AlefMaksura, arabic.FarsiYeh},
	{arabic.TehMarbuta, arabic.Heh},
	{arabic.Kaf, arabic.Keheh},
}

// dropped is what reduce gives for a rune that patterns pass over.
const dropped = -1

// reduce makes one of what patterns do not tell apart: letters that writers
// interchange, digits, blanks, the two cases of a letter. Marks and tatweel
// are dropped.
func reduce(r rune) rune {
	switch {
	case r < 0x80:
		return ascii[r&0x7f]
	case r>>8 == 6:
		return arabicBlock[r&0xff].reduced
	case isBlank(r):
		return ' '
	}
	return least(r)
}

// least is the smallest of the runes that differ from r in case only.
func least(r rune) rune {
	low := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		low = min(low, f)
	}
	return low
}

var ascii = func() (t [128]rune) {
	for r := range rune(128) {
		if t[r] = least(r); isBlank(r) {
			t[r] = ' '
		}
	}
	return t
}()

// arabicBlock is what the scan needs to know of U+0600 to U+06FF.
var arabicBlock = func() (t [256]struct {
	word    bool // letter, mark, digit or tatweel
	closes  bool // a letter behind which another word may begin
	reduced rune
}) {
	for r := rune(0x600); r < 0x700; r++ {
		x := &t[r&0xff]
		x.word = unicode.In(r, unicode.L, unicode.M, unicode.Nd) || r == arabic.Tatweel
		x.closes = r == arabic.TehMarbuta || r == arabic.AlefMaksura
		x.reduced = r
		switch {
		case unicode.Is(unicode.Nd, r):
			x.reduced = '0' + r&0xf
			if r >= '\u06f0' {
				x.reduced = '0' + r - '\u06f0'
			}
		case unicode.Is(unicode.M, r) || r == arabic.Tatweel:
			x.reduced = dropped
		}
		for _, f := range folds {
			if slices.Contains(f, r) {
				x.reduced = f[0]
			}
		}
	}
	return t
}()

// A reduced is a stretch of a source as patterns see it, rune by rune: most
// patterns fail at the first few.
type reduced struct {
	src     string
	at, end int
}

// ReadRune gives the next rune that is not dropped. Its size is that of what it
// stands for in the source: the runes that were dropped before the first one,
// and behind each, go with it.
func (x *reduced) ReadRune() (rune, int, error) {
	from, r := x.at, rune(dropped)
	for x.at < x.end {
		next, n := reducedAt(x.src, x.at, x.end)
		if next != dropped {
			if r != dropped {
				break
			}
			r = next
		}
		x.at += n
	}
	if r == dropped {
		return 0, 0, io.EOF
	}
	return r, x.at - from, nil
}

// pairAt gives the reduced rune at src[i], the one after it that is not dropped,
// and where that one stands.
func pairAt(src string, i, end int) (p pair, next int) {
	r, n := reducedAt(src, i, end)
	p[0] = r
	for next = i + n; next < end; next += n {
		if p[1], n = reducedAt(src, next, end); p[1] != dropped {
			break
		}
	}
	return p, next
}

// reducedAt gives the reduced rune at src[i] and its length in src. It is
// reduce(utf8.DecodeRuneInString(src[i:end])), faster for ASCII and Arabic.
func reducedAt(src string, i, end int) (rune, int) {
	switch c := src[i]; {
	case c < utf8.RuneSelf:
		return ascii[c&0x7f], 1
	case c>>2 == 0xd8>>2 && i+1 < end: // U+0600 to U+06FF
		return arabicBlock[c<<6|src[i+1]&0x3f].reduced, 2
	}
	r, n := utf8.DecodeRuneInString(src[i:end])
	return reduce(r), n
}
