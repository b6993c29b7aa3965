package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The library allocates lists and strings by the lengths that a header claims.
// measure reads the compact protocol of Thrift before it does, and knows nothing
// of Parquet: a length that the bytes cannot hold ends it.

var (
	errShort  = errors.New("the header is longer than what there is of it")
	errThrift = errors.New("the header is no Thrift")
)

const (
	maxNesting = 32      // of structures within structures
	maxParts   = 1 << 19 // structures in a header: each takes some 300 bytes
	maxHeader  = 1 << 25 // bytes of a header, but for its long strings
	maxText    = 1 << 12 // bytes of a string that is no long one
)

// The types of the compact protocol.
const (
	thriftStop = iota
	thriftTrue
	thriftFalse
	thriftByte
	thriftInt16
	thriftInt32
	thriftInt64
	thriftDouble
	thriftBinary
	thriftList
	thriftSet
	thriftMap
	thriftStruct
)

// measure reads the structure that lies at a place of in, before end: it gives it
// anew, without long strings, and where it ends. What is long is the least and
// greatest text of a page or column, and what programs say of themselves, and nothing of
// that is asked for; so that a header takes little memory, whatever its length.
func measure(in io.ReaderAt, at, end int64) (b []byte, next int64, err error) {
	m := meter{in: in, at: at, end: end}
	err = m.structure(0)
	return m.out, m.at, err
}

type meter struct {
	in      io.ReaderAt
	at, end int64
	window  []byte // what lies from begins on
	begins  int64
	out     []byte
	parts   int
}

// peek gives the next byte.
func (m *meter) peek() (byte, error) {
	if m.at >= m.end {
		return 0, errShort
	}
	if m.at < m.begins || m.at >= m.begins+int64(len(m.window)) {
		if m.window == nil {
			m.window = make([]byte, 1<<12)
		}
		m.window = m.window[:cap(m.window)]
		n, err := m.in.ReadAt(m.window[:min(int64(len(m.window)), m.end-m.at)], m.at)
		if n == 0 {
			return 0, err
		}
		m.window, m.begins = m.window[:n], m.at
	}
	return m.window[m.at-m.begins], nil
}

func (m *meter) byte() (byte, error) {
	b, err := m.peek()
	if err != nil {
		return 0, err
	}
	if len(m.out) == maxHeader {
		return 0, fmt.Errorf("%w that is read here: over %d bytes", errThrift, maxHeader)
	}
	m.out = append(m.out, b)
	m.at++
	return b, nil
}

func (m *meter) varint() (uint64, error) {
	from := len(m.out)
	for {
		b, err := m.byte()
		if err != nil {
			return 0, err
		}
		if b < 0x80 || len(m.out)-from > binary.MaxVarintLen64 {
			break
		}
	}
	x, n := binary.Uvarint(m.out[from:])
	if n <= 0 {
		return 0, fmt.Errorf("%w: a number of more than 64 bits", errThrift)
	}
	return x, nil
}

// copy takes over n bytes.
func (m *meter) copy(n uint64) error {
	for range n {
		if _, err := m.byte(); err != nil {
			return err
		}
	}
	return nil
}

// text takes over a string, or an empty one for one that is long.
func (m *meter) text() error {
	from := len(m.out)
	n, err := m.varint()
	switch {
	case err != nil:
		return err
	case n > uint64(m.end-m.at):
		return errShort
	case n <= maxText:
		return m.copy(n)
	}
	m.out = append(m.out[:from], 0)
	m.at += int64(n)
	return nil
}

func (m *meter) structure(depth int) error {
	if m.parts++; m.parts > maxParts || depth > maxNesting {
		return fmt.Errorf("%w that is read here: over %d parts, or %d within each other", errThrift, maxParts, maxNesting)
	}
	for {
		field, err := m.byte()
		if err != nil {
			return err
		}
		kind := field & 0xf
		if kind == thriftStop {
			return nil
		}
		if field>>4 == 0 { // the number of the field follows
			if _, err := m.varint(); err != nil {
				return err
			}
		}
		if kind == thriftTrue || kind == thriftFalse {
			continue // the field says it
		}
		if err := m.value(kind, depth); err != nil {
			return err
		}
	}
}

// value passes over a value that is no field of its own.
func (m *meter) value(kind byte, depth int) error {
	switch kind {
	case thriftTrue, thriftFalse, thriftByte:
		return m.copy(1)
	case thriftInt16, thriftInt32, thriftInt64:
		_, err := m.varint()
		return err
	case thriftDouble:
		return m.copy(8)
	case thriftBinary:
		return m.text()
	case thriftList, thriftSet:
		return m.list(depth)
	case thriftMap:
		return m.pairs(depth)
	case thriftStruct:
		return m.structure(depth + 1)
	}
	return fmt.Errorf("%w: a field of type %d", errThrift, kind)
}

func (m *meter) list(depth int) error {
	head, err := m.byte()
	if err != nil {
		return err
	}
	n := uint64(head >> 4)
	if n == 0xf {
		if n, err = m.varint(); err != nil {
			return err
		}
	}
	return m.values(n, depth, head&0xf)
}

func (m *meter) pairs(depth int) error {
	n, err := m.varint()
	if err != nil || n == 0 {
		return err
	}
	kinds, err := m.byte()
	if err != nil {
		return err
	}
	return m.values(n, depth, kinds>>4, kinds&0xf)
}

// values passes over n times a value of each kind. A value takes a byte at least.
func (m *meter) values(n uint64, depth int, kinds ...byte) error {
	if n > uint64(m.end-m.at) {
		return errShort
	}
	if depth++; depth > maxNesting {
		return fmt.Errorf("%w that is read here: over %d within each other", errThrift, maxNesting)
	}
	for range n {
		for _, kind := range kinds {
			if err := m.value(kind, depth); err != nil {
				return err
			}
		}
	}
	return nil
}
