package text

import "github.com/alam-nlp/alam/internal/arabic"

// Opens reports whether the letter next opens a new word although it directly
// follows prev, as in صلةأعلن: ة and ى stand at the end of a word only. The
// letters ء ة ى ؤ ئ open nothing, since no word begins with them (شىء and
// طوارىء stay whole); nor does anything that is no Arabic letter. Persian ی
// joins on and ends nothing. Tanwin ends a word too, but which letter bears it
// decides: see OpensAfter.
//
// Counted by hand in 39 million characters of news of 2015 and 2018: ة is
// followed by such a letter in about 170 words, 9 of 10 of them glued; ى in 37,
// 2 of 3 of them glued.
func Opens(prev, next rune) bool {
	return (prev == arabic.TehMarbuta || prev == arabic.AlefMaksura) && begins(next)
}

// OpensAfter is Opens with one more rune of what stands before: in the run
// prev2 prev next, does next open a new word? It is true wherever Opens is, and
// further when prev is
//
//   - a vowel mark, tanwin or tatweel on ة, or on ى;
//   - fathatan on ء or on alef: مساءًوقال, حالياًفي;
//   - the alef that is the seat of a fathatan before it: شكرًالكم.
//
// The seat itself (the alef of شكرًا) opens nothing. Tanwin on any other letter
// without a seat is a slip for a vowel or shadda (قٌتل, عبًر, الإٍسلامية: nearly
// all of some 90 such words in the same news), and opens nothing.
func OpensAfter(prev2, prev, next rune) bool {
	if !begins(next) {
		return false
	}
	switch {
	case prev == arabic.TehMarbuta, prev == arabic.AlefMaksura:
		return true
	case prev == arabic.Alef:
		return prev2 == arabic.Fathatan
	case prev == arabic.Fathatan && prev2 == arabic.Alef:
		return true
	case prev == arabic.Fathatan && prev2 == arabic.Hamza:
		return next != arabic.Alef // مساءًا, جزءًا
	case arabic.IsVowelMark(prev) || prev == arabic.Tatweel:
		return prev2 == arabic.TehMarbuta || prev2 == arabic.AlefMaksura
	}
	return false
}

// begins reports whether an Arabic word can begin with the letter r.
func begins(r rune) bool {
	switch r {
	case arabic.Hamza, arabic.WawHamzaAbove, arabic.YehHamzaAbove, arabic.TehMarbuta, arabic.AlefMaksura, arabic.Tatweel:
		return false
	}
	return isArabicLetter(r)
}

// isArabicLetter covers the letters of Arabic and of Persian, Urdu and Kurdish
// in the Arabic block, without marks, tatweel, digits and punctuation.
func isArabicLetter(r rune) bool {
	return r >= '\u0620' && r <= arabic.Yeh && r != arabic.Tatweel ||
		r >= '\u066e' && r <= '\u06d3' && r != arabic.SuperscriptAlef ||
		r == arabic.Ae || r >= '\u06fa' && r <= '\u06fc'
}
