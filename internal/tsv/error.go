package tsv

import (
	"fmt"
	"slices"
	"strings"
)

// ParseError is an error at a place in a data file. Line and Col count from 1,
// and 0 is a place that is not known. Col counts characters of the line, in
// errors of package gold the columns of the table.
type ParseError struct {
	Path string
	Line int
	Col  int
	Err  error
}

// packages are those that return a ParseError. Their causes begin with their
// names where they are sentinels that come alone, too.
var packages = []string{"text", "gazetteer", "importer", "gold", "ner", "registry", "rule", "topics"}

// Error gives path:line:col: and the cause, leaving out what is not known, and
// the name of a package before the cause.
func (e *ParseError) Error() string {
	var b strings.Builder
	if e.Path != "" {
		b.WriteString(e.Path)
		b.WriteByte(':')
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, "%d:", e.Line)
	}
	if e.Col > 0 {
		fmt.Fprintf(&b, "%d:", e.Col)
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	cause := fmt.Sprint(e.Err)
	if name, rest, ok := strings.Cut(cause, ": "); ok && slices.Contains(packages, name) {
		cause = rest
	}
	b.WriteString(cause)
	return b.String()
}

// Unwrap gives the cause.
func (e *ParseError) Unwrap() error { return e.Err }
