package gazetteer

import (
	"unicode/utf8"

	"alam/token"
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
	// Contrary hamza: أ where the list has إ or آ.
	Contrary
)

var spellingNames = [...]string{"same", "hamza", "final", "contrary"}

func (s Spelling) String() string { return spellingNames[s] }

// Compare says how the surface of a word differs from a listed form with the
// same key. With article, surface begins at the second ل of لل and stands for
// ال.
func Compare(listed, surface string, article bool) Spelling {
	if listed == surface {
		return Same
	}
	worst := Same
	if _, n := nextLetter(listed); article && n > 0 {
		listed = listed[n:]
	}
	for {
		a, n := nextLetter(listed)
		b, m := nextLetter(surface)
		if n == 0 || m == 0 {
			return worst
		}
		worst = max(worst, letterSpelling(a, b))
		listed, surface = listed[n:], surface[m:]
	}
}

// letterSpelling compares two letters that fold to one key.
func letterSpelling(a, b rune) Spelling {
	const (
		alef, hamzaAbove, hamzaBelow, madda = '\u0627', '\u0623', '\u0625', '\u0622'
		maksura, yeh, marbuta, heh          = '\u0649', '\u064a', '\u0629', '\u0647'
	)
	switch {
	case a == b:
		return Same
	case a == alef || b == alef:
		return Hamza
	case (a == hamzaAbove || a == hamzaBelow || a == madda) && (b == hamzaAbove || b == hamzaBelow || b == madda):
		return Contrary
	case a == maksura && b == yeh, a == yeh && b == maksura, a == marbuta && b == heh, a == heh && b == marbuta:
		return Final
	}
	return Same // ی for ي, a presentation form: another encoding of the letter
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

// fits says whether a single word of n key bytes may be spelled so. The
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
