package main

import (
	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/topics"
)

func newTopics() *cobra.Command {
	var (
		in    inputFlags
		known analyzerFlags
		out   outputFlags
		score topicFlags
		why   bool
	)
	cmd := &cobra.Command{
		Use:   "topics [flags] [FILE ...]",
		Short: "Say what texts and corpora are about",
		Long: `Say what texts are about: their keyphrases, as the text wrote them, by TF-IDF
over words, phrases and entities with a log-linear score, and the IPTC Media
Topics they may be of. FILE - or none is standard input.

jsonl gives {"id","topics":[{"term","weight","kind","entity"?}],"categories":
[{"id","name","name_ar","score"}]}, a line for each document; kind is word,
phrase, or that of the entity. A file called as one of the verbs below is named
with its folder, as in ./fit.

docs/topics.md says what the numbers mean; alam eval topics measures them.`,
		Example: `  alam topics article.txt
  alam topics --top 5 --format jsonl articles.jsonl
  echo 'مؤتمر الأزمة السورية في موسكو' | alam topics
  alam topics fit --category-field section -o ours.model articles.jsonl
  alam topics --model ours.model today.jsonl
  alam topics similar articles.jsonl
  alam topics discover --html topics.html articles.jsonl`,
	}
	in.add(cmd)
	known.add(cmd)
	known.addLabels(cmd)
	known.addRepair(cmd)
	out.add(cmd, "pretty", "jsonl")
	score.add(cmd)
	cmd.Flags().BoolVar(&why, "explain", false, "add what the weight of a keyphrase is made of: tfidf * boost * share")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		o, err := score.options()
		if err != nil {
			return err
		}
		known.topics = o
		w := out.options(cmd.OutOrStdout())
		w.Explain = why
		return each(cmd, files, &in, &known, score.top, w, (*console.Writer).WriteTopics)
	}
	cmd.AddCommand(newTopicsFit(), newTopicsSimilar(), newTopicsDiscover())
	return cmd
}

// topicFlags say how many topics, and by what they are scored.
type topicFlags struct {
	top, categories         int
	docFreq, ranking, model string
}

func (f *topicFlags) add(cmd *cobra.Command) {
	count(cmd, &f.top, "top", 10, 1, "how many keyphrases")
	count(cmd, &f.categories, "categories", 3, 0, "how many categories, the likeliest")
	f.addFiles(cmd)
	f.addModel(cmd)
}

func (f *topicFlags) addModel(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.model, "model", "", "`FILE` of categories made by alam topics fit --category-field (default IPTC Media Topics)")
}

func (f *topicFlags) addFiles(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.docFreq, "docfreq", "", "`FILE` of document frequencies made by alam topics fit (default those of the news of 2018)")
	cmd.Flags().StringVar(&f.ranking, "ranking", "", "`FILE` of weights made by alam topics fit --keyphrase-field (default those set by hand)")
}

// options reads the files.
func (f *topicFlags) options() (o alam.Options, err error) {
	o.Categories = f.categories
	if f.docFreq != "" {
		if o.DocFreq, err = opened(f.docFreq, topics.OpenDocFreq); err != nil {
			return o, failure{err}
		}
	}
	if f.ranking != "" {
		if o.Rank, err = readRanking(f.ranking); err != nil {
			return o, failure{err}
		}
	}
	if f.model != "" {
		if o.Classifier, err = opened(f.model, engine.OpenClassifier); err != nil {
			return o, failure{err}
		}
	}
	return o, nil
}
