package gazetteer

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"alam/internal/flat"
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
	buf   [64]byte // variantLetters of the word, without vowels if loose
	n     int
	loose bool
}

// The letters of the folding.
const (
	hamza   = '\u0621'
	wawSeat = '\u0624'
	yehSeat = '\u0626'
	alef    = '\u0627'
	teh     = '\u062a'
	theh    = '\u062b'
	jeem    = '\u062c'
	hah     = '\u062d'
	zain    = '\u0632'
	seen    = '\u0633'
	sheen   = '\u0634'
	tah     = '\u0637'
	ghain   = '\u063a'
	feh     = '\u0641'
	qaf     = '\u0642'
	kaf     = '\u0643'
	heh     = '\u0647'
	waw     = '\u0648'
	yeh     = '\u064a'
)

// The least letters and consonants of a word with a variant key, and the least
// consonants of one whose vowels do not count.
const (
	variantLetters    = 5
	variantConsonants = 3
	looseConsonants   = 4
)

// letter folds a letter.
func variantLetter(r rune) rune {
	switch r {
	case ghain, qaf, kaf:
		return jeem
	case zain, sheen:
		return seen
	case theh, tah:
		return teh
	case hah:
		return heh
	case wawSeat:
		return waw
	case yehSeat:
		return yeh
	}
	return r
}

// set makes the variant key of a word's lookup key, and says whether it has one.
func (v *variantKey) set(word string) bool {
	letters, consonants := 0, 0
	if len(word) < 2*variantLetters || len(word) > len(v.buf) {
		return false
	}
	for i, r := range word {
		if r < hamza || r > yeh {
			return false // not a letter of Arabic proper
		}
		letters++
		if i == 0 && r != alef || !long(r) {
			consonants++
		}
	}
	if consonants < variantConsonants || letters < variantLetters {
		return false
	}
	v.loose = consonants >= looseConsonants
	v.n = v.fold(word, v.loose)
	return true
}

// long says whether a letter may be a long vowel, or a seat of hamza.
func long(r rune) bool {
	switch r {
	case alef, waw, yeh, hamza, wawSeat, yehSeat:
		return true
	}
	return false
}

// fold writes a word without what variants differ in, and gives its length.
func (v *variantKey) fold(word string, loose bool) int {
	b := v.buf[:0]
	for i, r := range word {
		last := i+utf8.RuneLen(r) == len(word)
		switch {
		case i == 0 && r == waw:
			r = feh
		case i == 0:
			r = variantLetter(r)
		case last && r == heh:
			r = alef // كوستا, كوسته
		case last:
			r = variantLetter(r)
		case r == hamza, loose && long(r):
			continue
		default:
			r = variantLetter(r)
		}
		b = utf8.AppendRune(b, r)
	}
	return len(b)
}

// same says whether a word has this key.
func (v *variantKey) same(word string) bool {
	var w variantKey
	return w.set(word) && w.loose == v.loose && bytes.Equal(w.buf[:w.n], v.buf[:v.n])
}

// near says whether two words of one variant key have the same vowels.
func near(a, b string) bool {
	var v, w variantKey
	if max(len(a), len(b)) > len(v.buf) {
		return false
	}
	v.n, w.n = v.fold(a, false), w.fold(b, false)
	return bytes.Equal(v.buf[:v.n], w.buf[:w.n])
}

