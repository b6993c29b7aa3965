package main

import (
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"alam/internal/corpus"
)

// corpusFlags say how articles are read.
type corpusFlags struct {
	format, split string
	fields        corpus.Fields
}

func (f *corpusFlags) add(cmd *cobra.Command) {
	choice(cmd, &f.format, "input", "auto", "form of the input, also gzipped; auto tells by name, then by content", "auto", "text", "jsonl")
	choice(cmd, &f.split, "split", "file", "what is one document of a plain text", "file", "blank", "line")
	cmd.Flags().StringVar(&f.fields.Text, "text-field", "text", "`FIELD` of a JSON line that holds the text")
	cmd.Flags().StringVar(&f.fields.Title, "title-field", "title", "`FIELD` of a JSON line that holds the title, if there is one")
	cmd.Flags().StringVar(&f.fields.ID, "id-field", "id", "`FIELD` of a JSON line that holds the id")
}

func (f *corpusFlags) options(cmd *cobra.Command) corpus.Options {
	return corpus.Options{Format: corpus.Format(f.format), Split: corpus.Split(f.split), Fields: f.fields, Stdin: cmd.InOrStdin()}
}

// reader reads articles; what fails is reported and the rest read.
type reader struct {
	cmd    *cobra.Command
	files  []string
	o      corpus.Options
	failed bool
	errors int
}

// shownErrors is how many articles that cannot be read are reported: a field
// that is misnamed is wrong in every line.
const shownErrors = 10

func (f *corpusFlags) reader(cmd *cobra.Command, files []string) (*reader, error) {
	if err := checkFiles(cmd, files); err != nil {
		return nil, err
	}
	return &reader{cmd: cmd, files: files, o: f.options(cmd)}, nil
}

func (r *reader) each() iter.Seq[*corpus.Article] {
	return func(yield func(*corpus.Article) bool) {
		for a, err := range corpus.Read(r.files, r.o) {
			if err != nil {
				r.failed = true
				if r.errors++; r.errors <= shownErrors {
					report(r.cmd.ErrOrStderr(), err)
				}
				continue
			}
			if !yield(a) {
				return
			}
		}
		if r.errors > shownErrors {
			fmt.Fprintf(r.cmd.ErrOrStderr(), "alam: %d more articles could not be read\n", r.errors-shownErrors)
		}
	}
}

func (r *reader) all() []*corpus.Article {
	var out []*corpus.Article
	for a := range r.each() {
		out = append(out, a)
	}
	return out
}

// done is how a verb ends.
func (r *reader) done() error {
	if r.failed {
		return errReported
	}
	return nil
}
