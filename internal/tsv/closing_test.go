package tsv

import (
	"strings"
	"testing"
)

// TestReadClosed: a table that was cut anywhere is refused, but for its last line end.
func TestReadClosed(t *testing.T) {
	const table = "# two\nword\tnote\na\tx\nb\ty\n# end: 2 rows\n"
	read := func(in string) error {
		return ReadClosed("w.tsv", strings.NewReader(in), required, known, func(Row) error { return nil })
	}
	for _, whole := range []string{table, strings.TrimSuffix(table, "\n"), strings.ReplaceAll(table, "\n", "\r\n"), table + "\n# later\n", "word\n" + Closing(0)} {
		if err := read(whole); err != nil {
			t.Errorf("%q: %v", whole, err)
		}
	}
	for n := range len(table) - 1 {
		if read(table[:n]) == nil {
			t.Errorf("cut behind %d bytes, it was taken: %q", n, table[:n])
		}
	}
	for in, want := range map[string]string{
		"word\na\n":                             `w.tsv:3:1: the closing line is missing`,
		"word\na\n# end: 2 rows\n":              `w.tsv:4:1: the closing line says 2 rows, and there are 1`,
		"word\na\n# end: 1 rows\nb\n":           `w.tsv:4:1: a row behind the closing line "# end: 1 rows"`,
		"word\na\n# end: -1 rows\n":             `w.tsv:4:1: the closing line is missing`,
		"word\na\n# end: 1 rows\n# end: 1 rows": "",
	} {
		if err := read(in); want == "" && err != nil || want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)) {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
	if err := Read("w.tsv", strings.NewReader("word\na\n# end: 9 rows\n"), required, known, func(Row) error { return nil }); err != nil {
		t.Errorf("a comment of another table: %v", err)
	}
}
