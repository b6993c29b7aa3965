package importer

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"unicode/utf8"
)

// maxLine is the longest line that is taken for one.
const maxLine = 256 << 20

// A stream is a file, or a file in a zip file, unpacked.
type stream struct {
	path string
	in   *bufio.Reader
	line int // the last line that was read, from 1
	buf  []byte
	tick func()

	run   *run
	names bool // it holds alternate names, and no rows of their own
}

// A counter counts what is read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// A counterAt counts what is read of a zip file.
type counterAt struct {
	r io.ReaderAt
	c *counter
}

func (c counterAt) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(b, off)
	c.c.n += int64(n)
	return n, err
}

// eachStream opens a file and gives what is in it.
func (r *run) eachStream(name string, yield func(*stream) error) error {
	f, err := r.o.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var size int64
	if s, ok := f.(interface{ Stat() (os.FileInfo, error) }); ok {
		if info, err := s.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
	}
	count := &counter{r: f}
	in := bufio.NewReaderSize(count, 1<<16)
	read := func(name string, r2 io.Reader) error {
		s := &stream{path: name, run: r, in: bufio.NewReaderSize(r2, 1<<16), tick: func() {
			if r.o.Progress != nil {
				r.o.Progress(Progress{Path: name, Rows: r.report.Rows, Bytes: count.n, Size: size})
			}
		}}
		if b, _ := s.in.Peek(3); string(b) == "\ufeff" {
			s.in.Discard(3)
		}
		return yield(s)
	}
	head, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return at(name, 1, 1, err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(in)
		if err != nil {
			return at(name, 1, 1, err)
		}
		return read(name, z)
	case bytes.HasPrefix(head, []byte("BZh")):
		return read(name, bzip2.NewReader(in))
	case string(head) == "\x28\xb5\x2f\xfd":
		return at(name, 1, 1, errors.New("zstd is not read; unpack it first, as in: zstd -dc FILE | alam gazetteer import ... -"))
	case string(head) == "PK\x03\x04":
		z, ok := f.(io.ReaderAt)
		if !ok || size == 0 {
			return at(name, 1, 1, errors.New("a zip file cannot be read from a pipe; name the file"))
		}
		return eachMember(name, counterAt{z, count}, size, read)
	}
	return read(name, in)
}

// eachMember gives the files of a zip file that hold data: not GeoNames'
// readme.txt and iso-languagecodes.txt, nor anything that is no text.
func eachMember(name string, f io.ReaderAt, size int64, read func(string, io.Reader) error) error {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return at(name, 1, 1, err)
	}
	any := false
	for _, m := range z.File {
		base := strings.ToLower(path.Base(m.Name))
		switch path.Ext(base) {
		case ".txt", ".csv", ".tsv", ".json", "":
		default:
			continue
		}
		if strings.HasSuffix(m.Name, "/") || strings.Contains(base, "readme") || base == "iso-languagecodes.txt" {
			continue
		}
		any = true
		member := name + "/" + m.Name
		in, err := m.Open()
		if err != nil {
			return at(member, 1, 1, err)
		}
		err = read(member, in)
		in.Close()
		if err != nil {
			return err
		}
	}
	if !any {
		return at(name, 1, 1, errors.New("no .txt, .csv, .tsv or .json file in the zip file"))
	}
	return nil
}

// next gives the next line without its end; io.EOF is the end. The line is
// good until the next call. Behind a fault the next line can be read.
func (s *stream) next() ([]byte, error) {
	s.buf = s.buf[:0]
	for {
		part, err := s.in.ReadSlice('\n')
		s.buf = append(s.buf, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull) && len(s.buf) <= maxLine:
			continue
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, at(s.path, s.line+1, 1, fmt.Errorf("a line of more than %d MB", maxLine>>20))
		case err == io.EOF && len(s.buf) == 0:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, at(s.path, s.line+1, 1, err)
		}
		break
	}
	s.line++
	if s.line%1024 == 0 {
		s.tick()
	}
	line := bytes.TrimSuffix(bytes.TrimSuffix(s.buf, []byte("\n")), []byte("\r"))
	if !utf8.Valid(line) {
		for i := 0; ; {
			c, n := utf8.DecodeRune(line[i:])
			if c == utf8.RuneError && n <= 1 {
				return nil, s.faultAt(s.line, utf8.RuneCount(line[:i])+1, fmt.Errorf("not valid UTF-8: byte 0x%02x", line[i]))
			}
			i += n
		}
	}
	return line, nil
}

// eachRow gives the cells of every line of a tab-separated file, none of it
// quoted; comment lines and empty ones are left out if comments is set. Faults are
// passed over.
func (s *stream) eachRow(comments bool, yield func(cells []string) error) error {
	for {
		line, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if comments && err == nil && (len(line) == 0 || line[0] == '#') {
			continue
		}
		before := s.run.report.Rows
		if err == nil {
			err = yield(strings.Split(string(line), "\t"))
		}
		if err := s.pass(before, err); err != nil {
			return err
		}
	}
}

func at(path string, line, col int, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the file ends too early: it is cut off")
	}
	return &ParseError{Path: path, Line: line, Col: max(col, 1), Err: err}
}
