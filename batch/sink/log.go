package sink

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// length is what a checkpoint knows of a file.
type length struct {
	Bytes int64  `json:"bytes"`
	CRC   uint32 `json:"crc32c"`
}

// A log is a file that is appended to and, after a crash, cut back to what was
// committed.
type log struct {
	path  string
	file  File
	buf   *bufio.Writer
	now   length
	dirty bool
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

type openFunc func(name string, flag int, perm os.FileMode) (File, error)

// openLog opens a file and cuts it back to what was committed, which must be
// there.
func openLog(path string, committed length, open openFunc) (*log, error) {
	if err := cutBack(path, committed); err != nil {
		return nil, err
	}
	f, err := open(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	return &log{path: path, file: f, buf: bufio.NewWriterSize(f, 1<<16), now: committed}, nil
}

func cutBack(path string, committed length) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) && committed.Bytes == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrState, err)
	}
	defer f.Close()
	sum := crc32.New(castagnoli)
	n, err := io.CopyN(sum, f, committed.Bytes)
	switch {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: %s has %d bytes, and %d were committed", ErrState, path, n, committed.Bytes)
	case err != nil:
		return err
	case sum.Sum32() != committed.CRC:
		return fmt.Errorf("%w: the first %d bytes of %s are not what was committed", ErrState, n, path)
	}
	return os.Truncate(path, committed.Bytes)
}

func (l *log) Write(p []byte) (int, error) {
	n, err := l.buf.Write(p)
	l.now.Bytes += int64(n)
	l.now.CRC = crc32.Update(l.now.CRC, castagnoli, p[:n])
	l.dirty = true
	return n, err
}

// sync puts what was written on the disk.
func (l *log) sync() error {
	if !l.dirty {
		return nil
	}
	if err := l.buf.Flush(); err != nil {
		return err
	}
	if err := l.file.Sync(); err != nil {
		return err
	}
	l.dirty = false
	return nil
}

// close closes the file without regard for what is not committed.
func (l *log) close() {
	if l != nil && l.file != nil {
		l.file.Close()
		l.file = nil
	}
}
