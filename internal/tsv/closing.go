package tsv

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The closing line: a comment that says how many rows stand above it.
const (
	closingHead = "# end: "
	closingTail = " rows"
)

// Closing is the last line of a table of so many rows that ReadClosed reads,
// without its line end.
func Closing(rows int) string { return closingHead + strconv.Itoa(rows) + closingTail }

// ReadClosed is Read of a table whose last line is the one that Closing gives: a
// file that was cut at a line end lacks it, and is refused. Who edits the rows
// by hand edits the number too.
func ReadClosed(path string, r io.Reader, required, known []string, yield func(Row) error) error {
	return readRows(path, r, required, known, yield, &closing{said: -1})
}

// A closing counts the rows of a table that has a closing line. Nil is of a table
// that has none.
type closing struct {
	rows int
	said int // what the closing line said, -1 before it
}

// closes reports whether a line is a closing line, and keeps what it says.
func (c *closing) closes(line string) bool {
	if c == nil || c.said >= 0 {
		return false
	}
	rest, ok := strings.CutPrefix(line, closingHead)
	number, whole := strings.CutSuffix(rest, closingTail)
	n, err := strconv.Atoi(number)
	if !ok || !whole || err != nil || n < 0 {
		return false
	}
	c.said = n
	return true
}

// row counts a row, which may not stand behind the closing line.
func (c *closing) row() error {
	if c == nil {
		return nil
	}
	if c.rows++; c.said >= 0 {
		return fmt.Errorf("a row behind the closing line %q: put that line last, with the number of all rows", Closing(c.said))
	}
	return nil
}

// check says at the end what is missing.
func (c *closing) check() error {
	switch {
	case c == nil || c.said == c.rows:
		return nil
	case c.said < 0:
		return fmt.Errorf("the closing line is missing, so that the file may be cut short: take it whole from where it was made, or, if these %d rows are all, write %q as its last line",
			c.rows, Closing(c.rows))
	}
	return fmt.Errorf("the closing line says %d rows, and there are %d: take the file whole from where it was made, or, if these are all, write %q", c.said, c.rows, Closing(c.rows))
}
