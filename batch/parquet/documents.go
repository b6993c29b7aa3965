package parquet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"

	"github.com/alam-nlp/alam/batch/source"
)

// Lines writes the documents of a file that [Write] wrote as JSON lines again.
// max is how long a text may be. A file of other columns is an error.
func Lines(dst io.Writer, f *os.File, size, max int64) (err error) {
	defer func() {
		if p := recover(); p != nil { // the library's, on a broken file
			err = fmt.Errorf("%w: %v", source.ErrParquet, p)
		}
	}()
	in, err := newPlain(f, size, pageLimit(max))
	if err != nil {
		return err
	}
	file, err := parquet.OpenFile(in, in.size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.OptimisticRead(false))
	if err != nil {
		return fmt.Errorf("%w: %w", source.ErrParquet, err)
	}
	for _, name := range []string{"id", "offsets"} {
		if _, err := column(file, name); err != nil {
			return err
		}
	}
	if _, ok := file.Schema().Lookup("mentions", "list", "element", "start"); !ok {
		return fmt.Errorf("%w: it has no column mentions, as files of tagged documents have", source.ErrParquet)
	}
	rows := parquet.NewGenericReader[Document](file)
	defer rows.Close()
	out := json.NewEncoder(dst)
	out.SetEscapeHTML(false)
	for {
		var row [1]Document
		n, err := rows.Read(row[:])
		if n == 1 {
			if row[0].Mentions == nil {
				row[0].Mentions = []Mention{}
			}
			if err := out.Encode(&row[0]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%w: %w", source.ErrParquet, err)
		}
	}
}
