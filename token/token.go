package token

// Kind says what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	Arabic Kind = iota // letters of the Arabic script
	Latin              // Latin letters, with digits after them: G20
	Letter             // letters of other scripts
	Number             // digits of any script, with inner separators: ١٢٫٥
	Punct
	Symbol
)

var kindNames = [...]string{"arabic", "latin", "letter", "number", "punct", "symbol"}

func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Flags say where a token stands.
type Flags uint8

// The flags of a token.
const (
	// SentenceStart marks the first token of a sentence.
	SentenceStart Flags = 1 << iota
	// LineStart marks the first token of a line.
	LineStart
	// Joined marks a token that follows the one before without a blank.
	Joined
	// Glued marks a word that was opened out of a longer run of letters.
	Glued
	// Address marks a token of an address, as https://example.com or a@example.com,
	// in which nothing is a name.
	Address
)

// A Token is a word, number or sign of a text.
type Token struct {
	// Start and End are bytes of the source as given, half-open.
	Start, End int
	// Surface is the token as written: source[Start:End].
	Surface string
	// Norm is the key it is looked up under, in UTF-8; see Key.
	Norm  string
	Kind  Kind
	Flags Flags
}

// IsWord reports whether the token is made of letters.
func (t *Token) IsWord() bool { return t.Kind <= Letter }

// Has reports whether the token has all the flags in f.
func (t *Token) Has(f Flags) bool { return t.Flags&f == f }

// Key folds a word or phrase into the key it is looked up under: hamza on
// alef, final ى and ة, Persian letters and letter case are unified, marks,
// tatweel and invisible controls dropped, digits made ASCII, a letter drawn out
// (مبروووك) written once, and an article whose ل a conversion has swapped with the alef
// behind it (األمم) put right.
func Key(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, n := decode(s, i)
		b = appendKey(b, r)
		i += n
	}
	return string(foldPhrase(b))
}

// After gives the byte offset in the surface of t that lies behind the first
// n bytes of its key, and behind the marks on the last letter of these.
// It is -1 where a letter of the surface spans that place (a ligature).
func (t *Token) After(n int) int {
	var buf [32]byte
	done, i := 0, 0
	for i < len(t.Surface) {
		r, w := decode(t.Surface, i)
		k := appendKey(buf[:0], r)
		if done == n && len(k) > 0 {
			return i
		}
		if done += len(k); done > n {
			return -1
		}
		i += max(w, drawn(t.Surface[i:], r))
	}
	if done == n {
		return i
	}
	return -1
}

// HasKey reports whether a rune counts in a key: marks, tatweel and invisible
// controls do not.
func HasKey(r rune) bool {
	var buf [32]byte
	return len(appendKey(buf[:0], r)) > 0
}
