package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// json gives the documents of a file of JSON that is not one object a line: an
// array of objects, or objects one after the other, however they are broken into
// lines. An object that holds many documents is opened: the forms of pandas
// (columns, index, split, table) and one field with an array of objects. Of an array one
// element is in memory at a time.
func (r *reader) json() error {
	r.skipMark()
	v := values{in: r.in, max: r.o.MaxDocument, line: 1}
	for n := 0; ; {
		raw, line, err := v.next()
		switch {
		case errors.Is(err, io.EOF):
			if n == 0 && r.file.Walked {
				return errSkip
			}
			return nil
		case errors.Is(err, ErrTooLarge):
			n++
			e := &Error{Path: r.file.Path, Line: line, Err: fmt.Errorf("%w: object %d has %d bytes, and at most %d are allowed", ErrTooLarge, n, v.size, r.o.MaxDocument),
				Hint: "raise the limit with Options.MaxDocument, or write the documents as an array of objects"}
			if !r.fail(line, e) {
				return errStop
			}
			continue
		case errors.Is(err, ErrJSON):
			return &Error{Path: r.file.Path, Line: line, Err: err, Hint: hintValue}
		case err != nil:
			return ReadError(r.file.Path, line, err)
		}
		n++
		if n == 1 || !v.inArray() {
			more, err := r.opened(n, line, raw, v.inArray())
			if err != nil {
				return err
			}
			if more {
				continue
			}
		}
		if !r.emitObject(n, line, raw) {
			return errStop
		}
	}
}

// emitObject gives the document of an object, the n-th of the file.
func (r *reader) emitObject(n, line int, raw []byte) bool {
	o, derived, at := r.o, r.derived, objectAt{r.file.Path, line, r.id(n), hintValue}
	return r.emit(line, raw, false, func(b []byte) (*Document, error) {
		d, err := at.object(b, o)
		if err == nil {
			d.Derived = d.Derived || derived
		}
		return d, err
	})
}

// opened gives the documents of a value that holds several, and reports whether it
// does. The first value of a file that is no document, and holds none, is an error.
func (r *reader) opened(n, line int, raw []byte, inArray bool) (bool, error) {
	at := objectAt{r.file.Path, line, r.id(n), hintValue}
	if valuesIn(raw) > maxValues {
		return false, nil // object says so
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		if n > 1 || inArray && len(raw) > 0 && raw[0] == '{' {
			return false, nil // the failure of one document
		}
		if r.file.Walked && len(raw) > 0 && raw[0] != '{' {
			return false, errSkip
		}
		return false, at.broken(raw, err)
	}
	if text, ok := fields[r.o.TextField]; ok && len(text) > 0 && (text[0] == '"' || text[0] == 'n') {
		return false, nil
	}
	rows, err := tableOf(fields, r.o)
	switch {
	case err != nil:
		return false, &Error{Path: r.file.Path, Line: line, Err: err, Hint: "write it with orient records, or as JSON lines"}
	case rows == nil && n > 1:
		return false, nil
	case rows == nil && r.file.Walked:
		return false, errSkip
	case rows == nil && inArray:
		return false, nil // the others may have it
	case rows == nil:
		_, err := at.text(fields, r.o.TextField, "text", true, "Options.TextField")
		return false, err
	}
	for i, row := range rows {
		if !r.emitObject(i+1, line, row) {
			return false, errStop
		}
	}
	return true, nil
}

// tableOf gives the objects that an object holds; nil if it holds none that has a
// text.
func tableOf(fields map[string]json.RawMessage, o *Options) ([][]byte, error) {
	if column := fields[o.TextField]; len(column) > 0 && (column[0] == '{' || column[0] == '[') {
		return ofColumns(fields, column)
	}
	if rows, err := ofSplit(fields, o); rows != nil || err != nil {
		return rows, err
	}
	var found [][]byte
	names := 0
	for _, name := range order(fields) {
		var list []json.RawMessage
		if raw := fields[name]; len(raw) == 0 || raw[0] != '[' || json.Unmarshal(raw, &list) != nil || !slices.ContainsFunc(list, hasField(o.TextField)) {
			continue
		}
		if names++; names > 1 {
			return nil, fmt.Errorf("%w: several fields hold documents", ErrField)
		}
		for _, x := range list {
			found = append(found, x)
		}
	}
	if names > 0 {
		return found, nil
	}
	return ofIndex(fields, o), nil
}

