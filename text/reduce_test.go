package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestReducedAt holds the fast way against the plain one.
func TestReducedAt(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		s := string(r) + "x"
		got, n := reducedAt(s, 0, len(s))
		if want := reduce(r); got != want || n != utf8.RuneLen(r) {
			t.Fatalf("reducedAt of %U is %U, %d bytes; want %U", r, got, n, want)
		}
	}
}

// TestReducedWayBack checks that the sizes of runes lead back to the source.
func TestReducedWayBack(t *testing.T) {
	const src = "ـأَخْبَارٌ ١٢ًـ"
	x := reduced{src, 0, len(src)}
	got, at := "", 0
	for {
		r, n, err := x.ReadRune()
		if err != nil {
			break
		}
		back, _ := utf8.DecodeRuneInString(strings.TrimLeft(src[at:], "\u0640"))
		if reduce(back) != r {
			t.Errorf("byte %d is %U, want %U", at, back, r)
		}
		got += string(r)
		at += n
	}
	if got != "اخبار 12" || at != len(src) {
		t.Fatalf("reduced to %q, %d bytes of %d", got, at, len(src))
	}
}
