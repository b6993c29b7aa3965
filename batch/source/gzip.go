package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// members reads the members of a gzip file one after the other. After an error,
// which comes again until then, next goes to the member after the broken one.
type members struct {
	path  string
	back  *recent
	in    *bufio.Reader // of back
	z     gzip.Reader
	trial gzip.Reader
	open  bool  // a member is being read
	begin int64 // byte of the file at which it begins
	err   error
}

const (
	keptBytes  = 256 << 10 // how far back the next member is looked for: a broken one may be unpacked beyond its end
	trialBytes = 8 << 10   // how much of a member is looked at to see that it is one
	trialText  = 1 << 10   // how much that must give, or else the whole of it
)

var gzipMagic = []byte{0x1f, 0x8b, 8}

func newMembers(path string, in io.Reader) *members {
	m := &members{path: path, back: &recent{in: in}}
	m.in = bufio.NewReaderSize(m.back, bufferSize)
	return m
}

// at is the byte of the file that is read next.
func (m *members) at() int64 { return m.back.at - int64(m.in.Buffered()) }

func (m *members) Read(p []byte) (n int, err error) {
	for n == 0 && len(p) > 0 {
		if m.err != nil {
			return 0, m.err
		}
		if !m.open {
			m.begin = m.at()
			if m.err = m.z.Reset(m.in); m.err != nil {
				continue
			}
			m.z.Multistream(false)
			m.open = true
		}
		n, err = m.z.Read(p)
		if errors.Is(err, io.EOF) {
			m.open = false
		} else {
			m.err = err
		}
	}
	return n, nil
}

// next goes to the next member after a broken one, and says what is lost, and
// whether there is one.
func (m *members) next(cause *Error) (*Error, bool) {
	broken := m.at()
	m.back.rewind(m.begin + 1)
	m.in.Reset(m.back)
	for m.find() {
		head, _ := m.in.Peek(trialBytes)
		if !m.isMember(head) {
			m.in.Discard(1)
			continue
		}
		m.err, m.open = nil, false
		return &Error{Path: m.path, Err: fmt.Errorf("%w, in the %d bytes from byte %d on; %d of them were passed over, and reading goes on at byte %d, with the next member",
			cause.Err, m.at()-m.begin, m.begin, max(m.at()-broken, 0), m.at()), Hint: "get the file again"}, true
	}
	return m.end(cause, m.at()-broken), false
}

// end says how much is passed over up to the end of the file; less than nothing if
// that is not known.
func (m *members) end(cause *Error, passed int64) *Error {
	e := *cause
	switch {
	case passed > 0:
		e.Err = fmt.Errorf("%w, in what begins at byte %d; %d bytes were passed over, up to the end of the file", e.Err, m.begin, passed)
	case passed < 0:
		e.Err = fmt.Errorf("%w, in what begins at byte %d; what comes after it was passed over", e.Err, m.begin)
	}
	return &e
}

// find goes to what begins as a member does, and reports whether there is any.
func (m *members) find() bool {
	for {
		head, err := m.in.Peek(bufferSize)
		if i := bytes.Index(head, gzipMagic); i >= 0 {
			m.in.Discard(i)
			return true
		}
		if err != nil {
			m.in.Discard(len(head))
			return false
		}
		m.in.Discard(len(head) - len(gzipMagic) + 1)
	}
}

// isMember reports whether bytes begin as a member does that can be unpacked.
func (m *members) isMember(head []byte) bool {
	if m.trial.Reset(bytes.NewReader(head)) != nil {
		return false
	}
	m.trial.Multistream(false)
	_, err := io.Copy(io.Discard, io.LimitReader(&m.trial, trialText))
	return err == nil
}

// recent reads, and keeps the last that it has read.
type recent struct {
	in   io.Reader
	kept []byte
	end  int64 // byte of the file at which kept ends
	at   int64 // that is read next
}

func (r *recent) Read(p []byte) (int, error) {
	if again := r.end - r.at; again > 0 {
		n := copy(p, r.kept[int64(len(r.kept))-again:])
		r.at += int64(n)
		return n, nil
	}
	n, err := r.in.Read(p)
	if len(r.kept)+n > 2*keptBytes {
		r.kept = append(r.kept[:0], r.kept[len(r.kept)-keptBytes:]...)
	}
	r.kept = append(r.kept, p[:n]...)
	r.end += int64(n)
	r.at = r.end
	return n, err
}

// rewind goes back to a byte of the file, or as near to it as is kept.
func (r *recent) rewind(to int64) { r.at = min(max(to, r.end-int64(len(r.kept))), r.at) }

// goOn decides whether reading goes on after an error: where a member of a gzip
// file is broken that is said, and the next one comes, from its beginning, whatever
// stood there in the one before. Else the error is given back.
func (r *reader) goOn(line int, err error) error {
	var own *Error
	err = ReadError(r.file.Path, line, err)
	if !errors.As(err, &own) || !r.broken(err) {
		return err
	}
	said, ok := r.gzip.next(own)
	if !ok {
		r.told = true
		return said
	}
	said.Line = line
	if !r.fail(line, said) {
		return errStop
	}
	if r.encoding != nil { // what decodes has ended with the error
		r.in.Reset(r.decoder())
	}
	return nil
}

// broken reports whether an error is that of a broken member.
func (r *reader) broken(err error) bool {
	return r.gzip != nil && r.gzip.err != nil && !r.told && errors.Is(err, ErrPacked)
}

// untilEnd says how much of a file is passed over after an error that ends it.
func (r *reader) untilEnd(err error) error {
	var own *Error
	if !errors.As(err, &own) || !r.broken(err) {
		return err
	}
	passed := int64(-1)
	if r.file.Size >= 0 {
		passed = r.file.Size - r.gzip.at()
	}
	return r.gzip.end(own, passed)
}
