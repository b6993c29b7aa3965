package source

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// csv gives the rows of a file with commas (RFC 4180), of which the first names
// the columns. Line is that of the row's beginning.
func (r *reader) csv() error {
	r.skipMark()
	in := &capped{r: r.in, max: r.o.MaxDocument}
	c := csv.NewReader(in)
	c.ReuseRecord = true
	in.renew()
	head, err := c.Read()
	if err != nil {
		return r.headError(err)
	}
	t, err := r.table(head)
	if err != nil {
		return err
	}
	next := 2 // line of the next row
	for {
		in.renew()
		row, err := c.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &broken) && !errors.Is(err, ErrTooLarge):
			if !r.fail(broken.StartLine, r.csvError(broken)) {
				return errStop
			}
			continue
		case err != nil:
			return r.capError(next, err)
		}
		line, _ := c.FieldPos(0)
		next = line + 1
		for _, field := range row {
			next += strings.Count(field, "\n")
		}
		if !t.emit(r, line, row) {
			return errStop
		}
	}
}

func (r *reader) csvError(e *csv.ParseError) error {
	out := &Error{Path: r.file.Path, Line: e.StartLine, Err: fmt.Errorf("%w: %w", ErrTable, e.Err)}
	switch {
	case errors.Is(e.Err, csv.ErrFieldCount):
		out.Hint = "a row must have as many fields as the first"
	case errors.Is(e.Err, csv.ErrQuote) && e.Line > e.StartLine:
		out.Err = fmt.Errorf("%w: the quote is open up to line %d", ErrTable, e.Line)
		out.Hint = "close it; a quote within a field is written twice"
	default:
		out.Hint = "put the field into quotes, and write a quote within it twice"
	}
	return out
}

// headError says why there is no first row.
func (r *reader) headError(err error) error {
	var broken *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return &Error{Path: r.file.Path, Err: fmt.Errorf("%w: it is empty", ErrTable), Hint: "its first row must name the columns"}
	case errors.As(err, &broken):
		return r.csvError(broken)
	}
	return r.capError(1, err)
}

// capError says that a row does not end.
func (r *reader) capError(line int, err error) error {
	if errors.Is(err, ErrTooLarge) {
		return &Error{Path: r.file.Path, Line: line, Err: fmt.Errorf("%w: a row is longer than %d bytes: %w", ErrTable, r.o.MaxDocument, ErrTooLarge),
			Hint: "look for a quote that is not closed in or after that line, or raise the limit with --max-document"}
	}
	return ReadError(r.file.Path, line, err)
}

// capped reads no more than max bytes at a time between two calls of renew.
type capped struct {
	r         io.Reader
	max, left int64
}

func (c *capped) renew() { c.left = c.max }

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, ErrTooLarge
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// tsv gives the rows of a file with tabs, which has no quotes.
func (r *reader) tsv() error {
	r.skipMark()
	var t table
	var failed error
	seen := false
	err := r.each(func(line int, b []byte) bool {
		row := strings.Split(string(b), "\t")
		switch {
		case !seen:
			seen = true
			t, failed = r.table(row)
			return failed == nil
		case len(b) == 0:
			return true
		case len(row) != t.columns:
			return r.fail(line, &Error{Path: r.file.Path, Line: line, Err: fmt.Errorf("%w: %d fields, and the first row has %d", ErrTable, len(row), t.columns),
				Hint: "a tab or a line end within a field breaks the row; use CSV or JSON lines"})
		}
		return t.emit(r, line, row)
	})
	if failed != nil {
		return failed
	}
	if err == nil && !seen {
		return r.headError(io.EOF)
	}
	return err
}

// A table says in which columns the texts and the ids are.
type table struct{ text, id, columns int }

// table reads the first row.
func (r *reader) table(head []string) (table, error) {
	t := table{slices.Index(head, r.o.TextField), slices.Index(head, r.o.IDField), len(head)}
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
		Hint: "name the column that holds the text with --text-field"}
}

// emit gives the document of a row.
func (t table) emit(r *reader, line int, row []string) bool {
	path, id, text, derived := r.file.Path, "", row[t.text], r.derived
	if t.id >= 0 {
		id = strings.Clone(row[t.id])
	}
	if id == "" {
		id = r.id(line)
	}
	return r.emit(line, []byte(text), true, func(b []byte) (*Document, error) {
		text := unsafeString(b)
		if err := checkText(path, line, id); err != nil {
			return nil, err
		}
		if err := checkText(path, line, text); err != nil {
			return nil, err
		}
		return &Document{ID: id, Path: path, Text: text, Part: true, Derived: derived}, nil
	})
}

// skipMark passes over a byte-order mark.
func (r *reader) skipMark() {
	if b, _ := r.in.Peek(len(bom)); string(b) == bom {
		r.in.Discard(len(bom))
	}
}
