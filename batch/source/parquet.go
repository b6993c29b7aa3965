package source

import (
	"errors"
	"fmt"
	"os"
)

// parquet gives the rows of a Parquet file. Line counts rows.
func (r *reader) parquet(f *os.File, size int64) error {
	switch {
	case r.o.Parquet == nil:
		return &Error{Path: r.file.Path, Err: fmt.Errorf("%w: there is no reader for it in this program", ErrParquet), Hint: "convert it to JSON lines"}
	case f == nil || size < 0:
		return &Error{Path: r.file.Path, Err: fmt.Errorf("%w: it cannot be read from a stream or packed", ErrParquet), Hint: "give it as a file"}
	}
	n := 0
	for row, err := range r.o.Parquet(f, size, Columns{r.o.TextField, r.o.IDField, r.o.TitleField, r.o.DateField, r.o.Fields}, r.o.MaxDocument) {
		if err != nil {
			if r.file.Walked && n == 0 && errors.Is(err, ErrField) {
				return errSkip
			}
			hint := "look whether the file is whole, or write it anew"
			if errors.Is(err, ErrField) {
				hint = "name the columns with Options.TextField, Options.IDField and Options.TitleField"
			}
			return &Error{Path: r.file.Path, Err: err, Hint: hint}
		}
		n++
		if row.Err != nil {
			if !r.fail(n, &Error{Path: r.file.Path, Err: fmt.Errorf("row %d: %w", n, row.Err)}) {
				return errStop
			}
			continue
		}
		t := table{text: 0, id: 1, title: 2, date: 3, raw: row.Fields}
		if !t.emit(r, n, []string{row.Text, row.ID, row.Title, row.Date}) {
			return errStop
		}
	}
	return nil
}
