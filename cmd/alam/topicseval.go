package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/topic"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	lab "github.com/alam-nlp/alam/internal/lab/topics"
	"github.com/alam-nlp/alam/topics/fit"
	"github.com/alam-nlp/alam/topics/vector"
)

type topicEvalFlags struct {
	corpusFlags
	score             topicFlags
	gold              string
	pred              []string
	report            evalFlags // of which the form of the report is used
	top, goldTop      int
	match             string
	folds             int
	baselines         bool
	rename            map[string]string
	keyphrases, label string
	group             string
	seed              uint64
}

func newEvalTopics() *cobra.Command {
	f := topicEvalFlags{}
	cmd := &cobra.Command{
		Use:   "topics --gold FILE [flags]",
		Short: "Measure keyphrases or categories on labelled articles",
		Long: `Measure keyphrases or categories on labelled articles: JSON lines with
a text and a field that holds a list of keyphrases or, with --category-field, one
category; a table with a column of these will do. Without --pred, alam finds them.

Keyphrases: precision, recall and F1 of the best --top against the first
--gold-top of the list, nDCG and MAP, by exact words, by stems, and partially;
with intervals. --folds N puts first what is fitted on the other folds,
--baselines adds TF-IDF, KP-Miner, YAKE and TextRank; several --pred are compared
with the first. Differences have an interval and a p.

Categories: accuracy, F1 of each and their mean, confusion, calibration. --folds
N and --group FIELD measure models fitted to the other folds (near-duplicates in
one) or groups; without, the model itself (--model, or IPTC Media Topics).

--pred FILE holds what alam topics writes.`,
		Example: `  alam eval topics --gold articles.jsonl --keyphrase-field keywords
  alam eval topics --gold articles.jsonl --folds 5 --baselines --markdown
  alam eval topics --gold articles.jsonl --pred before.jsonl --pred after.jsonl
  alam eval topics --gold articles.jsonl --category-field section --group outlet
  alam eval topics --gold articles.jsonl --category-field section --folds 5 --json`,
		Args: onlyGold,
	}
	f.addTo(cmd)
	cmd.RunE = f.run
	return cmd
}

// addTo adds the flags to the command.
func (f *topicEvalFlags) addTo(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.gold, "gold", "", "labelled `FILE`")
	flags.StringArrayVar(&f.pred, "pred", nil, "`FILE` of predictions; repeatable, the others are compared with the first")
	flags.StringVar(&f.keyphrases, "keyphrase-field", "keyphrases", "`FIELD` with a list of keyphrases, the most important first")
	flags.StringVar(&f.label, "category-field", "", "`FIELD` with the category: measure categories")
	flags.StringVar(&f.group, "group", "", "`FIELD` by which articles are held out together, with --category-field")
	f.add(cmd)
	f.score.addFiles(cmd)
	f.score.addModel(cmd)
	count(cmd, &f.top, "top", 10, 1, "how many keyphrases of the prediction count")
	count(cmd, &f.goldTop, "gold-top", 10, 0, "how many keyphrases of the gold count, 0 for all")
	choice(cmd, &f.match, "match", "all", "how keyphrases are compared", "all", "exact", "stem", "partial")
	count(cmd, &f.folds, "folds", 0, 2, "fit on all folds of N but one, and measure on that")
	flags.BoolVar(&f.baselines, "baselines", false, "add the methods that others compare with")
	flags.Var(&value{"", "FROM=TO,...", func(s string) (err error) {
		f.rename, err = gold.ParseLabelMap(s)
		return bare(err)
	}}, "map", "rename categories on both sides, as where two are taken for one")
	flags.Var(&value{"0", "N", func(s string) (err error) {
		if f.seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			return errors.New("want a number from 0 on")
		}
		return nil
	}}, "seed", "of folds and draws; equal seeds give equal results")
	choice(cmd, &f.report.format, "format", "text", "form of the report", "text", "json", "markdown")
	flags.BoolVar(&f.report.json, "json", false, "the same as --format json")
	flags.BoolVar(&f.report.markdown, "markdown", false, "the same as --format markdown")
}

// run reads the articles, measures and reports.
func (f *topicEvalFlags) run(cmd *cobra.Command, _ []string) error {
	if err := f.check(cmd); err != nil {
		return err
	}
	f.fields.Keyphrases, f.fields.Label, f.fields.Group = f.keyphrases, "", ""
	if f.label != "" {
		f.fields.Keyphrases, f.fields.Label, f.fields.Group = "", f.label, f.group
	}
	r, err := f.reader(cmd, []string{f.gold})
	if err != nil {
		return err
	}
	articles := r.all()
	if len(articles) == 0 {
		return r.fails(fmt.Errorf("%s: no articles", f.gold))
	}
	var report anyReport
	if f.label != "" {
		report, err = f.categories(cmd, articles)
	} else {
		report, err = f.phrases(cmd, articles)
	}
	if err != nil {
		return failure{err}
	}
	if err := f.report.write(cmd, report); err != nil {
		return err
	}
	return r.done()
}

