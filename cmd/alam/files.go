package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/labelled"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/topics"
)

// listForm says how own lists are read that do not say it themselves.
type listForm struct {
	label   string
	labels  map[string]string // by file
	columns map[string]string
}

func (f *listForm) add(cmd *cobra.Command) {
	known := []string{"PER", "LOC", "ORG", "MISC"}
	cmd.Flags().Var(&value{"", "[FILE=]LABEL", func(s string) error {
		file, label := "", s
		if i := strings.LastIndexByte(s, '='); i >= 0 {
			file, label = s[:i], s[i+1:]
		}
		switch {
		case !slices.Contains(known, label):
			return fmt.Errorf("want %s, or FILE= and one of them", or(known))
		case file == "" && f.label != "":
			return fmt.Errorf("a second label for all lists, beside %s; FILE=%s is for one", f.label, label)
		case file == "":
			f.label = label
			return nil
		case f.labels == nil:
			f.labels = map[string]string{}
		}
		f.labels[file] = label
		return nil
	}}, "list-label", "label of the names of own lists that give none, as a plain list, a name a line; FILE=LABEL for one list; repeatable")
	cmd.Flags().Var(&value{"", "COLUMN=NAME,...", func(s string) error {
		f.columns = map[string]string{}
		for pair := range strings.SplitSeq(s, ",") {
			column, name, ok := strings.Cut(pair, "=")
			column, name = strings.TrimSpace(column), strings.TrimSpace(name)
			if !ok || name == "" || !slices.Contains(gazetteer.ListColumns(), column) {
				return fmt.Errorf("want COLUMN=NAME with commas between, and a COLUMN of %s", strings.Join(gazetteer.ListColumns(), ", "))
			}
			if _, twice := f.columns[column]; twice {
				return fmt.Errorf("%s is given twice", column)
			}
			f.columns[column] = name
		}
		return nil
	}}, "list-columns", "which columns of own lists that are tables, CSV or TSV, hold what, as name=Title,label=Type,aliases=Also")
}

// check refuses a label for a file that is no list, and forms without a list.
func (f *listForm) check(lists []string) error {
	if len(lists) == 0 && (f.label != "" || f.columns != nil) {
		return errors.New("--list-label and --list-columns are about own lists, and none is given")
	}
	for file := range f.labels {
		if !slices.Contains(lists, file) {
			return fmt.Errorf("--list-label %s=%s: no such list is given", file, f.labels[file])
		}
	}
	return nil
}

// of is how one list is read.
func (f *listForm) of(path string) gazetteer.ReadOptions {
	o := gazetteer.ReadOptions{Label: f.label, Columns: f.columns}
	if label := f.labels[path]; label != "" {
		o.Label = label
	}
	return o
}

// openList opens a list of names, which is used to the end of the program.
func openList(path string, f *listForm) (*gazetteer.Gazetteer, error) {
	g, err := gazetteer.LoadList(path, f.of(path))
	var of *fs.PathError
	if errors.As(err, &of) {
		return nil, source.ReadError(path, 0, err)
	}
	if err == nil {
		g.SetOrigin(path)
	}
	return g, err
}

// parsed reads a file by a reader that names it in errors.
func parsed[T any](path string, read func(path string, r io.Reader) (T, error)) (T, error) {
	r, _, err := source.Open(path, nil)
	if err != nil {
		var none T
		return none, err
	}
	defer r.Close()
	return read(path, r)
}

func readRules(path string) ([]rule.Rule, error) { return parsed(path, rule.Parse) }

func readModel(path string) (*ner.Model, error) { return parsed(path, ner.ReadModel) }

// readRanking reads weights of keyphrases.
func readRanking(path string) (*topics.Rank, error) {
	return parsed(path, func(path string, r io.Reader) (*topics.Rank, error) { return topics.ReadRank(path, bufio.NewReader(r)) })
}

// opened opens a compiled file by a function that takes its content.
func opened[T any](path string, open func(content string) (T, error)) (T, error) {
	return parsed(path, func(path string, r io.Reader) (T, error) {
		var none T
		var b strings.Builder
		if _, err := io.Copy(&b, r); err != nil {
			return none, source.ReadError(path, 0, err)
		}
		v, err := open(b.String())
		if err != nil {
			return none, fmt.Errorf("%s: %w", path, bare(err))
		}
		return v, nil
	})
}

// readLabelled reads a labelled file or folder, or what the command wrote.
func readLabelled(cmd *cobra.Command, path string, texts []gold.Document, o gold.ReadOptions) ([]gold.Document, gold.Source, error) {
	r := labelled.Reader{Options: o, Stdin: cmd.InOrStdin(), Note: func(n string) {
		n = strings.Replace(n, "; Trim cuts", "; --trim cuts", 1) // as the flag is called
		report(cmd.ErrOrStderr(), errors.New("note: "+n))
	}}
	docs, s, err := r.Read(path, texts)
	if errors.Is(err, gold.ErrUnknownFormat) {
		err = fmt.Errorf("%w; --input says which it is", err)
	}
	return docs, s, err
}
