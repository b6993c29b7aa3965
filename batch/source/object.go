package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// An objectAt says where an object of JSON stands, for its id and for errors.
type objectAt struct {
	path string
	line int
	id   string // of one that has none of its own
	hint string // what to do about one that is broken
}

const (
	hintLine  = "a line must be one whole object"
	hintValue = "the file must be an array of objects, or objects one after the other"
)

// object reads one object as a document.
func (at objectAt) object(b []byte, o *Options) (*Document, error) {
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return nil, checkText(at.path, at.line, string(b))
	}
	if n := valuesIn(b); n > maxValues {
		return nil, &Error{Path: at.path, Line: at.line, Err: fmt.Errorf("%w: it holds %d values, and at most %d are read", ErrTooLarge, n, maxValues),
			Hint: "write each document as an object of its own, a line each"}
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return nil, at.broken(b, err)
	}
	return at.document(fields, o)
}

// document makes a document of the fields of an object.
func (at objectAt) document(fields map[string]json.RawMessage, o *Options) (*Document, error) {
	d := &Document{Path: at.path, Part: true}
	var err error
	if d.Text, err = at.text(fields, o.TextField, "text", true, "Options.TextField"); err != nil {
		return nil, err
	}
	d.Replaced = lone(fields[o.TextField], d.Text)
	if o.TitleField != "" {
		title, err := at.text(fields, o.TitleField, "title", false, "Options.TitleField")
		if err != nil {
			return nil, err
		}
		d.Replaced += lone(fields[o.TitleField], title)
		if title != "" {
			d.Text, d.Derived = title+"\n"+d.Text, true
		}
	}
	for _, name := range o.Fields {
		if raw, ok := fields[name]; ok {
			d.keep(name, raw)
		}
	}
	switch raw := fields[o.IDField]; {
	case isNull(raw):
	case raw[0] == '"':
		if err := json.Unmarshal(raw, &d.ID); err != nil {
			return nil, at.broken(raw, err)
		}
		d.Replaced += lone(raw, d.ID)
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		d.ID = string(raw)
	default:
		return nil, at.field("neither string nor number in field %q", o.IDField, "name the field that holds the id with Options.IDField")
	}
	if d.ID == "" {
		d.ID = at.id
	}
	switch raw := fields[o.DateField]; {
	case o.DateField == "" || len(raw) == 0:
	case raw[0] == '"':
		if err := json.Unmarshal(raw, &d.Date); err != nil {
			return nil, at.broken(raw, err)
		}
	case raw[0] >= '0' && raw[0] <= '9':
		d.Date = string(raw)
	}
	return d, nil
}

// text gives a field that holds a string. One that is not needed may be absent
// or null.
func (at objectAt) text(fields map[string]json.RawMessage, name, what string, needed bool, option string) (s string, err error) {
	raw, ok := fields[name]
	hint := "name the field that holds the " + what + " with " + option
	switch {
	case !needed && isNull(raw):
		return "", nil
	case !ok:
		return "", at.field("no field %q among "+fieldNames(fields), name, hint)
	case len(raw) == 0 || raw[0] != '"':
		return "", at.field("no string in field %q", name, hint)
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", at.broken(raw, err)
	}
	return s, nil
}

// lone counts the halves of surrogates that stand alone in a string of JSON and
// become U+FFFD.
func lone(raw json.RawMessage, text string) int {
	n := strings.Count(text, replacement)
	if n > 0 {
		n -= bytes.Count(raw, []byte(replacement)) + bytes.Count(bytes.ToLower(raw), []byte(`\ufffd`))
	}
	return max(n, 0)
}

func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// fieldNames lists the fields of an object.
func fieldNames(fields map[string]json.RawMessage) string {
	if len(fields) == 0 {
		return "none"
	}
	names := slices.Sorted(maps.Keys(fields))
	more := ""
	if len(names) > 20 {
		names, more = names[:20], ", ..."
	}
	for i := range names {
		names[i] = strings.ReplaceAll(fmt.Sprintf("%.40q", names[i]), "%", "%%")
	}
	return strings.Join(names, ", ") + more
}

// field says that a field is not as it must be; format has a place for its name.
func (at objectAt) field(format, name, hint string) error {
	return &Error{Path: at.path, Line: at.line, Err: fmt.Errorf("%w: %s", ErrField, fmt.Sprintf(format, name)), Hint: hint}
}

// keep puts a field into Fields.
func (d *Document) keep(name string, raw json.RawMessage) {
	if d.Fields == nil {
		d.Fields = map[string]json.RawMessage{}
	}
	d.Fields[name] = raw
}

// broken says at which line and byte of the file an object breaks off.
func (at objectAt) broken(b []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		end := max(min(int(syntax.Offset), len(b)), 1)
		line, col := at.line, end
		if end <= len(b) {
			line, col = place(at.line, string(b), end-1)
		}
		return &Error{Path: at.path, Line: line, Byte: max(col, 1), Err: fmt.Errorf("%w: %w", ErrJSON, syntax), Hint: at.hint}
	}
	var typed *json.UnmarshalTypeError
	if errors.As(err, &typed) {
		return &Error{Path: at.path, Line: at.line, Err: fmt.Errorf("%w: %s", ErrJSON, typed.Value), Hint: at.hint}
	}
	return &Error{Path: at.path, Line: at.line, Err: fmt.Errorf("%w: %s", ErrJSON, strings.TrimPrefix(err.Error(), "json: ")), Hint: at.hint}
}
