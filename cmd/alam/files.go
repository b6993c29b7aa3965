package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/topics"
)

// openList opens a list of names, which is used to the end of the program.
func openList(path string) (*gazetteer.Gazetteer, error) {
	g, err := gazetteer.Load(path)
	var of *fs.PathError
	if errors.As(err, &of) {
		return nil, source.ReadError(path, 0, err)
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

// readLabelled reads a labelled file: see gold.ReadFile.
func readLabelled(cmd *cobra.Command, path string, texts []gold.Document, o gold.ReadOptions) ([]gold.Document, gold.Source, error) {
	o.Open = func(path string) (io.ReadCloser, error) { return source.OpenText(path, cmd.InOrStdin()) }
	docs, s, err := gold.ReadFile(path, texts, o)
	if errors.Is(err, gold.ErrUnknownFormat) {
		err = fmt.Errorf("%w; --input says which it is", err)
	}
	return docs, s, err
}
