// Package input reads what the command is given: texts, JSON lines and CoNLL
// files, the lists and rules that users lay over the embedded ones, and the
// files that are evaluated.
//
// In: files and standard input. Out: []Document, one after the other.
//
// # Law
//
// A document's text is what the file says, byte for byte; a CoNLL document's
// is its tokens with a blank between them and a line end after each sentence.
// What cannot be read is an *Error that says what, where and what to do, and
// the rest is read. At most one document of a file is in memory at a time, and
// a line may be of any length.
//
// # Sharing
//
// A Document is not changed after it was read. Reading belongs to one
// goroutine; Map spreads the work on documents over several.
package input

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
)

// Stdin is the name that stands for standard input.
const Stdin = "-"

// Options say how files are read. The zero value finds the format out and
// reads the fields text and id of JSON lines.
type Options struct {
	Format Format
	// TextField and IDField are the fields of a JSON line; empty for text and id.
	TextField, IDField string
	// Stdin is read for the name "-".
	Stdin io.Reader
}

// A Document is one text to analyze.
type Document struct {
	// ID is the file's name, "-" for standard input, or what the JSON line
	// says; file:line where that says nothing.
	ID   string
	Path string
	Text string
	// Part says that the file may hold other documents.
	Part bool
	// Conll is set for a document of a CoNLL file.
	Conll *Conll
}

// bufferSize is how much of a file is read at once, and how much of it is
// looked at to tell its format.
const bufferSize = 1 << 16

// Read gives the documents of the files in order; no files stand for standard
// input. An error concerns one document or one file, and is an *Error; what
// follows it is read.
func Read(files []string, o Options) iter.Seq2[*Document, error] {
	if len(files) == 0 {
		files = []string{Stdin}
	}
	if o.TextField == "" {
		o.TextField = "text"
	}
	if o.IDField == "" {
		o.IDField = "id"
	}
	return func(yield func(*Document, error) bool) {
		for _, path := range files {
			if !readFile(path, o, yield) {
				return
			}
		}
	}
}

// readFile gives the documents of one file, and whether more are wanted.
func readFile(path string, o Options, yield func(*Document, error) bool) bool {
	r, size, err := open(path, o.Stdin)
	if err != nil {
		return yield(nil, err)
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, bufferSize)
	format := o.Format
	if format == Auto {
		if format, err = detect(path, in); err != nil {
			return yield(nil, readError(path, 0, err))
		}
	}
	switch format {
	case JSONL:
		return readJSONL(path, in, o, yield)
	case CoNLL:
		return readConll(path, in, yield)
	}
	return yield(readText(path, in, size))
}

// open opens a file, or standard input for "-", and says how long it is: 0 if
// that is not known.
func open(path string, stdin io.Reader) (io.ReadCloser, int64, error) {
	if path == Stdin {
		if stdin == nil {
			stdin = os.Stdin
		}
		return io.NopCloser(stdin), 0, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, readError(path, 0, err)
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.IsDir():
		err = &Error{Path: path, Err: errDirectory, Hint: "name the files in it, as in " + path + "/*.txt"}
	case info.Mode().IsRegular():
		return f, info.Size(), nil
	default:
		return f, 0, nil
	}
	f.Close()
	return nil, 0, readError(path, 0, err)
}

// ReadAll reads a whole file, or standard input for "-", which must be UTF-8.
func ReadAll(path string, stdin io.Reader) (string, error) {
	r, size, err := open(path, stdin)
	if err != nil {
		return "", err
	}
	defer r.Close()
	d, err := readText(path, bufio.NewReaderSize(r, bufferSize), size)
	if err != nil {
		return "", err
	}
	return d.Text, nil
}

// readError says what kept a file from being read. line is 0 if none is meant.
func readError(path string, line int, err error) error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	var of *fs.PathError
	if errors.As(err, &of) {
		err = of.Err
	}
	e := &Error{Path: path, Line: line, Err: fmt.Errorf("cannot be read: %w", err)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Err, e.Hint = errors.New("no such file"), "check the name; - stands for standard input"
	case errors.Is(err, fs.ErrPermission):
		e.Hint = "check its permissions"
	}
	return e
}

// Open opens a file, or standard input for "-".
func Open(path string, stdin io.Reader) (io.ReadCloser, error) {
	r, _, err := open(path, stdin)
	return r, err
}
