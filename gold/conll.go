package gold

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FormatConll is that of [ReadConll].
const FormatConll Format = "conll"

// NoColumn says that a file has no such column.
const NoColumn = -1 << 30

// ConllOptions say how to read a CoNLL file. Columns count from 1, or from the end
// when negative (-1 is the last); 0 is the default.
type ConllOptions struct {
	Path        string // for errors only
	TokenColumn int    // default 1
	TagColumn   int    // gold; default the last, or the last but one if there is a PredColumn
	PredColumn  int    // prediction; default none
	Delimiter   byte   // '\t' or ' '; default tab if the first line has one, else runs of blanks
}

// Sentence is what [ConllReader.Next] returns. It is valid until the next call.
type Sentence struct {
	Line int     // of the first token; token i stands on Line+i
	Doc  int     // number of -DOCSTART- lines before it
	Gold []TagID // nil without a tag column
	Pred []TagID // nil without a prediction column

	words []byte
	ends  []int
}

// Len is the number of tokens.
func (s *Sentence) Len() int { return len(s.ends) }

// Word gives the bytes of token i; valid until the next call of Next.
func (s *Sentence) Word(i int) []byte {
	start := 0
	if i > 0 {
		start = s.ends[i-1]
	}
	return s.words[start:s.ends[i]]
}

// ConllReader reads sentences from a stream of lines "token [columns] tag".
//
// Blank lines separate sentences, -DOCSTART- lines documents; lines before a sentence
// that begin with "# " and hold no tag are comments; a byte order mark and
// CRLF are accepted. Every line must have as many columns as the first. Memory is
// that of the longest sentence; nothing is allocated per token.
type ConllReader struct {
	Tags Tags // the tags read so far

	r          *bufio.Reader
	o          ConllOptions
	s          Sentence
	long       []byte
	err        error
	line       int
	columns    int // of the first line, 0 before it
	first      int // its line number
	token      int // columns wanted, from 0; -1 none
	gold, pred int
	goldCheck  *checker
	predCheck  *checker
	docs       int
	ids        []docID // of the documents that have one
	sentences  int
	tokens     int
}

// NewConllReader reads from r.
func NewConllReader(r io.Reader, o ConllOptions) *ConllReader {
	c := &ConllReader{r: bufio.NewReaderSize(r, 1<<16), o: o}
	c.Tags.InternString("O")
	c.goldCheck = newChecker(&c.Tags)
	c.predCheck = newChecker(&c.Tags)
	return c
}

