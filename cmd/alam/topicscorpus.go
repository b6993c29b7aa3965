package main

import (
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/explore"
)

// corpusFlags say how articles are read.
type corpusFlags struct {
	in     inputFlags
	fields corpus.Fields
}

func (f *corpusFlags) add(cmd *cobra.Command) {
	f.in.add(cmd)
}

// options gives the fields too.
func (f *corpusFlags) options(cmd *cobra.Command) (corpus.Fields, source.Options, error) {
	o, err := f.in.options(cmd)
	fields := f.fields
	fields.ID, fields.Title, fields.Text = f.in.idField, f.in.titleField, f.in.textField
	return fields, o, err
}

// reader reads articles; what fails is reported and the rest read.
type reader struct {
	cmd    *cobra.Command
	files  []string
	fields corpus.Fields
	o      source.Options
	read   int
	errors int
}

// shownErrors is how many articles that cannot be read are reported: a field
// that is misnamed is wrong in every line.
const shownErrors = 10

func (f *corpusFlags) reader(cmd *cobra.Command, files []string) (*reader, error) {
	if err := checkFiles(cmd, files); err != nil {
		return nil, err
	}
	fields, o, err := f.options(cmd)
	return &reader{cmd: cmd, files: files, fields: fields, o: o}, err
}

func (r *reader) each() iter.Seq[*corpus.Article] {
	return func(yield func(*corpus.Article) bool) {
		for a, err := range corpus.Read(r.files, r.fields, r.o) {
			if err != nil {
				if r.errors++; r.errors <= shownErrors {
					report(r.cmd.ErrOrStderr(), err)
				}
				continue
			}
			r.read++
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

// done is how a verb ends that has done what could be done.
func (r *reader) done() error {
	if r.errors > 0 {
		return errReported
	}
	if r.read == 0 {
		noDocument(r.cmd)
	}
	return nil
}

// fails is how a verb ends that could not do it: where nothing could be read,
// that has been said.
func (r *reader) fails(err error) error {
	if r.errors > 0 && r.read == 0 {
		return errReported
	}
	return failure{err}
}

func newTopicsSimilar() *cobra.Command {
	var (
		in        corpusFlags
		out       outputFlags
		o         explore.SimilarOptions
		threshold = 0.7
	)
	cmd := &cobra.Command{
		Use:   "similar [flags] [FILE ...]",
		Short: "Find related articles and near-duplicates in a corpus",
		Long: `Find, for each article of a corpus, the articles nearest to it by the cosine of
their TF-IDF rows, and the terms that they share most; and which articles repeat
an earlier one, by the part of runs of four words that they share. Repetitions
are left out of the related articles. FILE - or none is standard input; files are
of any kind that alam tag reads. Articles are held in memory.

jsonl gives {"id","similar":[{"id","cosine","terms"}],"repeats"?:{"id",
"resemblance"}}, a line for each article.`,
		Example: `  alam topics similar articles.jsonl
  alam topics similar --top 3 --format pretty *.txt
  alam topics similar --threshold 0.9 archive.jsonl.gz | grep repeats`,
	}
	in.add(cmd)
	out.add(cmd, "pretty", "jsonl")
	count(cmd, &o.Top, "top", 5, 0, "how many related articles")
	cmd.Flags().Var(&value{"0.7", "SHARE", func(s string) error {
		if _, err := fmt.Sscan(s, &threshold); err != nil || !(threshold > 0 && threshold <= 1) {
			return fmt.Errorf("want a number from 0 to 1")
		}
		return nil
	}}, "threshold", "of runs of words that a repetition shares at least")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		r, err := in.reader(cmd, files)
		if err != nil {
			return err
		}
		if o.DocFreq, o.Stop, err = engine.EmbeddedTopicTables(); err != nil {
			return failure{err}
		}
		o.Threshold = threshold
		list, err := explore.Similar(r.all(), o)
		if err != nil {
			return failure{err}
		}
		if err := console.WriteSimilar(cmd.OutOrStdout(), list, out.options(cmd.OutOrStdout())); err != nil {
			return writeError(err)
		}
		return r.done()
	}
	return cmd
}
