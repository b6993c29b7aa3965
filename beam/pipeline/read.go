package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/source"
)

// ReadOptions are those of source.Options that change what is read.
type ReadOptions struct {
	Format                   source.Format
	TextField, IDField       string
	TitleField, DateField    string
	Encoding                 string
	MaxDocument, MaxUnpacked int64
	FollowLinks              bool
}

// source gives them as package source has them.
func (o ReadOptions) source() source.Options {
	return source.Options{Format: o.Format, TextField: o.TextField, IDField: o.IDField, TitleField: o.TitleField, DateField: o.DateField,
		Encoding: o.Encoding, FollowLinks: o.FollowLinks, MaxDocument: o.MaxDocument, MaxUnpacked: o.MaxUnpacked, Parquet: parquet.Read}
}

// A Document is a source.Document on its way to a worker that tags it, with its
// place in the output.
type Document struct {
	ID, Path, Text, Date string
	Derived              bool
	Shard                string
	File, Record, Line   int
}

// A readFn reads files.
type readFn struct{ Options ReadOptions }

// ProcessElement gives the documents of a file, and the lines of those that
// cannot be read.
func (f *readFn) ProcessElement(ctx context.Context, in File, documents func(Document), lines func(string, Piece)) error {
	o := f.Options.source()
	if remote(in.Path) {
		local, err := fetch(ctx, in.Path)
		if err != nil {
			return err // tried again by the runner
		}
		defer local.Close()
		o.Open = func(string) (*os.File, error) { return local, nil }
	}
	for r := range source.ReadFile(source.File{Path: in.Path, Size: in.Size, Walked: in.Walked}, o) {
		if r.End() {
			continue
		}
		record := r.Next.Record
		d, err := r.Document()
		if err != nil {
			if err := fail(ctx, in.Path, r.Line, record, "", err, in.shard(failedShard, record), in.Index, lines); err != nil {
				return err
			}
			continue
		}
		documents(Document{ID: d.ID, Path: d.Path, Text: d.Text, Date: d.Date, Derived: d.Derived,
			Shard: in.shard("", record), File: in.Index, Record: record, Line: r.Line})
	}
	return nil
}

// fail gives the line of a document that failed.
func fail(ctx context.Context, path string, line, record int, id string, failed error, shard string, file int, lines func(string, Piece)) error {
	b, err := batch.Failure(path, line, record, id, failed).AppendLine(nil)
	if err != nil {
		return fmt.Errorf("%s: %w", path, errors.Join(failed, err))
	}
	counters.failed.Inc(ctx, 1)
	lines(shard, Piece{File: int64(file), Record: int64(record), Data: b})
	return nil
}
