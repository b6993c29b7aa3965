package registry

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/ner"
)

// A record is what a document names: its length, then, each string behind its own
// length, id and day of the document and its entities, of which one has
//
//	id label kind name name_en country ids at, the number of forms, and form and mentions of each
//
// name only if it is listed. Numbers are varints.

// Append appends the record of a document. It stands for itself: records may be
// written one after the other in any pieces.
func Append(dst []byte, d *source.Document, x *alam.Analysis) []byte {
	if d == nil || x == nil {
		return dst
	}
	b := appendString(nil, d.ID)
	b = appendString(b, dayOf(d, x))
	b = binary.AppendUvarint(b, uint64(len(x.Entities)))
	for i := range x.Entities {
		b = appendEntity(b, x, &x.Entities[i])
	}
	dst = binary.AppendUvarint(dst, uint64(len(b)))
	return append(dst, b...)
}

func appendEntity(b []byte, x *alam.Analysis, e *ner.Entity) []byte {
	name := e.Name
	if !isListed(e.ID, string(e.Label)) {
		name = ""
	}
	for _, s := range []string{e.ID, string(e.Label), e.Kind, name, e.NameEn, e.Country, e.Ref.IDs(), e.Ref.At()} {
		b = appendString(b, s)
	}
	var forms []Count
	for _, m := range e.Mentions {
		forms = addCount(forms, strings.Join(strings.Fields(x.Mentions[m].Text), " "), 1)
	}
	b = binary.AppendUvarint(b, uint64(len(forms)))
	for _, f := range forms {
		b = binary.AppendUvarint(appendString(b, f.Of), uint64(f.N))
	}
	return b
}

// isListed reports whether an id is that of an entry of a list.
func isListed(id, label string) bool {
	return len(id) <= len(label) || id[:len(label)] != label || id[len(label)] != ':'
}

// addCount adds to a short list.
func addCount(list []Count, of string, n int64) []Count {
	for i := range list {
		if list[i].Of == of {
			list[i].N += n
			return list
		}
	}
	return append(list, Count{of, n})
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// maxRecord is a length that no record has: those of documents are some GB at most.
const maxRecord = 1 << 34

// readRecords gives the records one after the other.
func readRecords(r io.Reader, yield func(*fields) error) error {
	in := bufio.NewReaderSize(r, 1<<18)
	var room []byte
	for n := 1; ; n++ {
		size, err := binary.ReadUvarint(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: length of record %d: %w", ErrRecord, n, err)
		}
		if size > maxRecord {
			return fmt.Errorf("%w: record %d has %d bytes", ErrRecord, n, size)
		}
		if uint64(cap(room)) < size {
			room = make([]byte, size+size/2)
		}
		f := fields{left: room[:size]}
		if _, err := io.ReadFull(in, f.left); err != nil {
			return fmt.Errorf("%w: record %d: %w", ErrRecord, n, err)
		}
		if err := yield(&f); err != nil {
			return err
		}
		if f.bad || len(f.left) > 0 {
			return fmt.Errorf("%w: record %d", ErrRecord, n)
		}
	}
}

// fields are those of a record that are not read yet.
type fields struct {
	left []byte
	bad  bool
}

// text is the next string, valid until the next record.
func (f *fields) text() []byte {
	n := f.number()
	if n < 0 || n > len(f.left) {
		f.bad, f.left = true, nil
		return nil
	}
	s := f.left[:n]
	f.left = f.left[n:]
	return s
}

func (f *fields) number() int {
	n, size := binary.Uvarint(f.left)
	if size <= 0 || n > maxRecord {
		f.bad, f.left = true, nil
		return 0
	}
	f.left = f.left[size:]
	return int(n)
}
