package repair

import (
	"iter"
	"unicode"
	"unicode/utf8"
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
		add(visual(text, s&shaped != 0))
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
	// Its ends once more, with blanks around them, as the look leaves them out.
	const pad = "        "
	return scan(s) | scan(pad+s[:2*margin]+pad) | scan(pad+s[len(s)-2*margin:]+pad)
}

// margin is how many bytes scan looks ahead and behind.
const margin = 6

// telling are the pairs of a byte and the one before the last at which scan stops.
// Hardly any stands in sound text.
var telling = func() (t [1 << 16]bool) {
	pair := func(first, second byte) { t[int(first)<<8|int(second)] = true }
	for _, alef := range []byte{0xa2, 0xa3, 0xa5, 0xa7} { // آ أ إ ا, behind an alef
		pair(0xa7, alef)
	}
	for c := range byte(0x80) { // ة and ى, where a word begins
		pair(c, 0xa9)
		pair(c, 0x89)
	}
	for c := range 256 {
		pair(byte(c), 0xc3) // Latin letters with marks
		pair(byte(c), 0xef) // shapes
		if c >= 0x80 {
			pair(0xb7, byte(c)) // what is behind ط and ظ
			pair(0xb8, byte(c))
		}
	}
	return t
}()

// near is how many bytes part two signs of a misread word at most.
const near = 32

// scan looks at all but the first and last bytes of s. What is before the byte at
// which it stops decides first, for it is seldom what it looks for.
func scan(s string) (found int) {
	latin, sign := 0, -2*near
	for i := margin; i+margin < len(s); i++ {
		if !telling[int(s[i-2])<<8|int(s[i])] {
			continue
		}
		at := s[i-3 : i+5]
		if n := at[2]; at[0] == 0xd8 && (at[1] == 0xb7 || at[1] == 0xb8) && (n > 0x80 && n < 0xd8 || n >= 0xda) {
			if i-sign <= near { // two signs that are no letters, behind ط or ظ
				found |= misread
			}
			sign = i
		}
		switch at[3] {
		case 0xa2, 0xa3, 0xa5, 0xa7: // behind an alef, before ل
			if at[1] == 0xa7 && at[2] == 0xd8 && at[0] == 0xd8 && at[4] == 0xd9 && at[5] == 0x84 {
				found |= swapped
			}
		case 0xa9, 0x89: // where a word begins
			if at[1] < 0x80 && (at[2] == 0xd8 && at[3] == 0xa9 || at[2] == 0xd9 && at[3] == 0x89) {
				found |= reversed
			}
		case 0xc3:
			if n := at[4]; n == 0x83 || n >= 0x98 && n <= 0x9b { // Ã, or Ø to Û
				found |= misread
			}
			latin++
		case 0xef:
			if n := at[4]; n >= 0xad && n <= 0xb7 || n >= 0xb9 && n <= 0xba || n == 0xbb && at[5] != 0xbf {
				found |= shaped
			}
		}
	}
	if latin*8 > len(s) {
		found |= misread
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
func visual(s string, shapes bool) Damage {
	plain, m := s, step(nil)
	if shapes {
		plain, m = mendForms(s)
	}
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
		} else if d.Of <= sampled && 5*(d.Of-d.Count) > sampled {
			return Damage{} // however few of those to come are known
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
