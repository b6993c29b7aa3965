package gazetteer

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A TSVWriter writes a list in its source form, an entry at a time. What it
// writes, ReadTSV reads back as it was; an entry for which that cannot be is an
// error, and is not written. NewTSVWriter makes one.
type TSVWriter struct {
	out     *bufio.Writer
	row     []byte
	columns []string
}

var errNoWriter = errors.New("gazetteer: the TSVWriter was not made by NewTSVWriter")

// NewTSVWriter writes the comments, a line each, and the header line.
func NewTSVWriter(w io.Writer, comments ...string) (*TSVWriter, error) {
	return newTSVWriter(w, columns, comments)
}

func newTSVWriter(w io.Writer, columns, comments []string) (*TSVWriter, error) {
	t := &TSVWriter{out: bufio.NewWriterSize(w, 1<<16), columns: columns}
	for _, c := range comments {
		if strings.ContainsAny(c, "\r\n") || !utf8.ValidString(c) {
			return nil, fmt.Errorf("gazetteer: comment %q is not one line of UTF-8", c)
		}
		fmt.Fprintf(t.out, "# %s\n", c)
	}
	_, err := t.out.WriteString(strings.Join(columns, "\t") + "\n")
	return t, err
}

// Write writes an entry.
func (t *TSVWriter) Write(e *Entry) error {
	if t.out == nil {
		return errNoWriter
	}
	row, err := appendRow(t.row[:0], e, len(t.columns) == len(columns))
	if err != nil {
		return fmt.Errorf("gazetteer: entry %q: %w", e.EntryID(), err)
	}
	t.row = row
	_, err = t.out.Write(row)
	return err
}

// Flush writes what is still in the buffer. It must be called at the end.
func (t *TSVWriter) Flush() error {
	if t.out == nil {
		return errNoWriter
	}
	return t.out.Flush()
}

// WriteTSV writes a list in its source form, comments first. The columns ids and at
// are left out where no entry has anything there.
func WriteTSV(w io.Writer, entries []Entry, comments ...string) error {
	some := columns
	if !slices.ContainsFunc(entries, func(e Entry) bool { return e.Ref != Ref{} }) {
		some = columns[:len(columns)-refColumns]
	}
	t, err := newTSVWriter(w, some, comments)
	if err != nil {
		return err
	}
	for i := range entries {
		if err := t.Write(&entries[i]); err != nil {
			return err
		}
	}
	return t.Flush()
}

// maxRow is the longest row that ReadTSV takes.
const maxRow = 4<<20 - 2

func appendRow(row []byte, e *Entry, refs bool) ([]byte, error) {
	switch e.Label {
	case "PER", "LOC", "ORG", "MISC", "-":
	default:
		return nil, fmt.Errorf("label %q, want PER, LOC, ORG, MISC, or - to delete", e.Label)
	}
	if e.Name == "" && (e.Label != "-" || e.ID == "") {
		return nil, errors.New("no name")
	}
	if e.Prominence < 0 || e.Prominence > 9 {
		return nil, fmt.Errorf("prominence %d, want 0 to 9", e.Prominence)
	}
	if strings.Contains(e.StandsFor, ",") {
		return nil, fmt.Errorf("a comma in the id %s that it stands for", e.StandsFor)
	}
	if strings.HasPrefix(e.ID, "#") {
		return nil, errors.New("the id begins a comment")
	}
	for _, c := range []string{e.ID, e.Label, e.Kind, e.Name, e.NameEn} {
		row = append(append(row, c...), '\t')
	}
	for i, a := range e.Aliases {
		if strings.TrimSpace(a.Text) == "" || strings.Contains(a.Text, "|") || strings.HasPrefix(a.Text, aliasContext) {
			return nil, fmt.Errorf("alias %q is empty, holds | or begins with %s", a.Text, aliasContext)
		}
		if i > 0 {
			row = append(row, '|')
		}
		if a.NeedsContext {
			row = append(row, aliasContext...)
		}
		row = append(row, a.Text...)
	}
	row = append(append(append(row, '\t'), e.Country...), '\t')
	if e.Prominence > 0 {
		row = strconv.AppendInt(row, int64(e.Prominence), 10)
	}
	row = append(row, '\t')
	if e.NeedsContext {
		row = append(row, flagNeedsContext...)
	}
	if e.StandsFor != "" {
		if e.NeedsContext {
			row = append(row, ',')
		}
		row = append(append(row, flagStandsFor...), e.StandsFor...)
	}
	tabs := len(columns) - 1
	if refs {
		if err := e.Ref.check(); err != nil {
			return nil, err
		}
		row = append(append(append(append(row, '\t'), e.Ref.IDs()...), '\t'), e.Ref.At()...)
	} else {
		tabs -= refColumns
	}
	s := string(row)
	switch {
	case !utf8.ValidString(s):
		return nil, errors.New("not valid UTF-8")
	case strings.ContainsAny(s, "\r\n"):
		return nil, errors.New("a line end in a cell")
	case strings.Count(s, "\t") != tabs:
		return nil, errors.New("a tab in a cell")
	case len(s) > maxRow:
		return nil, fmt.Errorf("%d bytes, %d at most", len(s), maxRow)
	}
	return append(row, '\n'), nil
}
