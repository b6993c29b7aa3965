package gazetteer

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// Spelling says how the letters of a text differ from those of a listed form
// whose key is the same.
type Spelling uint8

// The spellings, from near to far.
const (
	// Same letters, whatever the marks.
	Same Spelling = iota
	// Hamza is left out, or added to a bare alef: احمد for أحمد.
	Hamza
	// Final ه for ة, or ى for ي, or the other way: القاهره for القاهرة.
	Final
	// Contrary hamza: أ where the list has إ or آ, or within a word where the list
	// has a bare alef: بأبي is not بابي.
	Contrary
)

var spellingNames = [...]string{"same", "hamza", "final", "contrary"}

func (s Spelling) String() string {
	if int(s) < len(spellingNames) {
		return spellingNames[s]
	}
	return fmt.Sprintf("Spelling(%d)", uint8(s))
}

// Compare says how the surface of a word differs from a listed form with the
// same key. With article, surface begins at the second ل of لل and stands for
// ال.
func Compare(listed, surface string, article bool) Spelling {
	if listed == surface {
		return Same
	}
	worst := Same
	stem := true // nothing but ال stands before
	if _, n := nextLetter(listed); article && n > 0 {
		listed = listed[n:]
	}
	for {
		a, n := nextLetter(listed)
		b, m := nextLetter(surface)
		if n == 0 || m == 0 {
			return worst
		}
		spelling := letterSpelling(a, b)
		if a == arabic.Alef && seat(b) && !stem {
			spelling = Contrary
		}
		worst = max(worst, spelling)
		stem = stem && (a == arabic.Alef || a == arabic.Lam)
		listed, surface = listed[n:], surface[m:]
	}
}

// letterSpelling compares two letters that fold to one key.
func letterSpelling(a, b rune) Spelling {
	switch {
	case a == b:
		return Same
	case a == arabic.Alef || b == arabic.Alef:
		return Hamza
	case seat(a) && seat(b):
		return Contrary
	case a == arabic.AlefMaksura && b == arabic.Yeh, a == arabic.Yeh && b == arabic.AlefMaksura,
		a == arabic.TehMarbuta && b == arabic.Heh, a == arabic.Heh && b == arabic.TehMarbuta:
		return Final
	}
	return Same // ی for ي, a presentation form: another encoding of the letter
}

// seat reports whether a letter is an alef that bears hamza or madda.
func seat(r rune) bool {
	return r == arabic.AlefHamzaAbove || r == arabic.AlefHamzaBelow || r == arabic.AlefMaddaAbove
}

// nextLetter reads the first rune of s that has a key, and how far it reaches.
func nextLetter(s string) (rune, int) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r != ' ' && token.HasKey(r) {
			return r, i
		}
	}
	return 0, 0
}

// foundAs reports whether a text that has one form of a name, of these keys, is
// found by another form of the same keys as well.
func foundAs(listed, form string, keys []string) bool {
	first, _, more := strings.Cut(listed, " ")
	s := Compare(first, form, false)
	if len(keys) == 1 {
		return Compare(listed, form, false).fits(len(keys[0]))
	}
	return !more || s <= Hamza || s.fits(len(keys[0]))
}

// fits reports whether a single word of n key bytes may be spelled so. The
// shorter a word, the more its hamza and its last letter tell it from another:
// علي is not على, إب is not أب.
func (s Spelling) fits(n int) bool {
	switch s {
	case Hamza:
		return n > 4
	case Final:
		return n > 6
	case Contrary:
		return n > 10
	}
	return true
}
