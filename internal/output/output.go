// Package output writes what was found: as JSON lines, tables with tabs, CoNLL
// columns, and for people.
//
// In: an Analysis of a document. Out: bytes, in one Write for each document but
// the largest, so that a reader gets documents as soon as they are done.
//
// # Law
//
// Offsets are of the document's text as given, in the unit that is named.
// Lists are never null, fields stand in a fixed order, and the same analysis
// gives the same bytes. On a terminal, right-to-left text is isolated, so that
// what stands beside it stays where it is.
//
// # Sharing
//
// A Writer belongs to one goroutine.
package output

import (
	"bytes"
	"encoding/json"
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
	Pretty Format = "pretty"
	JSONL  Format = "jsonl"
	TSV    Format = "tsv"
	CoNLL  Format = "conll"
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
	// Names says that there are several files: tables and the terminal then
	// name each document. A document that is part of a file is always named.
	Names bool
	// Color is for the terminal.
	Color bool
}

// A Result is what was found in a document.
type Result struct {
	Document *source.Document
	Analysis *alam.Analysis
}

// A Writer writes results, one after the other.
type Writer struct {
	w       io.Writer
	o       Options
	buf     []byte
	encoder *json.Encoder // into encoded
	encoded bytes.Buffer
	fail    error // of the encoder: a value that JSON cannot hold

	seam Seam
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
	case Pretty:
		w.pretty(r)
	default:
		return fmt.Errorf("output: no format is called %q", w.o.Format)
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

// WriteTopics writes only the keyphrases and categories of a result.
func (w *Writer) WriteTopics(r Result) error {
	w.buf = w.buf[:0]
	if w.o.Format == JSONL {
		if err := w.topicsJSON(r); err != nil {
			return err
		}
	} else {
		w.heading(r)
		w.topics(r, w.o.Explain)
		w.categories(r)
	}
	return w.flush()
}

// flush ends a document.
func (w *Writer) flush() error {
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

// offsets gives the function that turns bytes of the text into the unit.
func (w *Writer) offsets(text string) func(int) int {
	if w.o.Unit == gold.Byte {
		return func(i int) int { return i }
	}
	o := gold.NewOffsets(text, w.o.Unit)
	return func(i int) int {
		n, _ := o.Unit(i)
		return n
	}
}

// round keeps four decimals, and no negative zero.
func round(x float64) float64 { return math.Round(x*1e4)/1e4 + 0 }
