package main

import (
	"context"
	"log"
	"time"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/lab/measure"
	"github.com/alam-nlp/alam/internal/lab/train"
	"github.com/alam-nlp/alam/ner"
)

// The texts, by what -text calls them: of neither anything was fitted to.
const (
	own  = "own"
	news = "news"
)

var title = map[string]string{
	own:  "data/news, dev: written for the project, 2022 to 2026",
	news: "News of 2018, dev",
}

// A bench holds the texts, and the weights that were fitted.
type bench struct {
	corpora *train.Corpora
	texts   []string
	gold    map[string][]gold.Document
	fits    map[string]*ner.Model // by row
}

func newBench(shared, text string, steps int) (*bench, error) {
	b := &bench{texts: []string{own, news}, gold: map[string][]gold.Document{}, fits: map[string]*ner.Model{}}
	if text != "" {
		b.texts = []string{text}
	}
	var err error
	if b.corpora, err = train.NewCorpora(shared, "data"); err != nil {
		return nil, err
	}
	b.corpora.Iterations = steps
	for name, path := range map[string]string{own: b.corpora.OwnDev, news: b.corpora.NewsDev} {
		if b.gold[name], _, err = gold.ReadFile(path, nil, gold.ReadOptions{}); err != nil {
			return nil, err
		}
	}
	return b, readTriggers()
}

// analyzer gives that of a row, and fits its weights if need be.
func (b *bench) analyzer(r row) (*engine.Analyzer, error) {
	o := engine.Options{ByHand: r.byHand}
	if !r.byHand {
		of := r
		if r.like != "" {
			var err error
			if of, err = rowOf(r.like); err != nil {
				return nil, err
			}
		}
		if b.fits[of.name] == nil {
			if err := b.fit(of); err != nil {
				return nil, err
			}
		}
		o.Model = b.fits[of.name]
	}
	return engine.NewWith(o, r.without)
}

// fit fits the weights of a row.
func (b *bench) fit(r row) error {
	c := *b.corpora
	c.Tagger = r.without
	if r.corpora != nil {
		r.corpora(&c)
	}
	started := time.Now()
	t, f, err := c.Fit()
	if err != nil {
		return err
	}
	if b.fits[r.name], err = t.Follow(f, engine.News); err == nil {
		log.Printf("%s: fitted in %s", r.name, time.Since(started).Round(time.Second))
	}
	return err
}

var compared = eval.Options{Labels: train.Compared}

// score scores a text.
func (b *bench) score(ctx context.Context, a *engine.Analyzer, text string) (*eval.Report, error) {
	pred, err := measure.Predict(ctx, a, b.gold[text])
	if err != nil {
		return nil, err
	}
	r, _, err := measure.Score(b.gold[text], pred, measure.Options{Scoring: compared})
	return r, err
}
