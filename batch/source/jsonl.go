package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// lines gives the documents of a file that holds one a line: an object or, for
// Lines, the text itself. Blank lines are passed over.
func (r *reader) lines(format Format) error {
	path, o, derived := r.file.Path, r.o, r.derived
	return r.each(func(line int, b []byte) bool {
		if line == 1 {
			b = bytes.TrimPrefix(b, []byte(bom))
		}
		if len(bytes.TrimSpace(b)) == 0 {
			return true
		}
		return r.emit(line, b, false, func(b []byte) (*Document, error) {
			var d *Document
			var err error
			if format == Lines {
				d, err = plainLine(path, line, b)
			} else {
				d, err = parseLine(path, line, b, o)
			}
			if err == nil {
				d.Derived = d.Derived || derived
			}
			return d, err
		})
	})
}

// plainLine is a line that is a text.
func plainLine(path string, line int, b []byte) (*Document, error) {
	text := unsafeString(b)
	if err := checkText(path, line, text); err != nil {
		return nil, err
	}
	return &Document{ID: fmt.Sprintf("%s:%d", path, line), Path: path, Text: text, Part: true}, nil
}

// parseLine reads one object.
func parseLine(path string, line int, b []byte, o *Options) (*Document, error) {
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return nil, checkText(path, line, string(b))
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return nil, jsonError(path, line, b, err)
	}
	d := &Document{Path: path, Part: true}
	fail := func(field, what, hint string) (*Document, error) {
		return nil, &Error{Path: path, Line: line, Err: fmt.Errorf("%w: %s %q", ErrField, what, field), Hint: hint}
	}
	raw, ok := fields[o.TextField]
	switch {
	case !ok:
		return fail(o.TextField, "no field", "name the field that holds the text with Options.TextField")
	case len(raw) == 0 || raw[0] != '"':
		return fail(o.TextField, "no string in field", "name the field that holds the text with Options.TextField")
	}
	if err := json.Unmarshal(raw, &d.Text); err != nil {
		return nil, jsonError(path, line, b, err)
	}
	if raw := fields[o.TitleField]; o.TitleField != "" && len(raw) > 0 && string(raw) != "null" {
		var title string
		if raw[0] != '"' {
			return fail(o.TitleField, "no string in field", "name the field that holds the title with Options.TitleField")
		}
		if err := json.Unmarshal(raw, &title); err != nil {
			return nil, jsonError(path, line, b, err)
		}
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
	case len(raw) == 0 || string(raw) == "null":
	case raw[0] == '"':
		if err := json.Unmarshal(raw, &d.ID); err != nil {
			return nil, jsonError(path, line, b, err)
		}
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		d.ID = string(raw)
	default:
		return fail(o.IDField, "neither string nor number in field", "name the field that holds the id with Options.IDField")
	}
	if d.ID == "" {
		d.ID = fmt.Sprintf("%s:%d", path, line)
	}
	switch raw := fields[o.DateField]; {
	case o.DateField == "" || len(raw) == 0:
	case raw[0] == '"':
		if err := json.Unmarshal(raw, &d.Date); err != nil {
			return nil, jsonError(path, line, b, err)
		}
	case raw[0] >= '0' && raw[0] <= '9':
		d.Date = string(raw)
	}
	return d, nil
}

// keep puts a field into Fields.
func (d *Document) keep(name string, raw json.RawMessage) {
	if d.Fields == nil {
		d.Fields = map[string]json.RawMessage{}
	}
	d.Fields[name] = raw
}

// jsonError says in which byte of its line an object breaks off.
func jsonError(path string, line int, b []byte, err error) error {
	const hint = "a line must be one whole object"
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at := min(int(syntax.Offset), len(b))
		return &Error{Path: path, Line: line, Byte: max(at, 1), Err: fmt.Errorf("%w: %w", ErrJSON, syntax), Hint: hint}
	}
	var typed *json.UnmarshalTypeError
	if errors.As(err, &typed) {
		return &Error{Path: path, Line: line, Err: fmt.Errorf("%w: %s", ErrJSON, typed.Value), Hint: hint}
	}
	return &Error{Path: path, Line: line, Err: fmt.Errorf("%w: %s", ErrJSON, strings.TrimPrefix(err.Error(), "json: ")), Hint: hint}
}
