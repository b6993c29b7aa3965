package token

import (
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/text"
)

// A Scanner holds scratch space for Append, so that scanning many texts does
// not allocate for each token. The zero value is ready; it is not safe for
// concurrent use.
type Scanner struct {
	keys []byte
	ends []int
}

// Tokenize cuts src into tokens.
func Tokenize(src string) []Token {
	var s Scanner
	return s.Append(nil, src)
}

// Append appends the tokens of src to dst. All keys of a text share one
// allocation.
func (s *Scanner) Append(dst []Token, src string) []Token {
	s.keys, s.ends = s.keys[:0], s.ends[:0]
	base := len(dst)
	state := sentences{line: true}
	flags := LineStart
	for i := 0; i < len(src); {
		r, n := decode(src, i)
		c := classOf(r)
		switch c {
		case space, format, mark: // a mark without a letter is no word
			flags &^= Joined
			i += n
			continue
		case newline:
			state.newline()
			flags = LineStart
			i += n
			continue
		}
		start, from := i, len(s.keys)
		kind, end := s.token(src, i, r, n, c)
		t := Token{Start: start, End: end, Surface: src[start:end], Kind: kind, Flags: flags}
		if state.next(&t, r, s.keys[from:], end < len(src) && src[end] == '.') {
			t.Flags |= SentenceStart
		}
		if kind == Arabic && len(dst) > base {
			if p := &dst[len(dst)-1]; p.Kind == Arabic && p.End == start {
				t.Flags |= Glued
			}
		}
		s.ends = append(s.ends, len(s.keys))
		dst = append(dst, t)
		i, flags = end, Joined
	}
	// One string holds all keys; each token's Norm is a part of it.
	all, from := string(s.keys), 0
	for k, to := range s.ends {
		dst[base+k].Norm = all[from:to]
		from = to
	}
	markAddresses(dst[base:], src)
	return dst
}

// token reads the token that begins with rune r of width n at src[i:],
// appends its key to s.keys, and gives its kind and where it ends.
func (s *Scanner) token(src string, i int, r rune, n int, c class) (Kind, int) {
	from := len(s.keys)
	s.keys = appendKey(s.keys, r)
	switch c {
	case arabicScript:
		return Arabic, s.arabicWord(src, i+n, r, from)
	case latin:
		return Latin, s.word(src, i+n, latin)
	case letter:
		return Letter, s.word(src, i+n, letter)
	case digit:
		return Number, s.number(src, i+n)
	case punct:
		return Punct, i + n
	}
	return Symbol, i + n
}

// arabicWord reads the rest of a word whose first letter is r, with its key at
// s.keys[from:], up to where it
// ends or, by the rules of spelling, another word is glued to it.
func (s *Scanner) arabicWord(src string, i int, r rune, from int) int {
	keys, end, before, prev := s.keys, i, rune(0), r
	long, twice := false, 0         // some letter is drawn out
	seam, marked := final(r), false // seam: a word may be glued to what stands before
scan:
	for i < len(src) {
		r, n := decode(src, i)
		switch classOf(r) {
		case arabicScript:
			if seam && text.OpensAfter(before, prev, r) {
				break scan
			}
			before, prev, seam, marked = prev, r, final(r) || marked, false
		case mark:
			before, prev, seam, marked = prev, r, true, true
		case format:
			i += n
			continue // belongs to the word if letters follow
		default:
			break scan
		}
		if r >= 0x600 && r < 0x700 && arabicKeys[r-0x600] >= utf8.RuneSelf {
			k := arabicKeys[r-0x600]
			keys = append(keys, 0xc0|byte(k>>6), 0x80|byte(k&0x3f))
		} else {
			keys = appendKey(keys, r)
		}
		if twice++; !repeats(keys[from:]) {
			twice = 0
		}
		long = long || twice == longRun-1
		i += n
		end = i
	}
	if long {
		keys = append(keys[:from], squeeze(keys[from:])...)
	}
	unswap(keys[from:])
	s.keys = keys
	return end
}

// final reports whether a letter stands at the end of words only: ة and ى.
func final(r rune) bool { return r == arabic.TehMarbuta || r == arabic.AlefMaksura }

// word reads the rest of a word of one script: its letters and marks, digits
// after Latin letters, and an apostrophe between letters.
func (s *Scanner) word(src string, i int, script class) int {
	end := i
	for i < len(src) {
		r, n := decode(src, i)
		c := classOf(r)
		switch {
		case c == script, c == mark, script == latin && c == digit:
		case c == format:
			i += n
			continue
		case (r == '\'' || r == '\u2019') && nextIs(src, i+n, script):
		default:
			return end
		}
		s.keys = appendKey(s.keys, r)
		i += n
		end = i
	}
	return end
}

// number reads the rest of a number: digits, and separators between digits.
func (s *Scanner) number(src string, i int) int {
	end := i
	for i < len(src) {
		r, n := decode(src, i)
		switch {
		case classOf(r) == digit:
		case (r == '.' || r == ',' || r == arabic.DecimalSeparator || r == arabic.ThousandsSeparator) && nextIs(src, i+n, digit):
		default:
			return end
		}
		s.keys = appendKey(s.keys, r)
		i += n
		end = i
	}
	return end
}

// nextIs reports whether the rune at src[i:] is of class c.
func nextIs(src string, i int, c class) bool {
	if i >= len(src) {
		return false
	}
	r, _ := decode(src, i)
	return r != utf8.RuneError && classOf(r) == c
}
