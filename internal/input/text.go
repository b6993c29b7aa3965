package input

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// readText reads a file that is one document. size is its length, or 0.
func readText(path string, in *bufio.Reader, size int64) (*Document, error) {
	head, err := in.Peek(min(in.Size(), 1<<13))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, readError(path, 0, err)
	}
	if err := checkHead(path, head); err != nil {
		return nil, err
	}
	var b strings.Builder
	b.Grow(int(size))
	if _, err := in.WriteTo(&b); err != nil {
		return nil, readError(path, 0, err)
	}
	text := b.String()
	if err := checkText(path, 1, text); err != nil {
		return nil, err
	}
	return &Document{ID: path, Path: path, Text: text}, nil
}

// lines reads lines of any length and counts them.
type lines struct {
	in   *bufio.Reader
	buf  []byte
	line int
}

// next gives the next line without its end, valid until the next call; io.EOF
// after the last.
func (l *lines) next() ([]byte, error) {
	b, err := l.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		l.buf = append(l.buf[:0], b...)
		for errors.Is(err, bufio.ErrBufferFull) {
			b, err = l.in.ReadSlice('\n')
			l.buf = append(l.buf, b...)
		}
		b = l.buf
	}
	if err != nil && (!errors.Is(err, io.EOF) || len(b) == 0) {
		return nil, err
	}
	l.line++
	if n := len(b); n > 0 && b[n-1] == '\n' {
		b = b[:n-1]
	}
	if n := len(b); n > 0 && b[n-1] == '\r' {
		b = b[:n-1]
	}
	return b, nil
}
