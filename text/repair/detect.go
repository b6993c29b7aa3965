package repair

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
)

// Detect tells the damage of a text, at most one of a kind, in the order of
// Kinds. known reports whether a word is known, for damage of the kind Unknown;
// nil leaves that out. A sound text takes one look at its bytes and some words.
func Detect(text string, known func(word string) bool) []Damage {
	var out []Damage
	add := func(d Damage) {
		if d.Count > 0 {
			out = append(out, d)
		}
	}
	s := suspect(text)
	if s&misread != 0 {
		add(mojibake(text))
	}
	if s&shaped != 0 {
		add(count(Forms, text, manyForms))
	}
	if s&swapped != 0 {
		add(lamAlef(text))
	}
	if s&(reversed|shaped) != 0 {
		add(visual(text))
	}
	if known != nil && len(out) == 0 {
		add(unknown(text, known))
	}
	return out
}

// What a look at the bytes of a text cannot rule out.
const (
	misread = 1 << iota
	shaped
	swapped
	reversed
)

// suspect looks at the bytes of a text once. A text that is sound has hardly any
// of what it looks for.
func suspect(s string) int {
	if len(s) < 10*margin {
		return misread | shaped | swapped | reversed
	}
	// The end once more, with blanks behind it, as the look ends before it.
	return scan(s) | scan(s[len(s)-2*margin:]+"        ")
}

// margin is how many bytes scan looks ahead.
const margin = 6

// swappable is what stands behind an alef that is put before a swapped article: D8,
// the byte of an alef, and ل.
var swappable = [256]bool{0xa2: true, 0xa3: true, 0xa5: true, 0xa7: true}

// scan looks at all but the last bytes of s.
func scan(s string) (found int) {
	latin, begins, ends, odd := 0, 0, 0, 0
	for i := 0; i+margin < len(s); i++ {
		switch s[i] {
		case 0xd8: // the first byte of ا and of ط
			i++
			switch n := s[i+1 : i+margin]; s[i] {
			case 0xa7:
				if n[0] == 0xd8 && n[2] == 0xd9 && n[3] == 0x84 && swappable[n[1]] {
					found |= swapped
				}
			case 0xb7, 0xb8:
				if n[0] > 0x80 && n[0] < 0xd8 || n[0] >= 0xda {
					found |= misread
				}
			}
		case 0xd9:
			i++
		case ' ', '\n':
			switch n := s[i+1 : i+margin]; {
			case n[0] == 0xd8 && n[1] == 0xa7 && n[2] == 0xd9 && n[3] == 0x84:
				begins++ // with ال
			case n[0] == 0xd8 && n[1] == 0xa9, n[0] == 0xd9 && n[1] == 0x89:
				odd++ // with ة or ى
			}
			if i >= 10 && s[i-4:i] == arabic.LamS+arabic.AlefS && s[i-10] >= 0xd8 && s[i-8] >= 0xd8 && s[i-6] >= 0xd8 {
				ends++ // with لا behind three letters
			}
		case 0xc3:
			if i++; s[i] == 0x83 || s[i] >= 0x98 && s[i] <= 0x9b { // Ã, or Ø to Û
				found |= misread
			}
			latin++
		case 0xef:
			if n := s[i+1]; n >= 0xad && n <= 0xb7 || n >= 0xb9 && n <= 0xba || n == 0xbb && s[i+2] != 0xbf {
				found |= shaped
			}
		}
	}
	if latin*8 > len(s) {
		found |= misread
	}
	if odd > 0 || ends > begins {
		found |= reversed
	}
	return found
}

// words gives where the words of a text stand: what ASCII blanks part, as other
// blanks are parts of misread letters.
func words(s string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for i := 0; i < len(s); {
			if s[i] <= ' ' {
				i++
				continue
			}
			start := i
			for i < len(s) && s[i] > ' ' {
				i++
			}
			if !yield(start, i) {
				return
			}
		}
	}
}

// count counts the words that are damaged.
func count(kind Kind, s string, damaged func(word string) bool) Damage {
	d := Damage{Kind: kind, First: -1}
	for start, end := range words(s) {
		d.Of++
		if damaged(s[start:end]) {
			if d.Count++; d.First < 0 {
				d.First = start
			}
		}
	}
	return d
}

// mojibake gives the damage of the misreading that has the most.
func mojibake(s string) (most Damage) {
	for i := range misreadings {
		if d := misreadings[i].damage(s); d.Count > most.Count {
			most = d
		}
	}
	if most.Count == 0 {
		return codeDamage(s)
	}
	return most
}

// lamAlefShare is how many words with an article there may be to one that is
// swapped: a slip of the pen is not damage.
const lamAlefShare = 20

// lamAlef counts the words whose article is swapped.
func lamAlef(s string) Damage {
	d := count(LamAlef, s, func(word string) bool { return nextSwapped(word, 0) >= 0 })
	sound := count(LamAlef, s, func(word string) bool { return defined(letters(word)) })
	if d.Count*lamAlefShare < sound.Count {
		return Damage{}
	}
	return d
}

// visual tells words that stand in reverse: those that begin with a letter that
// only ends words, or end with the article, beside those that are as they should be.
func visual(s string) Damage {
	plain, m := mendForms(s)
	backward, forward := 0, 0
	d := count(Visual, plain, func(word string) bool {
		if upright(word) {
			forward++
		}
		if !backwards(word) {
			return false
		}
		backward++
		return true
	})
	if backward < 2 || backward <= 2*forward {
		return Damage{}
	}
	d.First = m.low(d.First)
	return d
}

// letters is a word without the signs around it.
func letters(word string) string {
	for word != "" {
		r, n := utf8.DecodeRuneInString(word)
		if unicode.IsLetter(r) {
			break
		}
		word = word[n:]
	}
	for word != "" {
		r, n := utf8.DecodeLastRuneInString(word)
		if unicode.IsLetter(r) {
			break
		}
		word = word[:len(word)-n]
	}
	return word
}

// sampled is how many words are looked up before a text is suspected, fewest how
// many there must be to say anything.
const sampled, fewest = 24, 8

// unknown counts the words that are not known, if these are four of five.
func unknown(s string, known func(string) bool) Damage {
	d := Damage{Kind: Unknown, First: -1}
	tried := 0
	for start, end := range words(s) {
		if tried++; d.Of == sampled && 5*d.Count < 4*d.Of || tried == sampled && d.Of == 0 {
			return Damage{}
		}
		word := letters(s[start:end])
		if !plain(word) {
			continue
		}
		d.Of++
		if !known(word) {
			if d.Count++; d.First < 0 {
				d.First = start
			}
		}
	}
	if d.Of < fewest || 5*d.Count < 4*d.Of {
		return Damage{}
	}
	return d
}

// plain reports whether a word is three Arabic letters or more.
func plain(word string) bool {
	n := 0
	for _, r := range word {
		switch {
		case isArabic(r):
			n++
		case !unicode.Is(unicode.Mn, r):
			return false
		}
	}
	return n >= 3
}
