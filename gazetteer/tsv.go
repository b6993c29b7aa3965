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

	"github.com/alam-nlp/alam/text"
)

// Columns are the columns of the TSV source form, in their usual order.
// A file names its columns in its first line that is no comment; name and
// label must be among them.
var columns = []string{"id", "label", "kind", "name", "name_en", "aliases", "country", "prominence", "flags"}

const (
	flagNeedsContext = "needs_context"
	flagStandsFor    = "for:" // before the id of an entry
	aliasContext     = "?"    // before an alias that needs context
)

// ReadTSV reads a list in its source form: tab-separated, a header line, then
// an entry a line; aliases separated by |, one that needs context with ?
// before it; lines that begin with # are comments. path is for errors, which
// are *text.ParseError.
func ReadTSV(path string, r io.Reader) ([]Entry, error) {
	var entries []Entry
	err := ReadTable(path, r, []string{"label", "name"}, columns, func(row Row) error {
		e, err := parseEntry(row)
		if err == nil {
			entries = append(entries, e)
		}
		return err
	})
	return entries, err
}

// A Row is one line of a table, which ReadTable gives.
type Row struct {
	line  int
	cells []string
	index map[string]int
	fail  func(col int, err error) error
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

// Fail is an error at the named column of the row.
func (r Row) Fail(name string, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	if r.fail == nil { // a row of no table
		return err
	}
	return r.fail(r.index[name], err)
}

// ReadTable reads a tab-separated file with a header line and # comments,
// and gives each row to yield. Columns must be among known, and hold required.
func ReadTable(path string, r io.Reader, required, known []string, yield func(Row) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 4<<20)
	var index map[string]int
	line := 0
	for in.Scan() {
		line++
		s := strings.TrimSuffix(in.Text(), "\r")
		if line == 1 {
			s = strings.TrimPrefix(s, "\ufeff")
		}
		fail := func(col int, err error) error {
			at := 1
			for _, c := range strings.SplitN(s, "\t", col+1)[:col] {
				at += utf8.RuneCountInString(c) + 1
			}
			return &text.ParseError{Path: path, Line: line, Col: at, Err: err}
		}
		switch {
		case !utf8.ValidString(s):
			return fail(0, errors.New("line is not valid UTF-8"))
		case s == "" || s[0] == '#':
			continue
		}
		cells := strings.Split(s, "\t")
		if index == nil {
			index = map[string]int{}
			for i, c := range cells {
				if _, dup := index[c]; dup || !slices.Contains(known, c) {
					return fail(i, fmt.Errorf("column %.40q in the header, want some of %s", c, strings.Join(known, ", ")))
				}
				index[c] = i
			}
			for _, c := range required {
				if _, ok := index[c]; !ok {
					return fail(0, fmt.Errorf("no column %q in the header (columns are separated by tabs)", c))
				}
			}
			continue
		}
		if len(cells) != len(index) {
			return fail(min(len(cells), len(index))-1, fmt.Errorf("%d columns, the header has %d", len(cells), len(index)))
		}
		if err := yield(Row{line, cells, index, fail}); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return &text.ParseError{Path: path, Line: line + 1, Col: 1, Err: err}
	}
	if index == nil {
		return &text.ParseError{Path: path, Line: line + 1, Col: 1, Err: fmt.Errorf("no header line, want columns such as %s, separated by tabs", strings.Join(required, ", "))}
	}
	return nil
}

func parseEntry(r Row) (Entry, error) {
	e := Entry{
		ID: r.Cell("id"), Label: r.Cell("label"), Kind: r.Cell("kind"),
		Name: r.Cell("name"), NameEn: r.Cell("name_en"), Country: r.Cell("country"),
	}
	switch e.Label {
	case "PER", "LOC", "ORG", "MISC", "-":
	default:
		return e, r.Fail("label", "label %q, want PER, LOC, ORG, MISC, or - to delete", e.Label)
	}
	if e.Name == "" && (e.Label != "-" || e.ID == "") {
		return e, r.Fail("name", "no name")
	}
	if p := r.Cell("prominence"); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > 9 {
			return e, r.Fail("prominence", "prominence %q, want 1 to 9", p)
		}
		e.Prominence = n
	}
	for f := range strings.SplitSeq(r.Cell("flags"), ",") {
		id, metonym := strings.CutPrefix(f, flagStandsFor)
		switch {
		case f == "":
		case f == flagNeedsContext:
			e.NeedsContext = true
		case metonym && strings.TrimSpace(id) != "" && e.StandsFor == "":
			e.StandsFor = id
		default:
			return e, r.Fail("flags", "flag %q, want %s, %sID once, or nothing, with commas between", f, flagNeedsContext, flagStandsFor)
		}
	}
	if a := r.Cell("aliases"); a != "" {
		for _, s := range strings.Split(a, "|") {
			rest, ctx := strings.CutPrefix(s, aliasContext)
			if strings.TrimSpace(rest) == "" {
				return e, r.Fail("aliases", "an empty alias")
			}
			e.Aliases = append(e.Aliases, Alias{rest, ctx})
		}
	}
	return e, nil
}
