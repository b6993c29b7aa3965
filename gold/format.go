package gold

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
)

// Format is a kind of file that holds labelled spans.
type Format uint8

const (
	FormatAuto        Format = iota // told by [DetectFormat]
	FormatConll                     // [ReadConll]
	FormatTSV                       // [ReadSpanTSV]
	FormatJSONL                     // [ReadSpanJSONL]
	FormatBrat                      // [ReadBrat]
	FormatDoccano                   // [ReadDoccano]
	FormatLabelStudio               // [ReadLabelStudio]
	FormatSpacy                     // [ReadSpacy]
	FormatWebAnno                   // [ReadWebAnno]
)

var formatNames = [...]string{"auto", "conll", "tsv", "jsonl", "brat", "doccano", "labelstudio", "spacy", "webanno"}

// String gives auto, conll, tsv, jsonl, brat, doccano, labelstudio, spacy or webanno.
func (f Format) String() string {
	if int(f) < len(formatNames) {
		return formatNames[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// ParseFormat reads a name that String gives; the empty text is auto, prodigy is
// spacy, and inception is webanno.
func ParseFormat(s string) (Format, error) {
	switch s {
	case "":
		return FormatAuto, nil
	case "prodigy":
		return FormatSpacy, nil
	case "inception":
		return FormatWebAnno, nil
	}
	for i, name := range formatNames {
		if s == name {
			return Format(i), nil
		}
	}
	return FormatAuto, fmt.Errorf("gold: format %q: want %s", s, strings.Join(formatNames[:], ", "))
}

// DetectFormat tells the format from a file's name and its first bytes, which
// should hold the first document of a JSON file.
//
// Names decide for .ann (brat) and for .conll, .iob and .bio. Otherwise it is the
// content: WebAnno TSV by its first line, JSON by the names in its first object
// (mentions: JSON lines of this package; annotations, completions or an object
// data: Label Studio; paragraphs, ents, spans or entities as tuples: spaCy; label,
// labels or entities with start_offset: doccano), brat by a first line that is one,
// a span table by a first row of two numbers and a label (or the header), and CoNLL
// if it is none of these. The name may be empty.
func DetectFormat(name string, head []byte) Format {
	ext := strings.ToLower(filepath.Ext(name))
	switch ext {
	case ".conll", ".iob", ".bio":
		return FormatConll
	case ".ann":
		return FormatBrat
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(head, []byte(webAnnoHeader)) {
		return FormatWebAnno
	}
	if f := detectJSON(head); f != FormatAuto {
		return f
	}
	if ext == ".jsonl" || ext == ".ndjson" {
		return FormatJSONL
	}
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, "\r\n")
		if blank(line) || line[0] == '#' && bytes.Count(line, []byte("\t")) == 0 {
			continue
		}
		fields := bytes.Split(line, []byte("\t"))
		switch {
		case len(fields) >= 3 && (number(fields[0]) && number(fields[1]) || string(fields[0]) == "start"):
			return FormatTSV
		case looksBrat(fields):
			return FormatBrat
		}
		return FormatConll
	}
	return FormatConll
}

// looksBrat says whether a line is one of brat's, with an id such as T1 and more
// than one word after it.
func looksBrat(fields [][]byte) bool {
	if len(fields) < 2 || len(fields[0]) == 0 {
		return false
	}
	words := bytes.Fields(fields[1])
	switch fields[0][0] {
	case 'T':
		return len(words) >= 3 && number(fields[0][1:]) && number(words[1])
	case 'R', 'A', 'M', 'N', '#':
		return len(words) >= 2 && number(fields[0][1:])
	case 'E':
		return number(fields[0][1:]) && bytes.IndexByte(fields[1], ':') > 0
	case '*':
		return len(words) >= 3 && len(fields[0]) == 1
	}
	return false
}

// detectJSON tells which tool wrote a JSON file; FormatAuto if it is not JSON.
func detectJSON(head []byte) Format {
	at, list := jsonBlank(head, 0), false
	if at < len(head) && head[at] == '[' {
		list = true
		at = jsonBlank(head, at+1)
		if at < len(head) && head[at] == '[' {
			at = jsonBlank(head, at+1)
		}
		if at < len(head) && head[at] == '"' {
			if end := jsonBlank(head, jsonSkip(head, at)); end >= len(head) || head[end] == ',' {
				return FormatSpacy // a pair of text and annotations
			}
			return FormatAuto
		}
	}
	if at >= len(head) || head[at] != '{' {
		return FormatAuto
	}
	if next := jsonBlank(head, at+1); next >= len(head) || head[next] != '"' {
		return FormatAuto
	}
	guess, sure := FormatAuto, false
	_ = eachField(head, at, func(name string, at, _ int) error {
		f, certain := jsonHint(name, head[at:], list)
		if f != FormatAuto && !sure && (certain || guess == FormatAuto) {
			guess, sure = f, certain
		}
		return nil
	})
	switch {
	case guess != FormatAuto:
		return guess
	case list:
		return FormatSpacy // [{}]: that reader says best what it wants
	}
	return FormatJSONL
}

// jsonHint says what a name with its value speaks for, and whether it is decisive.
func jsonHint(name string, value []byte, list bool) (f Format, certain bool) {
	switch name {
	case "mentions", "offsets":
		return FormatJSONL, true
	case "annotations", "completions":
		return FormatLabelStudio, true
	case "data":
		if value[0] == '{' {
			return FormatLabelStudio, true
		}
		return FormatDoccano, true
	case "paragraphs", "ents", "answer":
		return FormatSpacy, true
	case "spans":
		return FormatSpacy, false
	case "label", "labels":
		return FormatDoccano, true
	case "entities":
		first := jsonBlank(value, 1)
		switch {
		case first >= len(value):
		case value[first] == '[':
			return FormatSpacy, true
		case value[first] == '{' && bytes.Contains(value[:jsonSkip(value, 0)], []byte(`"start_offset"`)):
			return FormatDoccano, true
		case value[first] == '{' && bytes.Contains(value[:jsonSkip(value, 0)], []byte(`"start"`)):
			return FormatSpacy, true
		case value[first] == ']' && list:
			return FormatSpacy, false
		}
	case "relations", "Comments":
		return FormatDoccano, false
	}
	return FormatAuto, false
}

func number(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}
