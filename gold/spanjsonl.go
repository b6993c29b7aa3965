package gold

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"
)

// FormatJSONL is that of [ReadSpanJSONL].
const FormatJSONL Format = "jsonl"

// looksSpanJSONL recognizes JSON lines by their fields, and takes a file that is
// called so and holds no JSON: it is empty, or the reader says where it is not.
func looksSpanJSONL(h *fileHead) claim {
	if c := byField(spanField)(h); c != noClaim || h.json || !h.ends(".jsonl", ".ndjson") {
		return c
	}
	return weakClaim
}

func spanField(f headField, _ bool) int {
	if f.name == "mentions" || f.name == "offsets" {
		return 2
	}
	return 0
}

func readSpanJSONL(r io.Reader, o ReadOptions) ([]Document, error) {
	return ReadSpanJSONL(r, o.spanOptions())
}

// writeSpanJSONL writes a document a line. The name of an entity stands with each
// mention.
func writeSpanJSONL(w io.Writer, docs []Document) error {
	type mention struct {
		Start  int     `json:"start"`
		End    int     `json:"end"`
		Text   string  `json:"text,omitempty"`
		Label  string  `json:"label"`
		Kind   string  `json:"kind,omitempty"`
		Entity string  `json:"entity,omitempty"`
		Name   string  `json:"name,omitempty"`
		Score  float64 `json:"score,omitempty"`

		Optional bool `json:"optional,omitempty"`
	}
	type line struct {
		ID       string    `json:"id"`
		Offsets  string    `json:"offsets"`
		Text     string    `json:"text,omitempty"`
		Mentions []mention `json:"mentions"`
	}
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	for i := range docs {
		d := &docs[i]
		l := line{ID: d.ID, Offsets: Byte.String(), Text: d.Text, Mentions: make([]mention, 0, len(d.Mentions))}
		for _, m := range d.Mentions {
			l.Mentions = append(l.Mentions, mention{m.Start, m.End, m.Text, m.Label, m.Kind, m.Entity, m.Name, m.Score, m.Optional})
		}
		if err := out.Encode(l); err != nil {
			return d.refuse(fmt.Errorf("%w: %w", ErrFormat, err))
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

type jsonDocument struct {
	ID       jsonID        `json:"id"`
	Offsets  *string       `json:"offsets"`
	Text     *string       `json:"text"`
	Mentions []jsonMention `json:"mentions"`
	Entities []struct {
		ID   jsonID `json:"id"`
		Name string `json:"name"`
	} `json:"entities"`
}

type jsonMention struct {
	Start  *int    `json:"start"`
	End    *int    `json:"end"`
	Text   string  `json:"text"`
	Label  string  `json:"label"`
	Kind   string  `json:"kind"`
	Entity jsonID  `json:"entity"`
	Name   string  `json:"name"`
	Score  float64 `json:"score"`

	Optional bool `json:"optional"`
}

// jsonID is a string or a number, kept as text; null is "".
type jsonID string

func (id *jsonID) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(id))
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return fmt.Errorf("id is neither a string nor a number: %s", b)
	}
	*id = jsonID(n)
	return nil
}

// jsonFault says in the words of files, not of Go, what json.Unmarshal found.
func jsonFault(err error) error {
	var t *json.UnmarshalTypeError
	if !errors.As(err, &t) {
		return fmt.Errorf("gold: %w", err)
	}
	want := map[reflect.Kind]string{
		reflect.Slice: "a list", reflect.Struct: "an object", reflect.String: "a text", reflect.Int: "a whole number", reflect.Float64: "a number", reflect.Bool: "true or false",
	}[t.Type.Kind()]
	if t.Field == "" {
		return fmt.Errorf("%w: want %s a line, with a field %q, found JSON %s", ErrFormat, want, "mentions", t.Value)
	}
	return fmt.Errorf("%w: field %q: want %s, found JSON %s", ErrFormat, t.Field, want, t.Value)
}

// ReadSpanJSONL reads JSON lines, one document each:
//
//	{"id","offsets","mentions":[{"start","end","text","label","kind","entity","name","score","optional"}],
//	 "entities":[{"id","name"}], "text"}
//
// Only mentions with start, end and label are required. "offsets" is byte,
// codepoint or utf16. A mention without a name has that of the entity it points at. With the
// document's text, from the line or from [SpanOptions.Text], every surface is
// checked; without it, offsets must be bytes. Errors are *[ParseError].
func ReadSpanJSONL(r io.Reader, o SpanOptions) ([]Document, error) {
	in := newLines(r, o.Path)
	var docs []Document
	for {
		line, err := in.next()
		if errors.Is(err, io.EOF) {
			return docs, nil
		}
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		var j jsonDocument
		if err := json.Unmarshal([]byte(line), &j); err != nil {
			return nil, in.fail(0, "%w", jsonFault(err))
		}
		d, err := in.document(&j, o)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
}

func (l *lines) document(j *jsonDocument, o SpanOptions) (Document, error) {
	d := Document{ID: string(j.ID)}
	unit := o.Unit
	if j.Offsets != nil {
		var err error
		if unit, err = ParseUnit(*j.Offsets); err != nil {
			return d, l.fail(0, "%w", err)
		}
	}
	known := j.Text != nil
	if known {
		d.Text = *j.Text
	} else if o.Text != nil {
		d.Text, known = o.Text(d.ID)
	}
	if known && !utf8.ValidString(d.Text) {
		return d, l.fail(0, "%w: text of document %q", ErrUTF8, d.ID)
	}
	if !known && unit != Byte && len(j.Mentions) > 0 {
		return d, l.fail(0, "%w: %s offsets need the text of document %q", ErrOffset, unit, d.ID)
	}
	names := make(map[string]string, len(j.Entities))
	for _, e := range j.Entities {
		names[string(e.ID)] = e.Name
	}
	offsets := NewOffsets(d.Text, unit)
	for i, x := range j.Mentions {
		if x.Start == nil || x.End == nil || x.Label == "" {
			return d, l.fail(0, "%w: mention %d lacks start, end or label", ErrColumns, i+1)
		}
		m := Mention{
			Span: Span{*x.Start, *x.End, x.Label}, Text: x.Text,
			Kind: x.Kind, Entity: string(x.Entity), Name: cmp.Or(x.Name, names[string(x.Entity)]), Score: x.Score, Optional: x.Optional,
		}
		if known {
			var ok, ok2 bool
			m.Start, ok = offsets.Byte(*x.Start)
			m.End, ok2 = offsets.Byte(*x.End)
			if !ok || !ok2 {
				return d, l.fail(0, "%w: mention %d: %d..%d is outside the text (%d %ss) or inside a character",
					ErrOffset, i+1, *x.Start, *x.End, offsets.end, unit)
			}
		}
		if m.Start < 0 || m.End <= m.Start {
			return d, l.fail(0, "%w: mention %d: %d..%d", ErrOffset, i+1, *x.Start, *x.End)
		}
		if known {
			surface := d.Text[m.Start:m.End]
			if m.Text != "" && m.Text != surface {
				return d, l.fail(0, "%w: mention %d: %q, but the text has %q", ErrSurface, i+1, m.Text, surface)
			}
			m.Text = surface
		}
		d.Mentions = append(d.Mentions, m)
	}
	return d, nil
}
