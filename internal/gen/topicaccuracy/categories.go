package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/topic"
	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	lab "github.com/alam-nlp/alam/internal/lab/topics"
	"github.com/alam-nlp/alam/topics/fit"
	"github.com/alam-nlp/alam/topics/vector"
)

const categoriesHead = `
## Categories

ANT v2.1: 15,053 articles of 2018 by their outlets' own sections. The model is that of ` + "`alam topics fit --category-field`" + ` (stems of single words, multinomial
logistic regression, calibrated by a temperature on a tenth of what it is fitted to). Vocabulary, weights and temperature are fitted without what is
measured; the table that says which first letters are proclitics is counted over all of ANT, without labels. *Outlets held out*: the model that
classifies an outlet has seen the other four. *Random folds*: five, near-duplicates in one. *Joined*: middleEast and internationalNews taken for one, as one
outlet files both under the latter. Intervals are 95 %, bootstrap over articles. The same by
` + "`alam eval topics --category-field cat --gold ant-train.jsonl.gz --group src`" + ` and ` + "`--folds 5`" + `.

`

// news is what ANT's sections of general news are joined to.
var news = map[string]string{"middleEast": "internationalNews"}

func categories(b *bytes.Buffer, shared string) error {
	articles, err := read(filepath.Join(shared, "corpora", "topics", "ant-train.jsonl.gz"), corpus.Fields{Title: "title", Label: "cat", Group: "src"})
	if err != nil {
		return err
	}
	df, stop, err := engine.EmbeddedTopicTables()
	if err != nil {
		return err
	}
	fitTo := func(train []*corpus.Article) (*vector.Classifier, error) {
		classes := lab.Classes(train)
		c, _, err := fit.Classifier(lab.Labelled(train, classes), classes, lab.News(df, stop))
		return c, err
	}
	folds, err := lab.RandomFolds(articles, 5, 1)
	if err != nil {
		return err
	}
	b.WriteString(categoriesHead)
	b.WriteString("| | accuracy | macro F1 | calibration error | joined: accuracy | joined: macro F1 |\n| --- | --: | --: | --: | --: | --: |\n")
	var outlets, random, joined, joinedOutlets *topic.CategoryScore
	for _, x := range []struct {
		name string
		part []string
		to   **topic.CategoryScore
	}{{"outlets held out", lab.Outlets(articles), &outlets}, {"random folds", folds, &random}} {
		found, err := lab.Held(articles, x.part, fitTo)
		if err != nil {
			return err
		}
		if *x.to, err = topic.ScoreCategories(found, eval.BootstrapOptions{}); err != nil {
			return err
		}
		s := *x.to
		if joined, err = topic.ScoreCategories(topic.Joined(found, news), eval.BootstrapOptions{}); err != nil {
			return err
		}
		fmt.Fprintf(b, "| %s | %s (%s) | %s | %s | %s (%s) | %s |\n", x.name, s.Accuracy.Percent(), s.AccuracyInterval, s.Table.Macro.F1.Percent(), s.Calibration.Percent(),
			joined.Accuracy.Percent(), joined.AccuracyInterval, joined.Table.Macro.F1.Percent())
		if x.to == &outlets {
			joinedOutlets = joined
		}
	}
	groups(b, outlets, joinedOutlets)
	b.WriteString("\nRandom folds, by category, and which was taken for which (rows are the outlet's):\n\n")
	confusion(b, random)
	return iptc(b, articles)
}

// iptc measures the embedded scheme on articles that were judged by hand, with
// a model that is fitted without them.
func iptc(b *bytes.Buffer, articles []*corpus.Article) error {
	scheme, err := lab.ReadScheme("data/categories.tsv")
	if err != nil {
		return err
	}
	judged, err := lab.Judged()
	if err != nil {
		return err
	}
	var train, test []*corpus.Article
	for _, a := range articles {
		if judged[a.ID] != nil {
			test = append(test, a)
		} else {
			train = append(train, a)
		}
	}
	c, _, err := scheme.Fit(train)
	if err != nil {
		return err
	}
	// The temperature of one half is found on the other.
	var halves [2][]*corpus.Article
	for i, a := range test {
		halves[i%2] = append(halves[i%2], a)
	}
	var calibrated [2]*vector.Classifier
	for i := range calibrated {
		if calibrated[i], err = lab.Calibrate(c, halves[1-i], judged); err != nil {
			return err
		}
	}
	var main, accepted []topic.Categories
	for i, a := range test {
		found := lab.Classified(calibrated[i%2], a)
		found.Gold = judged[a.ID][0]
		main = append(main, found)
		if slices.Contains(judged[a.ID], found.Pred) {
			found.Gold = found.Pred
		}
		accepted = append(accepted, found)
	}
	strict, err := topic.ScoreCategories(main, eval.BootstrapOptions{})
	if err != nil {
		return err
	}
	lenient, err := topic.ScoreCategories(accepted, eval.BootstrapOptions{})
	if err != nil {
		return err
	}
	fmt.Fprintf(b, iptcText, len(test), strict.Accuracy.Percent(), strict.AccuracyInterval, lenient.Accuracy.Percent(), lenient.AccuracyInterval, strict.Calibration.Percent())
	return nil
}

const iptcText = `
### IPTC Media Topics

The embedded model tells the 17 categories of the top level apart. No corpus that may be used has them: it is fitted to four sections of ANT that are
categories (culture, economy, sport, technology) and to articles of general news labelled by lists of terms (` + "`data/categories.tsv`" + `). It is measured
on %d articles of general news, drawn at random, judged by one person by their headlines, and left out of the fit: the first category is the main one
of the article in %s %% (%s) and one that fits in %s %% (%s); calibration error %s %%, the temperature of each half being found on the other. Who
judged the headlines also wrote the terms, after having seen them: these are development figures. General news is the hard part, as culture, economy,
sport and technology are in the tables above. Categories of which ANT has next to nothing (environment, human interest, labour, lifestyle, education)
rest on their terms and are not measured.
`

// groups says how each outlet fared.
func groups(b *bytes.Buffer, s, joined *topic.CategoryScore) {
	b.WriteString("\nBy the outlet held out:\n\n| outlet | articles | accuracy | joined |\n| --- | --: | --: | --: |\n")
	for i, g := range s.Groups {
		fmt.Fprintf(b, "| %s | %d | %s | %s |\n", g.Name, g.Documents, g.Accuracy.Percent(), joined.Groups[i].Accuracy.Percent())
	}
}

func confusion(b *bytes.Buffer, s *topic.CategoryScore) {
	labels := s.Labels()
	b.WriteString("| category | P | R | F1 |")
	for _, l := range labels {
		fmt.Fprintf(b, " %s |", l)
	}
	b.WriteString("\n| --- | --: | --: | --: |")
	for range labels {
		b.WriteString(" --: |")
	}
	b.WriteString("\n")
	for _, g := range labels {
		c, _ := s.Table.Get(g)
		fmt.Fprintf(b, "| %s | %s | %s | %s |", g, c.Precision().Percent(), c.Recall().Percent(), c.F1().Percent())
		for _, p := range labels {
			fmt.Fprintf(b, " %d |", s.Confusion[g][p])
		}
		b.WriteString("\n")
	}
}
