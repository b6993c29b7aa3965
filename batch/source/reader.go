package source

import (
	"bufio"
	"bytes"
	"fmt"
	"hash/crc32"

	"golang.org/x/text/encoding"
)

// A reader reads one file.
type reader struct {
	o        *Options
	file     *File
	raw      counter // what is read of the file
	in       *bufio.Reader
	derived  bool              // the text is not in the file's encoding
	decoded  bool              // it was made UTF-8
	mend     bool              // what is no UTF-8 becomes U+FFFD
	offsets  bool              // Position.Offset can be said
	plain    *bufio.Reader     // in, before it is made UTF-8
	encoding encoding.Encoding // from which; nil if it is not
	gzip     *members          // if the file is one
	told     bool              // that a member was broken, and no other comes
	gap      bool              // the beginning of the file is lost
	yield    func(*Record) bool

	from Position // records to pass over
	next Position // after the last record
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// emit gives a record, unless it is to be passed over, and says whether more
// are wanted. raw is copied unless own is set. decode may be called on another
// goroutine.
func (r *reader) emit(line int, raw []byte, own bool, decode func([]byte) (*Document, error)) bool {
	rec := Record{File: r.file, Line: line, Size: int64(len(raw)), raw: raw, decode: decode, decoded: r.decoded, mend: r.mend}
	pass, ok := r.count(raw)
	if pass || !ok {
		return ok
	}
	if !own {
		rec.raw = bytes.Clone(raw)
	}
	rec.Next, rec.Read = r.next, r.raw.n
	return r.yield(&rec)
}

// fail gives an error in place of a record.
func (r *reader) fail(line int, err error) bool {
	err = ReadError(r.file.Path, 0, err)
	pass, ok := r.count([]byte(err.Error()))
	if pass || !ok {
		return ok
	}
	return r.yield(&Record{File: r.file, Line: line, Next: r.next, Read: r.raw.n, err: err})
}

// count counts a record and says whether it is one to pass over, and whether
// the records so far are what the position says.
func (r *reader) count(raw []byte) (pass, ok bool) {
	r.next.Record++
	r.next.Sum = crc32.Update(r.next.Sum, castagnoli, raw)
	switch {
	case r.next.Record > r.from.Record:
		return false, true
	case r.next.Record == r.from.Record && r.next.Sum != r.from.Sum:
		r.yield(&Record{File: r.file, Fatal: r.changed()})
		return true, false
	}
	return true, true
}

func (r *reader) changed() error {
	return &Error{Path: r.file.Path, Err: fmt.Errorf("%w: its first %d records are not what they were", ErrChanged, r.from.Record)}
}

// id is the id of a document that has none of its own.
func (r *reader) id(line int) string { return fmt.Sprintf("%s:%d", r.file.Path, line) }

// tooLong is the error for a document that is over the limit.
func (r *reader) tooLong(line int, size int64) error {
	e := &Error{Path: r.file.Path, Line: line, Err: fmt.Errorf("%w: over %d bytes", ErrTooLarge, r.o.MaxDocument),
		Hint: "raise the limit with Options.MaxDocument, or read each line as a document with Options.Format lines"}
	if size >= 0 {
		e.Err = fmt.Errorf("%w: %d bytes, and at most %d are allowed", ErrTooLarge, size, r.o.MaxDocument)
	}
	return e
}