// check refuses what does not go together.
func (f *topicEvalFlags) check(cmd *cobra.Command) error {
	given := cmd.Flags().Changed
	if f.gold == "" {
		return errors.New("--gold FILE is needed")
	}
	if f.report.json && f.report.markdown || (f.report.json || f.report.markdown) && has(cmd, "format") {
		return errors.New("--json, --markdown and --format do not go together")
	}
	for _, name := range []string{"keyphrase-field", "top", "gold-top", "match", "baselines", "ranking", "docfreq"} {
		if f.label != "" && given(name) {
			return fmt.Errorf("--%s and --category-field do not go together", name)
		}
	}
	for _, name := range []string{"group", "map", "model"} {
		if f.label == "" && given(name) {
			return fmt.Errorf("--%s goes with --category-field", name)
		}
	}
	if f.group != "" && f.folds > 0 {
		return errors.New("--group and --folds do not go together")
	}
	for _, name := range []string{"group", "folds", "model", "baselines", "ranking", "docfreq"} {
		if len(f.pred) > 0 && given(name) {
			return fmt.Errorf("--%s and --pred do not go together", name)
		}
	}
	if f.label != "" && len(f.pred) > 1 {
		return errors.New("--pred may be given once with --category-field")
	}
	if f.model() && (f.group != "" || f.folds > 0) {
		return errors.New("--model does not go with --folds and --group, which fit models of their own")
	}
	return nil
}

func (f *topicEvalFlags) model() bool { return f.score.model != "" }

// phrases measures keyphrases.
func (f *topicEvalFlags) phrases(cmd *cobra.Command, articles []*corpus.Article) (anyReport, error) {
	o, err := f.score.options()
	if err != nil {
		return nil, err
	}
	q := lab.Options{Folds: f.folds, Baselines: f.baselines, Seed: f.seed, Analyzer: engine.Options(o)}
	q.Scoring = topic.Options{K: f.top, Gold: f.goldTop}
	if f.goldTop == 0 {
		q.Scoring.Gold = -1
	}
	var found [][]topic.Phrases
	for _, path := range f.pred {
		p, err := lab.ReadPhrases(path, cmd.InOrStdin(), articles)
		if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
	var all []lab.Row
	for _, m := range topic.Matches {
		if f.match != "all" && f.match != m.String() {
			continue
		}
		q.Scoring.Match = m
		var rows []lab.Row
		if len(f.pred) > 0 {
			rows, err = lab.Given(f.pred, found, q)
		} else {
			rows, err = lab.Keyphrases(cmd.Context(), articles, q)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return lab.NewKeyphraseReport(len(articles), q, all)
}

// categories measures categories.
func (f *topicEvalFlags) categories(cmd *cobra.Command, articles []*corpus.Article) (anyReport, error) {
	found, notes, err := f.classified(cmd, articles)
	if err != nil {
		return nil, err
	}
	s, err := topic.ScoreCategories(topic.Joined(found, f.rename), eval.BootstrapOptions{Seed: f.seed})
	if err != nil {
		return nil, err
	}
	if len(f.rename) > 0 {
		for _, from := range slices.Sorted(maps.Keys(f.rename)) {
			notes = append(notes, fmt.Sprintf("%s is taken for %s", from, f.rename[from]))
		}
	}
	return &lab.CategoryReport{CategoryScore: s, Notes: notes}, nil
}

func (f *topicEvalFlags) classified(cmd *cobra.Command, articles []*corpus.Article) ([]topic.Categories, []string, error) {
	if len(f.pred) == 1 {
		found, err := lab.ReadCategories(f.pred[0], cmd.InOrStdin(), articles)
		return found, nil, err
	}
	if f.folds == 0 && f.group == "" {
		o, err := f.score.options()
		if err != nil {
			return nil, nil, err
		}
		c := o.Classifier
		if c == nil {
			if c, err = lab.Embedded(); err != nil {
				return nil, nil, err
			}
		}
		found := make([]topic.Categories, len(articles))
		for i, a := range articles {
			found[i] = lab.Classified(c, a)
		}
		return found, nil, nil
	}
	df, stop, err := engine.EmbeddedTopicTables()
	if err != nil {
		return nil, nil, err
	}
	part, note := lab.Outlets(articles), "each group is classified by a model fitted to the others"
	if f.folds > 0 {
		if part, err = lab.RandomFolds(articles, f.folds, f.seed+1); err != nil {
			return nil, nil, err
		}
		note = "each fold is classified by a model fitted to the others; near-duplicates are in one fold"
	}
	found, err := lab.Held(articles, part, func(train []*corpus.Article) (*vector.Classifier, error) {
		classes := lab.Classes(train)
		c, _, err := fit.Classifier(lab.Labelled(train, classes), classes, lab.News(df, stop))
		return c, err
	})
	return found, []string{note}, err
}
