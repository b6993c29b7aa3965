package importer

import (
	"errors"
	"fmt"

	"github.com/alam-nlp/alam/internal/tsv"
)

// A fault is what is wrong with a row, while those behind it can be read. Other
// errors end an import.
type fault struct{ *ParseError }

// Unwrap gives the error with its place.
func (f fault) Unwrap() error { return f.ParseError }

const (
	// maxFaults is how many faults a report names; the others are counted.
	maxFaults = 20
	// hopeless is how many rows may be malformed before the first that is not.
	// A file of another form is not read to its end.
	hopeless = 1000

	malformed     = "malformed"
	malformedName = "malformed line of the alternate names"
)

// note counts a fault, and names it if not too many were.
func (r *run) note(f fault) {
	r.report.FaultCount++
	if len(r.report.Faults) < maxFaults {
		r.report.Faults = append(r.report.Faults, f.ParseError)
	}
}

// pass takes what became of a row, before which so many rows were counted: a
// fault drops the row and is no error.
func (s *stream) pass(before int64, err error) error {
	var f fault
	if !errors.As(err, &f) {
		return err
	}
	r := s.run
	r.note(f)
	if s.names {
		r.report.NamesDropped[malformedName]++
		if n := r.report.NamesDropped[malformedName]; n >= hopeless && n == r.report.FaultCount && len(r.alternate) == 0 {
			return r.nothing("no name was found")
		}
		return nil
	}
	r.report.Rows = before + 1
	r.drop(malformed)
	if n := r.report.Dropped[malformed]; n >= hopeless && n == r.report.Rows {
		return r.nothing("no row was kept")
	}
	return nil
}

// nothing is the error of files in which all that could be of use is malformed:
// the first fault.
func (r *run) nothing(what string) error {
	first := *r.report.Faults[0]
	if n := r.report.FaultCount; n > 1 || r.report.Rows > n {
		first.Err = fmt.Errorf("%w; %s of %s, and %s malformed", first.Err, what, number(max(n, r.report.Rows), "row", "rows"), number(n, "is", "are"))
	}
	return &first
}

// unknown notes that a cell of the current row is malformed and taken for empty.
func (s *stream) unknown(what string, err error) {
	var f fault
	if errors.As(err, &f) {
		s.run.note(f)
		s.run.report.Mended[what]++
	}
}

// What is left out of rows that are kept.
const (
	noPoint  = "malformed coordinates left out"
	noNumber = "malformed number taken for unknown"
)

// fail is a fault in a cell of the current line of a tab-separated file.
func (s *stream) fail(cells []string, col int, format string, args ...any) error {
	return s.faultAt(s.line, tsv.Col(cells, col), fmt.Errorf(format, args...))
}

func (s *stream) faultAt(line, col int, err error) error {
	return fault{&ParseError{Path: s.path, Line: line, Col: max(col, 1), Err: err}}
}
