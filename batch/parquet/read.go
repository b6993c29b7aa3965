// Package parquet reads documents from Parquet files and writes what was found
// in them to Parquet files. Who does not import it does not link it.
//
// In: a file and the names of columns. Out: source.Row. Or in: the JSON
// lines that package sink writes. Out: a Parquet file.
//
// # Law
//
// Rows keep their order. Only the pages of these columns are read, one at a
// time. A file of another schema, or a broken one, is an error, and what a header
// claims is compared with the file before anything is allocated (pages.go). The
// same lines give the same file.
//
// # Sharing
//
// The functions are safe for concurrent use on different files.
package parquet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/alam-nlp/alam/batch/source"
)

// unpackedRatio is how many times its length a file may say that it unpacks to.
const unpackedRatio = 1000

// Read gives the rows of some columns. max is how long a text may be. It is a
// source.ParquetReader.
func Read(f *os.File, size int64, c source.Columns, max int64) iter.Seq2[source.Row, error] {
	return func(yield func(source.Row, error) bool) {
		stopped := false
		err := read(f, size, c, max, func(r source.Row) bool {
			stopped = !yield(r, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(source.Row{}, err)
		}
	}
}

// read gives the rows. A panic of the library on a broken file is an error.
func read(f *os.File, size int64, c source.Columns, maxText int64, yield func(source.Row) bool) (err error) {
	calling := false
	defer func() {
		if calling {
			return // not the library's
		}
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", source.ErrParquet, p)
		}
	}()
	in, err := newPlain(f, size, pageLimit(maxText))
	if err != nil {
		return err
	}
	file, err := parquet.OpenFile(in, in.size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.OptimisticRead(false))
	if err != nil {
		return fmt.Errorf("%w: %w", source.ErrParquet, err)
	}
	text, err := column(file, c.Text)
	if err != nil {
		return err
	}
	id, err := optional(file, c.ID)
	if err != nil {
		return err
	}
	title, err := optional(file, c.Title)
	if err != nil {
		return err
	}
	date, err := optional(file, c.Date)
	if err != nil {
		return err
	}
	fields := make([]parquet.LeafColumn, len(c.Fields))
	for i, name := range c.Fields {
		if fields[i], err = optional(file, name); err != nil {
			return fmt.Errorf("%w: a further field: %w", source.ErrParquet, err)
		}
	}
	for _, x := range []struct {
		name string
		leaf parquet.LeafColumn
	}{{c.Text, text}, {c.Title, title}} {
		if x.leaf.ColumnIndex >= 0 && x.leaf.Node.Type().Kind() != parquet.ByteArray {
			return fmt.Errorf("%w: column %q holds %s, not text", source.ErrField, x.name, x.leaf.Node.Type())
		}
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
		in := rowCells{maxText, newCells(chunks, text), newCells(chunks, id), newCells(chunks, title), newCells(chunks, date), map[string]*cells{}}
		for i, name := range c.Fields {
			in.fields[name] = newCells(chunks, fields[i])
		}
		more, err := in.rows(func(r source.Row) bool {
			calling = true // stays so if yield panics
			more := yield(r)
			calling = false
			return more
		})
		in.close()
		if err != nil {
			return fmt.Errorf("%w: %w", source.ErrParquet, err)
		}
		if !more {
			return nil
		}
	}
	return nil
}

// pageLimit is what a page may unpack to where a text may have max bytes: headers
// have 31 bits for it.
func pageLimit(max int64) int64 { return minPage + 2*min(max, 1<<30) }

// rowCells are the columns of a row group; all but texts may be nil.
type rowCells struct {
	most                      int64 // bytes of a text or title
	texts, ids, titles, dates *cells
	fields                    map[string]*cells
}

func (c rowCells) close() {
	c.texts.close()
	c.ids.close()
	c.titles.close()
	c.dates.close()
	for _, f := range c.fields {
		f.close()
	}
}

// rows gives the rows, and whether more are wanted.
func (c rowCells) rows(yield func(source.Row) bool) (bool, error) {
	for {
		text, err := c.texts.next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		r := source.Row{}
		switch b := text.ByteArray(); {
		case text.IsNull():
			r.Err = fmt.Errorf("%w: its text is null", source.ErrField)
		case int64(len(b)) > c.most:
			r.Err = fmt.Errorf("%w: %d bytes, and at most %d are allowed", source.ErrTooLarge, len(b), c.most)
		default:
			r.Text = string(b)
		}
		id, err := c.ids.get("ids")
		if err != nil {
			return false, err
		}
		if !id.IsNull() {
			r.ID = id.String()
		}
		title, err := c.titles.get("titles")
		if err != nil {
			return false, err
		}
		if b := title.ByteArray(); !title.IsNull() && int64(len(b)) <= c.most {
			r.Title = string(b)
		} else if !title.IsNull() && r.Err == nil {
			r.Err = fmt.Errorf("%w: its title has %d bytes, and at most %d are allowed", source.ErrTooLarge, len(b), c.most)
		}
		date, err := c.dates.get("dates")
		if err != nil {
			return false, err
		}
		if !date.IsNull() {
			r.Date = dateText(date, c.dates.kind)
		}
		if r.Fields, err = c.others(); err != nil {
			return false, err
		}
		if !yield(r) {
			return false, nil
		}
	}
}

// others gives the further fields of a row.
func (c rowCells) others() (map[string]json.RawMessage, error) {
	var out map[string]json.RawMessage
	for name, f := range c.fields {
		v, err := f.get(name)
		if err != nil {
			return nil, err
		}
		if f == nil {
			continue
		}
		if out == nil {
			out = make(map[string]json.RawMessage, len(c.fields))
		}
		if out[name], err = f.json(v); err != nil {
			return nil, fmt.Errorf("column %q: %w", name, err)
		}
	}
	return out, nil
}

// errNone is that there is no column of a name.
var errNone = fmt.Errorf("%w: no column", source.ErrField)

// column finds a column by its name, with dots between the names of groups: one
// value in each row.
func column(file *parquet.File, name string) (parquet.LeafColumn, error) {
	leaf, ok := file.Schema().Lookup(strings.Split(name, ".")...)
	switch {
	case !ok:
		var names []string
		for _, c := range file.Schema().Columns() {
			names = append(names, strings.Join(c, "."))
		}
		slices.Sort(names)
		return none, fmt.Errorf("%w %q among %.400s", errNone, name, strings.Join(names, ", "))
	case leaf.MaxRepetitionLevel > 0:
		return none, fmt.Errorf("%w: column %q has several values in a row", source.ErrField, name)
	}
	return leaf, nil
}

// optional finds a column that may be absent, as one without a name is.
func optional(file *parquet.File, name string) (parquet.LeafColumn, error) {
	if name == "" {
		return none, nil
	}
	leaf, err := column(file, name)
	if errors.Is(err, errNone) {
		err = nil
	}
	return leaf, err
}

// none is a column that is absent.
var none = parquet.LeafColumn{ColumnIndex: -1}

// cells reads the values of a column.
type cells struct {
	kind   *format.LogicalType
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
	buf    [64]parquet.Value
	n, at  int
}

// newCells gives nil for a column that is absent.
func newCells(chunks []parquet.ColumnChunk, c parquet.LeafColumn) *cells {
	if c.ColumnIndex < 0 {
		return nil
	}
	return &cells{kind: c.Node.Type().LogicalType(), pages: chunks[c.ColumnIndex].Pages()}
}

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

// get gives the next value, and null for a column that is absent.
func (c *cells) get(what string) (v parquet.Value, err error) {
	if c == nil {
		return v, nil
	}
	if v, err = c.next(); err != nil {
		err = fmt.Errorf("column of %s: %w", what, err)
	}
	return v, err
}

func (c *cells) close() {
	if c != nil {
		if c.page != nil {
			parquet.Release(c.page)
		}
		c.pages.Close()
	}
}
