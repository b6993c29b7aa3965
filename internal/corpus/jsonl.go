package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"alam/batch/source"
)

func (f *Fields) fill() {
	f.ID, f.Title, f.Text = cmp.Or(f.ID, "id"), cmp.Or(f.Title, "title"), cmp.Or(f.Text, "text")
}

func readJSONL(path string, in *bufio.Reader, o Options, yield func(*Article, error) bool) bool {
	for line := 1; ; line++ {
		b, err := in.ReadBytes('\n')
		if line == 1 {
			b = bytes.TrimPrefix(b, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(b)) > 0 {
			if !yield(parse(path, line, b, &o.Fields)) {
				return false
			}
		}
		if err != nil {
			return errors.Is(err, io.EOF) || yield(nil, &source.Error{Path: path, Line: line, Err: fmt.Errorf("cannot be read: %w", err)})
		}
	}
}

// parse reads one object.
func parse(path string, line int, b []byte, f *Fields) (*Article, error) {
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return nil, source.CheckText(fmt.Sprintf("%s:%d", path, line), string(b))
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return nil, &source.Error{Path: path, Line: line, Err: fmt.Errorf("%w: %s", source.ErrJSON, err), Hint: "a line must be one whole object"}
	}
	a := &Article{}
	for _, x := range []struct {
		name   string
		to     any
		needed bool
		number bool
	}{
		{f.ID, &a.ID, false, true}, {f.Title, &a.Title, false, false}, {f.Text, &a.Text, true, false}, {f.Time, &a.Time, false, true},
		{f.Label, &a.Label, true, false}, {f.Group, &a.Group, true, false}, {f.Keyphrases, &a.Keyphrases, true, false},
	} {
		if x.name == "" {
			continue
		}
		raw, ok := fields[x.name]
		if !ok || string(raw) == "null" {
			if x.needed {
				return nil, &source.Error{Path: path, Line: line, Err: fmt.Errorf("%w: no field %q", source.ErrField, x.name), Hint: "name the field that holds it"}
			}
			continue
		}
		if x.number && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9') {
			*x.to.(*string) = string(raw)
			continue
		}
		if err := json.Unmarshal(raw, x.to); err != nil {
			what := "a string"
			if _, list := x.to.(*[]string); list {
				what = "a list of strings"
			}
			return nil, &source.Error{Path: path, Line: line, Err: fmt.Errorf("%w: %q is not %s", source.ErrField, x.name, what), Hint: "name the field that holds it"}
		}
	}
	if a.ID == "" {
		a.ID = fmt.Sprintf("%s:%d", path, line)
	}
	return a, nil
}
