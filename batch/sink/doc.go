// Package sink writes what was found in documents, so that nothing is lost and
// nothing stands twice when the job is killed.
//
// In: documents with their analyses, or why there is none, in order, each with
// the position in the input after it. Out: one file or shards, a file of
// failures, and, until the job is done, a folder with its state.
//
// # Law
//
// What is committed stays: the files are on the disk before the checkpoint that
// counts them, and the checkpoint takes the place of the one before in one step
// (temporary name, fsync, rename, fsync of the folder). A job that is opened
// again begins where the last checkpoint is and drops what was written after
// it, so that what it writes in the end is, byte for byte, what it would have
// written undisturbed. No output has its name before it is whole.
//
// # Sharing
//
// Encode is safe for concurrent use; the rest of a Sink belongs to one
// goroutine, and a job to one process.
package sink

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

// The states in which a job is refused.
var (
	ErrExists  = errors.New("output exists")
	ErrOther   = errors.New("an unfinished job is another one")
	ErrLocked  = errors.New("the job is running")
	ErrState   = errors.New("the state of the job is damaged")
	ErrFormat  = errors.New("format of the output is not known")
	ErrTwice   = errors.New("two outputs have one name")
	ErrNotOpen = errors.New("the sink was not made by Open")
)

// Format is the form of the output.
type Format string

// The formats.
const (
	JSONL   Format = "jsonl"   // a document a line, as alam tag writes it
	CSV     Format = "csv"     // a mention a row
	TSV     Format = "tsv"     // the same with tabs
	CoNLL   Format = "conll"   // a token a line
	HTML    Format = "html"    // a page with the names marked
	Parquet Format = "parquet" // a document a row, mentions nested
	Brat    Format = "brat"    // a folder with a .txt and an .ann for each document
	GeoJSON Format = "geojson" // a feature for each place of all documents
)

// Packing is how the output is packed.
type Packing string

// The packings.
const (
	Plain Packing = ""
	Gzip  Packing = "gz"
	Zstd  Packing = "zst"
)

// ParseName tells format and packing by the name of the output.
func ParseName(name string) (Format, Packing, error) {
	base, packing := strings.ToLower(name), Plain
	for _, p := range []Packing{Gzip, Zstd} {
		if s, ok := strings.CutSuffix(base, "."+string(p)); ok {
			base, packing = s, p
		}
	}
	format := Format("")
	for _, f := range []Format{JSONL, CSV, TSV, CoNLL, HTML, Parquet, Brat, GeoJSON} {
		if strings.HasSuffix(base, "."+string(f)) {
			format = f
		}
	}
	switch {
	case strings.HasSuffix(base, ".ndjson"):
		format = JSONL
	case format == "":
		return "", "", fmt.Errorf("%w: %s; let its name end in .jsonl, .csv, .tsv, .conll, .html, .parquet, .brat or .geojson, and .gz or .zst after it to pack it", ErrFormat, name)
	case packing != Plain && (format == Parquet || format == Brat || format == GeoJSON):
		return "", "", fmt.Errorf("%w: %s is not packed as a whole; leave .%s out", ErrFormat, format, packing)
	}
	return format, packing, nil
}

// The defaults of Options.
const (
	DefaultSegmentDocuments = 10_000
	DefaultSegmentBytes     = 16 << 20
)

// Options say what is written. The zero value of all but Output is the default.
type Options struct {
	// Output is the name of the output, whose ending is its format.
	Output string
	// Unit is what offsets count. brat has code points in any case.
	Unit gold.Unit
	// Explain adds evidence, Topics keyphrases, Categories the categories (JSONL
	// and Parquet), Text the text of each document (JSONL, Parquet; the others
	// have it, but for tables, which get a column of it).
	Explain, Topics, Categories, Text bool
	// EscapeFormulas puts an apostrophe before the cells of CSV and TSV that a
	// spreadsheet would take for formulas.
	EscapeFormulas bool
	// Keep are names of fields of the documents that stand in the output too (JSONL,
	// CSV, TSV, Parquet): see encode.Options. source.Options.Fields must have them.
	Keep []string
	// Shard is how many documents a file holds; 0 for all. Shards are named
	// out-00001.jsonl and so on, and a manifest out.manifest.jsonl lists them.
	Shard int64
	// A checkpoint is made after so many documents or bytes of their texts; 0
	// for the defaults.
	SegmentDocuments, SegmentBytes int64
	// Failed is the file of failures; empty for the output's name with
	// .failed.jsonl in place of its ending. Summary is a file for the final
	// Counts, written with the output; empty for none.
	Failed, Summary string
	// Entities is a file for the entities of all documents, made when the job is
	// whole; empty for none. Registry makes it of the records that package
	// github.com/alam-nlp/alam/batch/registry writes of documents.
	Entities string
	Registry func(dst io.Writer, records io.Reader) error
	// Overwrite lets the output take the place of one that exists. Restart
	// begins anew where an unfinished job would go on.
	Overwrite, Restart bool
	// Job says what the job does, by the names of what decides on its output.
	// An unfinished job goes on only if it does the same.
	Job map[string]string
	// Parquet makes a Parquet file of JSON lines; nil refuses that format.
	// Package github.com/alam-nlp/alam/batch/parquet has one.
	Parquet func(dst io.Writer, lines io.Reader) error
	// Note is told what somebody should know of an output that is written: how many
	// places are not on the map. Nil tells nobody.
	Note func(string)
	// OpenFile opens the files that are written to; nil for os.OpenFile.
	OpenFile func(name string, flag int, perm os.FileMode) (File, error)
}

// A File is a file that is written to, as *os.File.
type File interface {
	io.Writer
	Sync() error
	Close() error
}
