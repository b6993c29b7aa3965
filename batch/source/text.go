package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unsafe"
)

// text gives a file that is one document. size is its length, or -1.
func (r *reader) text(size int64) error {
	if r.gap {
		return nil
	}
	head, err := r.in.Peek(min(r.in.Size(), 1<<13))
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := checkHead(r.file.Path, head); err != nil {
		return err
	}
	raw, err := r.whole(size)
	if err != nil {
		return err
	}
	path, derived := r.file.Path, r.derived
	if !r.emit(0, raw, true, func(raw []byte) (*Document, error) {
		text := unsafeString(raw)
		if err := checkText(path, 1, text); err != nil {
			return nil, err
		}
		return &Document{ID: path, Path: path, Text: text, Derived: derived}, nil
	}) {
		return errStop
	}
	return nil
}

// unsafeString gives bytes that nobody changes any more as a string.
func unsafeString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// whole reads what is left of a file, unless it is longer than a document may
// be.
func (r *reader) whole(size int64) ([]byte, error) {
	if size > r.o.MaxDocument {
		return nil, r.tooLong(0, size)
	}
	limited := &io.LimitedReader{R: r.in, N: r.o.MaxDocument}
	b := make([]byte, 0, max(size, 0)+512)
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := limited.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if limited.N <= 0 {
		if _, err := r.in.Peek(1); !errors.Is(err, io.EOF) {
			return nil, r.tooLong(0, -1)
		}
	}
	return b, nil
}

// lines reads lines and counts them.
type lines struct {
	in     *bufio.Reader
	max    int64
	ends   bool // lines are given with their ends
	buf    []byte
	line   int   // the last line's number
	size   int64 // the last line's length, where it is over max
	offset int64 // where the next line begins
}

// keepBuffer is how much of the space for a long line is kept for the next.
const keepBuffer = 1 << 20

// next gives the next line, without its end unless ends is set, valid until the next call; io.EOF
// after the last; ErrTooLarge for one that is over max, which is passed over.
func (l *lines) next() ([]byte, error) {
	if cap(l.buf) > keepBuffer {
		l.buf = nil
	}
	b, err := l.in.ReadSlice('\n')
	size := int64(len(b))
	if errors.Is(err, bufio.ErrBufferFull) {
		l.buf = append(l.buf[:0], b...)
		for errors.Is(err, bufio.ErrBufferFull) {
			b, err = l.in.ReadSlice('\n')
			if size += int64(len(b)); size <= l.max {
				l.buf = append(l.buf, b...)
			}
		}
		b = l.buf
	}
	if err != nil && (!errors.Is(err, io.EOF) || size == 0) {
		return nil, err
	}
	l.line++
	l.offset += size
	if size > l.max {
		l.size = size
		return nil, ErrTooLarge
	}
	if !l.ends {
		b = withoutEnd(b)
	}
	return b, nil
}

// withoutEnd is a line without its LF or CR LF.
func withoutEnd(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

// each gives every line, those that are too long as errors.
func (r *reader) each(yield func(line int, b []byte) bool) error {
	l := lines{in: r.in, max: r.o.MaxDocument, line: r.next.Line, offset: r.next.Offset}
	for {
		b, err := l.next()
		if r.offsets {
			r.next.Line, r.next.Offset = l.line, l.offset
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, ErrTooLarge):
			if !r.fail(l.line, r.tooLong(l.line, l.size)) {
				return errStop
			}
		case err != nil:
			if err := r.goOn(l.line+1, err); err != nil {
				return err
			}
		case !yield(l.line, b):
			return errStop
		}
	}
}
