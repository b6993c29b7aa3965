package importer

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A table is a CSV file with a header line, or a tab-separated one.
type table struct {
	s     *stream
	in    *csv.Reader
	guard *guard
	index map[string]int
	cells []string
}

// A guard stops a field that never ends: a quote that is not closed would
// read the rest of the file into memory.
type guard struct {
	r    io.Reader
	left int
}

func (g *guard) Read(b []byte) (int, error) {
	if g.left <= 0 {
		return 0, fmt.Errorf("a row of more than %d MB: is a quote not closed?", maxRow>>20)
	}
	n, err := g.r.Read(b)
	g.left -= n
	return n, err
}

const maxRow = 64 << 20

// newTable reads the header; names are compared in lower case.
func newTable(s *stream, comma rune, required ...string) (*table, error) {
	t := &table{s: s, guard: &guard{s.in, maxRow}, index: map[string]int{}}
	t.in = csv.NewReader(t.guard)
	t.in.Comma = comma
	t.in.ReuseRecord = true
	t.in.LazyQuotes = comma == '\t'
	err := t.next()
	if errors.Is(err, io.EOF) {
		return nil, at(s.path, 1, 1, fmt.Errorf("no header line, want columns %s", strings.Join(required, ", ")))
	}
	var f fault
	if errors.As(err, &f) {
		return nil, f.ParseError
	}
	if err != nil {
		return nil, err
	}
	for i, c := range t.cells {
		c = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(c), "?"))
		if _, dup := t.index[c]; !dup {
			t.index[c] = i
		}
	}
	for _, c := range required {
		if _, ok := t.index[strings.ToLower(c)]; !ok {
			return nil, at(s.path, 1, 1, fmt.Errorf("no column %q in the header", c))
		}
	}
	return t, nil
}

// each gives the rows; faults are passed over.
func (t *table) each(yield func() error) error {
	for {
		before := t.s.run.report.Rows
		err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = yield()
		}
		if err := t.s.pass(before, err); err != nil {
			return err
		}
	}
}

// next reads a row; io.EOF is the end.
func (t *table) next() error {
	t.guard.left = maxRow
	cells, err := t.in.Read()
	var pe *csv.ParseError
	switch {
	case err == io.EOF:
		return err
	case errors.As(err, &pe):
		t.s.line = pe.Line
		if pe.StartLine != pe.Line { // a quote that is not closed took the lines behind it, and who knows where a row begins
			return at(t.s.path, pe.Line, pe.Column, fmt.Errorf("%w, in a row that begins in line %d", pe.Err, pe.StartLine))
		}
		return t.s.faultAt(pe.Line, pe.Column, pe.Err)
	case err != nil:
		line, _ := t.in.FieldPos(0)
		return at(t.s.path, line, 1, err)
	}
	t.cells = cells
	t.s.line, _ = t.in.FieldPos(0)
	for i, c := range cells {
		if !utf8.ValidString(c) {
			return t.fail(i, "not valid UTF-8")
		}
	}
	if t.s.line%1024 == 0 {
		t.s.tick()
	}
	return nil
}

// cell gives the cell of the first of the columns that the file has and that
// is not empty there.
func (t *table) cell(names ...string) string {
	for _, n := range names {
		if i, ok := t.index[n]; ok && strings.TrimSpace(t.cells[i]) != "" {
			return strings.TrimSpace(t.cells[i])
		}
	}
	return ""
}

// fail is a fault in a cell of the current row.
func (t *table) fail(i int, format string, args ...any) error {
	line, col := t.in.FieldPos(i)
	return t.s.faultAt(line, col, fmt.Errorf(format, args...))
}

// failIn is a fault in the named column.
func (t *table) failIn(name string, format string, args ...any) error {
	return t.fail(t.index[name], format, args...)
}
