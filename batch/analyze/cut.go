package analyze

import (
	"unicode/utf8"

	"github.com/alam-nlp/alam/token"
)

// cutWindow is the stretch before the cap in which a sentence end is looked for.
const cutWindow = 1 << 14

// Cut gives where the next piece of a text ends that is at most max bytes long:
// at the last sentence end in the last 16 KB of it, else at the last word that
// begins there, else, in a text without words, at a rune. A text that is not
// longer than max is one piece. max is at least 1 KB.
func Cut(text string, max int) int {
	if len(text) <= max {
		return len(text)
	}
	from := runeStart(text, max-min(cutWindow, max/2))
	to := runeStart(text, max)
	sentence, word := -1, -1
	tokens := token.Tokenize(text[from:to])
	for i := 1; i < len(tokens); i++ {
		t := &tokens[i]
		if t.Start > tokens[i-1].End {
			word = from + t.Start
		}
		if t.Has(token.SentenceStart) {
			sentence = from + t.Start
		}
	}
	switch {
	case sentence > 0:
		return sentence
	case word > 0:
		return word
	}
	return to
}

// runeStart is the last beginning of a rune up to byte i.
func runeStart(s string, i int) int {
	for k := i; k > 0 && k > i-utf8.UTFMax; k-- {
		if utf8.RuneStart(s[k]) {
			return k
		}
	}
	return i
}
