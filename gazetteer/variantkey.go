package gazetteer

import (
	"bytes"
	"slices"

	"github.com/alam-nlp/alam/internal/arabic"
)

// A variant key is a second key of a word, beside its lookup key, that is the
// same for the spellings which transliterators give one foreign name: غوتيريش,
// جوتيريش and غوتيريس. It folds what 6,736 pairs of Arabic spellings of one
// Latin name, of Wikidata, Google and Arabic Wikipedia titles (NETranslit,
// ANETAC), differ in most: long vowels put in or left out (2,541 pairs), غ ج ق ك
// for g (about 430), ز س (237), س ش (61), ف و for v and w (50), ث ت (45), ت ط
// (22), ح ه (18), and hamza, which the lookup key folds.
//
// Between consonants long vowels are dropped, but only in a word of four
// consonants and more; a word of three keeps them, and one of fewer, or of
// fewer than five letters, has no variant key. The first letter and a last
// vowel are kept: فيكتور is not فيكتوريا.
type variantKey struct {
	buf        [maxVariant]variantClass // the letters, of which the key has all
	n          int
	consonants int
	loose      bool // the key is without the long vowels between others
	hash       uint64
}

// The least letters and consonants of a word with a variant key, and the least
// consonants of one whose vowels do not count; the most letters.
const (
	variantLetters    = 5
	variantConsonants = 3
	looseConsonants   = 4
	maxVariant        = 32
)

// A variantClass is what a letter is in a variant key: 0 for a sign that no
// name of Arabic letters holds, else a letter of the key, with the bit
// longClass if it may be a long vowel or is a hamza.
type variantClass uint8

const longClass variantClass = 1 << 7

// The classes with more letters than one, and those that a place may change.
const (
	classHamza = 1 + iota | longClass
	classAlef
	classWaw
	classYeh
)

const (
	classG variantClass = 5 + iota
	classS
	classT
	classH
	classF
	classFirst // of the letters that have a class each
)

// variantClasses are the classes of U+0600 to U+067F. The letters not named
// here are their own: see classOf.
var variantClasses = [...]variantClass{
	arabic.Hamza & 0x7f: classHamza, arabic.Alef & 0x7f: classAlef,
	arabic.WawHamzaAbove & 0x7f: classWaw, arabic.Waw & 0x7f: classWaw, arabic.YehHamzaAbove & 0x7f: classYeh, arabic.Yeh & 0x7f: classYeh,
	arabic.Ghain & 0x7f: classG, arabic.Jeem & 0x7f: classG, arabic.Qaf & 0x7f: classG, arabic.Kaf & 0x7f: classG,
	arabic.Zain & 0x7f: classS, arabic.Seen & 0x7f: classS, arabic.Sheen & 0x7f: classS,
	arabic.Teh & 0x7f: classT, arabic.Theh & 0x7f: classT, arabic.Tah & 0x7f: classT,
	arabic.Hah & 0x7f: classH, arabic.Heh & 0x7f: classH,
	arabic.Feh & 0x7f: classF,
}

// classAt is the class of the letter at word[i:], of two bytes.
func classAt(word string, i int) variantClass {
	if word[i]&0xfe != 0xd8 || word[i+1]&0xc0 != 0x80 {
		return 0
	}
	k := word[i]&1<<6 | word[i+1]&0x3f
	switch {
	case k < arabic.Hamza&0x7f || k > arabic.Yeh&0x7f:
		return 0
	case variantClasses[k] != 0:
		return variantClasses[k]
	}
	return classFirst + variantClass(k) - arabic.Hamza&0x7f
}

// set writes the classes of a word's letters and the hash of its variant key, and
// reports whether the word, given by its lookup key, has one.
func (v *variantKey) set(word string) bool {
	const basis, prime = 0xcbf29ce484222325, 0x100000001b3 // FNV-1a
	if len(word) < 2*variantLetters || len(word) > 2*maxVariant || len(word)%2 != 0 {
		return false
	}
	vowels := 0
	all, hash := uint64(basis), uint64(basis+1) // of all letters, and without vowels between others
	for i := 0; i < len(word); i += 2 {
		c := classAt(word, i)
		switch {
		case c == 0:
			return false
		case i == 0:
			if c == classWaw {
				c = classF
			} else if c != classAlef {
				c &^= longClass // the ي of يوسف
			}
			hash = (hash ^ uint64(c)) * prime
		case i+2 == len(word):
			if word[i:] == arabic.HehS {
				c = classAlef // كوستا, كوسته
			}
			hash = (hash ^ uint64(c)) * prime
		case c < longClass:
			hash = (hash ^ uint64(c)) * prime
		}
		all = (all ^ uint64(c)) * prime
		v.buf[i/2] = c
		vowels += int(c >> 7)
	}
	v.n = len(word) / 2
	v.consonants = v.n - vowels
	v.loose = v.consonants >= looseConsonants
	if v.hash = all; v.loose {
		v.hash = hash
	}
	v.hash = (v.hash ^ v.hash>>32) * 0x9e3779b97f4a7c15
	return v.consonants >= variantConsonants
}

// letters are those of the word.
func (v *variantKey) letters() []variantClass { return v.buf[:v.n] }

// appendKey appends the letters of the key.
func (v *variantKey) appendKey(to []byte) []byte {
	for i, c := range v.letters() {
		if !v.loose || c < longClass || i == 0 || i == v.n-1 {
			to = append(to, byte(c))
		}
	}
	return to
}

// same reports whether a word has this key.
func (v *variantKey) same(word string) bool {
	var w variantKey
	var a, b [maxVariant]byte
	return w.set(word) && w.hash == v.hash && bytes.Equal(w.appendKey(a[:0]), v.appendKey(b[:0]))
}

// near reports whether two words have one variant key, and the same vowels.
func near(a, b string) bool {
	var v, w variantKey
	return v.set(a) && w.set(b) && slices.Equal(v.letters(), w.letters())
}

// variantEdits is in how many letters two words that have variant keys differ
// (Levenshtein 1965).
func variantEdits(a, b string) int {
	if max(len(a), len(b)) > 2*maxVariant {
		return len(a) + len(b)
	}
	for len(a) > 1 && len(b) > 1 && a[:2] == b[:2] {
		a, b = a[2:], b[2:]
	}
	for len(a) > 1 && len(b) > 1 && a[len(a)-2:] == b[len(b)-2:] {
		a, b = a[:len(a)-2], b[:len(b)-2]
	}
	if min(len(a), len(b)) == 0 || len(a) == 2 && len(b) == 2 {
		return max(len(a), len(b)) / 2
	}
	var row [maxVariant + 1]int
	for j := range row {
		row[j] = j
	}
	for i := 0; i+2 <= len(a); i += 2 {
		diagonal := row[0]
		row[0] = i/2 + 1
		for j := 0; j+2 <= len(b); j += 2 {
			up := row[j/2+1]
			cost := diagonal
			if a[i:i+2] != b[j:j+2] {
				cost = 1 + min(diagonal, up, row[j/2])
			}
			diagonal, row[j/2+1] = up, cost
		}
	}
	return row[len(b)/2]
}
