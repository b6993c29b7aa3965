package source

import (
	"bytes"
	"fmt"
)

// lines gives the documents of a file that holds one a line: an object or, for
// Lines, the text itself. Blank lines are passed over.
func (r *reader) lines(format Format) error {
	path, o, derived := r.file.Path, r.o, r.derived
	return r.each(func(line int, b []byte) bool {
		if line == 1 {
			b = bytes.TrimPrefix(b, []byte(bom))
		}
		if len(bytes.TrimSpace(b)) == 0 {
			return true
		}
		return r.emit(line, b, false, func(b []byte) (*Document, error) {
			var d *Document
			var err error
			if format == Lines {
				d, err = plainLine(path, line, b)
			} else {
				d, err = objectAt{path, line, fmt.Sprintf("%s:%d", path, line), hintLine}.object(b, o)
			}
			if err == nil {
				d.Derived = d.Derived || derived
			}
			return d, err
		})
	})
}

// plainLine is a line that is a text.
func plainLine(path string, line int, b []byte) (*Document, error) {
	text := unsafeString(b)
	if err := checkText(path, line, text); err != nil {
		return nil, err
	}
	return &Document{ID: fmt.Sprintf("%s:%d", path, line), Path: path, Text: text, Part: true}, nil
}
