package text

import (
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

// TestReducedWayBack checks that offsets lead back to the source.
func TestReducedWayBack(t *testing.T) {
	const src = "ـأَخْبَارٌ ١٢"
	var x reduced
	x.set(src, 0, len(src))
	if got := string(x.text); got != "اخبار 12" {
		t.Fatalf("reduced to %q", got)
	}
	if len(x.from) != len(x.text)+1 || x.from[len(x.text)] != len(src) {
		t.Fatalf("%d offsets for %d bytes", len(x.from), len(x.text))
	}
	for i, r := range string(x.text) {
		back, _ := utf8.DecodeRuneInString(src[x.from[i]:])
		if reduce(back) != r {
			t.Errorf("byte %d leads back to %U", i, back)
		}
	}
}
