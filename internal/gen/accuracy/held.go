package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/lab/measure"
	"github.com/alam-nlp/alam/internal/lab/train"
	"github.com/alam-nlp/alam/ner"
)

// held writes the table of texts that the weights were not fitted to.
func held(b *bytes.Buffer, shared string) error {
	c, err := train.NewCorpora(shared, "data")
	if err != nil {
		return err
	}
	c.Workers = 1 // the fits run side by side instead
	within, err := c.Within()
	if err != nil {
		return err
	}
	folds, err := within.Folds(train.FoldCount)
	if err != nil {
		return err
	}
	blocks := make([]*ner.Model, train.FoldCount)
	var wikipedia *ner.Model
	tasks := []func() error{func() (err error) { // the longest first
		wikipedia, err = without(c)
		return err
	}}
	for k := range blocks {
		tasks = append(tasks, func() (err error) {
			blocks[k], err = folds.Fit(k)
			return err
		})
	}
	if err := parallel(tasks); err != nil {
		return err
	}

	b.WriteString(`| text | weights | PER P | PER R | PER F1 | LOC P | LOC R | LOC F1 | ORG P | ORG R | ORG F1 | P | R | F1 |
| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
`)
	var truth, pred []gold.Document
	for k, m := range blocks {
		a, err := within.Analyzer(m)
		if err != nil {
			return err
		}
		found, err := measure.Predict(context.Background(), a, folds.Blocks[k])
		if err != nil {
			return err
		}
		truth, pred = append(truth, folds.Blocks[k]...), append(pred, found...)
	}
	all, err := scored(truth, pred, append(train.Compared, "MISC"))
	if err != nil {
		return err
	}
	r, err := scored(truth, pred, train.Compared)
	if err != nil {
		return err
	}
	rowOf(b, "ANERcorp train | fitted, five folds", r)
	if err := byHand(b, "ANERcorp train", set{gold: c.Anercorp, labels: "PERS=PER", guideline: train.GuidelineAnercorp}); err != nil {
		return err
	}
	aqmar := set{gold: c.AqmarDev, guideline: train.GuidelineAqmar}
	a, err := engine.New(engine.Options{Model: wikipedia, Guideline: aqmar.guideline})
	if err != nil {
		return err
	}
	if r, err = score(a, aqmar); err != nil {
		return err
	}
	rowOf(b, "AQMAR dev | fitted, without AQMAR", r)
	if err := byHand(b, "AQMAR dev", aqmar); err != nil {
		return err
	}
	misc, _ := all.Strict.Get("MISC")
	fmt.Fprintf(b, "\nWith MISC included, F1 of ANERcorp's five folds is %s (MISC %s).\n", all.Strict.Micro.F1().Percent(), misc.F1().Percent())
	return nil
}

// parallel runs tasks, as many at once as there are processors.
func parallel(tasks []func() error) error {
	var wg sync.WaitGroup
	errs := make([]error, len(tasks))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, task := range tasks {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			errs[i] = task()
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// without fits to all that AQMAR is measured with.
func without(c *train.Corpora) (*ner.Model, error) {
	t, err := c.Without()
	if err != nil {
		return nil, err
	}
	f, err := t.Run()
	if err != nil {
		return nil, err
	}
	return t.Model(f)
}

// byHand writes the row of a set without fitted weights.
func byHand(b *bytes.Buffer, name string, s set) error {
	a, err := engine.New(engine.Options{ByHand: true, Guideline: s.guideline})
	if err != nil {
		return err
	}
	r, err := score(a, s)
	if err != nil {
		return err
	}
	rowOf(b, name+" | by hand", r)
	return nil
}

// scored scores predictions in the order of the gold.
func scored(truth, pred []gold.Document, labels []string) (*eval.Report, error) {
	r, _, err := measure.Score(truth, pred, measure.Options{Scoring: eval.Options{Labels: labels}})
	return r, err
}

// rowOf writes a row of the table.
func rowOf(b *bytes.Buffer, head string, r *eval.Report) {
	fmt.Fprintf(b, "| %s |%s\n", head, measure.Cells(r, train.Compared))
}
