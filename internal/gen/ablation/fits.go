package main

import (
	"errors"
	"fmt"
	"log"
	"runtime"
	"sync"
	"time"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/lab/train"
	"github.com/alam-nlp/alam/ner"
)

// The texts, by what -text calls them.
const (
	anercorp = "anercorp"
	aqmar    = "aqmar"
)

var title = map[string]string{
	anercorp: "ANERcorp train, five folds",
	aqmar:    "AQMAR dev, fitted without AQMAR",
}

// A bench holds the texts, and the weights that were fitted.
type bench struct {
	corpora  *train.Corpora
	texts    []string
	folds    int // of train.FoldCount
	parallel int
	blocks   [][]gold.Document // of ANERcorp
	gold     []gold.Document   // AQMAR
	fits     map[string]*weights
}

// weights are those of a row: per block of ANERcorp, and for AQMAR.
type weights struct {
	blocks []*ner.Model
	other  *ner.Model
}

func newBench(shared string, folds, parallel int, text string) (*bench, error) {
	b := &bench{folds: folds, parallel: parallel, texts: []string{anercorp, aqmar}, fits: map[string]*weights{}}
	if text != "" {
		b.texts = []string{text}
	}
	var err error
	if b.corpora, err = train.NewCorpora(shared); err != nil {
		return nil, err
	}
	b.corpora.Workers = max(1, runtime.GOMAXPROCS(0)/parallel)
	for _, x := range b.texts {
		if x == aqmar {
			b.gold, err = b.corpora.Gold()
		} else {
			err = b.cut()
		}
		if err != nil {
			return nil, err
		}
	}
	return b, readTriggers()
}

// cut cuts ANERcorp into blocks, of which b.folds are tagged.
func (b *bench) cut() error {
	t, err := b.corpora.Within()
	if err != nil {
		return err
	}
	f, err := t.Folds(train.FoldCount)
	if err != nil {
		return err
	}
	b.blocks = f.Blocks[:b.folds]
	return nil
}

// taggers gives the taggers of a row, and fits their weights if need be.
func (b *bench) taggers(r row) (*series, error) {
	s := &series{bench: b}
	o := engine.Options{ByHand: r.byHand}
	fitted := &weights{blocks: make([]*ner.Model, len(b.blocks))}
	if !r.byHand {
		of := r
		if r.like != "" {
			var err error
			if of, err = rowOf(r.like); err != nil {
				return nil, err
			}
		}
		if b.fits[of.name] == nil {
			x, err := b.fit(of)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", of.name, err)
			}
			b.fits[of.name] = x
		}
		fitted = b.fits[of.name]
	}
	for _, m := range fitted.blocks {
		o.Model = m
		a, err := engine.NewWith(o, r.without)
		if err != nil {
			return nil, err
		}
		s.blocks = append(s.blocks, a)
	}
	var err error
	o.Model = fitted.other
	s.other, err = engine.NewWith(o, r.without)
	return s, err
}

// fit fits the weights of a row, b.parallel at once.
func (b *bench) fit(r row) (*weights, error) {
	c := *b.corpora
	c.Tagger = r.without
	w := &weights{blocks: make([]*ner.Model, len(b.blocks))}
	type task struct {
		name string
		run  func() error
	}
	var tasks []task
	for _, text := range b.texts {
		if text == aqmar {
			tasks = append([]task{{aqmar, func() (err error) {
				w.other, err = other(&c)
				return err
			}}}, tasks...) // the longest first
			continue
		}
		t, err := c.Within()
		if err != nil {
			return nil, err
		}
		f, err := t.Folds(train.FoldCount)
		if err != nil {
			return nil, err
		}
		for k := range b.blocks {
			tasks = append(tasks, task{fmt.Sprintf("block %d", k+1), func() (err error) {
				w.blocks[k], err = f.Fit(k)
				return err
			}})
		}
	}
	var wg sync.WaitGroup
	errs := make([]error, len(tasks))
	free := make(chan struct{}, b.parallel)
	for i, x := range tasks {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			started := time.Now()
			if errs[i] = x.run(); errs[i] == nil {
				log.Printf("%s, %s: fitted in %s", r.name, x.name, time.Since(started).Round(time.Second))
			}
		})
	}
	wg.Wait()
	return w, errors.Join(errs...)
}

// other fits to all but AQMAR.
func other(c *train.Corpora) (*ner.Model, error) {
	t, err := c.Without()
	if err != nil {
		return nil, err
	}
	f, err := t.Run()
	if err != nil {
		return nil, err
	}
	return train.Model(f)
}
