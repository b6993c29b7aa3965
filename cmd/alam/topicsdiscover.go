package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/explore"
	"github.com/alam-nlp/alam/internal/output"
)

func newTopicsDiscover() *cobra.Command {
	var (
		in    corpusFlags
		out   outputFlags
		known analyzerFlags
		o     explore.Options
		page  string
	)
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
  alam topics discover --topics 40 --html topics.html archive.jsonl.gz
  alam topics discover --time-field date --format jsonl articles.jsonl > topics.jsonl`,
	}
	in.add(cmd)
	known.add(cmd)
	out.add(cmd, "pretty", "jsonl")
	flags := cmd.Flags()
	flags.StringVar(&in.fields.Time, "time-field", "time", "`FIELD` of a JSON line, or column of a table, that holds the date")
	count(cmd, &o.Topics, "topics", 20, 2, "how many topics")
	count(cmd, &o.Terms, "terms", 10, 1, "how many terms of each are shown")
	count(cmd, &o.MinDF, "min-df", 5, 1, "least number of articles of a term")
	count(cmd, &o.MaxFeatures, "max-features", 5000, 2, "how many terms, the most frequent")
	count(cmd, &o.Steps, "steps", 100, 1, "of the factorization, at most")
	flags.BoolVar(&o.NoNames, "no-names", false, "do not look for names, which takes most of the time")
	flags.Var(&value{"0", "N", func(s string) (err error) {
		if o.Seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			return errors.New("want a number from 0 on")
		}
		return nil
	}}, "seed", "of the start; equal seeds give equal results")
	flags.StringVar(&page, "html", "", "write a page with the topics and their course to `FILE`, too")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		r, err := in.reader(cmd, files)
		if err != nil {
			return err
		}
		if err := writable(page); err != nil {
			return err
		}
		opts, err := known.options()
		if err != nil {
			return err
		}
		opts.Topics = 1
		a, err := engine.New(engine.Options(opts))
		if err != nil {
			return failure{err}
		}
		if w := cmd.ErrOrStderr(); output.IsTerminal(w) {
			o.Reading = func(n int) {
				if n%100 == 0 {
					fmt.Fprintf(w, "\r%d articles", n)
				}
			}
			o.Progress = func(step, steps int) { output.Progress(w, "topics", step, steps) }
		}
		found, err := explore.Discover(cmd.Context(), a, r.each(), o)
		if err != nil {
			return r.fails(err)
		}
		if page != "" {
			if err := writeFile(page, cmd.OutOrStdout(), found.WriteHTML); err != nil {
				return err
			}
		}
		if err := found.Write(cmd.OutOrStdout(), out.options(cmd.OutOrStdout())); err != nil {
			return writeError(err)
		}
		return r.done()
	}
	return cmd
}
