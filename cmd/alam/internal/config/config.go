// Package config reads the file in which flags stand that need not be repeated
// for each verb. In go a file of TOML and what flags the verbs have, out come the
// values for one verb, each with the line that gave it. The law: a key that no
// verb has, a value of the wrong type and a value that nobody takes are errors that
// name file and line; nothing is passed over in silence. A File is for one goroutine.
package config

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/alam-nlp/alam/internal/tsv"
)

// Name is the file that is read from the working directory.
const Name = "alam.toml"

// Variable is the environment variable that names another file.
const Variable = "ALAM_CONFIG"

// Find gives the file that holds: the one named, else that of the variable, else
// alam.toml in the working directory, if there is one; "" for none.
func Find(named string, getenv func(string) string) (string, error) {
	if named != "" {
		return named, nil
	}
	if path := getenv(Variable); path != "" {
		return path, nil
	}
	_, err := os.Lstat(Name)
	switch {
	case err == nil:
		return Name, nil
	case errors.Is(err, os.ErrNotExist):
		return "", nil
	}
	return "", err
}

// A Type is what a value is written as.
type Type int

// The types of values, in the order in which TOML has them.
const (
	String Type = iota
	Bool
	Integer
	Float
)

// An Entry is one key of the file with its value.
type Entry struct {
	Verb  string // as "topics fit"; "" at the top, for every verb
	Key   string
	Type  Type
	List  bool
	Texts []string // as a flag would be given them; one if it is no list
	Line  int
}

// A File is what one file says.
type File struct {
	Path    string
	Entries []Entry
	tables  []Entry // by Verb and Line alone
}

// Load reads a file. An error is a *tsv.ParseError or of the file system.
func Load(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return Parse(path, b)
}

// Parse reads the content of a file.
func Parse(path string, content []byte) (*File, error) {
	f := &File{Path: path}
	content = []byte(strings.TrimPrefix(string(content), "\ufeff"))
	// The decoder knows what the parser lets pass, as a key given twice.
	var all map[string]any
	if err := toml.Unmarshal(content, &all); err != nil {
		var wrong *toml.DecodeError
		if errors.As(err, &wrong) {
			line, column := wrong.Position()
			return nil, &tsv.ParseError{Path: path, Line: line, Col: column, Err: errors.New(cause(wrong))}
		}
		return nil, f.wrong(0, "%s", cause(err))
	}
	var p unstable.Parser
	p.Reset(content)
	var table []string
	for p.NextExpression() {
		node := p.Expression()
		path, line := keys(&p, node)
		switch node.Kind {
		case unstable.Table:
			table = path
			f.tables = append(f.tables, Entry{Verb: strings.Join(path, " "), Line: line})
		case unstable.ArrayTable:
			return nil, f.wrong(line, "[[%s]]: want one table, [%[1]s]", strings.Join(path, "."))
		case unstable.KeyValue:
			if err := f.add(&p, slices.Concat(table, path), node.Value(), line); err != nil {
				return nil, err
			}
		}
	}
	return f, p.Error()
}

// cause is what the decoder says, and what to do about the one thing that TOML has not
// and flags and verbs have: gazetteer is both.
func cause(err error) string {
	s := strings.TrimPrefix(err.Error(), "toml: ")
	if strings.Contains(s, "already exists as") {
		s += "; TOML has no key and a table of one name: beside gazetteer = [...] write [\"gazetteer lookup\"]"
	}
	return s
}

// keys gives the parts of a key and where it stands.
func keys(p *unstable.Parser, node *unstable.Node) (parts []string, line int) {
	for it := node.Key(); it.Next(); {
		if k := it.Node(); line == 0 {
			line = p.Shape(k.Raw).Start.Line
		}
		parts = append(parts, string(it.Node().Data))
	}
	return parts, line
}

// add takes one key, or those of an inline table.
func (f *File) add(p *unstable.Parser, path []string, value *unstable.Node, line int) error {
	last := len(path) - 1
	e := Entry{Verb: strings.Join(path[:last], " "), Key: path[last], Line: line}
	if value.Kind == unstable.InlineTable {
		f.tables = append(f.tables, Entry{Verb: strings.Join(path, " "), Line: line})
		for it := value.Children(); it.Next(); {
			more, at := keys(p, it.Node())
			if err := f.add(p, slices.Concat(path, more), it.Node().Value(), at); err != nil {
				return err
			}
		}
		return nil
	}
	if value.Kind != unstable.Array {
		t, text, err := scalar(value)
		if err != nil {
			return f.wrong(line, "%s: %w", e.Key, err)
		}
		e.Type, e.Texts = t, []string{text}
		f.Entries = append(f.Entries, e)
		return nil
	}
	e.List = true
	for it := value.Children(); it.Next(); {
		if it.Node().Kind == unstable.Comment {
			continue
		}
		t, text, err := scalar(it.Node())
		if err == nil && len(e.Texts) > 0 && t != e.Type {
			err = errors.New("want values of one type in a list")
		}
		if err != nil {
			return f.wrong(line, "%s: %w", e.Key, err)
		}
		e.Type, e.Texts = t, append(e.Texts, text)
	}
	f.Entries = append(f.Entries, e)
	return nil
}

// scalar gives the text of a value as a flag would have it.
func scalar(n *unstable.Node) (Type, string, error) {
	text := string(n.Data)
	number := strings.ReplaceAll(text, "_", "")
	switch n.Kind {
	case unstable.String:
		return String, text, nil
	case unstable.Bool:
		return Bool, text, nil
	case unstable.Integer:
		return Integer, decimal(number), nil
	case unstable.Float:
		return Float, number, nil
	}
	return 0, "", errors.New("want a string in quotes, a number, true or false, or a list of them")
}

// wrong is an error at a line of the file.
func (f *File) wrong(line int, format string, args ...any) error {
	return &tsv.ParseError{Path: f.Path, Line: line, Err: fmt.Errorf(format, args...)}
}

// Resolve gives the path that a value names, which counts from the folder of the file.
func (f *File) Resolve(path string) string {
	dir := filepath.Dir(f.Path)
	if path == "" || path == "-" || dir == "." || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
