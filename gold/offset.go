package gold

import (
	"fmt"
	"sort"
	"unicode/utf8"
)

// Unit is what offsets of a file count.
type Unit uint8

const (
	Byte      Unit = iota // bytes of UTF-8
	CodePoint             // Unicode code points (Python, brat)
	UTF16                 // UTF-16 code units (JavaScript, Java)
)

// String gives byte, codepoint or utf16.
func (u Unit) String() string {
	switch u {
	case CodePoint:
		return "codepoint"
	case UTF16:
		return "utf16"
	}
	return "byte"
}

// ParseUnit reads byte, codepoint or utf16; the empty text is byte.
func ParseUnit(s string) (Unit, error) {
	switch s {
	case "", "byte":
		return Byte, nil
	case "codepoint":
		return CodePoint, nil
	case "utf16":
		return UTF16, nil
	}
	return Byte, fmt.Errorf("gold: offset unit %q: want byte, codepoint or utf16", s)
}

func (u Unit) width(r rune, size int) int {
	switch {
	case u == Byte:
		return size
	case u == UTF16 && r > 0xffff:
		return 2
	}
	return 1
}

// Offsets turns offsets of one unit into bytes of a text and back.
type Offsets struct {
	text  string
	unit  Unit
	marks []mark // every markStep runes
	end   int    // length of the text in units
}

type mark struct{ unit, byte int }

const markStep = 128

// NewOffsets indexes a text; the index takes an eighth of it at most.
func NewOffsets(text string, u Unit) *Offsets {
	o := &Offsets{text: text, unit: u, end: len(text)}
	if u == Byte {
		return o
	}
	n, runes := 0, 0
	for i, r := range text {
		if runes%markStep == 0 {
			o.marks = append(o.marks, mark{n, i})
		}
		n += u.width(r, 0)
		runes++
	}
	o.end = n
	return o
}

// Byte gives the byte where unit n starts; false if that is outside the text or
// inside a character.
func (o *Offsets) Byte(n int) (int, bool) {
	if n < 0 || n > o.end {
		return 0, false
	}
	if n == o.end {
		return len(o.text), true
	}
	if o.unit == Byte {
		return n, utf8.RuneStart(o.text[n])
	}
	m := o.marks[sort.Search(len(o.marks), func(i int) bool { return o.marks[i].unit > n })-1]
	at := m.unit
	for i, r := range o.text[m.byte:] {
		if at >= n {
			return m.byte + i, at == n
		}
		at += o.unit.width(r, 0)
	}
	return 0, false
}

// Unit gives the offset in units of a byte; false if that is outside the text or
// inside a character.
func (o *Offsets) Unit(b int) (int, bool) {
	if b < 0 || b > len(o.text) {
		return 0, false
	}
	if b == len(o.text) {
		return o.end, true
	}
	if !utf8.RuneStart(o.text[b]) {
		return 0, false
	}
	if o.unit == Byte {
		return b, true
	}
	m := o.marks[sort.Search(len(o.marks), func(i int) bool { return o.marks[i].byte > b })-1]
	at := m.unit
	for _, r := range o.text[m.byte:b] {
		at += o.unit.width(r, 0)
	}
	return at, true
}
