package main

import (
	"github.com/spf13/cobra"

	"alam/internal/output"
)

func newTopics() *cobra.Command {
	var (
		in    inputFlags
		known analyzerFlags
		out   outputFlags
		top   int
	)
	cmd := &cobra.Command{
		Use:   "topics [flags] [FILE ...]",
		Short: "Say what texts are about",
		Long: `Say what texts are about: their keyphrases, as the text wrote them, by TF-IDF
over words, phrases and entities. FILE - or none is standard input.

jsonl gives {"id","topics":[{"term","weight","kind"?,"entity"?}]}, a line for
each document; kind and entity stand with terms that are entities.`,
		Example: `  alam topics article.txt
  alam topics --top 5 --format jsonl articles.jsonl
  echo 'مؤتمر الأزمة السورية في موسكو' | alam topics`,
	}
	in.add(cmd)
	known.add(cmd)
	known.addLabels(cmd)
	out.add(cmd, "pretty", "jsonl")
	count(cmd, &top, "top", 10, 1, "how many keyphrases")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		return each(cmd, files, &in, &known, top, out.options(cmd.OutOrStdout()), (*output.Writer).WriteTopics)
	}
	return cmd
}
