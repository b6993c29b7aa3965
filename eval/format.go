package eval

import (
	"bytes"
	"path/filepath"
	"strings"
)

// Format is a kind of file that holds labelled spans.
type Format uint8

const (
	FormatConll Format = iota // [ReadConll]
	FormatTSV                 // [ReadSpanTSV]
	FormatJSONL               // [ReadSpanJSONL]
)

// String gives conll, tsv or jsonl.
func (f Format) String() string {
	switch f {
	case FormatTSV:
		return "tsv"
	case FormatJSONL:
		return "jsonl"
	}
	return "conll"
}

// DetectFormat tells the format from a file's name and its first bytes: JSON lines
// by name or by an opening brace, a span table by a first row of two numbers and a
// label (or the header), CoNLL otherwise. The name may be empty.
func DetectFormat(name string, head []byte) Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		return FormatJSONL
	case ".conll", ".iob", ".bio":
		return FormatConll
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, "\r\n")
		if blank(line) || line[0] == '#' && bytes.Count(line, []byte("\t")) == 0 {
			continue
		}
		fields := bytes.Split(line, []byte("\t"))
		switch {
		case line[0] == '{' && bytes.ContainsRune(line, '"'):
			return FormatJSONL
		case len(fields) >= 3 && (number(fields[0]) && number(fields[1]) || string(fields[0]) == "start"):
			return FormatTSV
		}
		return FormatConll
	}
	return FormatConll
}

func number(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}
