package gold

import (
	"errors"
	"fmt"
	"strings"
)

// States a caller may want to tell apart with errors.Is.
var (
	ErrColumns  = errors.New("gold: wrong number of columns")
	ErrUTF8     = errors.New("gold: not valid UTF-8")
	ErrSurface  = errors.New("gold: surface does not stand at its offsets")
	ErrOffset   = errors.New("gold: bad offset")
	ErrScheme   = errors.New("gold: tag scheme cannot be told")
	ErrTag      = errors.New("gold: tag not allowed in its scheme")
	ErrSequence = errors.New("gold: invalid tag sequence")
	ErrText     = errors.New("gold: texts of gold and prediction differ")
	ErrDocument = errors.New("gold: documents of gold and prediction do not pair")

	// ErrUnknownFormat is a file that no format recognizes, or a format that is none.
	ErrUnknownFormat = errors.New("gold: format not known")
)

// ParseError is an error at a place in a data file. Line and Col count from 1;
// Col is the column of the table (not the character), 0 when the whole line is
// meant.
type ParseError struct {
	Path string
	Line int
	Col  int
	Err  error
}

// Error gives path:line:col: and the cause, leaving out what is not known.
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
	b.WriteString(strings.TrimPrefix(fmt.Sprint(e.Err), "gold: "))
	return b.String()
}

// Unwrap gives the cause.
func (e *ParseError) Unwrap() error { return e.Err }
