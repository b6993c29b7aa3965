package main

import (
	"bytes"
	"fmt"
	"path/filepath"

	"alam"
	"alam/eval"
	"alam/eval/topic"
	"alam/internal/corpus"
	"alam/internal/topicmeasure"
	"alam/topics"
	"alam/topics/fit"
)

const categoriesHead = `
## Categories

ANT v2.1: 15,053 articles of 2018 by their outlets' own sections. The model is that of ` + "`alam topics fit --labels`" + ` (stems of single words, multinomial
logistic regression, calibrated by a temperature on a tenth of what it is fitted to). Vocabulary, weights and temperature are fitted without what is
measured; the table that says which first letters are proclitics is counted over all of ANT, without labels. *Outlets held out*: the model that
classifies an outlet has seen the other four. *Random folds*: five, near-duplicates in one. *Joined*: middleEast and internationalNews taken for one, as one
outlet files both under the latter. Intervals are 95 %, bootstrap over articles. The same by
` + "`alam eval topics --labels cat --gold ant-train.jsonl.gz --group src`" + ` and ` + "`--folds 5`" + `.

`

// news is what ANT's sections of general news are joined to.
var news = map[string]string{"middleEast": "internationalNews"}

func categories(b *bytes.Buffer, shared string) error {
	articles, err := read(filepath.Join(shared, "corpora", "topics", "ant-train.jsonl.gz"), corpus.Fields{Label: "cat", Group: "src"})
	if err != nil {
		return err
	}
	df, stop, err := alam.Tables()
	if err != nil {
		return err
	}
	fitTo := func(train []*corpus.Article) (*topics.Classifier, error) {
		classes := topicmeasure.Classes(train)
		c, _, err := fit.Classifier(topicmeasure.Labelled(train, classes), classes, topicmeasure.News(df, stop))
		return c, err
	}
	folds, err := topicmeasure.RandomFolds(articles, 5, 1)
	if err != nil {
		return err
	}
	b.WriteString(categoriesHead)
	b.WriteString("| | accuracy | macro F1 | calibration error | joined: accuracy | joined: macro F1 |\n| --- | --: | --: | --: | --: | --: |\n")
	var outlets, random, joined *topic.CategoryScore
	for _, x := range []struct {
		name string
		part []string
		to   **topic.CategoryScore
	}{{"outlets held out", topicmeasure.Outlets(articles), &outlets}, {"random folds", folds, &random}} {
		found, err := topicmeasure.Held(articles, x.part, fitTo)
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
			defer groups(b, s, joined)
		}
	}
	b.WriteString("\nRandom folds, by category, and which was taken for which (rows are the outlet's):\n\n")
	confusion(b, random)
	return nil
}

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
