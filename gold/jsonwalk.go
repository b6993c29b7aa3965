package gold

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// jsonFile is a file of JSON values, kept whole so that every error can name the
// line of the value it is about: a list of documents may stand on one line or on
// a million.
type jsonFile struct {
	path string
	data []byte
}

// jsonValue is a value of a file, from its first byte to after its last.
type jsonValue struct {
	f       *jsonFile
	at, end int
}

func readJSONFile(r io.Reader, path string) (*jsonFile, error) {
	data, err := io.ReadAll(r)
	f := &jsonFile{path: path, data: bytes.TrimPrefix(data, []byte("\ufeff"))}
	if err != nil {
		return nil, f.fail(len(f.data), "gold: %w", err)
	}
	for i := 0; i < len(f.data); {
		r, size := utf8.DecodeRune(f.data[i:])
		if r == utf8.RuneError && size == 1 {
			return nil, f.fail(i, "%w", ErrUTF8)
		}
		i += size
	}
	return f, nil
}

// fail is an error at a byte of the file.
func (f *jsonFile) fail(at int, format string, args ...any) error {
	line := 1 + bytes.Count(f.data[:min(at, len(f.data))], []byte("\n"))
	return &ParseError{Path: f.path, Line: line, Err: fmt.Errorf(format, args...)}
}

// valid takes any JSON value and keeps nothing.
type valid struct{}

func (*valid) UnmarshalJSON([]byte) error { return nil }

// documents calls fn with every document of the file: the elements of one list, or
// values one after the other, as in JSON lines. A list that begins with a string
// is one document (spaCy's pair of text and annotations).
func (f *jsonFile) documents(fn func(v jsonValue) error) error {
	for at := jsonBlank(f.data, 0); at < len(f.data); {
		v := jsonValue{f, at, jsonSkip(f.data, at)}
		if err := f.check(v); err != nil {
			return err
		}
		at = jsonBlank(f.data, v.end)
		if v.kind() != '[' || f.data[jsonBlank(f.data, v.at+1)] == '"' {
			if err := fn(v); err != nil {
				return err
			}
			continue
		}
		if err := v.elements(func(_ int, e jsonValue) error { return fn(e) }); err != nil {
			return err
		}
	}
	return nil
}

// check refuses a value that is not JSON.
func (f *jsonFile) check(v jsonValue) error {
	err := json.Unmarshal(v.bytes(), new(valid))
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &syntax):
		at := v.at + max(0, int(syntax.Offset)-1)
		return f.fail(at, "%w: not JSON: %v (in the value that begins on line %d)", ErrFormat, err,
			1+bytes.Count(f.data[:v.at], []byte("\n")))
	}
	return f.fail(v.at, "%w: not JSON: %v", ErrFormat, err)
}

func (v jsonValue) bytes() []byte { return v.f.data[v.at:v.end] }

func (v jsonValue) fail(format string, args ...any) error { return v.f.fail(v.at, format, args...) }

// kind is the first byte of the value; 0 if there is none.
func (v jsonValue) kind() byte {
	if v.at >= v.end {
		return 0
	}
	return v.f.data[v.at]
}

func (v jsonValue) null() bool { return v.kind() == 'n' || v.kind() == 0 }

// want refuses a value of another kind; what it is follows "want".
func (v jsonValue) want(kind byte, what string) error {
	if v.kind() == kind {
		return nil
	}
	b := v.bytes()
	more := ""
	if len(b) > 40 {
		b, more = bytes.ToValidUTF8(b[:40], nil), "…"
	}
	return v.fail("%w: want %s, found %s%s", ErrFormat, what, b, more)
}

// elements calls fn with every element of a list.
func (v jsonValue) elements(fn func(i int, e jsonValue) error) error {
	if err := v.want('[', "a list"); err != nil {
		return err
	}
	d := v.f.data[:v.end]
	at := jsonBlank(d, v.at+1)
	for i := 0; at < len(d) && d[at] != ']'; i++ {
		e := jsonValue{v.f, at, jsonSkip(d, at)}
		if err := fn(i, e); err != nil {
			return err
		}
		if at = jsonBlank(d, e.end); at < len(d) && d[at] == ',' {
			at = jsonBlank(d, at+1)
		}
	}
	return nil
}

