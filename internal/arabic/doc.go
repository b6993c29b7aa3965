// Package arabic names the letters, marks and signs of Arabic script that logic
// asks for, once.
//
// A constant is called as Unicode calls the character, without ARABIC, LETTER and
// WITH, and is an untyped rune. With an S behind it, it is a string: WawS is
// string(Waw). Those that few ask for are written so, which is a constant too.
//
// The law: no other package writes a character that has a name here as a rune, or
// gives it another name; internal/arch tests it.
package arabic

// IsLetter reports whether r is one of the 36 letters of Arabic proper, with
// their forms that bear a hamza. Those of other languages are none.
func IsLetter(r rune) bool {
	return r >= Hamza && r <= Ghain || r >= Feh && r <= Yeh
}

// IsVowelMark reports whether r is a mark of vowels: tanwin, a short vowel,
// shadda, sukun or the superscript alef.
func IsVowelMark(r rune) bool {
	return r >= Fathatan && r <= Sukun || r == SuperscriptAlef
}
