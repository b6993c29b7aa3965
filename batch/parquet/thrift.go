package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
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

// measure gives the length of the structure that b begins with.
func measure(b []byte) (int, error) {
	m := meter{b: b}
	err := m.structure(0)
	return m.at, err
}

type meter struct {
	b     []byte
	at    int
	parts int
}

func (m *meter) byte() (byte, error) {
	if m.at >= len(m.b) {
		return 0, errShort
	}
	m.at++
	return m.b[m.at-1], nil
}

func (m *meter) varint() (uint64, error) {
	x, n := binary.Uvarint(m.b[min(m.at, len(m.b)):])
	if n == 0 {
		return 0, errShort
	}
	if n < 0 {
		return 0, fmt.Errorf("%w: a number of more than 64 bits", errThrift)
	}
	m.at += n
	return x, nil
}

// skip passes over n bytes.
func (m *meter) skip(n uint64) error {
	if n > uint64(len(m.b)-m.at) {
		return errShort
	}
	m.at += int(n)
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
		return m.skip(1)
	case thriftInt16, thriftInt32, thriftInt64:
		_, err := m.varint()
		return err
	case thriftDouble:
		return m.skip(8)
	case thriftBinary:
		n, err := m.varint()
		if err != nil {
			return err
		}
		return m.skip(n)
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
	if n > uint64(len(m.b)-m.at) {
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
