package gold

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// headSize is how much of a file is looked at to tell its format: the first
// document of a JSON file should end in it.
const headSize = 1 << 20

// DetectFormat tells the format from a file's name, which may be empty, and its
// first bytes, which should hold the first document of a JSON file. A name with
// one of [FormatInfo.Endings] decides; otherwise it is the content. The error for
// a file that no format recognizes wraps [ErrUnknownFormat] and says what was
// found and what was looked for.
func DetectFormat(name string, head []byte) (Format, error) {
	h := readHead(name, head)
	var best *row
	var first claim
	for i := range rows {
		r := &rows[i]
		if h.ends(r.Endings...) {
			return r.Format, nil
		}
		if c := r.recognize(h); c.over(first) {
			best, first = r, c
		}
	}
	if best == nil {
		return FormatAuto, h.unknown()
	}
	return best.Format, nil
}

// A claim is how well a format recognizes a file. The zero value is not at all.
type claim struct {
	sure int // 0 no, 1 if no other does, 2 yes
	at   int // of the fields that say so, the first that says it best
}

var (
	noClaim   = claim{}
	weakClaim = claim{sure: 1}
	sureClaim = claim{sure: 2}
)

func claimIf(yes bool) claim {
	if yes {
		return sureClaim
	}
	return noClaim
}

func (c claim) over(d claim) bool {
	return c.sure > d.sure || c.sure == d.sure && c.sure > 0 && c.at < d.at
}

// fileHead is the name of a file and the beginning of its content.
type fileHead struct {
	name string
	data []byte // without a byte order mark
	// line is the first that is neither blank nor a comment, row its cells.
	line []byte
	row  [][]byte

	json, list, pair bool        // it is JSON; a list; of a pair of text and annotations first
	fields           []headField // of the first object
}

type headField struct {
	name  string
	value []byte // and what follows it
}

func readHead(name string, head []byte) *fileHead {
	h := &fileHead{name: strings.ToLower(name), data: bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))}
	for line := range bytes.Lines(h.data) {
		line = bytes.TrimRight(line, "\r\n")
		if !blank(line) && (line[0] != '#' || bytes.IndexByte(line, '\t') >= 0) {
			h.line, h.row = line, bytes.Split(line, []byte("\t"))
			break
		}
	}
	h.readJSON()
	return h
}

// readJSON looks for the first object and its fields, as far as the head goes.
func (h *fileHead) readJSON() {
	d := h.data
	at := jsonBlank(d, 0)
	for depth := 0; depth < 2 && at < len(d) && d[at] == '['; depth++ {
		h.list = true
		at = jsonBlank(d, at+1)
	}
	if at >= len(d) {
		h.json = h.list
		return
	}
	switch d[at] {
	case ']':
		h.json = h.list
	case '"':
		end := jsonBlank(d, jsonSkip(d, at))
		h.pair = h.list && (end >= len(d) || d[end] == ',')
		h.json = h.pair
	case '{':
		next := jsonBlank(d, at+1)
		if h.json = next >= len(d) || d[next] == '"' || d[next] == '}'; !h.json {
			return
		}
		_ = eachField(d, at, func(name string, at, _ int) error {
			h.fields = append(h.fields, headField{name, d[at:]})
			return nil
		})
	}
}

// ends reports whether the name has one of the endings.
func (h *fileHead) ends(endings ...string) bool {
	return slices.Contains(endings, filepath.Ext(h.name))
}

// byField recognizes JSON by a function that says how sure it is of a field.
func byField(sure func(f headField, list bool) int) func(*fileHead) claim {
	return func(h *fileHead) claim {
		best := noClaim
		for i, f := range h.fields {
			if c := (claim{sure(f, h.list), i}); c.over(best) {
				best = c
			}
		}
		return best
	}
}

// unknown is the error for a file that no format recognizes.
func (h *fileHead) unknown() error {
	for _, o := range others {
		if o.is(h) {
			return fmt.Errorf("%w: found %s, which is not read; %s", ErrUnknownFormat, o.what, o.instead)
		}
	}
	var looked []string
	for i := range rows {
		if r := &rows[i].FormatInfo; r.JSON || !h.json {
			looked = append(looked, fmt.Sprintf("%s (%s)", r.Format, strings.ReplaceAll(r.ToldBy(), "`", "")))
		}
	}
	return fmt.Errorf("%w: found %s; looked for %s", ErrUnknownFormat, h.found(), strings.Join(looked, ", "))
}

// others are formats that are known but not read, and what to do instead.
var others = [...]struct {
	is            func(*fileHead) bool
	what, instead string
}{
	{func(h *fileHead) bool { return h.ends(".spacy") },
		"spaCy's DocBin", `write its documents as JSON lines {"text": doc.text, "ents": doc.to_json()["ents"]} with spaCy`},
	{func(h *fileHead) bool {
		return h.ends(".xmi") || bytes.Contains(h.first(), []byte("<xmi:XMI")) || bytes.Contains(h.first(), []byte("uima/cas"))
	}, "UIMA's XMI", "export it as WebAnno TSV 3, or write JSON lines with text, and mentions of start, end and label, with dkpro-cassis"},
	{func(h *fileHead) bool { return len(h.fields) > 0 && strings.HasPrefix(h.fields[0].name, "%") },
		"UIMA's CAS as JSON", "export it as WebAnno TSV 3, or write JSON lines with text, and mentions of start, end and label, with dkpro-cassis"},
	{func(h *fileHead) bool {
		upper := bytes.ToUpper(h.first())
		return bytes.Contains(upper, []byte("<ENAMEX ")) || bytes.Contains(upper, []byte("_ENAMEX TYPE="))
	}, "text with ENAMEX tags in it", "write JSON lines with the text without tags, and mentions of start, end and label"},
	{func(h *fileHead) bool {
		return h.ends(".yml", ".yaml") && (bytes.Contains(h.first(), []byte("nlu:")) || bytes.Contains(h.first(), []byte("examples:")))
	}, "RASA's YAML", "write it as RASA's JSON (rasa_nlu_data)"},
}

// first is as much of a file as tells what else it is.
func (h *fileHead) first() []byte { return h.data[:min(len(h.data), 1<<14)] }

// found says what a file holds that no format recognizes.
func (h *fileHead) found() string {
	switch {
	case blank(bytes.ReplaceAll(h.data, []byte("\n"), nil)):
		return "an empty file"
	case h.line == nil:
		return "comments alone"
	case h.json && h.list && len(h.fields) == 0:
		return "a list of JSON without a field"
	case h.json && len(h.fields) == 0:
		return "JSON without a field"
	case h.json:
		names := ""
		for i, f := range h.fields {
			if len(names) > 80 {
				return fmt.Sprintf("JSON with the fields%s and %d more", names, len(h.fields)-i)
			}
			names += " " + peek(f.name)
		}
		return "JSON with the fields" + names
	}
	return fmt.Sprintf("a first line %q", peek(string(bytes.ToValidUTF8(h.line[:min(len(h.line), 200)], []byte("\ufffd")))))
}

func number(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}
