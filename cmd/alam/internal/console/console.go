// Package console is what alam shows: results for people, what the lists, rules
// and corpora were asked, progress, and what a terminal is.
//
// In: what the packages found. Out: text for people, or lines of JSON.
//
// # Law
//
// The same findings give the same bytes. On a terminal, right-to-left text is
// isolated, so that what stands beside it stays where it is; and nothing that was
// read steers it.
//
// # Sharing
//
// A Writer belongs to one goroutine.
package console

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/ner"
)

// Pretty is the form for people. The others are those of package encode.
const Pretty encode.Format = "pretty"

// Options say what is written, and how.
type Options struct {
	encode.Options // of Format Pretty too
	// Color is for the terminal.
	Color bool
}

// A Writer writes results, one after the other.
type Writer struct {
	o     Options
	lines *encode.Writer // the forms that are not for people
	printer
	results int
}

// NewWriter writes to out.
func NewWriter(out io.Writer, o Options) *Writer {
	return &Writer{o: o, lines: encode.NewWriter(out, o.Options), printer: printer{out: out, color: o.Color}}
}

// Write writes one result.
func (w *Writer) Write(r encode.Result) error {
	if w.o.Format != Pretty {
		return w.lines.Write(r)
	}
	w.pretty(r)
	return w.flush()
}

// Close writes what stands behind the last result.
func (w *Writer) Close() error { return w.lines.Close() }

// Places are those that GeoJSON told of, and of them those that it left out.
func (w *Writer) Places() (all, nowhere int) { return w.lines.Places() }

// WriteTopics writes only the keyphrases and categories of a result.
func (w *Writer) WriteTopics(r encode.Result) error {
	if w.o.Format == encode.JSONL {
		return w.lines.WriteTopics(r)
	}
	w.heading(r)
	w.topics(r, w.o.Explain)
	w.categories(r)
	return w.flush()
}

// A printer gathers text for people.
type printer struct {
	out   io.Writer
	color bool
	buf   []byte
}

func (p *printer) printf(format string, args ...any) { p.buf = fmt.Appendf(p.buf, format, args...) }

// flush writes what was gathered, in one Write.
func (p *printer) flush() error {
	_, err := p.out.Write(p.buf)
	p.buf = p.buf[:0]
	return err
}

func (p *printer) paint(color, s string) string {
	if !p.color || s == "" {
		return s
	}
	return color + s + plain
}

// The colours of the terminal.
const (
	plain   = "\x1b[0m"
	bold    = "\x1b[1m"
	dim     = "\x1b[2m"
	red     = "\x1b[31m"
	green   = "\x1b[32m"
	yellow  = "\x1b[33m"
	magenta = "\x1b[35m"
	cyan    = "\x1b[36m"
)

func labelColor(l ner.Label) string {
	switch l {
	case ner.PER:
		return yellow
	case ner.LOC:
		return green
	case ner.ORG:
		return cyan
	}
	return magenta
}

// The isolates keep text of either direction from moving what stands beside it.
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

func isolate(s string) string {
	s = Visible(encode.Cell(s))
	for _, r := range s {
		if r >= '\u0590' {
			return firstStrongIsolate + s + popIsolate
		}
	}
	return s
}

// writeJSON writes a value as a line, with < > & as they are.
func writeJSON(out io.Writer, x any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(x)
}
