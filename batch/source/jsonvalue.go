package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// values cuts a stream of JSON into its values: those of the array that the file
// is, or those that stand one after the other. It finds where they end, and does
// not look whether they are right.
type values struct {
	in   *bufio.Reader
	max  int64 // bytes of a value
	line int   // of what is read next, from 1

	state valueState
	buf   []byte
	size  int64 // of the last value
}

type valueState uint8

const (
	atStart valueState = iota
	betweenValues
	inList
	afterList
)

// inArray reports whether the file is an array.
func (v *values) inArray() bool { return v.state == inList }

// next gives the next value, valid until the next call, and the line on which it
// begins; io.EOF after the last; ErrTooLarge for one that is over max, which is
// passed over; ErrJSON where nothing can be read further.
func (v *values) next() ([]byte, int, error) {
	for {
		c, err := v.in.ReadByte()
		if err != nil {
			if errors.Is(err, io.EOF) && v.state == inList {
				return nil, v.line, fmt.Errorf("%w: the array is not closed; the file is cut off", ErrJSON)
			}
			return nil, v.line, err
		}
		switch {
		case c == '\n':
			v.line++
		case c == ' ' || c == '\t' || c == '\r' || c == ',' && v.state == inList:
		case c == ']' && v.state == inList:
			v.state = afterList
		case v.state == afterList:
			return nil, v.line, fmt.Errorf("%w: something stands after the array", ErrJSON)
		case c == '[' && v.state == atStart:
			v.state = inList
		default:
			if v.state == atStart {
				v.state = betweenValues
			}
			line := v.line
			if err := v.in.UnreadByte(); err != nil {
				return nil, line, err
			}
			err := v.value()
			return v.buf, line, err
		}
	}
}

// value reads a value from its first byte on.
func (v *values) value() error {
	if v.size = 0; cap(v.buf) > keepBuffer {
		v.buf = nil
	}
	v.buf = v.buf[:0]
	depth, quoted, escaped, done := 0, false, false, false
	for !done {
		if _, err := v.in.Peek(1); err != nil {
			if errors.Is(err, io.EOF) {
				break // what is cut off is said where the value is read
			}
			return err
		}
		chunk, _ := v.in.Peek(v.in.Buffered())
		n := 0
		for n < len(chunk) && !done {
			c := chunk[n]
			switch {
			case escaped:
				escaped = false
			case quoted:
				escaped = c == '\\'
				quoted = c != '"'
				done = c == '"' && depth == 0
			case c == '"':
				quoted = true
			case c == '{' || c == '[':
				depth++
			case c == '}' || c == ']':
				if depth == 0 && v.size+int64(n) > 0 {
					done = true
					continue // it belongs to the array
				}
				depth--
				done = depth <= 0
			case depth == 0 && (c == ',' || c == ' ' || c == '\t' || c == '\r' || c == '\n') && v.size+int64(n) > 0:
				done = true
				continue
			}
			if c == '\n' {
				v.line++
			}
			n++
		}
		if v.size += int64(n); v.size <= v.max {
			v.buf = append(v.buf, chunk[:n]...)
		}
		if _, err := v.in.Discard(n); err != nil {
			return err
		}
	}
	if v.size > v.max {
		return ErrTooLarge
	}
	return nil
}

// maxValues is how many values an object may hold, those within others too: each
// takes some hundred bytes, however short it is.
const maxValues = 1 << 20

// valuesIn counts the values of an object by the commas between them. One that is
// too short to hold too many has none.
func valuesIn(b []byte) int {
	if len(b) <= 2*maxValues {
		return 0
	}
	n := 1
	for len(b) > 0 {
		i := bytes.IndexByte(b, '"')
		if i < 0 {
			i = len(b)
		}
		n += bytes.Count(b[:i], []byte(","))
		for b = b[min(i+1, len(b)):]; len(b) > 0; {
			i = bytes.IndexAny(b, "\"\\")
			if i < 0 {
				return n
			}
			quote := b[i] == '"'
			if !quote {
				i++ // and what it escapes
			}
			if b = b[min(i+1, len(b)):]; quote {
				break
			}
		}
	}
	return n
}
