package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	lab "github.com/alam-nlp/alam/internal/lab/topics"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/fit"
	"github.com/alam-nlp/alam/topics/vector"
)

type fitFlags struct {
	corpusFlags
	out                string
	minDF, maxFeatures int
	ngrams             int
	c                  float64
	gold               int
}

func newTopicsFit() *cobra.Command {
	var f fitFlags
	cmd := &cobra.Command{
		Use:   "fit -o FILE [flags] [FILE ...]",
		Short: "Fit document frequencies, categories or weights to a corpus",
		Long: `Fit what alam topics scores by to a corpus of one's own. FILE - or none is
standard input; files are of any kind that alam tag reads.

Without more it counts in how many documents each word and phrase stands, in one
pass, for alam topics --docfreq.

With --category-field FIELD it fits a model of the categories named in that field of JSON
lines, or column of a table, for alam topics --model: multinomial logistic regression over stems,
calibrated on a tenth of the articles, whose accuracy it says. Articles are held
in memory.

With --keyphrase-field FIELD it fits the weights of the score of keyphrases to the
lists in that field, for alam topics --ranking.`,
		Example: `  alam topics fit -o ours.df archive.jsonl.gz
  alam topics fit --input paragraphs -o ours.df newspaper.txt
  alam topics fit --category-field section -o ours.model articles.jsonl
  alam topics fit --keyphrase-field keywords -o ours.tsv articles.jsonl`,
	}
	f.add(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "output", "o", "", "`FILE` to write")
	flags.StringVar(&f.fields.Label, "category-field", "", "`FIELD` of a JSON line, or column of a table, that holds the category")
	flags.StringVar(&f.fields.Keyphrases, "keyphrase-field", "", "`FIELD` of a JSON line that holds a list of keyphrases")
	count(cmd, &f.gold, "gold-top", 10, 0, "--keyphrase-field: how many keyphrases of the list count, from the first on, 0 for all")
	count(cmd, &f.minDF, "min-df", 3, 1, "least number of documents of a word")
	count(cmd, &f.maxFeatures, "max-features", 20_000, 1, "--category-field: how many terms, the most frequent")
	count(cmd, &f.ngrams, "ngrams", 1, 1, "--category-field: words of a term, at most")
	f.c = 5
	flags.Var(&value{"5", "C", func(s string) error {
		if _, err := fmt.Sscan(s, &f.c); err != nil || !(f.c > 0) {
			return errors.New("want a positive number")
		}
		return nil
	}}, "c", "--category-field: the less, the smoother the model")
	cmd.RunE = f.run
	return cmd
}

// run fits what is asked for and writes it.
func (f *fitFlags) run(cmd *cobra.Command, files []string) error {
	if err := f.check(cmd); err != nil {
		return err
	}
	r, err := f.reader(cmd, files)
	if err != nil {
		return err
	}
	if err := writable(f.out); err != nil {
		return err
	}
	var file []byte
	switch {
	case f.fields.Label != "":
		file, err = f.categories(r)
	case f.fields.Keyphrases != "":
		file, err = f.ranking(r)
	default:
		file, err = f.docFreq(r)
	}
	if err != nil {
		return r.fails(err)
	}
	if err := writeFile(f.out, cmd.OutOrStdout(), func(w io.Writer) error {
		_, err := w.Write(file)
		return err
	}); err != nil {
		return err
	}
	return r.done()
}

// check refuses what does not go together.
func (f *fitFlags) check(cmd *cobra.Command) error {
	for _, x := range []struct{ flag, needs string }{{"gold-top", "keyphrase-field"}, {"max-features", "category-field"}, {"ngrams", "category-field"}, {"c", "category-field"}} {
		if cmd.Flags().Changed(x.flag) && !has(cmd, x.needs) {
			return fmt.Errorf("--%s goes with --%s", x.flag, x.needs)
		}
	}
	switch {
	case f.out == "":
		return errors.New("-o FILE is needed")
	case f.fields.Label != "" && f.fields.Keyphrases != "":
		return errors.New("--category-field and --keyphrase-field do not go together")
	case f.fields.Keyphrases != "" && cmd.Flags().Changed("min-df"):
		return errors.New("--min-df does not go with --keyphrase-field")
	}
	return nil
}

