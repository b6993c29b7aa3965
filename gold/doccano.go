package gold

import (
	"bytes"
	"io"
)

// FormatDoccano is that of [ReadDoccano].
const FormatDoccano Format = "doccano"

// doccanoField says how sure a field is of a file of doccano.
func doccanoField(f headField, _ bool) int {
	switch f.name {
	case "label", "labels":
		if f.firstHas('{', `"labels"`) {
			return 0 // JSON-MIN of Label Studio
		}
		return 2
	case "data":
		if f.value[0] != '{' {
			return 2
		}
	case "entities":
		if f.firstHas('{', `"start_offset"`) {
			return 2
		}
	case "relations", "Comments":
		return 1
	}
	return 0
}

// firstHas reports whether a list begins with a value of a kind and holds a text.
func (f headField) firstHas(kind byte, text string) bool {
	first := jsonBlank(f.value, 1)
	return first < len(f.value) && f.value[first] == kind &&
		bytes.Contains(f.value[:jsonSkip(f.value, 0)], []byte(text))
}

// ReadDoccano reads doccano's sequence labelling export, JSON lines or a list:
//
//	{"id": 1, "text": "...", "label": [[0, 5, "PER"]]}                 (also "labels")
//	{"id": 1, "text": "...", "entities": [{"id", "label", "start_offset", "end_offset"}]}
//
// The text may be called data. Relations and comments are passed over.
//
// The file does not say what its offsets count. Without [ReadOptions.Unit] they are
// code points, which is what Python, and so most scripts that make such files,
// counts. doccano itself marks spans in the browser, in UTF-16 units, unless the
// project counts grapheme clusters (its issues 99, 2264, 2290): the two differ
// after the first emoji, and no surface in the file would show it. So say UTF16 for
// exports with characters beyond U+FFFF. CR LF counts as one, or not at all, where only
// so all spans begin and end at the ends of words (issue 1688). Errors are *[ParseError].
func ReadDoccano(r io.Reader, o ReadOptions) ([]Document, error) {
	f, err := readJSONFile(r, o.Path)
	if err != nil {
		return nil, err
	}
	var docs []Document
	err = f.documents(func(v jsonValue) error {
		d, err := v.doccano(o)
		docs = append(docs, d)
		return err
	})
	if err != nil {
		return nil, err
	}
	return docs, nil
}

func (v jsonValue) doccano(o ReadOptions) (d Document, err error) {
	var text, spans bool
	var list []jsonSpan
	names := [3]string{"start_offset", "end_offset", "label"}
	err = v.fields(func(name string, e jsonValue) (err error) {
		switch name {
		case "id":
			d.ID, err = e.id()
		case "text", "data":
			text = true
			d.Text, err = e.text("the text (a string)")
		case "label", "labels", "entities":
			spans = true
			var more []jsonSpan
			more, err = e.spanList(names)
			list = append(list, more...)
		}
		return err
	})
	switch {
	case err != nil:
		return d, err
	case !text:
		return d, v.fail("%w: a document lacks %q", ErrFormat, "text")
	case !spans:
		return d, v.fail("%w: a document lacks its spans; want %q, %q or %q", ErrFormat, "entities", "label", "labels")
	}
	d.Mentions, err = placeFitting(list, d.Text, o)
	return d, err
}
