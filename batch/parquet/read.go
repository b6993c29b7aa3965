// Package parquet reads documents from Parquet files and writes what was found
// in them to Parquet files. Who does not import it does not link it.
//
// In: a file and the names of two columns. Out: source.Row. Or in: the JSON
// lines that package sink writes. Out: a Parquet file.
//
// # Law
//
// Rows keep their order. Only the pages of the two columns are read, one at a
// time. A file of another schema, or a broken one, is an error. The same lines
// give the same file.
//
// # Sharing
//
// The functions are safe for concurrent use on different files.
package parquet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"alam/batch/source"
)

// unpackedRatio is how many times its length a file may say that it unpacks to.
const unpackedRatio = 1000

// Read gives the rows of the columns text and id, which may be absent. max is
// how long a text may be. It is a source.ParquetReader.
func Read(f *os.File, size int64, text, id string, max int64) iter.Seq2[source.Row, error] {
	return func(yield func(source.Row, error) bool) {
		stopped := false
		err := read(f, size, text, id, func(r source.Row) bool {
			if int64(len(r.Text)) > max {
				r = source.Row{Err: fmt.Errorf("%w: %d bytes, and at most %d are allowed", source.ErrTooLarge, len(r.Text), max)}
			}
			stopped = !yield(r, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(source.Row{}, err)
		}
	}
}

// read gives the rows. A panic of the library on a broken file is an error.
func read(f *os.File, size int64, text, id string, yield func(source.Row) bool) (err error) {
	calling := false
	defer func() {
		if calling {
			return // not the library's
		}
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", source.ErrParquet, p)
		}
	}()
	file, err := parquet.OpenFile(f, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("%w: %w", source.ErrParquet, err)
	}
	textAt, err := column(file, text)
	if err != nil {
		return err
	}
	if leaf, _ := file.Schema().Lookup(strings.Split(text, ".")...); leaf.Node.Type().Kind() != parquet.ByteArray {
		return fmt.Errorf("%w: column %q holds %s, not text", source.ErrField, text, leaf.Node.Type())
	}
	idAt, err := column(file, id)
	if err != nil && !errors.Is(err, errNone) {
		return err
	}
	unpacked := int64(0)
	for _, g := range file.Metadata().RowGroups {
		for _, c := range g.Columns {
			unpacked += c.MetaData.TotalUncompressedSize
		}
	}
	if unpacked > size*unpackedRatio {
		return fmt.Errorf("%w: %d bytes say that they give %d", source.ErrUnpacked, size, unpacked)
	}
	for _, g := range file.RowGroups() {
		chunks := g.ColumnChunks()
		texts, ids := newCells(chunks[textAt]), (*cells)(nil)
		if idAt >= 0 {
			ids = newCells(chunks[idAt])
		}
		more, err := rows(texts, ids, func(r source.Row) bool {
			calling = true // stays so if yield panics
			more := yield(r)
			calling = false
			return more
		})
		texts.close()
		ids.close()
		if err != nil {
			return fmt.Errorf("%w: %w", source.ErrParquet, err)
		}
		if !more {
			return nil
		}
	}
	return nil
}

// rows gives the rows of a row group, and whether more are wanted.
func rows(texts, ids *cells, yield func(source.Row) bool) (bool, error) {
	for {
		text, err := texts.next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		r := source.Row{}
		if text.IsNull() {
			r.Err = fmt.Errorf("%w: its text is null", source.ErrField)
		} else {
			r.Text = string(text.ByteArray())
		}
		if ids != nil {
			id, err := ids.next()
			if err != nil {
				return false, fmt.Errorf("column of ids: %w", err)
			}
			if !id.IsNull() {
				r.ID = id.String()
			}
		}
		if !yield(r) {
			return false, nil
		}
	}
}

// errNone is that there is no column of a name.
var errNone = fmt.Errorf("%w: no column", source.ErrField)

// column finds a column by its name, with dots between the names of groups: one
// value in each row.
func column(file *parquet.File, name string) (int, error) {
	leaf, ok := file.Schema().Lookup(strings.Split(name, ".")...)
	switch {
	case !ok:
		var names []string
		for _, c := range file.Schema().Columns() {
			names = append(names, strings.Join(c, "."))
		}
		slices.Sort(names)
		return -1, fmt.Errorf("%w %q among %.400s", errNone, name, strings.Join(names, ", "))
	case leaf.MaxRepetitionLevel > 0:
		return -1, fmt.Errorf("%w: column %q has several values in a row", source.ErrField, name)
	}
	return leaf.ColumnIndex, nil
}

// cells reads the values of a column.
type cells struct {
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
	buf    [64]parquet.Value
	n, at  int
}

func newCells(c parquet.ColumnChunk) *cells { return &cells{pages: c.Pages()} }

// next gives the next value, valid until the next call.
func (c *cells) next() (parquet.Value, error) {
	for c.at == c.n {
		if c.values != nil {
			n, err := c.values.ReadValues(c.buf[:])
			c.n, c.at = n, 0
			if err != nil && !errors.Is(err, io.EOF) {
				return parquet.Value{}, err
			}
			if n > 0 {
				break
			}
		}
		page, err := c.pages.ReadPage()
		if err != nil {
			return parquet.Value{}, err
		}
		if c.page != nil {
			parquet.Release(c.page)
		}
		c.page, c.values = page, page.Values()
	}
	c.at++
	return c.buf[c.at-1], nil
}

func (c *cells) close() {
	if c != nil {
		if c.page != nil {
			parquet.Release(c.page)
		}
		c.pages.Close()
	}
}