func hasField(name string) func(json.RawMessage) bool {
	return func(raw json.RawMessage) bool {
		var x map[string]json.RawMessage
		return json.Unmarshal(raw, &x) == nil && len(x[name]) > 0
	}
}

// order is that of the names of an object: numbers by their value, then the rest.
func order(fields map[string]json.RawMessage) []string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	number := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	slices.SortFunc(names, func(a, b string) int {
		if number(a) && number(b) && len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return names
}

// ofColumns reads an object with an array, or an object by row, for each column.
func ofColumns(fields map[string]json.RawMessage, text json.RawMessage) ([][]byte, error) {
	cells := func(raw json.RawMessage) (map[string]json.RawMessage, []string) {
		var by map[string]json.RawMessage
		var list []json.RawMessage
		if json.Unmarshal(raw, &by) == nil {
			return by, order(by)
		}
		if json.Unmarshal(raw, &list) != nil {
			return nil, nil
		}
		by = make(map[string]json.RawMessage, len(list))
		keys := make([]string, len(list))
		for i, x := range list {
			keys[i] = fmt.Sprint(i)
			by[keys[i]] = x
		}
		return by, keys
	}
	columns := map[string]map[string]json.RawMessage{}
	for name, raw := range fields {
		if by, _ := cells(raw); by != nil {
			columns[name] = by
		}
	}
	_, keys := cells(text)
	rows := make([][]byte, 0, len(keys))
	for _, key := range keys {
		row := map[string]json.RawMessage{}
		for name, by := range columns {
			if cell, ok := by[key]; ok {
				row[name] = cell
			}
		}
		b, err := json.Marshal(row)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrJSON, err)
		}
		rows = append(rows, b)
	}
	return rows, nil
}

// ofSplit reads columns and rows: {"columns":[...],"index":[...],"data":[[...]]}.
func ofSplit(fields map[string]json.RawMessage, o *Options) ([][]byte, error) {
	var columns []string
	var data [][]json.RawMessage
	if json.Unmarshal(fields["columns"], &columns) != nil || json.Unmarshal(fields["data"], &data) != nil {
		return nil, nil
	}
	if !slices.Contains(columns, o.TextField) {
		return nil, fmt.Errorf("%w: no column %q among %.400q", ErrField, o.TextField, columns)
	}
	rows := make([][]byte, 0, len(data))
	for i, cells := range data {
		if len(cells) != len(columns) {
			return nil, fmt.Errorf("%w: row %d of the data has %d cells, and there are %d columns", ErrTable, i+1, len(cells), len(columns))
		}
		row := map[string]json.RawMessage{}
		for k, name := range columns {
			row[name] = cells[k]
		}
		b, err := json.Marshal(row)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrJSON, err)
		}
		rows = append(rows, b)
	}
	return rows, nil
}

// ofIndex reads an object with an object for each row, whose name is its id.
func ofIndex(fields map[string]json.RawMessage, o *Options) [][]byte {
	rows := make([][]byte, 0, len(fields))
	for _, key := range order(fields) {
		var row map[string]json.RawMessage
		if json.Unmarshal(fields[key], &row) != nil || row == nil || len(row[o.TextField]) == 0 {
			return nil
		}
		if isNull(row[o.IDField]) {
			row[o.IDField], _ = json.Marshal(key) // a string never fails
		}
		b, err := json.Marshal(row)
		if err != nil {
			return nil
		}
		rows = append(rows, b)
	}
	if len(rows) == 0 {
		return nil
	}
	return rows
}

// looksJSON reports whether bytes begin as an array of JSON does, or as an object
// that goes on after its line.
func looksJSON(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n")
	line, _, more := bytes.Cut(head, []byte("\n"))
	line = bytes.TrimRight(line, " \t\r")
	switch {
	case len(head) == 0:
		return false
	case head[0] == '[':
		rest := bytes.TrimLeft(head[1:], " \t\r\n")
		return len(rest) > 0 && bytes.IndexByte([]byte(`{["]`), rest[0]) >= 0 && beginsJSON(head)
	case head[0] == '{':
		return more && len(line) > 0 && bytes.IndexByte([]byte("{[,"), line[len(line)-1]) >= 0 && beginsJSON(head)
	}
	return false
}

// beginsJSON reports whether bytes are the beginning of values of JSON.
func beginsJSON(head []byte) bool {
	d := json.NewDecoder(bytes.NewReader(head))
	for n := 0; ; n++ {
		if _, err := d.Token(); err != nil {
			return n > 1 && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF))
		}
	}
}
