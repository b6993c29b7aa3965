package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// csv gives the rows of a file with commas, of which the first names the
// columns.
func (r *reader) csv() error {
	r.skipMark()
	c := rowReader{in: r.in, max: r.o.MaxDocument, line: 1, comma: r.delimiter()}
	head, line, err := c.next()
	if errors.Is(err, io.EOF) {
		return r.emptyTable()
	}
	if err != nil {
		return r.csvError(line, c.line, err)
	}
	t, err := r.table(head, c.number)
	if err != nil {
		return err
	}
	c.most = t.columns
	for {
		row, line, err := c.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errBare), errors.Is(err, errAfter), errors.Is(err, ErrTooLarge):
			if !r.fail(line, r.csvError(line, c.line, err)) {
				return errStop
			}
		case r.broken(err):
			if err := r.goOn(line, err); err != nil {
				return err
			}
		case err != nil:
			return r.csvError(line, c.line, err)
		case c.number != t.columns:
			hint := "a comma within a field breaks the row, unless the field stands in quotes"
			if !r.fail(line, r.columnError(line, c.number, t.columns, lost(line, c.line-1)+hint)) {
				return errStop
			}
		case !t.emit(r, line, row):
			return errStop
		}
	}
}

// delimiter finds out what stands between the cells: the first of , ; tab | by which
// the first row has the column of texts; else a comma.
func (r *reader) delimiter() byte {
	head, _ := r.in.Peek(r.in.Size())
	for _, comma := range []byte(",;\t|") {
		c := rowReader{in: bufio.NewReader(bytes.NewReader(head)), max: bufferSize, line: 1, comma: comma}
		if row, _, err := c.next(); err == nil && slices.Contains(row, r.o.TextField) {
			return comma
		}
	}
	return ','
}

// csvError says what is wrong with the row from one line to another.
func (r *reader) csvError(line, last int, err error) error {
	e := &Error{Path: r.file.Path, Line: line, Err: fmt.Errorf("%w: %w", ErrTable, err)}
	switch {
	case errors.Is(err, errOpen):
		e.Err = fmt.Errorf("%w: %w up to the end, line %d", ErrTable, err, last)
		e.Hint = lost(line, last) + "close it; a quote within a field is written twice"
	case errors.Is(err, errBare), errors.Is(err, errAfter):
		e.Hint = lost(line, last-1) + "put the field into quotes, and write a quote within it twice"
	case errors.Is(err, ErrTooLarge):
		e.Err = fmt.Errorf("%w: a row is longer than %d bytes: %w", ErrTable, r.o.MaxDocument, ErrTooLarge)
		e.Hint = lost(line, last-1) + "look for a quote that is not closed in or after that line, or raise the limit with Options.MaxDocument"
	default:
		return ReadError(r.file.Path, line, err)
	}
	return e
}

// lost says which lines a broken row has swallowed that may have been rows: those
// from its first to its last, where a quote opened one.
func lost(line, last int) string {
	if last <= line {
		return ""
	}
	return fmt.Sprintf("a quote has joined the lines %d to %d to one row, so that the %d lines after the first are lost if they are rows; ", line, last, last-line)
}

func (r *reader) columnError(line, fields, columns int, hint string) error {
	return &Error{Path: r.file.Path, Line: line, Err: fmt.Errorf("%w: %d fields, and the first row has %d", ErrTable, fields, columns), Hint: hint}
}

// emptyTable says that there is no first row.
func (r *reader) emptyTable() error {
	return &Error{Path: r.file.Path, Err: fmt.Errorf("%w: it is empty", ErrTable), Hint: "its first row must name the columns"}
}

// tsv gives the rows of a file with tabs, which has no quotes.
func (r *reader) tsv() error {
	r.skipMark()
	var t table
	var failed error
	seen := false
	err := r.each(func(line int, b []byte) bool {
		number := bytes.Count(b, []byte("\t")) + 1
		switch {
		case !seen:
			seen = true
			t, failed = r.table(strings.SplitN(string(b), "\t", maxColumns+1), number)
			return failed == nil
		case len(b) == 0:
			return true
		case number != t.columns:
			return r.fail(line, r.columnError(line, number, t.columns, "a tab or a line end within a field breaks the row; use CSV or JSON lines"))
		}
		return t.emit(r, line, strings.Split(string(b), "\t"))
	})
	if failed != nil {
		return failed
	}
	if err == nil && !seen {
		return r.emptyTable()
	}
	return err
}

