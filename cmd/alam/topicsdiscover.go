package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/explore"
)

type discoverFlags struct {
	in    corpusFlags
	out   outputFlags
	known analyzerFlags
	o     explore.Options
	page  string
}

func newTopicsDiscover() *cobra.Command {
	var f discoverFlags
	cmd := &cobra.Command{
		Use:   "discover [flags] [FILE ...]",
		Short: "Find the topics of a corpus, and their course over time",
		Long: `Find the topics of a corpus: by non-negative matrix factorization of the TF-IDF
rows of its words and names, and by communities of terms that stand together.
Topics are named by their heaviest terms, with the names most in them and their
coherence (mean NPMI of ten terms); each article is assigned to one; where
articles have dates, the topics' course over time is given. FILE - or none is
standard input; files are of any kind that alam tag reads. What is held in memory of an article are
its terms, id, title and date. The same corpus and --seed give the same answer.

jsonl gives one object a line: {"topic",...} for each topic, {"community",...}
for each community, {"document",...} for each article.`,
		Example: `  alam topics discover articles.jsonl
  alam topics discover --num-topics 40 --html topics.html archive.jsonl.gz
  alam topics discover --date-field time --format jsonl articles.jsonl > topics.jsonl`,
	}
	f.in.add(cmd)
	f.known.add(cmd)
	f.out.add(cmd, "pretty", "jsonl")
	flags := cmd.Flags()
	flags.StringVar(&f.in.fields.Time, "date-field", "date", "`FIELD` of a JSON line, or column of a table, that holds the date, if there is one")
	count(cmd, &f.o.Topics, "num-topics", 20, 2, "how many topics")
	count(cmd, &f.o.Terms, "terms", 10, 1, "how many terms of each are shown")
	count(cmd, &f.o.MinDF, "min-df", 5, 1, "least number of articles of a term")
	count(cmd, &f.o.MaxFeatures, "max-features", 5000, 2, "how many terms, the most frequent")
	count(cmd, &f.o.Steps, "iterations", 100, 1, "of the factorization, at most")
	flags.BoolVar(&f.o.NoNames, "no-names", false, "do not look for names, which takes most of the time")
	flags.Var(&value{"0", "N", func(s string) (err error) {
		if f.o.Seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			return errors.New("want a number from 0 on")
		}
		return nil
	}}, "seed", "of the start; equal seeds give equal results")
	flags.StringVar(&f.page, "html", "", "write a page with the topics and their course to `FILE`, too")
	cmd.RunE = f.run
	return cmd
}

// run finds the topics, and writes them and their page.
func (f *discoverFlags) run(cmd *cobra.Command, files []string) error {
	r, err := f.in.reader(cmd, files)
	if err != nil {
		return err
	}
	if err := writable(f.page); err != nil {
		return err
	}
	opts, err := f.known.options()
	if err != nil {
		return err
	}
	opts.Topics = 1
	a, err := engine.New(engine.Options(opts))
	if err != nil {
		return failure{err}
	}
	if w := cmd.ErrOrStderr(); console.IsTerminal(w) {
		f.o.Reading = func(n int) {
			if n%100 == 0 {
				fmt.Fprintf(w, "\r%d articles", n)
			}
		}
		f.o.Progress = func(step, steps int) { console.Progress(w, "topics", step, steps) }
	}
	found, err := explore.Discover(cmd.Context(), a, r.each(), f.o)
	if err != nil {
		return r.fails(err)
	}
	if f.page != "" {
		if err := writeFile(f.page, cmd.OutOrStdout(), found.WriteHTML); err != nil {
			return err
		}
	}
	if err := console.WriteFound(cmd.OutOrStdout(), found, f.out.options(cmd.OutOrStdout())); err != nil {
		return writeError(err)
	}
	return r.done()
}
