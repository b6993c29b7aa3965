package gazetteer

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/tsv"
)

// ReadOptions say how a list is read that is not in the source form: lines of names, or
// a table with columns of its own. The zero value is for files that say all themselves.
type ReadOptions struct {
	// Label is that of a row which gives none.
	Label string
	// Columns says which column of a table holds what: by the name that the source
	// form has for it (name, label, aliases, country), the name in the file.
	Columns map[string]string
}

// labelWords are what files call the labels.
var labelWords = map[string]string{
	"PER": "PER", "PERS": "PER", "PERSON": "PER", "LOC": "LOC", "LOCATION": "LOC", "PLACE": "LOC",
	"ORG": "ORG", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "MISC": "MISC", "-": deleteLabel,
}

// longestName is how many letters a line of a plain list may have: longer ones are prose.
const longestName = 200

// ListColumns are the columns of the source form.
func ListColumns() []string { return slices.Clone(columns) }

// ReadList reads a list of any form that is text, and goes on after a row that is
// wrong: the errors are those of all rows, each a *ParseError. The forms: the source
// form, of which [ReadTSV] tells; a table with commas, semicolons or tabs, whose first
// line names the columns, as the source form does or as o.Columns says; and a plain
// list, a name a line, with its label behind a tab or comma or as o.Label says. UTF-8, or
// UTF-16 with a byte order mark. Rows of one label and one id that none gave are one entry.
func ReadList(path string, r io.Reader, o ReadOptions) ([]Located, []error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, []error{err}
	}
	if bytes.HasPrefix(b, []byte(magic)) {
		return nil, []error{&ParseError{Path: path, Line: 1, Col: 1, Err: errors.New("a compiled list, not the TSV it is made of")}}
	}
	if b, err = decoded(b); err != nil {
		return nil, []error{&ParseError{Path: path, Line: 1, Col: 1, Err: err}}
	}
	l := lister{path: path, o: o, at: map[string]int{}}
	head := l.head(b)
	switch comma, table := l.separator(head); {
	case table && comma == '\t' && len(o.Columns) == 0:
		return readLocated(path, bytes.NewReader(b))
	case table:
		l.table(b, comma)
	default:
		l.lines(b)
	}
	if len(l.rows) == 0 && len(l.errs) == 0 {
		l.fail(1, "no names: want a name a line, or a table whose first line has the columns name and label")
	}
	return l.rows, l.errs
}

// decoded is text in UTF-8 without a byte order mark.
func decoded(b []byte) ([]byte, error) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return b[3:], nil
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		order = binary.LittleEndian
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		order = binary.BigEndian
	default:
		return b, nil
	}
	if len(b)%2 != 0 {
		return nil, errors.New("UTF-16 of an odd number of bytes: its end is missing")
	}
	units := make([]uint16, 0, len(b)/2)
	for k := 2; k < len(b); k += 2 {
		units = append(units, order.Uint16(b[k:]))
	}
	return []byte(string(utf16.Decode(units))), nil
}

// A lister reads one file.
type lister struct {
	path string
	o    ReadOptions
	rows []Located
	errs []error
	at   map[string]int // rows by id
}

func (l *lister) fail(line int, format string, args ...any) {
	l.errs = append(l.errs, &ParseError{Path: l.path, Line: line, Col: 1, Err: fmt.Errorf(format, args...)})
}

// head is the first line that is neither empty nor a comment.
func (l *lister) head(b []byte) string {
	for line := range bytes.Lines(b) {
		if s := strings.TrimRight(string(line), "\r\n"); s != "" && s[0] != '#' {
			return s
		}
	}
	return ""
}

// separator gives what parts the columns of a table, if the first line is that of one:
// if it names columns of the source form, or such were given.
func (l *lister) separator(head string) (comma rune, table bool) {
	comma = '\t'
	if !strings.Contains(head, "\t") {
		if comma = ','; strings.Count(head, ";") > strings.Count(head, ",") {
			comma = ';'
		}
	}
	if len(l.o.Columns) > 0 {
		return comma, true
	}
	known := 0
	for cell := range strings.SplitSeq(head, string(comma)) {
		if slices.Contains(columns, strings.Trim(strings.TrimSpace(cell), `"`)) {
			known++
		}
	}
	return comma, known > 0 && (strings.ContainsRune(head, comma) || head == "name")
}

