package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/explore"
)

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
