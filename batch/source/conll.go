package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

// Conll is what a CoNLL document looks like in its file.
type Conll struct {
	// Document holds the tokens and where the sentences begin.
	Document gold.Document
	// Lines are all the lines of the file that belong to the document, without
	// line ends: -DOCSTART-, tokens with their columns, blank lines. Those
	// that TokenLine says are tokens are the tokens of Document.
	Lines []string
	// Delimiter stands between columns: a tab or a blank.
	Delimiter byte
}

// TokenLine reports whether a line of a CoNLL file holds a token.
func TokenLine(line string) bool { return !blank(line) && !isDocStart(line) }

const docStart = "-DOCSTART-"

func isDocStart(line string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSuffix(line, "\r"), docStart)
	return ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

func blank(line string) bool { return strings.Trim(line, " \t\r") == "" }

// conll gives the documents of a file, which begin at -DOCSTART- lines. Each is
// read as gold.ReadConll reads it, and called as that line calls it.
func (r *reader) conll() error {
	l := lines{in: r.in, max: r.o.MaxDocument}
	c := conllPart{path: r.file.Path, first: 1, gap: r.gap}
	for {
		b, err := l.next()
		if errors.Is(err, ErrTooLarge) {
			c.size += l.size
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			if err := r.goOn(l.line+1, err); err != nil {
				return err
			}
			c = conllPart{gap: true, delimiter: c.delimiter}
			continue
		}
		line := unsafeString(b) // valid until the next
		if c.gap && err == nil && !isDocStart(line) {
			continue // of a document whose beginning is lost
		}
		if !c.gap && err == nil && !(isDocStart(line) && (c.tokens > 0 || c.named)) {
			c.add(line, r.o.MaxDocument)
			continue
		}
		if c.size > 0 && !r.emitConll(c) {
			return errStop
		}
		if err != nil {
			return nil
		}
		c = conllPart{path: r.file.Path, first: l.line, delimiter: c.delimiter}
		c.add(line, r.o.MaxDocument)
	}
}

// emitConll gives a document. What is passed over is told by its length.
func (r *reader) emitConll(c conllPart) bool {
	if c.size > r.o.MaxDocument {
		return r.fail(c.first, r.tooLong(c.first, c.size))
	}
	if most := mostConllLines(r.o.MaxDocument); c.count > most {
		return r.fail(c.first, &Error{Path: r.file.Path, Line: c.first, Err: fmt.Errorf("%w: a document of %d lines, and at most %d are allowed", ErrTooLarge, c.count, most),
			Hint: "put lines -DOCSTART- between the documents, or raise the limit with Options.MaxDocument, a line to 32 bytes"})
	}
	derived := r.derived
	raw := bytes.TrimSuffix(c.raw, []byte("\n"))
	c.raw = nil
	return r.emit(c.first, raw, true, func(raw []byte) (*Document, error) {
		d, err := c.document(raw)
		if err == nil {
			d.Derived = derived
		}
		return d, err
	})
}

// A conllPart collects the lines of one document.
type conllPart struct {
	path      string
	first     int  // line of the file
	gap       bool // nothing is read up to the next document
	start     int  // line of -DOCSTART-, or 0
	named     bool // that line names the document, which may have no words
	tokens    int
	delimiter byte
	size      int64
	count     int    // of lines
	raw       []byte // the lines, each with LF
}

// mostConllLines is how many lines a document may have: each takes some hundred
// bytes, however short it is.
func mostConllLines(max int64) int { return int(max / 32) }

// add adds a line, unless the document is over max already.
func (c *conllPart) add(line string, max int64) {
	c.count++
	if c.size += int64(len(line)) + 1; c.size > max || c.count > mostConllLines(max) {
		c.raw = nil
		return
	}
	switch {
	case isDocStart(line):
		c.start = c.first + c.count - 1
		_, c.named = gold.DocStartID(line)
	case blank(line):
	default:
		c.tokens++
		if c.delimiter == 0 {
			c.delimiter = ' '
			if strings.Contains(line, "\t") {
				c.delimiter = '\t'
			}
		}
	}
	c.raw = append(append(c.raw, line...), '\n')
}

// document reads the collected lines.
func (c *conllPart) document(raw []byte) (*Document, error) {
	d := &Document{ID: c.path, Path: c.path, Part: c.start > 0}
	all := unsafeString(raw)
	lines := strings.Split(all, "\n")
	if c.start > 0 {
		d.ID = fmt.Sprintf("%s:%d", c.path, c.start)
		if id, ok := gold.DocStartID(lines[c.start-c.first]); ok {
			d.ID = id
		}
	}
	if err := checkText(c.path, c.first, all); err != nil {
		return nil, err
	}
	in := io.MultiReader(bytes.NewReader(raw), strings.NewReader("\n"))
	docs, _, err := gold.ReadConll(in, gold.ConllOptions{Path: c.path, TagColumn: gold.NoColumn, Delimiter: c.delimiter})
	if err != nil {
		return nil, c.fail(err)
	}
	d.Conll = &Conll{Lines: lines, Delimiter: c.delimiter}
	if len(docs) > 0 {
		d.Conll.Document = docs[0]
		d.Text = docs[0].Text
	}
	return d, nil
}

// fail counts the lines of an error from the beginning of the file.
func (c *conllPart) fail(err error) error {
	e := &Error{Path: c.path, Line: c.first, Err: err, Hint: "every line must have the same columns, the token first"}
	var parse *gold.ParseError
	if errors.As(err, &parse) {
		e.Err = renamed{(&gold.ParseError{Err: parse.Err}).Error(), parse.Err}
		if parse.Line > 0 {
			e.Line = c.first + parse.Line - 1
		}
	}
	return e
}
