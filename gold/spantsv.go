package gold

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// SpanOptions say how to read span files.
type SpanOptions struct {
	Path string // for errors only
	Unit Unit   // what offsets count; a JSON line's own "offsets" wins
	// Text gives the text of a document by id, for JSON lines that do not hold
	// it. Without the text surfaces are not checked.
	Text func(id string) (string, bool)
}

// FormatTSV is that of [ReadSpanTSV].
const FormatTSV Format = "tsv"

func looksSpanTable(h *fileHead) claim {
	f := h.row
	return claimIf(len(f) >= 3 && (number(f[0]) && number(f[1]) || string(bytes.TrimSpace(f[0])) == "start" || isTaggedRow(f)))
}

// isTaggedRow reports whether a row is the header of what alam tag writes: it names
// the document first, and the places.
func isTaggedRow[T ~string | ~[]byte](row []T) bool {
	if len(row) == 0 || string(row[0]) != "id" {
		return false
	}
	return slices.ContainsFunc(row, func(f T) bool { return string(f) == "start" }) && slices.ContainsFunc(row, func(f T) bool { return string(f) == "label" })
}

// readSpanTable reads a file, which is about one document.
func readSpanTable(r io.Reader, o ReadOptions) ([]Document, error) {
	d := Document{ID: o.documentID()}
	if o.Text != nil {
		var ok bool
		if d.Text, ok = o.Text(d.ID); !ok {
			return nil, &ParseError{Path: o.Path, Err: fmt.Errorf("%w: of document %q", ErrNoText, d.ID)}
		}
	}
	var err error
	d.Mentions, err = ReadSpanTSV(r, d.Text, o.spanOptions())
	return []Document{d}, err
}

// writeSpanTable writes the table of one document.
func writeSpanTable(w io.Writer, docs []Document) error {
	if len(docs) != 1 {
		return fmt.Errorf("gold: %w: a table of spans is of one document, not %d", ErrFormat, len(docs))
	}
	var b bytes.Buffer
	b.WriteString(SpanHeader + "\n")
	for _, m := range docs[0].Mentions {
		for _, cell := range []string{m.Label, m.Kind, m.Entity, m.Name} {
			if strings.ContainsAny(cell, "\t\r\n") {
				return docs[0].refuse(fmt.Errorf("%w: no cell holds %q", ErrFormat, cell))
			}
		}
		if docs[0].Text == "" && strings.ContainsAny(m.Text, "\t\r\n") {
			return docs[0].refuse(fmt.Errorf("%w: no cell holds %q", ErrFormat, m.Text))
		}
		fmt.Fprintf(&b, "%d\t%d\t%s\t%s\t%s\t%s\t%s\n", m.Start, m.End, m.Label, m.Kind, oneLine(m.Text), m.Entity, m.Name)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// oneLine is a surface as a cell holds it: see sameSurface.
func oneLine(s string) string { return strings.Map(blankForEnd, s) }

func blankForEnd(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' {
		return ' '
	}
	return r
}

// SpanHeader is the header line of a span table with all columns.
const SpanHeader = "start\tend\tlabel\tkind\ttext\tentity\tname"

const (
	colStart = iota
	colEnd
	colLabel
	colKind
	colText
	colEntity
	colName
	colCount
)

// columns says where each column stands; -1 is nowhere.
type columns [colCount]int

// ReadSpanTSV reads the mentions of one text from a table with tabs.
//
// A header line names the columns in any order: start, end, label and, as there
// are, kind, text, entity, name. Without one, up to five columns are start, end,
// label, text, name, and more are those of [SpanHeader]. Lines that start with #
// and blank lines are passed over. The text column must stand in text at the
// offsets (tabs and line ends of the text may be blanks in the table); text ""
// leaves that unchecked, and then offsets must be bytes. Errors are *[ParseError].
func ReadSpanTSV(r io.Reader, text string, o SpanOptions) ([]Mention, error) {
	if text == "" && o.Unit != Byte {
		return nil, &ParseError{Path: o.Path, Err: fmt.Errorf("%w: %s offsets need the text", ErrOffset, o.Unit)}
	}
	offsets := NewOffsets(text, o.Unit)
	lines := newLines(r, o.Path)
	var out []Mention
	var header *columns
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if header == nil && len(out) == 0 && (strings.TrimSpace(fields[0]) == "start" || isTaggedRow(fields)) {
			if header, err = lines.header(fields); err != nil {
				return nil, err
			}
			continue
		}
		m, err := lines.mention(fields, header, offsets)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
}

// lines reads lines and keeps their number.
type lines struct {
	r    *bufio.Reader
	path string
	line int
}

func newLines(r io.Reader, path string) *lines { return &lines{r: bufio.NewReader(r), path: path} }

func (l *lines) fail(col int, format string, args ...any) error {
	return &ParseError{Path: l.path, Line: l.line, Col: col, Err: fmt.Errorf(format, args...)}
}

// next gives a line without its end; io.EOF after the last.
func (l *lines) next() (string, error) {
	s, err := l.r.ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		l.line++
		return "", l.fail(0, "gold: %w", err)
	}
	if s == "" {
		return "", io.EOF
	}
	l.line++
	s = strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
	if l.line == 1 {
		s = strings.TrimPrefix(s, "\ufeff")
	}
	if !utf8.ValidString(s) {
		return "", l.fail(0, "%w", ErrUTF8)
	}
	return s, nil
}

