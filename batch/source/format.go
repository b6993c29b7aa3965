package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// Format is how a file holds its documents.
type Format uint8

// The formats.
const (
	Auto       Format = iota // by the file's name, then by its content
	Text                     // the file is one document
	JSONL                    // each line is an object that holds one
	CoNLL                    // a token a line, with columns
	Lines                    // each line is one document
	CSV                      // rows with commas, the first names the columns
	TSV                      // rows with tabs, without quotes, the first names the columns
	HTML                     // the file is a page
	WARC                     // a web archive: its pages and its extracted texts
	Parquet                  // rows with named columns
	Paragraphs               // what stands between blank lines is one document
	JSON                     // an array of objects, or objects one after the other
	Feed                     // RSS or Atom: each item is one document
)

var formatNames = [...]string{"auto", "text", "jsonl", "conll", "lines", "csv", "tsv", "html", "warc", "parquet", "paragraphs", "json", "feed"}

func (f Format) String() string {
	if int(f) < len(formatNames) {
		return formatNames[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// Formats are the names that ParseFormat knows.
func Formats() []string { return formatNames[:] }

// ParseFormat reads the name of a format.
func ParseFormat(s string) (Format, error) {
	for i, n := range formatNames {
		if s == n {
			return Format(i), nil
		}
	}
	return Auto, fmt.Errorf("source: no format is called %q", s)
}

// byName tells a format by the ending of a file's name, less .gz and .zst; Auto
// if it says nothing.
func byName(path string) Format {
	path = strings.ToLower(path)
	for _, packed := range []string{".gz", ".zst", ".gzip", ".zstd"} {
		path = strings.TrimSuffix(path, packed)
	}
	switch filepath.Ext(path) {
	case ".txt", ".text":
		return Text
	case ".jsonl", ".ndjson":
		return JSONL
	case ".conll", ".conll03", ".conll2003", ".iob", ".iob1", ".iob2", ".bio", ".bioes", ".iobes", ".bilou":
		return CoNLL
	case ".json":
		return JSON
	case ".rss", ".atom", ".xml", ".rdf":
		return Feed
	case ".csv":
		return CSV
	case ".tsv":
		return TSV
	case ".html", ".htm", ".xhtml":
		return HTML
	case ".warc", ".wet":
		return WARC
	case ".parquet":
		return Parquet
	}
	return Auto
}

// detect tells the format of a file by its name, then by its first bytes.
func detect(path string, in *bufio.Reader) (Format, error) {
	named := byName(path)
	if named != Auto && named != Text && named != JSONL {
		return named, nil
	}
	// A stream is asked for no more than it has: the first object may come
	// long before the second.
	if _, err := in.Peek(1); err != nil && !errors.Is(err, io.EOF) {
		return Text, err
	}
	head, _ := in.Peek(in.Buffered())
	switch {
	case looksJSON(head): // whatever its name: JSON is no prose
		return JSON, nil
	case named == JSONL:
		return JSONL, nil
	case named == Text && !looksJSONL(head):
		return Text, nil
	case looksJSONL(head):
		return JSONL, nil
	case bytes.HasPrefix(head, []byte("WARC/")):
		return WARC, nil
	case bytes.HasPrefix(head, []byte("PAR1")):
		return Parquet, nil
	case looksHTML(head):
		return HTML, nil
	case looksFeed(head):
		return Feed, nil
	}
	head, err := in.Peek(in.Size())
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return Text, err
	case looksJSON(head):
		return JSON, nil
	case looksJSONL(head):
		return JSONL, nil
	case looksConll(head, err != nil):
		return CoNLL, nil
	}
	return Text, nil
}

// looksJSONL reports whether a file begins with an object that has a field.
func looksJSONL(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n")
	rest, ok := bytes.CutPrefix(head, []byte("{"))
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return ok && len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
}

// looksHTML reports whether a file begins as a page does.
func looksHTML(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n")
	head = bytes.ToLower(head[:min(len(head), 15)])
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html>")) || bytes.HasPrefix(head, []byte("<html "))
}

// looksConll reports whether all whole lines in head have the same number of
// columns, two at least, of which the last is a tag.
func looksConll(head []byte, whole bool) bool {
	lines := bytes.Split(bytes.TrimPrefix(head, []byte(bom)), []byte("\n"))
	if !whole || len(lines[len(lines)-1]) == 0 {
		lines = lines[:len(lines)-1]
	}
	columns := 0
	for _, line := range lines {
		if isDocStart(string(line)) {
			continue
		}
		fields := bytes.Fields(line)
		if bytes.IndexByte(line, '\t') >= 0 {
			fields = bytes.Split(bytes.TrimRight(line, " \t\r"), []byte("\t"))
		}
		switch n := len(fields); {
		case n == 0 || blank(string(line)):
		case n < 2 || columns != 0 && n != columns || !isTag(fields[n-1]):
			return false
		default:
			columns = n
		}
	}
	return columns > 0
}

// isTag reports whether a field is O or a prefix of a tag scheme, a hyphen and a
// label.
func isTag(field []byte) bool {
	if len(field) == 1 {
		return field[0] == 'O'
	}
	return len(field) > 2 && field[1] == '-' && bytes.IndexByte([]byte("BIELSU"), field[0]) >= 0
}

const bom = "\ufeff"