// variantEdits is in how many letters two words that have variant keys differ
// (Levenshtein 1965).
func variantEdits(a, b string) int {
	if max(len(a), len(b)) > len(variantKey{}.buf) {
		return len(a) + len(b)
	}
	var row [len(variantKey{}.buf)/2 + 1]int // letters take two bytes
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

func (v *variantKey) hash() uint64 {
	h := flat.HashBytes(v.buf[:v.n])
	if v.loose {
		h = ^h
	}
	return h
}

// packVariants gives the hash table of words by variant key: a slot is 0, or
// the top byte of the hash times 2^24 and the number of the word + 1. Words of
// one key stand in the order of their numbers.
func packVariants(words []string, wanted []bool) []byte {
	var v variantKey
	n := 0
	for i, w := range words {
		if wanted[i] && v.set(w) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	size := uint32(4)
	for int(size) < 2*n {
		size *= 2
	}
	slots := make([]uint32, size)
	for i, w := range words {
		if !wanted[i] || !v.set(w) {
			continue
		}
		h := v.hash()
		at := uint32(h) & (size - 1)
		for slots[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		slots[at] = uint32(h>>56)<<24 | uint32(i+1)
	}
	return flat.AppendUint32s(nil, slots...)
}

// A variantScan goes through the listed words with one variant key.
type variantScan struct {
	g    *Gazetteer
	key  variantKey
	own  string // the word that is varied
	at   uint32
	tag  uint32
	left int
}

// vary begins a scan for a word's key; false where no word can be found.
func (s *variantScan) vary(g *Gazetteer, own string) bool {
	n := g.variants.Len()
	if n == 0 || !s.key.set(own) {
		return false
	}
	h := s.key.hash()
	s.g, s.own, s.at, s.tag, s.left = g, own, uint32(h)&uint32(n-1), uint32(h>>56), n
	return g.variants.At(int(s.at)) != 0
}

// next is the next word that is spelled otherwise, or -1.
func (s *variantScan) next() int {
	mask := uint32(s.g.variants.Len() - 1)
	for ; s.left > 0; s.left-- {
		slot := s.g.variants.At(int(s.at))
		if slot == 0 {
			break
		}
		s.at = (s.at + 1) & mask
		if slot>>24 != s.tag {
			continue
		}
		id := int(slot&0xffffff) - 1
		if w := s.g.words.At(id); w != s.own && s.key.same(w) {
			s.left--
			return id
		}
	}
	s.left = 0
	return -1
}

// edits is in how many letters the word of a text differs from a listed one; ok
// is false if in too many: two in a word of five consonants and more, one in
// others. A text's word that is listed in some name too, or one with the
// article, may differ by its consonants alone: كريستين is not كريستيان.
func (s *variantScan) edits(id int, known bool) (n int, ok bool) {
	w := s.g.words.At(id)
	if (known || strings.HasPrefix(w, article) || strings.HasPrefix(s.own, article)) && !near(w, s.own) ||
		apart(w, s.own, zain, sheen) || apart(w, s.own, theh, tah) {
		return 0, false
	}
	n = variantEdits(w, s.own)
	return n, n <= 1 || n == 2 && s.key.loose && letters(string(s.key.buf[:s.key.n])) > looseConsonants
}

// apart says whether two words differ by two letters that stand for one sound
// only by way of a third.
func apart(a, b string, x, y rune) bool {
	n, m := count(a, x)-count(b, x), count(a, y)-count(b, y)
	return n != 0 && m != 0
}

func count(s string, r rune) int { return strings.Count(s, string(r)) }

// fitsAlone says whether a name of one word may be spelled so: by a vowel put
// in or left out or by a consonant, once and not near its end, where a vowel
// makes another word (كولومبا, كولومبيا), nor ز another name (غوتيريز, غوتيريس);
// not by و for ف at its beginning, where it is more often "and"; and without the
// article, and without a final ه, which may be a pronoun.
func fitsAlone(word, listed string) bool {
	if strings.HasPrefix(word, article) || strings.HasPrefix(listed, article) || variantEdits(word, listed) != 1 ||
		len(word) == len(listed) && !near(word, listed) {
		return false
	}
	a, n := utf8.DecodeLastRuneInString(word)
	b, m := utf8.DecodeLastRuneInString(listed)
	c, _ := utf8.DecodeRuneInString(word)
	d, _ := utf8.DecodeRuneInString(listed)
	if variantLetter(a) != variantLetter(b) || variantLetter(c) != variantLetter(d) ||
		a != b && (a == zain || b == zain) || a == heh {
		return false
	}
	if long(a) {
		a, _ = utf8.DecodeLastRuneInString(word[:len(word)-n])
		b, _ = utf8.DecodeLastRuneInString(listed[:len(listed)-m])
		return variantLetter(a) == variantLetter(b)
	}
	return true
}

// variantGroup is the key by which names that are variants of one another are
// compared; ok is false for a name that has none but itself.
func variantGroup(keys []string, to []byte) (group []byte, ok bool) {
	var v variantKey
	for i, k := range keys {
		if i > 0 {
			to = append(to, ' ')
			if stem, cut := strings.CutPrefix(k, article); cut && letters(stem) >= articleLetters {
				k, ok = stem, true
			}
		}
		if v.set(k) {
			to = append(to, v.buf[:v.n]...)
			ok = true
		} else {
			to = append(to, k...)
		}
		ok = ok || i > 0 && letters(k) >= articleLetters
	}
	return to, ok
}

// articleLetters is the least length of a word that may have the article or
// not: البوخاري, بوخاري. Shorter ones are given names too often: المحمد, محمد.
const articleLetters = 5
