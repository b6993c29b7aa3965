package sink

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alam-nlp/alam/batch/source"
)

// An inputLine is a file that was read, in the list of inputs.
type inputLine struct {
	Path string `json:"path"`
	Size int64  `json:"size"`
	Time int64  `json:"time"` // in nanoseconds since 1970
}

func lineOf(f *source.File) inputLine {
	l := inputLine{Path: f.Path, Size: f.Size}
	if !f.Time.IsZero() {
		l.Time = f.Time.UnixNano()
	}
	return l
}

// input notes the file of a record, if it is the first of it.
func (s *Sink) input(f *source.File) error {
	if s.at.Inputs > s.at.Position.File {
		return nil
	}
	b, err := json.Marshal(lineOf(f))
	if err != nil {
		return err
	}
	s.at.Inputs++
	_, err = s.list.Write(append(b, '\n'))
	return err
}

// Check reports whether a file that was read before is what it was. It is for
// source.Options.Check, and must be asked about all files in order.
func (s *Sink) Check(index int, f source.File) error {
	if s.check == nil {
		return nil
	}
	line, err := s.check.ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		s.check = nil
		s.checkFile.Close()
		return nil
	}
	if err != nil {
		return err
	}
	var was inputLine
	if err := json.Unmarshal(line, &was); err != nil {
		return fmt.Errorf("%w: list of inputs: %w", ErrState, err)
	}
	is := lineOf(&f)
	switch {
	case was == is:
		return nil
	case was.Path != is.Path:
		return fmt.Errorf("%w: file %d of the inputs was %s and is now %s", source.ErrChanged, index+1, was.Path, is.Path)
	case is.Size < 0:
		return fmt.Errorf("%w: %s was read before and is gone", source.ErrChanged, is.Path)
	case was.Size < 0:
		return fmt.Errorf("%w: %s was missing and is there now", source.ErrChanged, is.Path)
	}
	return fmt.Errorf("%w: %s had %d bytes of %s and has %d of %s", source.ErrChanged, is.Path,
		was.Size, stamp(was.Time), is.Size, stamp(is.Time))
}

func stamp(ns int64) string { return time.Unix(0, ns).UTC().Format(time.RFC3339Nano) }

// openCheck opens the committed part of the list for Check.
func (s *Sink) openCheck() error {
	f, err := os.Open(s.names.in("inputs"))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrState, err)
	}
	s.checkFile = f
	s.check = bufio.NewReader(io.LimitReader(f, s.at.List.Bytes))
	return nil
}