// fields calls fn with every name and value of an object.
func (v jsonValue) fields(fn func(name string, e jsonValue) error) error {
	if err := v.want('{', "an object"); err != nil {
		return err
	}
	return eachField(v.f.data[:v.end], v.at, func(name string, at, end int) error {
		return fn(name, jsonValue{v.f, at, end})
	})
}

// eachField calls fn with the name and the place of every value of the object that
// begins at d[at]. It goes as far as d does, which may be cut off.
func eachField(d []byte, at int, fn func(name string, at, end int) error) error {
	at = jsonBlank(d, at+1)
	for at < len(d) && d[at] == '"' {
		end := jsonSkip(d, at)
		var name string
		if json.Unmarshal(d[at:end], &name) != nil {
			return nil
		}
		at = jsonBlank(d, end)
		if at >= len(d) || d[at] != ':' {
			return nil
		}
		if at = jsonBlank(d, at+1); at >= len(d) {
			return nil
		}
		end = jsonSkip(d, at)
		if err := fn(name, at, end); err != nil {
			return err
		}
		if at = jsonBlank(d, end); at < len(d) && d[at] == ',' {
			at = jsonBlank(d, at+1)
		}
	}
	return nil
}

// text gives a string.
func (v jsonValue) text(what string) (string, error) {
	if err := v.want('"', what); err != nil {
		return "", err
	}
	var s string
	if err := json.Unmarshal(v.bytes(), &s); err != nil {
		return "", v.fail("%w: %w", ErrFormat, err)
	}
	return s, nil
}

// number gives a whole number.
func (v jsonValue) number(what string) (int, error) {
	n, err := strconv.Atoi(string(v.bytes()))
	if err != nil {
		return 0, v.want(0, what+" (a whole number)")
	}
	return n, nil
}

// id gives a string or a number as text, "" for null.
func (v jsonValue) id() (string, error) {
	var id jsonID
	if v.null() {
		return "", nil
	}
	if err := id.UnmarshalJSON(v.bytes()); err != nil {
		return "", v.want(0, "a string or a number")
	}
	return string(id), nil
}

// jsonBlank gives the first place from at on that is not white space.
func jsonBlank(d []byte, at int) int {
	for at < len(d) && (d[at] == ' ' || d[at] == '\t' || d[at] == '\n' || d[at] == '\r') {
		at++
	}
	return at
}

// jsonSkip gives the end of the value that begins at d[at]. On what is not JSON it
// gives some place after at.
func jsonSkip(d []byte, at int) int {
	depth := 0
	for i := at; i < len(d); i++ {
		switch d[i] {
		case '"':
			for i++; i < len(d) && d[i] != '"'; i++ {
				if d[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',', ':', ' ', '\t', '\n', '\r':
			if depth == 0 && i > at {
				return i
			}
			continue
		default:
			continue // a number or a word goes on
		}
		if depth <= 0 {
			if depth < 0 && i > at {
				return i // the bracket around a number or a word
			}
			return min(i+1, len(d))
		}
	}
	return len(d)
}

// members gives the fields of an object by name.
func (v jsonValue) members() (map[string]jsonValue, []string, error) {
	out := map[string]jsonValue{}
	var names []string
	err := v.fields(func(name string, e jsonValue) error {
		if _, dup := out[name]; !dup {
			names = append(names, name)
		}
		out[name] = e
		return nil
	})
	return out, names, err
}

// isNumber reports whether the value begins as a number does.
func (v jsonValue) isNumber() bool {
	k := v.kind()
	return k == '-' || k >= '0' && k <= '9'
}

// first gives the first element of a list, or the value itself.
func (v jsonValue) first() jsonValue {
	if v.kind() != '[' {
		return v
	}
	out := jsonValue{v.f, v.at, v.at}
	_ = v.elements(func(i int, e jsonValue) error {
		if i == 0 {
			out = e
		}
		return nil
	})
	return out
}