// docFreq counts documents.
func (f *fitFlags) docFreq(r *reader) ([]byte, error) {
	df, stop, err := engine.EmbeddedTopicTables()
	if err != nil {
		return nil, err
	}
	file, err := topics.CountDocFreq(func(yield func(string, error) bool) {
		for a := range r.each() {
			if strings.TrimSpace(a.Body()) != "" && !yield(a.Body(), nil) {
				return
			}
		}
	}, topics.DocFreqOptions{Stop: stop, Words: df, MinDF: [3]int{f.minDF, 2 * f.minDF, 2 * f.minDF}})
	if err != nil {
		return nil, err
	}
	made, err := topics.OpenDocFreq(string(file))
	if err != nil {
		return nil, err
	}
	if made.Docs() == 0 {
		return nil, fit.ErrNoExamples
	}
	fmt.Fprintf(r.cmd.ErrOrStderr(), "%d documents, %d terms, %d bytes\n", made.Docs(), made.Len(), len(file))
	return file, nil
}

// categories fits a model.
func (f *fitFlags) categories(r *reader) ([]byte, error) {
	articles := r.all()
	classes := lab.Classes(articles)
	if len(classes) < 2 {
		return nil, fmt.Errorf("the field %q holds %d different categories in %d articles, and two are the least", f.fields.Label, len(classes), len(articles))
	}
	df, stop, err := engine.EmbeddedTopicTables()
	if err != nil {
		return nil, err
	}
	o := lab.News(df, stop)
	o.Vectorizer.MinDF, o.Vectorizer.MaxFeatures = vector.Limit{Count: f.minDF}, f.maxFeatures
	o.Vectorizer.NgramRange, o.Softmax.C = [2]int{1, f.ngrams}, f.c
	c, held, err := fit.Classifier(lab.Labelled(articles, classes), classes, o)
	if err != nil {
		return nil, err
	}
	file := c.File()
	w := r.cmd.ErrOrStderr()
	fmt.Fprintf(w, "%d articles of %d categories, %d terms, %d bytes\n", len(articles), len(classes), c.Vectorizer().Terms(), len(file))
	for _, k := range classes {
		n := len(slices.DeleteFunc(slices.Clone(articles), func(a *corpus.Article) bool { return a.Label != k.ID }))
		fmt.Fprintf(w, "%8d  %s\n", n, k.ID)
	}
	if held.Held > 0 {
		fmt.Fprintf(w, "right on %d of %d articles held out, temperature %.2f\n", held.Right, held.Held, held.Temperature)
	} else {
		fmt.Fprintln(w, "too few articles to hold some out: accuracy is not known, and scores are not calibrated")
	}
	return file, nil
}

// ranking fits weights.
func (f *fitFlags) ranking(r *reader) ([]byte, error) {
	a, err := engine.New(engine.Options{Topics: 1})
	if err != nil {
		return nil, err
	}
	articles := r.all()
	examples, err := lab.Examples(r.cmd.Context(), a, articles, f.gold)
	if err != nil {
		return nil, err
	}
	rank, err := fit.Rank(examples, fit.RankOptions{})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Weights of the score of keyphrases, fitted by alam topics fit --keyphrase-field %s to %d articles, of each %s.\n",
		f.fields.Keyphrases, len(articles), firstOf(f.gold))
	if _, err := rank.WriteTo(&b); err != nil {
		return nil, err
	}
	fmt.Fprintf(r.cmd.ErrOrStderr(), "%d articles\n", len(articles))
	return b.Bytes(), nil
}

// firstOf says how many keyphrases of a list count.
func firstOf(n int) string {
	if n == 0 {
		return "all keyphrases"
	}
	return fmt.Sprintf("the first %d keyphrases", n)
}
