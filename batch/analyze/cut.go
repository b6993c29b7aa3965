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

// room is how many bytes of a text make a piece: at most max, with a token to
// tokenBytes of them.
func room(text string, max int) int {
	if len(text) <= max/tokenBytes {
		return len(text)
	}
	n := min(len(text), max)
	tokens := max / tokenBytes
	last := byte(other)
	for i := 0; i < n; i++ {
		kind := byteKinds[text[i]]
		if kind == mark || kind == letter && last != letter || kind == digit && last != digit {
			if tokens--; tokens < 0 {
				return i
			}
		}
		last = kind
	}
	return n
}

// What a byte is of, as far as it can tell.
const (
	other = iota // white space, a control
	letter
	digit
	mark // a token of its own
)

var byteKinds = func() (k [256]byte) {
	for b := range k {
		switch {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= 0x80:
			k[b] = letter
		case b >= '0' && b <= '9':
			k[b] = digit
		case b > ' ' && b < 0x7f:
			k[b] = mark
		}
	}
	for b := 0xe2; b <= 0xf4; b++ { // the first byte of signs, of other scripts, of emoji
		k[b] = mark
	}
	k[0xef] = letter // presentation forms
	return k
}()

// runeStart is the last beginning of a rune up to byte i.
func runeStart(s string, i int) int {
	for k := i; k > 0 && k > i-utf8.UTFMax; k-- {
		if utf8.RuneStart(s[k]) {
			return k
		}
	}
	return i
}
