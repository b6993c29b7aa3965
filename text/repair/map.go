package repair

import "sort"

// A Map leads from a mended text to its source. The zero value is that of a
// text in which nothing was mended.
type Map struct {
	steps []step // in the order in which they were taken
}

// A step are the pieces that one pass put in the place of others, in order.
// Between them nothing changed.
type step []piece

// A piece is bytes from..to of the mended text, which source..sourceEnd became.
type piece struct{ from, to, source, sourceEnd int }

// Same reports whether nothing was mended.
func (m Map) Same() bool { return len(m.steps) == 0 }

// Span gives the stretch of the source that bytes start to end of the mended text
// were made of, whole runes; start < end.
func (m Map) Span(start, end int) (int, int) {
	for i := len(m.steps) - 1; i >= 0; i-- {
		start, end = m.steps[i].low(start), m.steps[i].high(end)
	}
	return start, end
}

// low is where that begins in the source of a step which holds byte i.
func (s step) low(i int) int {
	k := sort.Search(len(s), func(k int) bool { return s[k].to > i })
	if k < len(s) && s[k].from <= i {
		return s[k].source
	}
	return i + s.shift(k)
}

// high is where that ends in the source of a step which ends at byte i.
func (s step) high(i int) int {
	k := sort.Search(len(s), func(k int) bool { return s[k].to >= i })
	if k < len(s) && s[k].from < i {
		return s[k].sourceEnd
	}
	return i + s.shift(k)
}

// shift is what lies between an offset and its source before piece k.
func (s step) shift(k int) int {
	if k == 0 {
		return 0
	}
	return s[k-1].sourceEnd - s[k-1].to
}

// A mender writes a mended text.
type mender struct {
	source string
	out    []byte
	done   int // of the source
	pieces step
}

// put writes s in the place of bytes from..to of the source.
func (m *mender) put(from, to int, s string) {
	m.out = append(m.out, m.source[m.done:from]...)
	m.pieces = append(m.pieces, piece{len(m.out), len(m.out) + len(s), from, to})
	m.out = append(m.out, s...)
	m.done = to
}

// end gives the text.
func (m *mender) end() string {
	if len(m.pieces) == 0 {
		return m.source
	}
	return string(append(m.out, m.source[m.done:]...))
}
