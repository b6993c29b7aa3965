package source

import (
	"bytes"
	"errors"
	"fmt"
	"github.com/alam-nlp/alam/gold"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// An Error is a document that could not be read: where, what, what to do.
type Error struct {
	Path string
	// Line counts from 1; Byte is the place in the line, from 1. 0 where the
	// whole file or line is meant.
	Line, Byte int
	Err        error
	// Hint says what to do. It names a field of Options as Options.Encoding.
	Hint string
}

// The states in which a file is refused.
var (
	ErrBinary    = errors.New("binary file, not a text")
	ErrUTF8      = errors.New("not valid UTF-8")
	ErrJSON      = errors.New("not a JSON object")
	ErrField     = errors.New("wrong field")
	ErrTable     = errors.New("broken table")
	ErrWARC      = errors.New("broken WARC record")
	ErrFeed      = errors.New("no feed that can be read")
	ErrParquet   = errors.New("broken or unfit Parquet file")
	ErrPacked    = errors.New("broken packed file")
	ErrUnpacked  = errors.New("unpacks to more than is allowed")
	ErrTooLarge  = errors.New("document is too large")
	ErrEncoding  = errors.New("encoding is not known")
	ErrChanged   = errors.New("changed")
	errDirectory = errors.New("is a directory")
)

// Error gives path:line:byte, the cause and the hint.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Path)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Byte > 0 {
			fmt.Fprintf(&b, ":%d", e.Byte)
		}
	}
	fmt.Fprintf(&b, ": %v", e.Err)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

const hintUTF8 = "convert it, as in: iconv -f WINDOWS-1256 -t UTF-8, or name its encoding, as in Options.Encoding windows-1256"

// checkText says what is wrong with the bytes of a text that begins at a line
// of a file, or nil.
func checkText(path string, line int, s string) error {
	nul := strings.IndexByte(s, 0)
	if utf8.ValidString(s) {
		if nul < 0 {
			return nil
		}
		return binaryError(path, line, s, nul)
	}
	if strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
		return &Error{Path: path, Line: line, Byte: 1, Err: fmt.Errorf("%w (it begins like UTF-16)", ErrUTF8),
			Hint: "convert it, as in: iconv -f UTF-16 -t UTF-8, or name its encoding: Options.Encoding utf-16"}
	}
	if nul >= 0 {
		return binaryError(path, line, s, nul)
	}
	bad := 0
	for bad < len(s) {
		r, n := utf8.DecodeRuneInString(s[bad:])
		if r == utf8.RuneError && n <= 1 {
			break
		}
		bad += n
	}
	line, at := place(line, s, bad)
	return &Error{Path: path, Line: line, Byte: at, Err: fmt.Errorf("%w: byte 0x%02x", ErrUTF8, s[bad]), Hint: hintUTF8}
}

func binaryError(path string, line int, s string, nul int) error {
	line, at := place(line, s, nul)
	return &Error{Path: path, Line: line, Byte: at, Err: fmt.Errorf("%w (it holds a NUL byte)", ErrBinary), Hint: "give it as UTF-8 text"}
}

// place gives the line and the byte in it, from 1, of offset i of s, which
// begins at a line.
func place(line int, s string, i int) (int, int) {
	return line + strings.Count(s[:i], "\n"), i - strings.LastIndexByte(s[:i], '\n')
}

// checkHead refuses a text by its first bytes, before all of it is read.
func checkHead(path string, head []byte) error {
	if bytes.IndexByte(head, 0) < 0 {
		return nil
	}
	return checkText(path, 1, string(head))
}

// CheckHead refuses a text by its first bytes.
func CheckHead(path string, head []byte) error { return checkHead(path, head) }

// CheckText says what is wrong with a text that is given by a name, or nil.
func CheckText(name, text string) error { return checkText(name, 1, text) }

// ReadError says what kept a file from being read. line is 0 if none is meant.
func ReadError(path string, line int, err error) error {
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
		e.Err, e.Hint = renamed{"no such file", fs.ErrNotExist}, "check the name; - stands for standard input"
	case errors.Is(err, fs.ErrPermission):
		e.Hint = "check its permissions"
	}
	return e
}

// renamed is an error under another text.
type renamed struct {
	text string
	err  error
}

func (r renamed) Error() string { return r.text }
func (r renamed) Unwrap() error { return r.err }

// Reason is a word for what is wrong with a document, to count failures by.
func Reason(err error) string {
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.name
		}
	}
	return "other"
}

var reasons = []struct {
	err  error
	name string
}{
	{ErrBinary, "binary"}, {ErrUTF8, "utf-8"}, {ErrJSON, "json"}, {ErrField, "field"}, {ErrTable, "table"},
	{ErrWARC, "warc"}, {ErrFeed, "feed"}, {ErrParquet, "parquet"}, {ErrPacked, "packed"}, {ErrUnpacked, "unpacked"},
	{ErrTooLarge, "too large"}, {ErrEncoding, "encoding"}, {ErrChanged, "changed"}, {errDirectory, "directory"},
	{fs.ErrNotExist, "no file"}, {fs.ErrPermission, "permission"}, {gold.ErrColumns, "conll"},
}
