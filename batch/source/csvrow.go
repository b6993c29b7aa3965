package source

import (
	"bufio"
	"cmp"
	"errors"
	"io"
)

// The ways in which a row of CSV is broken.
var (
	errBare  = errors.New("a quote stands in a field that does not begin with one")
	errAfter = errors.New("something stands between a closing quote and the comma")
	errOpen  = errors.New("a quote is not closed")
)

// A rowReader reads rows as RFC 4180 has them. What stands between quotes is
// kept as it is, CR LF too, which encoding/csv makes LF: offsets must fit.
type rowReader struct {
	in    *bufio.Reader
	max   int64 // bytes of a row
	most  int   // cells of a row that are kept; 0 for maxColumns
	comma byte  // what stands between cells; 0 for a comma
	line  int   // of what is read next, from 1

	size   int64
	number int  // of the cells of the row, those that are not kept too
	quoted bool // some cell of the row
	cell   []byte
	row    []string
}

// next gives the next row and the line on which it begins; io.EOF after the
// last. Blank lines are passed over. After errBare and errAfter the next line
// is read, after ErrTooLarge the next row; after errOpen there is nothing to read.
// What is beyond max and most is not kept.
func (r *rowReader) next() (row []string, line int, err error) {
	for {
		line = r.line
		if r.size, r.number, r.row = 0, 0, nil; cap(r.cell) > keepBuffer {
			r.cell = nil
		}
		err = r.cells()
		switch {
		case errors.Is(err, io.EOF) && r.size == 0:
			return nil, line, io.EOF
		case errors.Is(err, errBare) || errors.Is(err, errAfter):
			if e := r.skip(); e != nil {
				return nil, line, e
			}
			return nil, line, err
		case err != nil && !errors.Is(err, io.EOF):
			return nil, line, err
		case r.size > r.max:
			return nil, line, ErrTooLarge
		case len(r.row) == 1 && r.row[0] == "" && !r.quoted:
			continue
		}
		return r.row, line, nil
	}
}

func (r *rowReader) delimiter() byte { return cmp.Or(r.comma, ',') }

// get reads a byte of the row.
func (r *rowReader) get() (byte, error) {
	b, err := r.in.ReadByte()
	if err != nil {
		return 0, err
	}
	if b == '\n' {
		r.line++
	}
	r.size++
	return b, nil
}

// put adds a byte to the cell, unless the row is too long already.
func (r *rowReader) put(b byte) {
	if r.size <= r.max {
		r.cell = append(r.cell, b)
	}
}

// cells reads the cells of a row; io.EOF if the file ends with it.
func (r *rowReader) cells() error {
	r.quoted = false
	for {
		end, err := r.plain()
		if errors.Is(err, errQuoted) {
			r.quoted = true
			end, err = r.inQuotes()
		}
		if err != nil && !(errors.Is(err, io.EOF) && r.size > 0) {
			return err
		}
		if r.number++; r.number <= cmp.Or(r.most, maxColumns) && r.size <= r.max {
			r.row = append(r.row, string(r.cell))
		}
		if err != nil || end == '\n' {
			return err
		}
	}
}

// errQuoted is that a cell begins with a quote.
var errQuoted = errors.New("quoted")

// plain reads a cell without quotes, and gives what ended it.
func (r *rowReader) plain() (byte, error) {
	r.cell = r.cell[:0]
	for {
		b, err := r.get()
		switch {
		case err != nil:
			return 0, err
		case b == '"' && len(r.cell) == 0:
			return 0, errQuoted
		case b == '"':
			return 0, errBare
		case b == r.delimiter():
			return b, nil
		case b == '\n':
			if n := len(r.cell); n > 0 && r.cell[n-1] == '\r' {
				r.cell = r.cell[:n-1]
			}
			return b, nil
		}
		r.put(b)
	}
}

// inQuotes reads a cell after its first quote, and gives what ended it.
func (r *rowReader) inQuotes() (byte, error) {
	last := byte(0)
	for {
		b, err := r.get()
		if errors.Is(err, io.EOF) {
			if last == '\n' {
				r.line-- // no line follows
			}
			return 0, errOpen
		}
		last = b
		if err != nil {
			return 0, err
		}
		if b != '"' {
			r.put(b)
			continue
		}
		b, err = r.get()
		if b == '\r' && err == nil {
			if next, _ := r.in.Peek(1); len(next) == 0 || next[0] == '\n' {
				b, err = r.get()
			}
		}
		switch {
		case err != nil:
			return 0, err
		case b == '"':
			r.put(b)
		case b == r.delimiter() || b == '\n':
			return b, nil
		default:
			return 0, errAfter
		}
	}
}

// skip goes to the end of the line.
func (r *rowReader) skip() error {
	for {
		_, err := r.in.ReadSlice('\n')
		switch {
		case err == nil:
			r.line++
			return nil
		case errors.Is(err, io.EOF):
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}
