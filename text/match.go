package text

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
)

// begins finds the rule that matches at the beginning of src[at:end], and where
// the match stops.
func (ps *parser) begins(at, end int) (id, stop int) {
	var buf [32]int
	ids := buf[:0]
	first, next := pairAt(ps.src, at, end)
	ids = append(ids, ps.starts.get(first)...)
	if ps.within.rules != nil {
		prev := first[0]
		for i := next; i < min(end, at+needWithin); {
			p, next := pairAt(ps.src, i, end)
			inWord := isArabicLetter(p[0]) && isArabicLetter(prev)
			prev = p[0]
			if inWord {
				i = next
				continue
			}
			for _, id := range ps.within.get(p) {
				ru := &ps.rules[id]
				if !slices.Contains(ids, id) && !ru.tooLong(end-at) && ps.find(ru.probe, i, cut(ps.src, i+insideMax, end)) != none {
					ids = append(ids, id)
				}
			}
			i = next
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		ru := &ps.rules[id]
		if ru.tooLong(end - at) {
			continue
		}
		if stop := ps.match(id, at, end); stop != none && (ru.where == lineStart || stop == end) {
			return id, stop
		}
	}
	return none, none
}

// tooLong tells that a rule for whole lines takes none of this length.
func (ru *rule) tooLong(line int) bool {
	if ru.where == lineStart || ru.rest {
		return false
	}
	return line > lineMax || ru.probe != nil && line > probedMax
}

// match tells where rule id, tried at src[at], stops, or none.
func (ps *parser) match(id, at, end int) int {
	ru := &ps.rules[id]
	sees := window
	if ru.where == insideLine {
		sees = insideMax
	}
	stop := ps.find(ru.head, at, cut(ps.src, at+sees, end))
	switch {
	case stop == none:
		return none
	case ru.rest:
		return end
	case ru.tail != nil:
		return ps.stretch(id, stop, end)
	case !wordEnds(ps.src, stop):
		return none
	}
	return stop
}

// find tells where e, tried at the beginning of src[at:end], stops, or none.
func (ps *parser) find(e *expr, at, end int) int {
	if ps.failed.has(e, ps.src[at:end]) {
		return none
	}
	ps.reduced = reduced{ps.src, at, end}
	m := e.re().FindReaderIndex(&ps.reduced)
	if m == nil {
		ps.failed.add(e, ps.src[at:end])
		return none
	}
	return at + m[1]
}

// inLine marks the matches of inside rules in src[at:end].
func (ps *parser) inLine(at, end, next int) {
	if ps.inside.rules == nil {
		return
	}
	src, prev := ps.src, char{}
	for i := at; i < end; {
		if prev.letter && !prev.closes && plainLetter(src, i) {
			i += 2
			continue
		}
		c := ps.charAt(i, end, prev)
		if c.ask {
			if stop := ps.mark(i, end, next); stop != none {
				i, prev = stop, char{}
				continue
			}
		}
		i, prev = i+c.size, c
	}
}

// A char is what inLine has to know of a character; the zero value is none.
type char struct {
	size   int
	letter bool // a word goes on with it
	closes bool // a letter or its mark behind which a new word may begin
	ask    bool // a rule may begin at it
}

// plainLetter tells that src[i] is an Arabic letter, of two bytes, behind which no
// new word begins: within a word, no rule does either.
func plainLetter(src string, i int) bool {
	c := src[i]
	if c < 0xd8 || c > 0xdb {
		return false
	}
	x := &arabicBlock[c<<6|src[i+1]&0x3f]
	return x.word && !x.closes
}

// charAt tells what stands at src[i], behind prev.
func (ps *parser) charAt(i, end int, prev char) char {
	src := ps.src
	switch c := src[i]; {
	case c < utf8.RuneSelf:
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
		return char{size: 1, letter: letter, ask: !(letter && prev.letter) && c > ' '}
	case c >= 0xd8 && c <= 0xdb: // U+0600 to U+06FF
		low := c<<6 | src[i+1]&0x3f
		x := &arabicBlock[low]
		ask := ps.inside.first[x.reduced&0xff] && (!x.word || !prev.letter || prev.closes)
		if ask && i+3 < end && src[i+2]>>2 == 0xd8>>2 { // the pair, without a call, where it is plain
			second := arabicBlock[src[i+2]<<6|src[i+3]&0x3f].reduced
			ask = second == dropped || ps.inside.get(pair{x.reduced, second}) != nil
		}
		return char{2, x.word, x.closes || prev.closes && low-arabic.Fathatan&0xff < 8, ask}
	}
	_, n := utf8.DecodeRuneInString(src[i:end])
	return char{size: n, ask: true}
}

// mark marks what an inside rule finds at src[i], and tells where it stops.
func (ps *parser) mark(i, end, next int) int {
	p, _ := pairAt(ps.src, i, end)
	for _, id := range ps.inside.get(p) {
		if stop := ps.match(id, i, end); stop != none {
			if stop += blankPrefix(ps.src[stop:next]); stop >= end {
				stop = next
			}
			ps.marks = append(ps.marks, Region{Span{i, stop}, ps.rules[id].kind, ps.article})
			return stop
		}
	}
	return none
}

// A gap remembers the last search for what a rule wants after its "...", so
// that no part of a line is searched again and again.
type gap struct {
	to         int // searched up to here
	start, end int // the first match from where the search began; start is none if there is none
}

// stretch gives where the last of the tails of rule id ends that follow from
// src[at] within gapMax of each other, or none.
func (ps *parser) stretch(id, at, end int) int {
	if ps.gaps == nil {
		ps.gaps = make([]gap, len(ps.rules))
		for i := range ps.gaps {
			ps.gaps[i].start = none
		}
	}
	stop := none
	for {
		g := &ps.gaps[id]
		if g.start < at {
			ps.search(id, at, end)
		}
		if g.start < at || g.start > at+gapMax {
			return stop
		}
		at = g.end
		stop = at
	}
}

// search looks for the tail of rule id in what it has not yet seen of
// src[at:at+gapMax].
func (ps *parser) search(id, at, end int) {
	g, ru := &ps.gaps[id], &ps.rules[id]
	g.start = none
	limit := cut(ps.src, at+gapMax+1, end)
	for i := max(at, g.to); i < limit; {
		p, next := pairAt(ps.src, i, end)
		if ru.tails[p] {
			if stop := ps.find(ru.tail, i, cut(ps.src, i+insideMax, end)); stop != none && wordEnds(ps.src, stop) {
				*g = gap{stop, i, stop}
				return
			}
		}
		i = next
		g.to = i
	}
}

// cut is the last rune boundary of src not after i, and not after end.
func cut(src string, i, end int) int {
	if i >= end {
		return end
	}
	for i > 0 && !utf8.RuneStart(src[i]) {
		i--
	}
	return i
}

// wordEnds reports whether a word may end at src[i]: no letter follows a letter
// there, or one that opens a new word does.
func wordEnds(src string, i int) bool {
	next, _ := utf8.DecodeRuneInString(src[i:])
	prev, n := utf8.DecodeLastRuneInString(src[:i])
	if !unicode.IsLetter(next) && !arabic.IsVowelMark(next) || !unicode.IsLetter(prev) && !arabic.IsVowelMark(prev) {
		return true
	}
	prev2, _ := utf8.DecodeLastRuneInString(src[:i-n])
	return OpensAfter(prev2, prev, next) || isArabicLetter(prev) != isArabicLetter(next) && !arabic.IsVowelMark(prev) && !arabic.IsVowelMark(next)
}

// blankPrefix is the length in bytes of the blanks and invisible characters
// that s begins with.
func blankPrefix(s string) int {
	for i, r := range s {
		if !isBlank(r) {
			return i
		}
	}
	return len(s)
}

// blankSuffix is the same at the end of s.
func blankSuffix(s string) int {
	i := len(s)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !isBlank(r) {
			break
		}
		i -= n
	}
	return len(s) - i
}

func isBlank(r rune) bool {
	return r == ' ' || r >= '\t' && r <= '\r' || r > 0x7f && (unicode.IsSpace(r) ||
		r == 0x200b || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff)
}
