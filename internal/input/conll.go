package input

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"alam/eval"
)

// Conll is what a CoNLL document looks like in its file.
type Conll struct {
	// Document holds the tokens and where the sentences begin.
	Document eval.Document
	// Lines are all the lines of the file that belong to the document, without
	// line ends: -DOCSTART-, tokens with their columns, blank lines. Those
	// that TokenLine says are tokens are the tokens of Document.
	Lines []string
	// Delimiter stands between columns: a tab or a blank.
	Delimiter byte
}

// TokenLine says whether a line of a CoNLL file holds a token.
func TokenLine(line string) bool { return !blank(line) && !isDocStart(line) }

const docStart = "-DOCSTART-"

func isDocStart(line string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSuffix(line, "\r"), docStart)
	return ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

func blank(line string) bool { return strings.Trim(line, " \t\r") == "" }

// readConll gives the documents of a file, which begin at -DOCSTART- lines.
// Each is read as eval.ReadConll reads it.
func readConll(path string, in *bufio.Reader, yield func(*Document, error) bool) bool {
	l := lines{in: in}
	c := conllPart{path: path, first: 1}
	for {
		b, err := l.next()
		if err != nil && !errors.Is(err, io.EOF) {
			return yield(nil, readError(path, l.line+1, err))
		}
		line := string(b)
		if err == nil && !(isDocStart(line) && c.tokens > 0) {
			c.add(line)
			continue
		}
		if len(c.lines) > 0 && !yield(c.document()) {
			return false
		}
		if err != nil {
			return true
		}
		c = conllPart{path: path, first: l.line, delimiter: c.delimiter}
		c.add(line)
	}
}

// A conllPart collects the lines of one document.
type conllPart struct {
	path      string
	first     int // line of the file
	start     int // line of -DOCSTART-, or 0
	tokens    int
	delimiter byte
	lines     []string
}

func (c *conllPart) add(line string) {
	switch {
	case isDocStart(line):
		c.start = c.first + len(c.lines)
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
	c.lines = append(c.lines, line)
}

// document reads the collected lines.
func (c *conllPart) document() (*Document, error) {
	d := &Document{ID: c.path, Path: c.path, Part: c.start > 0}
	if c.start > 0 {
		d.ID = fmt.Sprintf("%s:%d", c.path, c.start)
	}
	var b bytes.Buffer
	for i, line := range c.lines {
		if err := checkText(c.path, c.first+i, line); err != nil {
			return nil, err
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	docs, _, err := eval.ReadConll(&b, eval.ConllOptions{Path: c.path, TagColumn: eval.NoColumn, Delimiter: c.delimiter})
	if err != nil {
		return nil, c.fail(err)
	}
	d.Conll = &Conll{Lines: c.lines, Delimiter: c.delimiter}
	if len(docs) > 0 {
		d.Conll.Document = docs[0]
		d.Text = docs[0].Text
	}
	return d, nil
}

// fail counts the lines of an error from the beginning of the file.
func (c *conllPart) fail(err error) error {
	e := &Error{Path: c.path, Line: c.first, Err: err, Hint: "every line must have the same columns, the token first"}
	var parse *eval.ParseError
	if errors.As(err, &parse) {
		e.Err = errors.New(strings.TrimPrefix(parse.Err.Error(), "eval: "))
		if parse.Line > 0 {
			e.Line = c.first + parse.Line - 1
		}
	}
	return e
}
