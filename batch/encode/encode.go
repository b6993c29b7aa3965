// Package encode gives the bytes of one document in an output: a line of JSON,
// rows of a table, CoNLL columns, a part of a page, the places on a map.
//
// In: an Analysis of a document. Out: bytes, in one Write for each document but
// the largest, so that a reader gets documents as soon as they are done.
//
// # Law
//
// Offsets are of the document's text as given, in the unit that is named.
// Lists are never null, fields stand in a fixed order, and the same analysis
// gives the same bytes.
//
// # Sharing
//
// A Writer belongs to one goroutine.
package encode

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
)

// Format is the form of the output.
type Format string

// The formats.
const (
	JSONL   Format = "jsonl"   // a document a line
	TSV     Format = "tsv"     // a mention a row
	CoNLL   Format = "conll"   // a token a line
	GeoJSON Format = "geojson" // a place of a document a feature; Close ends the collection
)

// Options say what is written.
type Options struct {
	Format Format
	// Unit is what offsets count.
	Unit gold.Unit
	// Explain adds the evidence of each mention.
	Explain bool
	// Topics adds keyphrases, Categories the categories.
	Topics, Categories bool
	// Text adds the text of each document to JSON lines. One that was taken out
	// of HTML or converted is added in any case: offsets are of it.
	Text bool
	// Names says that there are several files: text for people then names each document. A
	// document that is part of a file is always named.
	Names bool
	// Keep are fields of the document that stand beside what was found: in an object
	// "fields" of a line of JSON, in columns fields.NAME of a table.
	Keep []string
}

// A Result is what was found in a document.
type Result struct {
	Document *source.Document
	Analysis *alam.Analysis
}

// filled gives the result with nothing found in an empty document for what is nil.
func (r Result) filled() Result {
	return Result{cmp.Or(r.Document, &source.Document{}), cmp.Or(r.Analysis, &alam.Analysis{})}
}

// A Writer writes results, one after the other.
type Writer struct {
	w       io.Writer
	o       Options
	buf     []byte
	encoder *json.Encoder // into encoded
	encoded bytes.Buffer
	fail    error // of the encoder: a value that JSON cannot hold

	seam            Seam
	places, nowhere int // see Places
}

// A Seam is what a CoNLL file must know of the document before to begin the
// next. The zero value is the beginning of the file.
type Seam struct {
	Written bool   `json:"written"` // there is a document before
	Path    string `json:"path"`    // its file
	Open    bool   `json:"open"`    // its last line is not blank
}

// NewWriter writes to w.
func NewWriter(w io.Writer, o Options) *Writer { return &Writer{w: w, o: o} }

// Write writes one result.
func (w *Writer) Write(r Result) error {
	r = r.filled()
	w.buf = w.buf[:0]
	switch w.o.Format {
	case JSONL:
		if err := w.json(r); err != nil {
			return err
		}
	case TSV:
		w.tsv(r)
	case CoNLL:
		w.buf = append(w.buf, w.seam.Between(r.Document.Path, r.Document.Conll != nil)...)
		w.conll(r)
	case GeoJSON:
		if err := w.geoJSON(r); err != nil {
			return err
		}
	default:
		return fmt.Errorf("encode: no format is called %q", w.o.Format)
	}
	return w.flush()
}

// Append appends one result to dst, as if it were the first of the file, and
// says with what it ends. What stands before it in a CoNLL file is for Between.
func Append(dst []byte, r Result, o Options) ([]byte, Seam, error) {
	w := Writer{w: (*appender)(&dst), o: o}
	err := w.Write(r)
	return dst, w.seam, err
}

type appender []byte

func (a *appender) Write(p []byte) (int, error) {
	*a = append(*a, p...)
	return len(p), nil
}

// WriteTopics writes only the keyphrases and categories of a result, as a line of
// JSON whatever the format.
func (w *Writer) WriteTopics(r Result) error {
	w.buf = w.buf[:0]
	if err := w.topicsJSON(r.filled()); err != nil {
		return err
	}
	return w.flush()
}

// errNoWriter is the error of a Writer that NewWriter did not make.
var errNoWriter = errors.New("encode: the Writer was not made by NewWriter")

// flush ends a document.
func (w *Writer) flush() error {
	if w.w == nil {
		return errNoWriter
	}
	w.seam.Written = true
	_, err := w.w.Write(w.buf)
	return err
}

// spill writes what there is of a large document.
func (w *Writer) spill() error {
	if len(w.buf) < spillSize {
		return nil
	}
	_, err := w.w.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

const spillSize = 1 << 20

// Offsets gives the function that turns bytes of a text into a unit.
func Offsets(text string, unit gold.Unit) func(int) int {
	if unit == gold.Byte {
		return func(i int) int { return i }
	}
	o := gold.NewOffsets(text, unit)
	return func(i int) int {
		n, _ := o.Unit(i)
		return n
	}
}

// round keeps four decimals, and no negative zero.
func round(x float64) float64 { return math.Round(x*1e4)/1e4 + 0 }
