// Package corpus reads articles with what is known of them: title, date,
// category, keyphrases.
//
// In: files of JSON lines or plain text, also gzipped, and standard input.
// Out: []Article, one after the other; an article is in memory at a time.
//
// # Law
//
// A field is what the file says, byte for byte. What cannot be read is an
// error that says where and what to do (*source.Error), and the rest is read.
//
// # Sharing
//
// Reading belongs to one goroutine.
package corpus

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"alam/batch/source"
)

// An Article is a text and what is known of it.
type Article struct {
	ID, Title, Text string
	Label           string
	Group           string
	Time            string
	Keyphrases      []string
}

// Body is title and text, the title on a line of its own.
func (a *Article) Body() string {
	if a.Title == "" {
		return a.Text
	}
	return a.Title + "\n" + a.Text
}

// Split says what one document of a plain text is.
type Split string

// The splits.
const (
	Whole Split = "file"  // the file
	Blank Split = "blank" // what stands between blank lines
	Line  Split = "line"  // a line
)

// Options say what is read. The zero value tells the format by name and
// content and reads the fields id, title and text.
type Options struct {
	Format Format
	Split  Split
	Fields Fields
	Stdin  io.Reader
}

// Fields are the names of the fields of a JSON line. Empty ones have the
// default "id", "title", "text", and for the rest are not read. Label, Group
// and Keyphrases are demanded of each line if named.
type Fields struct {
	ID, Title, Text, Time    string
	Label, Group, Keyphrases string
}

// Format is how a file holds articles.
type Format string

// The formats.
const (
	Auto  Format = "auto"
	Text  Format = "text"
	JSONL Format = "jsonl"
)

// Read gives the articles of the files in order; no files stand for standard
// input.
func Read(files []string, o Options) iter.Seq2[*Article, error] {
	if len(files) == 0 {
		files = []string{source.Stdin}
	}
	o.Fields.fill()
	return func(yield func(*Article, error) bool) {
		for _, path := range files {
			if !readFile(path, o, yield) {
				return
			}
		}
	}
}

func readFile(path string, o Options, yield func(*Article, error) bool) bool {
	f, _, err := source.Open(path, o.Stdin)
	if err != nil {
		return yield(nil, err)
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<16)
	name := path
	if head, _ := in.Peek(2); string(head) == "\x1f\x8b" {
		z, err := gzip.NewReader(in)
		if err != nil {
			return yield(nil, &source.Error{Path: path, Err: fmt.Errorf("cannot be unpacked: %w", err)})
		}
		in, name = bufio.NewReaderSize(z, 1<<16), strings.TrimSuffix(path, ".gz")
	}
	format := o.Format
	if format == Auto || format == "" {
		format = detect(name, in)
	}
	if format == JSONL {
		return readJSONL(path, in, o, yield)
	}
	return readText(path, in, o, yield)
}

// detect tells a format by name, then by the first bytes.
func detect(path string, in *bufio.Reader) Format {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jsonl", ".ndjson":
		return JSONL
	case ".txt", ".text":
		return Text
	}
	head, _ := in.Peek(512)
	if strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n"), "{") {
		return JSONL
	}
	return Text
}

// readText gives the documents of a plain text.
func readText(path string, in *bufio.Reader, o Options, yield func(*Article, error) bool) bool {
	var doc strings.Builder
	from, line := 1, 0
	emit := func() bool {
		s := doc.String()
		doc.Reset()
		if strings.TrimSpace(s) == "" && !(o.Split == Whole || o.Split == "") {
			return true
		}
		a := &Article{ID: path, Text: s}
		if o.Split == Blank || o.Split == Line {
			a.ID = fmt.Sprintf("%s:%d", path, from)
		}
		return yield(a, source.CheckText(a.ID, s))
	}
	for {
		s, err := in.ReadString('\n')
		line++
		if line == 1 {
			s = strings.TrimPrefix(s, "\ufeff")
		}
		doc.WriteString(s)
		if err != nil {
			if !emit() {
				return false
			}
			return errors.Is(err, io.EOF) || yield(nil, &source.Error{Path: path, Line: line, Err: fmt.Errorf("cannot be read: %w", err)})
		}
		if o.Split == Line || o.Split == Blank && strings.TrimSpace(s) == "" {
			if !emit() {
				return false
			}
			from = line + 1
		}
	}
}