// A table says in which columns the texts, the ids, the titles and the dates
// are, -1 for none, and how many there are.
type table struct {
	text, id, title, date, columns int
	fields                         map[string]int             // of Options.Fields
	raw                            map[string]json.RawMessage // of a row, if they are not cells
}

// maxColumns is how many columns a table may have.
const maxColumns = 1 << 16

// table reads the first row, which has so many cells; head are the first of them.
func (r *reader) table(head []string, number int) (table, error) {
	if number > maxColumns {
		return table{}, &Error{Path: r.file.Path, Line: 1, Err: fmt.Errorf("%w: its first row names %d columns, and at most %d are read", ErrTable, number, maxColumns),
			Hint: "look whether the file has rows at all, and what stands between their cells"}
	}
	column := func(name string) int {
		if name == "" {
			return -1
		}
		return slices.Index(head, name)
	}
	t := table{text: column(r.o.TextField), id: column(r.o.IDField), title: column(r.o.TitleField), date: column(r.o.DateField), columns: len(head)}
	for _, name := range r.o.Fields {
		if i := column(name); i >= 0 {
			if t.fields == nil {
				t.fields = map[string]int{}
			}
			t.fields[name] = i
		}
	}
	if t.text >= 0 {
		return t, nil
	}
	if r.file.Walked {
		return t, errSkip
	}
	show := slices.Clone(head[:min(len(head), 20)])
	for i := range show {
		show[i] = fmt.Sprintf("%.40q", show[i])
	}
	return t, &Error{Path: r.file.Path, Line: 1, Err: fmt.Errorf("%w: no column %q among %s", ErrField, r.o.TextField, strings.Join(show, ", ")),
		Hint: "name the column that holds the text with Options.TextField"}
}

// emit gives the document of a row.
func (t table) emit(r *reader, line int, row []string) bool {
	path, id, date, text, derived := r.file.Path, "", "", row[t.text], r.derived
	if t.id >= 0 {
		id = strings.Clone(row[t.id])
	}
	if t.date >= 0 {
		date = strings.Clone(row[t.date])
	}
	if id == "" {
		id = r.id(line)
	}
	if t.title >= 0 && row[t.title] != "" {
		text, derived = row[t.title]+"\n"+text, true
	}
	mended := 0
	if r.mend {
		id, mended = t.mend(id, row)
	}
	fields, failed := t.raw, error(nil)
	if fields == nil {
		fields, failed = t.cells(path, line, row)
	}
	return r.emit(line, []byte(text), true, func(b []byte) (*Document, error) {
		text := unsafeString(b)
		if failed != nil {
			return nil, failed
		}
		if err := checkText(path, line, id); err != nil {
			return nil, err
		}
		if err := checkText(path, line, text); err != nil {
			return nil, err
		}
		return &Document{ID: id, Path: path, Text: text, Date: date, Fields: fields, Part: true, Derived: derived, Replaced: mended}, nil
	})
}

// mend puts U+FFFD in place of bytes of the id and of the fields of a row that are
// no UTF-8, and counts them.
func (t table) mend(id string, row []string) (string, int) {
	b, n := mendUTF8([]byte(id))
	for _, i := range t.fields {
		cell, more := mendUTF8([]byte(row[i]))
		row[i] = string(cell)
		n += more
	}
	return string(b), n
}

// cells gives the fields of a row as JSON.
func (t table) cells(path string, line int, row []string) (map[string]json.RawMessage, error) {
	if len(t.fields) == 0 {
		return nil, nil
	}
	out := make(map[string]json.RawMessage, len(t.fields))
	for name, i := range t.fields {
		if err := checkText(path, line, row[i]); err != nil {
			return nil, err
		}
		b, err := json.Marshal(row[i])
		if err != nil {
			return nil, err
		}
		out[name] = b
	}
	return out, nil
}

// skipMark passes over a byte-order mark.
func (r *reader) skipMark() {
	if b, _ := r.in.Peek(len(bom)); string(b) == bom {
		r.in.Discard(len(bom))
	}
}
