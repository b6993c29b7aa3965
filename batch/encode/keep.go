package encode

import (
	"bytes"
	"encoding/json"

	"github.com/alam-nlp/alam/batch/source"
)

// keptPrefix stands before the name of a kept field where it is that of a column.
const keptPrefix = "fields."

// kept appends the fields that are kept, as the source has them, in the order in
// which they were asked for; null for one that the document does not have.
func (w *Writer) kept(r Result) {
	if len(w.o.Keep) == 0 {
		return
	}
	w.buf = append(w.buf, `,"fields":{`...)
	for i, name := range w.o.Keep {
		w.comma(i)
		w.value(name)
		w.buf = append(w.buf, ':')
		raw := r.Document.Fields[name]
		if len(raw) == 0 {
			raw = json.RawMessage("null")
		}
		w.value(raw)
	}
	w.buf = append(w.buf, '}')
}

// keptCells appends the fields as cells: the text of a string, other values as JSON
// on one line, and nothing for null.
func keptCells(row []string, d *source.Document, names []string) []string {
	for _, name := range names {
		row = append(row, keptCell(d.Fields[name]))
	}
	return row
}

func keptCell(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	var s string
	if raw[0] == '"' && json.Unmarshal(raw, &s) == nil {
		return s
	}
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return string(raw)
	}
	return b.String()
}
