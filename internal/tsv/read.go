package tsv

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxLine is the length in bytes of the longest line that is read.
const maxLine = 4 << 20

// Read reads a table and gives each of its rows to yield, whose first error ends
// the reading and is returned. The columns must be among known, and hold
// required. Path is for errors, which are *[ParseError] but for those of yield.
func Read(path string, r io.Reader, required, known []string, yield func(Row) error) error {
	return readRows(path, r, required, known, yield, nil)
}

// readRows is Read. A closing is given the lines first; nil asks for none.
func readRows(path string, r io.Reader, required, known []string, yield func(Row) error, end *closing) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxLine)
	row := Row{path: path}
	for in.Scan() {
		row.line++
		row.text = in.Text() // without its line end, \r\n too
		if row.line == 1 {
			row.text = strings.TrimPrefix(row.text, "\ufeff")
		}
		row.cells = strings.Split(row.text, "\t")
		switch {
		case !utf8.ValidString(row.text):
			return row.failAt(0, 0, errors.New("line is not valid UTF-8"))
		case end.closes(row.text):
			continue
		case row.text == "" || row.text[0] == '#':
			continue
		case row.index == nil:
			if err := row.header(required, known); err != nil {
				return err
			}
			continue
		}
		if err := end.row(); err != nil {
			return row.failAt(0, 0, err)
		}
		if n, want := len(row.cells), len(row.index); n != want {
			return row.failAt(min(n, want)-1, 0, fmt.Errorf("%d columns, the header has %d", n, want))
		}
		if err := yield(row); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return &ParseError{Path: path, Line: row.line + 1, Col: 1, Err: err}
	}
	if err := end.check(); err != nil && row.index != nil {
		return &ParseError{Path: path, Line: row.line + 1, Col: 1, Err: err}
	}
	if row.index == nil {
		return &ParseError{Path: path, Line: row.line + 1, Col: 1, Err: fmt.Errorf("no header line, want columns such as %s, separated by tabs", strings.Join(required, ", "))}
	}
	return nil
}

// A Row is one line of a table. Its cells may be kept.
type Row struct {
	path  string
	line  int
	text  string // the line
	cells []string
	index map[string]int // of a cell, by the name of its column; nil before the header
}

// header takes the line as the names of the columns.
func (r *Row) header(required, known []string) error {
	index := map[string]int{}
	for i, c := range r.cells {
		if _, dup := index[c]; dup || !slices.Contains(known, c) {
			return r.failAt(i, 0, fmt.Errorf("column %.40q in the header, want some of %s", c, strings.Join(known, ", ")))
		}
		index[c] = i
	}
	for _, c := range required {
		if _, ok := index[c]; !ok {
			return r.failAt(0, 0, fmt.Errorf("no column %q in the header (columns are separated by tabs)", c))
		}
	}
	r.index = index
	return nil
}

// MakeRow is a row of a table that is kept in another form: its cells by the names of
// their columns.
func MakeRow(path string, line int, cells map[string]string) Row {
	r := Row{path: path, line: line, index: map[string]int{}}
	for name, cell := range cells {
		r.index[name] = len(r.cells)
		r.cells = append(r.cells, cell)
	}
	return r
}

// Line is the line of the row in its file, from 1.
func (r Row) Line() int { return r.line }

// Cell is the cell of the named column, empty where the file has no such column.
func (r Row) Cell(name string) string {
	if i, ok := r.index[name]; ok {
		return r.cells[i]
	}
	return ""
}

// Fail is an error at the named column of the row; at its first where the file
// has no such column.
func (r Row) Fail(name string, format string, args ...any) error {
	return r.FailAt(name, 0, fmt.Errorf(format, args...))
}

// FailAt is an error behind so many characters of the cell of a column.
func (r Row) FailAt(name string, skip int, err error) error {
	if r.index == nil { // a row of no table
		return err
	}
	return r.failAt(r.index[name], skip, err)
}

func (r *Row) failAt(cell, skip int, err error) error {
	return &ParseError{Path: r.path, Line: r.line, Col: Col(r.cells, cell) + skip, Err: err}
}

// Col is the character of a line at which cell i of it begins, from 1, tabs
// counted. Behind the last cell it is where another would begin.
func Col(cells []string, i int) int {
	col := 1
	for _, c := range cells[:min(i, len(cells))] {
		col += utf8.RuneCountInString(c) + 1
	}
	return col
}
