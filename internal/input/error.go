package input

import (
	"bytes"
	"errors"
	"fmt"
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
	Hint       string
}

// The states in which a file is refused.
var (
	ErrBinary    = errors.New("binary file, not a text")
	ErrUTF8      = errors.New("not valid UTF-8")
	ErrJSON      = errors.New("not a JSON object")
	ErrField     = errors.New("wrong field")
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
	b.WriteString(": " + e.Err.Error())
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

const hintUTF8 = "convert it, as in: iconv -f WINDOWS-1256 -t UTF-8"

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
			Hint: "convert it, as in: iconv -f UTF-16 -t UTF-8"}
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
	e := &Error{Path: path, Line: line, Byte: at, Err: fmt.Errorf("%w (it holds a NUL byte)", ErrBinary), Hint: "give it as UTF-8 text"}
	if strings.HasPrefix(s, gzipMagic) {
		e.Hint = "unpack it first, as in: gzip -dc FILE | alam tag"
	}
	return e
}

const gzipMagic = "\x1f\x8b"

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

// CheckText says what is wrong with a text that is given by a name, or nil.
func CheckText(name, text string) error { return checkText(name, 1, text) }