// lines reads a plain list.
func (l *lister) lines(b []byte) {
	n := 0
	for line := range bytes.Lines(b) {
		n++
		s := strings.TrimSpace(string(line))
		if s == "" || s[0] == '#' {
			continue
		}
		label := l.o.Label
		name, behind, two := strings.Cut(s, "\t")
		if !two {
			if i := strings.LastIndexByte(s, ','); i >= 0 {
				name, behind, two = s[:i], s[i+1:], true
			}
		}
		if two {
			label = strings.TrimSpace(behind)
		}
		name = strings.TrimSpace(name)
		switch {
		case !utf8.Valid(line):
			l.fail(n, "line is not valid UTF-8: save the list as UTF-8")
		case strings.ContainsAny(name[:min(1, len(name))], "{[<"):
			l.fail(n, "%.40q is no name: want a name a line, or a table whose first line names its columns", name)
		case utf8.RuneCountInString(name) > longestName || !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
			l.fail(n, "%.40q is no name: want a name of 1 to %d letters a line", name, longestName)
		default:
			l.add(n, Entry{Name: name, Label: label})
		}
	}
}

// table reads a table with a header.
func (l *lister) table(b []byte, comma rune) {
	in := csv.NewReader(bytes.NewReader(b))
	in.Comma, in.Comment, in.FieldsPerRecord, in.LazyQuotes, in.TrimLeadingSpace = comma, '#', -1, comma == '\t', comma != '\t'
	index := map[string]int{}
	for width := -1; ; {
		cells, err := in.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			var at *csv.ParseError
			if line := 1; errors.As(err, &at) {
				line, err = at.Line, at.Err
				l.fail(line, "%v: a quote within a cell is written twice", err)
			} else {
				l.fail(line, "%v", err)
			}
			return
		}
		line, _ := in.FieldPos(0)
		switch {
		case width < 0:
			if width = len(cells); !l.header(line, cells, index) {
				return
			}
		case len(cells) != width:
			l.fail(line, "%d columns, the header has %d", len(cells), width)
		default:
			l.row(line, cells, index)
		}
	}
}

// header finds the columns in the first row.
func (l *lister) header(line int, cells []string, index map[string]int) bool {
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	for _, column := range columns {
		name, given := l.o.Columns[column]
		if !given {
			name = column
		}
		i := slices.Index(cells, name)
		if given && i < 0 {
			l.fail(line, "no column %q for %s; there are %s", name, column, strings.Join(cells, ", "))
			return false
		}
		if i >= 0 && (given || len(l.o.Columns) == 0 || column == "label") {
			index[column] = i
		}
	}
	if _, ok := index["name"]; !ok {
		l.fail(line, "no column name; there are %s: say which one holds the names", strings.Join(cells, ", "))
		return false
	}
	return true
}

// row reads a row of a table, by the source form's reader.
func (l *lister) row(line int, cells []string, index map[string]int) {
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return
	}
	for i, c := range cells {
		if cells[i] = strings.TrimSpace(c); !utf8.ValidString(c) {
			l.fail(line, "line is not valid UTF-8: save the list as UTF-8")
			return
		}
	}
	label, given := index["label"], l.o.Label
	cell := map[string]string{}
	for column, i := range index {
		cell[column] = cells[i]
	}
	if _, ok := index["label"]; ok && cells[label] != "" {
		given = cells[label]
	}
	if cell["label"] = labelWords[strings.ToUpper(given)]; cell["label"] == "" {
		l.noLabel(line, given)
		return
	}
	e, err := parseEntry(tsv.MakeRow(l.path, line, cell))
	if err != nil {
		l.errs = append(l.errs, err)
		return
	}
	l.add(line, e)
}

func (l *lister) noLabel(line int, label string) {
	if label == "" {
		l.fail(line, "no label: write PER, LOC, ORG or MISC behind the name and a tab, in a column label, or give one label for the list")
		return
	}
	l.fail(line, "label %.40q, want PER, LOC, ORG, MISC, or - to delete", label)
}

// add keeps an entry, or adds its names to those of the one it is.
func (l *lister) add(line int, e Entry) {
	label := labelWords[strings.ToUpper(e.Label)]
	if label == "" {
		l.noLabel(line, e.Label)
		return
	}
	e.Label = label
	id := label + " " + e.EntryID()
	if k, ok := l.at[id]; ok && e.ID == "" {
		of := &l.rows[k].Entry
		if e.Name != of.Name {
			of.Aliases = append(of.Aliases, Alias{e.Name, e.NeedsContext})
		}
		of.Aliases = append(of.Aliases, e.Aliases...)
		return
	}
	l.at[id] = len(l.rows)
	l.rows = append(l.rows, Located{Entry: e, Path: l.path, Line: line})
}