// Sentences ranges over what is left; it stops after the first error.
func (c *ConllReader) Sentences() iter.Seq2[*Sentence, error] {
	return func(yield func(*Sentence, error) bool) {
		for {
			s, err := c.Next()
			if errors.Is(err, io.EOF) || !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// Next gives the next sentence, io.EOF at the end, or a *[ParseError]. After an
// error it gives the same error again.
func (c *ConllReader) Next() (*Sentence, error) {
	if c.r == nil {
		return nil, io.EOF // a zero ConllReader has nothing to read
	}
	s := &c.s
	s.words, s.ends, s.Gold, s.Pred = s.words[:0], s.ends[:0], s.Gold[:0], s.Pred[:0]
	for c.err == nil {
		line, err := c.readLine()
		if err != nil {
			c.err = err
			if !errors.Is(err, io.EOF) {
				return nil, err
			}
			break
		}
		if blank(line) {
			if len(s.ends) > 0 {
				break
			}
			continue
		}
		if len(s.ends) == 0 && isComment(line) {
			continue
		}
		if isDocStart(line) {
			if len(s.ends) > 0 {
				c.finish()
				s.Doc = c.docs
				c.docStart(line) // for the sentences after this one
				return s, nil
			}
			c.docStart(line)
			continue
		}
		if len(s.ends) == 0 {
			s.Line = c.line
		}
		if err := c.add(line); err != nil {
			c.err = err
			return nil, err
		}
	}
	if len(s.ends) == 0 {
		return nil, c.err
	}
	c.finish()
	s.Doc = c.docs
	return s, nil
}

func (c *ConllReader) finish() {
	c.sentences++
	c.tokens += len(c.s.ends)
	c.goldCheck.end()
	c.predCheck.end()
}

// readLine gives the next line without its end.
func (c *ConllReader) readLine() ([]byte, error) {
	line, err := c.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		c.long = append(c.long[:0], line...)
		for errors.Is(err, bufio.ErrBufferFull) {
			line, err = c.r.ReadSlice('\n')
			c.long = append(c.long, line...)
		}
		line = c.long
	}
	if len(line) == 0 && err != nil {
		if err == io.EOF {
			return nil, io.EOF
		}
		return nil, &ParseError{Path: c.o.Path, Line: c.line + 1, Err: fmt.Errorf("gold: %w", err)}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, &ParseError{Path: c.o.Path, Line: c.line + 1, Err: fmt.Errorf("gold: %w", err)}
	}
	c.line++
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if c.line == 1 {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	return line, nil
}

func blank(line []byte) bool {
	for _, b := range line {
		if b != ' ' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}

// isComment reports whether a line is a comment, as those of CoNLL-U before a
// sentence: "# " and then a name and "=", or words of which none is a tag. Lines
// "# O" and "# B-0" are tokens, "# A-1 and B-2" is a comment: beside other words
// only what begins with a letter is a label.
func isComment(line []byte) bool {
	if len(line) < 2 || line[0] != '#' || line[1] != ' ' || bytes.IndexByte(line, '\t') >= 0 {
		return false
	}
	fields := bytes.Fields(line[2:])
	if len(fields) > 1 && string(fields[1]) == "=" {
		return true
	}
	for _, f := range fields {
		if t := ParseTag(string(f)); t.known && (t.class == classO || t.Label != "" && (len(fields) == 1 || letter(t.Label[0]))) {
			return false
		}
	}
	return true
}

// docStart begins the line before a document.
const docStart = "-DOCSTART-"

// A docID is the id of the n-th document.
type docID struct {
	n  int
	id string
}

// docStart takes the line before a document.
func (c *ConllReader) docStart(line []byte) {
	c.docs++
	if id, ok := DocStartID(string(line)); ok {
		c.ids = append(c.ids, docID{c.docs, id})
	}
}

// DocStartID gives the document's id that a -DOCSTART- line names in brackets behind
// the mark, as in "-DOCSTART- (1 EU)", and whether it names one. What would end a
// column in it is written as in addresses, a blank as %20.
func DocStartID(line string) (string, bool) {
	rest, ok := strings.CutPrefix(line, docStart)
	rest, blank := strings.CutPrefix(strings.TrimLeft(rest, " \t"), "(")
	end := strings.LastIndexByte(rest, ')')
	if !ok || !blank || end < 1 {
		return "", false
	}
	id := rest[:end]
	if plain, err := url.PathUnescape(id); err == nil && utf8.ValidString(plain) {
		id = plain
	}
	return id, true
}

// DocStart gives the line before a document, with its id unless that is empty, and O
// as its last column. The id stands in the first column, parted from the mark by a
// tab where the columns are parted by blanks, and the other way round: who cuts at
// any white space finds the mark, and who counts columns, as conlleval does, two.
func DocStart(id string, delimiter byte) string {
	if id == "" {
		return docStart + string(delimiter) + "O"
	}
	other := "\t"
	if delimiter == '\t' {
		other = " "
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(id, "\ufffd") {
		if r == '%' || unicode.IsSpace(r) || unicode.IsControl(r) {
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
			continue
		}
		b.WriteRune(r)
	}
	return docStart + other + "(" + b.String() + ")" + string(delimiter) + "O"
}

func isDocStart(line []byte) bool {
	const mark = docStart
	if len(line) < len(mark) || line[0] != '-' || string(line[:len(mark)]) != mark {
		return false
	}
	return len(line) == len(mark) || line[len(mark)] == ' ' || line[len(mark)] == '\t'
}
