package source

import (
	"bytes"
	"errors"
	"io"
)

// paragraphs gives the documents of a file that holds one between blank lines,
// without the end of its last line.
func (r *reader) paragraphs() error {
	r.skipMark()
	l := lines{in: r.in, max: r.o.MaxDocument, ends: true}
	var doc []byte
	var size int64 // of the document, also of what is not kept as it is too long
	first := 0     // the line on which it begins; 0 for none
	for {
		b, err := l.next()
		end := errors.Is(err, io.EOF)
		switch {
		case errors.Is(err, ErrTooLarge):
			size += l.size
		case err != nil && !end:
			if err := r.goOn(l.line+1, err); err != nil {
				return err
			}
			first, size, doc = 0, 0, doc[:0]
			continue
		case end || len(bytes.TrimSpace(b)) == 0:
			if first > 0 && !r.paragraph(first, doc, size) {
				return errStop
			}
			if end {
				return nil
			}
			first, size, doc = 0, 0, doc[:0]
			continue
		default:
			size += int64(len(b))
		}
		if first == 0 {
			first = l.line
		}
		if size <= r.o.MaxDocument {
			doc = append(doc, b...)
		}
	}
}

// paragraph gives a document that begins on a line.
func (r *reader) paragraph(line int, doc []byte, size int64) bool {
	if size > r.o.MaxDocument {
		return r.fail(line, r.tooLong(line, size))
	}
	path, derived := r.file.Path, r.derived
	return r.emit(line, withoutEnd(doc), false, func(b []byte) (*Document, error) {
		d, err := plainLine(path, line, b)
		if err == nil {
			d.Derived = derived
		}
		return d, err
	})
}
