package tsv

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// The columns of the tables below.
var (
	required = []string{"word"}
	known    = []string{"word", "weight", "note"}
)

func TestRead(t *testing.T) {
	const table = "\ufeff# two words\r\n\r\nnote\tword\r\n" +
		"a river\tالنيل\r\n" +
		"\n# between\n" +
		"\tمصر"
	var got []string
	err := Read("w.tsv", strings.NewReader(table), required, known, func(r Row) error {
		got = append(got, fmt.Sprintf("%d %s|%s|%s", r.Line(), r.Cell("word"), r.Cell("note"), r.Cell("weight")))
		return nil
	})
	want := []string{
		"4 النيل|a river|",
		"7 مصر||",
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

func TestReadErrors(t *testing.T) {
	long := strings.Repeat("x", maxLine)
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", "w.tsv:1:1: no header line, want columns such as word, separated by tabs"},
		{"comments alone", "# nothing\n\n", "w.tsv:3:1: no header line, want columns such as word, separated by tabs"},
		{"unknown column", "word\tاسم\n", `w.tsv:1:6: column "اسم" in the header, want some of word, weight, note`},
		{"a column twice", "word\tnote\tword\n", `w.tsv:1:11: column "word" in the header, want some of word, weight, note`},
		{"a column missing", "note\tweight\n", `w.tsv:1:1: no column "word" in the header (columns are separated by tabs)`},
		{"few cells", "word\tnote\nالنيل\n", "w.tsv:2:1: 1 columns, the header has 2"},
		{"many cells", "word\tnote\nالنيل\ta\tb\n", "w.tsv:2:7: 3 columns, the header has 2"},
		{"UTF-8", "word\tnote\nالنيل\t\xff\n", "w.tsv:2:1: line is not valid UTF-8"},
		{"UTF-8 in a comment", "# \xff\n", "w.tsv:1:1: line is not valid UTF-8"},
		{"long line", "word\n" + long, "w.tsv:2:1: bufio.Scanner: token too long"},
		{"of a row", "word\tnote\nالنيل\tbad\n", `w.tsv:2:7: note "bad"`},
		{"of a column that is not there", "note\tword\nbad\tالنيل\n", `w.tsv:2:1: note "bad"`},
	} {
		err := Read("w.tsv", strings.NewReader(c.in), required, known, func(r Row) error {
			switch note := r.Cell("note"); {
			case note == "bad" && strings.HasPrefix(c.name, "of a column"):
				return r.Fail("weight", "note %q", note)
			case note == "bad":
				return r.Fail("note", "note %q", note)
			}
			return nil
		})
		var at *ParseError
		if !errors.As(err, &at) || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// TestReadCauses: what a reader or a row gives can be matched.
func TestReadCauses(t *testing.T) {
	err := Read("w.tsv", iotest.ErrReader(io.ErrUnexpectedEOF), required, known, nil)
	if !errors.Is(err, io.ErrUnexpectedEOF) || err.Error() != "w.tsv:1:1: unexpected EOF" {
		t.Errorf("of the reader: %v", err)
	}
	err = Read("w.tsv", strings.NewReader("word\tnote\nالنيل\tabc\n"), required, known, func(r Row) error {
		return r.FailAt("note", 2, io.ErrShortWrite)
	})
	if !errors.Is(err, io.ErrShortWrite) || err.Error() != "w.tsv:2:9: short write" {
		t.Errorf("in a cell: %v", err)
	}
	err = Read("w.tsv", strings.NewReader("word\nx\n"), required, known, func(Row) error { return io.EOF })
	if err != io.EOF { //nolint:errorlint // as it was given
		t.Errorf("of yield: %v", err)
	}
	if err := (Row{}).Fail("word", "no word"); err.Error() != "no word" {
		t.Errorf("a row of no table: %v", err)
	}
}

func TestParseError(t *testing.T) {
	sentinel := errors.New("gold: not valid UTF-8")
	for _, c := range []struct {
		err  ParseError
		want string
	}{
		{ParseError{"w.tsv", 2, 3, io.EOF}, "w.tsv:2:3: EOF"},
		{ParseError{"w.tsv", 2, 0, io.EOF}, "w.tsv:2: EOF"},
		{ParseError{"w.tsv", 0, 0, io.EOF}, "w.tsv: EOF"},
		{ParseError{"", 2, 3, io.EOF}, "2:3: EOF"},
		{ParseError{"", 0, 0, io.EOF}, "EOF"},
		{ParseError{}, "<nil>"},
		{ParseError{"w.tsv", 1, 0, sentinel}, "w.tsv:1: not valid UTF-8"},
		{ParseError{"w.tsv", 1, 0, fmt.Errorf("%w: byte 3", sentinel)}, "w.tsv:1: not valid UTF-8: byte 3"},
		{ParseError{"w.tsv.gz", 1, 1, errors.New("gzip: invalid header")}, "w.tsv.gz:1:1: gzip: invalid header"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if err := fmt.Errorf("lists: %w", &ParseError{Err: sentinel}); !errors.Is(err, sentinel) {
		t.Error("the cause cannot be matched")
	}
}

func TestCol(t *testing.T) {
	cells := []string{
		"مصر",
		"",
		"x",
	}
	for i, want := range []int{1, 5, 6, 8, 8} {
		if got := Col(cells, i); got != want {
			t.Errorf("cell %d begins at %d, want %d", i, got, want)
		}
	}
}

// FuzzRead: any file is read as far as it goes, or refused with its place; the
// cells of a row are those of its line.
func FuzzRead(f *testing.F) {
	f.Add("word\tnote\nالنيل\ta river\n")
	f.Add("\ufeff# a comment\r\n\r\nnote\tword\r\n\tمصر")
	f.Add("word\tword\n")
	f.Add("word\n\xff\n")
	f.Add("weight\tword\n1\t2\t3\n")
	f.Fuzz(func(t *testing.T, in string) {
		file := strings.Split(in, "\n")
		before := 0
		err := Read("f", strings.NewReader(in), required, known, func(r Row) error {
			if r.Line() <= before || r.Line() > len(file) {
				t.Fatalf("line %d after %d of %d", r.Line(), before, len(file))
			}
			before = r.Line()
			line := strings.TrimSuffix(file[r.Line()-1], "\r")
			if r.Line() == 1 {
				line = strings.TrimPrefix(line, "\ufeff")
			}
			for _, name := range known {
				c := r.Cell(name)
				if !utf8.ValidString(c) || !strings.Contains("\t"+line+"\t", "\t"+c+"\t") && r.has(name) {
					t.Fatalf("%q is no cell of %q", c, line)
				}
				var at *ParseError
				if !errors.As(r.Fail(name, "wrong"), &at) || at.Line != r.Line() || r.has(name) && !strings.HasPrefix(string([]rune(line)[at.Col-1:]), c) {
					t.Fatalf("%q is not at %v of %q", c, at, line)
				}
			}
			return nil
		})
		var at *ParseError
		if err != nil && (!errors.As(err, &at) || at.Path != "f" || at.Line < 1 || at.Line > len(file)+1 || at.Col < 1) {
			t.Fatalf("error without a place: %v", err)
		}
	})
}

// has reports whether the table has a column.
func (r Row) has(name string) bool {
	_, ok := r.index[name]
	return ok
}