func (l *lines) header(fields []string) (*columns, error) {
	at := columns{-1, -1, -1, -1, -1, -1, -1}
	names := strings.Split(SpanHeader, "\t")
	for i, f := range fields {
		c := slices.Index(names, strings.TrimSpace(f))
		if c < 0 && isTaggedRow(fields) {
			continue // it has more columns than a span
		}
		if c < 0 {
			return nil, l.fail(i+1, "%w: header names %q; known are %s", ErrColumns, f, strings.Join(names, ", "))
		}
		if at[c] >= 0 {
			return nil, l.fail(i+1, "%w: header names %q twice", ErrColumns, f)
		}
		at[c] = i
	}
	for c := colStart; c <= colLabel; c++ {
		if at[c] < 0 {
			return nil, l.fail(0, "%w: header lacks %q", ErrColumns, names[c])
		}
	}
	return &at, nil
}

func (l *lines) mention(fields []string, at *columns, offsets *Offsets) (m Mention, err error) {
	if at == nil {
		switch n := len(fields); {
		case n < 3:
			return m, l.fail(0, "%w: %d, want at least start, end, label with tabs between", ErrColumns, n)
		case n <= 5:
			at = &columns{0, 1, 2, -1, 3, -1, 4}
		default:
			at = &columns{0, 1, 2, 3, 4, 5, 6}
		}
		if len(fields) > colCount {
			return m, l.fail(0, "%w: %d, want at most %d", ErrColumns, len(fields), colCount)
		}
	}
	get := func(c int) string {
		if i := at[c]; i >= 0 && i < len(fields) {
			return fields[i]
		}
		return ""
	}
	place := func(c int, name string) (int, error) {
		col := at[c] + 1
		n, err := strconv.Atoi(get(c))
		if err != nil {
			return 0, l.fail(col, "%w: %s %q is not a number", ErrOffset, name, get(c))
		}
		if offsets.text == "" {
			if n < 0 {
				return 0, l.fail(col, "%w: %s %d is negative", ErrOffset, name, n)
			}
			return n, nil
		}
		b, ok := offsets.Byte(n)
		if !ok {
			return 0, l.fail(col, "%w: %s %d is outside the text (%d %ss) or inside a character",
				ErrOffset, name, n, offsets.end, offsets.unit)
		}
		return b, nil
	}
	if m.Start, err = place(colStart, "start"); err != nil {
		return m, err
	}
	if m.End, err = place(colEnd, "end"); err != nil {
		return m, err
	}
	if m.End <= m.Start {
		return m, l.fail(at[colEnd]+1, "%w: end %s is not after start %s", ErrOffset, get(colEnd), get(colStart))
	}
	if m.Label = get(colLabel); m.Label == "" {
		return m, l.fail(at[colLabel]+1, "%w: empty label", ErrColumns)
	}
	m.Kind, m.Entity, m.Name = get(colKind), get(colEntity), get(colName)
	m.Text = get(colText)
	if offsets.text == "" {
		return m, nil
	}
	surface := offsets.text[m.Start:m.End]
	if m.Text != "" && !sameSurface(m.Text, surface) {
		return m, l.fail(at[colText]+1, "%w: %q, but the text has %q", ErrSurface, m.Text, surface)
	}
	m.Text = surface
	return m, nil
}

// sameSurface compares a table's surface with the text's; blanks may stand for the
// tabs and line ends that a table cannot hold.
func sameSurface(table, text string) bool {
	if table == text {
		return true
	}
	return table == oneLine(text)
}
