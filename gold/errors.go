package gold

import (
	"errors"

	"github.com/alam-nlp/alam/internal/tsv"
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

// ParseError is an error at a place in a data file: its Path, the Line from 1, the
// column of the table from 1 (Col, not the character; 0 when the whole line is
// meant), and the cause (Err).
type ParseError = tsv.ParseError
