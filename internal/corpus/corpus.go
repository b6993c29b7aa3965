// Package corpus reads articles with what is known of them: title, date,
// category, keyphrases.
//
// In: files of the formats that github.com/alam-nlp/alam/batch/source reads, and standard input.
// Out: []Article, one after the other; an article is in memory at a time.
//
// # Law
//
// A field is what the file says, byte for byte. What cannot be read is an
// error that says where and what to do (*source.Error), and the rest is read.
//
// # Sharing
//
// Reading belongs to one goroutine.
package corpus

import (
	"encoding/json"
	"fmt"
	"iter"

	"github.com/alam-nlp/alam/batch/source"
)

// An Article is a text and what is known of it.
type Article struct {
	ID, Title, Text string
	Label           string
	Group           string
	Time            string
	Keyphrases      []string
}

// Body is title and text, the title on a line of its own.
func (a *Article) Body() string {
	if a.Title == "" {
		return a.Text
	}
	return a.Title + "\n" + a.Text
}

// Fields are the names of the fields of a JSON line or the columns of a table.
// Empty ID and Text stand for "id" and "text"; the others are not read if they
// are empty. Label, Group and Keyphrases are demanded of each document if named.
type Fields struct {
	ID, Title, Text, Time    string
	Label, Group, Keyphrases string
}

// Read gives the articles of the files in order; no files stand for standard
// input. Of o the fields are those of f.
func Read(files []string, f Fields, o source.Options) iter.Seq2[*Article, error] {
	o.TextField, o.IDField, o.TitleField, o.Fields = f.Text, f.ID, "", nil
	for _, name := range []string{f.Title, f.Time, f.Label, f.Group, f.Keyphrases} {
		if name != "" {
			o.Fields = append(o.Fields, name)
		}
	}
	return func(yield func(*Article, error) bool) {
		for r := range source.Records(files, o, source.Position{}) {
			d, err := r.Document()
			if d == nil && err == nil {
				continue
			}
			var a *Article
			if err == nil {
				a, err = article(d, r.Line, &f)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// article gives the article of a document that stands on a line of a file.
func article(d *source.Document, line int, f *Fields) (*Article, error) {
	a := &Article{ID: d.ID, Text: d.Text}
	for _, x := range []struct {
		name   string
		to     any
		needed bool
		number bool
	}{
		{f.Title, &a.Title, false, false}, {f.Time, &a.Time, false, true},
		{f.Label, &a.Label, true, false}, {f.Group, &a.Group, true, false}, {f.Keyphrases, &a.Keyphrases, true, false},
	} {
		if x.name == "" {
			continue
		}
		raw, ok := d.Fields[x.name]
		if !ok || string(raw) == "null" {
			if x.needed {
				return nil, &source.Error{Path: d.Path, Line: line, Err: fmt.Errorf("%w: no field %q", source.ErrField, x.name), Hint: "name the field that holds it"}
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
			return nil, &source.Error{Path: d.Path, Line: line, Err: fmt.Errorf("%w: %q is not %s", source.ErrField, x.name, what), Hint: "name the field that holds it"}
		}
	}
	return a, nil
}
