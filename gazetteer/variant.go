package gazetteer

import (
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/flat"
)

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
		h := v.hash
		at := uint32(h) & (size - 1)
		for slots[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		slots[at] = uint32(h>>56)<<24 | uint32(i+1)
	}
	return flat.AppendUint32s(nil, slots...)
}

// packNear gives a bit for each word: another one that is wanted has its variant
// key and its vowels.
func packNear(words []string, wanted []bool) []byte {
	var v variantKey
	of := map[string]int{}
	key := func(i int) (string, bool) {
		if !wanted[i] || !v.set(words[i]) {
			return "", false
		}
		b := make([]byte, v.n)
		for k, c := range v.letters() {
			b[k] = byte(c)
		}
		return string(b), true
	}
	for i := range words {
		if k, ok := key(i); ok {
			of[k]++
		}
	}
	bits := make([]byte, (len(words)+7)/8)
	for i := range words {
		if k, ok := key(i); ok && of[k] > 1 {
			bits[i/8] |= 1 << (i % 8)
		}
	}
	return bits
}

// hasNear reports whether another listed word has the variant key and vowels of
// word id.
func (g *Gazetteer) hasNear(id int) bool {
	return id/8 < len(g.near) && g.near[id/8]>>(id%8)&1 != 0
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
	h := s.key.hash
	s.g, s.own, s.at, s.tag, s.left = g, own, uint32(h)&uint32(n-1), uint32(h>>56), n
	for ; s.left > 0; s.left-- {
		switch slot := g.variants.At(int(s.at)); {
		case slot == 0:
			return false
		case slot>>24 == s.tag:
			return true
		}
		s.at = (s.at + 1) & uint32(n-1)
	}
	return false
}

// next is the next word that may be spelled otherwise, or -1; edits looks closer.
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
		s.left--
		return int(slot&0xffffff) - 1
	}
	s.left = 0
	return -1
}

// edits is in how many letters the word of a text differs from listed word id; ok
// is false if that is no variant of it, or differs in too many: two in a word of five consonants and more, one in
// others. A text's word that is listed in some name too, or one with the
// article, may differ by its consonants alone: كريستين is not كريستيان.
func (s *variantScan) edits(id int, known bool) (n int, ok bool) {
	w := s.g.words.At(id)
	if w == s.own || !s.key.same(w) {
		return 0, false
	}
	return s.key.edits(w, s.own, known)
}

// edits is that of two words that have this key.
func (v *variantKey) edits(w, own string, known bool) (n int, ok bool) {
	if (known || strings.HasPrefix(w, arabic.Article) || strings.HasPrefix(own, arabic.Article)) && !near(w, own) {
		return 0, false
	}
	n = variantEdits(w, own)
	if n > 2 || n == 2 && v.consonants <= looseConsonants {
		return 0, false
	}
	return n, !apart(w, own, arabic.Zain, arabic.Sheen) && !apart(w, own, arabic.Theh, arabic.Tah)
}

// apart reports whether two words differ by two letters that stand for one sound
// only by way of a third.
func apart(a, b string, x, y rune) bool {
	n, m := count(a, x)-count(b, x), count(a, y)-count(b, y)
	return n != 0 && m != 0
}

func count(s string, r rune) int { return strings.Count(s, string(r)) }

// fitsAlone reports whether a name of one word may be spelled so: by a vowel put
// in or left out or by a consonant, once and not near its end, where a vowel
// makes another word (كولومبا, كولومبيا), nor ز another name (غوتيريز, غوتيريس);
// not by و for ف at its beginning, where it is more often "and"; and without the
// article, and without a final ه, which may be a pronoun.
func fitsAlone(word, listed string) bool {
	if strings.HasPrefix(word, arabic.Article) || strings.HasPrefix(listed, arabic.Article) || variantEdits(word, listed) != 1 ||
		len(word) == len(listed) && !near(word, listed) {
		return false
	}
	a, b := classAt(word, len(word)-2), classAt(listed, len(listed)-2)
	if a != b || classAt(word, 0) != classAt(listed, 0) ||
		word[len(word)-2:] == arabic.HehS || strings.HasSuffix(word, string(arabic.Zain)) != strings.HasSuffix(listed, string(arabic.Zain)) {
		return false
	}
	return a < longClass || classAt(word, len(word)-4) == classAt(listed, len(listed)-4)
}

// VariantKey is the key that the names share which may be spellings of one foreign
// name by other transliterators; it is no text. The words are given by their
// lookup keys. ok is false for a name that has no such key.
func VariantKey(words []string) (key string, ok bool) {
	b, ok := variantGroup(words, nil)
	return string(b), ok
}

// Variant reports whether two words, given by their lookup keys, may be spellings
// of one foreign word by other transliterators, and in how many letters they
// differ. known says that one of them is a word of its own, which may differ by
// its consonants alone; alone that the words are all of the name. No word is a
// variant of itself.
func Variant(a, b string, known, alone bool) (edits int, ok bool) {
	var v variantKey
	if a == b || !v.set(a) || !v.same(b) {
		return 0, false
	}
	edits, ok = v.edits(b, a, known)
	return edits, ok && (!alone || fitsAlone(a, b))
}

// variantGroup is the key by which names that are variants of one another are
// compared; ok is false for a name that has none but itself.
func variantGroup(keys []string, to []byte) (group []byte, ok bool) {
	var v variantKey
	for i, k := range keys {
		if i > 0 {
			to = append(to, ' ')
		}
		if v.set(k) {
			to, ok = v.appendKey(to), true
		} else {
			to = append(to, k...)
		}
	}
	return to, ok
}
