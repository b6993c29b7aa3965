package train

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/learn"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/lab/measure"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/ner/fit"
)

// Folds are blocks of neighbouring sentences of a Trainer's first file. Each is
// tagged by weights that are fitted to the other blocks and to all other files.
type Folds struct {
	// Blocks are the documents of each block, with their gold.
	Blocks [][]gold.Document

	trainer *Trainer
	docs    []gold.Document // of all blocks
	folds   []learn.Fold
	ready   sync.Once
	pieces  map[string]fit.Text // by the id of a document
	rest    []fit.Text          // of the other files
}

// Folds cuts the first file into n blocks.
func (t *Trainer) Folds(n int) (*Folds, error) {
	first := &t.files[0]
	f := &Folds{trainer: t}
	for i := range first.apart {
		d := &first.apart[i]
		size := max(1, (len(d.Sentences)+n-1)/max(1, n))
		for _, block := range d.Split(size) {
			if len(first.docs[i].Tokens) < len(d.Tokens) {
				block = JoinClitics(&block)
			}
			f.docs = append(f.docs, block)
		}
	}
	var err error
	if f.folds, err = learn.Folds(f.docs, n); err != nil {
		return nil, err
	}
	for _, x := range f.folds {
		f.Blocks = append(f.Blocks, f.take(x.Test))
	}
	return f, nil
}

func (f *Folds) take(index []int) []gold.Document {
	var docs []gold.Document
	for _, d := range index {
		docs = append(docs, f.docs[d])
	}
	return docs
}

// prepare makes the texts that are fitted to.
func (f *Folds) prepare() {
	t := f.trainer
	f.pieces = map[string]fit.Text{}
	for i := range f.docs {
		f.pieces[f.docs[i].ID] = t.text(&t.files[0], &f.docs[i])
	}
	for i := 1; i < len(t.files); i++ {
		for k := range t.files[i].docs {
			f.rest = append(f.rest, t.text(&t.files[i], &t.files[i].docs[k]))
		}
	}
}

// Fit gives the weights fitted to all but block k, counted from 0. Without
// memory (fit.Options.NoMemory) several goroutines may fit at once.
func (f *Folds) Fit(k int) (*ner.Model, error) { return f.fit(f.take(f.folds[k].Train)) }

func (f *Folds) fit(train []gold.Document) (*ner.Model, error) {
	f.ready.Do(f.prepare)
	texts := slices.Clone(f.rest)
	for i := range train {
		texts = append(texts, f.pieces[train[i].ID])
	}
	t := f.trainer
	x, err := fit.Run(t.tagger, texts, t.names, t.opts.Options)
	if err != nil {
		return nil, err
	}
	return t.Model(x)
}

// CrossValidate fits n times, each time without one of n blocks of neighbouring
// sentences of the first file, and scores that block; the other files are
// always fitted to. The first report is of all blocks together.
func (t *Trainer) CrossValidate(ctx context.Context, n int, score eval.Options) (*eval.Report, []*eval.Report, error) {
	f, err := t.Folds(n)
	if err != nil {
		return nil, nil, err
	}
	return learn.CrossValidate(f.docs, n, func(train, test []gold.Document) ([]gold.Document, error) {
		m, err := f.fit(train)
		if err != nil {
			return nil, err
		}
		a, err := t.Analyzer(m)
		if err != nil {
			return nil, err
		}
		pred, err := measure.Predict(ctx, a, test)
		if err != nil {
			return nil, err
		}
		return gold.Align(test, pred)
	}, score)
}

// Model gives the weights fitted for the guideline of the first file, as they would
// be read from their file.
func (t *Trainer) Model(f *fit.Fit) (*ner.Model, error) {
	return t.Follow(f, t.files[0].Guideline)
}

// Follow gives the weights fitted for a guideline, as they would be read from their
// file.
func (t *Trainer) Follow(f *fit.Fit, guideline string) (*ner.Model, error) {
	var b strings.Builder
	if err := f.Write(&b, guideline, nil); err != nil {
		return nil, err
	}
	return ner.ReadModel("fitted weights", strings.NewReader(b.String()))
}

// Analyzer gives an analyzer with fitted weights that finds all labels that can
// be fitted, and is otherwise made as the one that they were fitted with.
func (t *Trainer) Analyzer(m *ner.Model) (*engine.Analyzer, error) {
	follow := cmp.Or(t.opts.Follow, t.files[0].Guideline)
	if !slices.Contains(engine.Guidelines(), follow) {
		follow = engine.News
	}
	return engine.NewWith(engine.Options{Guideline: follow, Model: m, Labels: fitted}, t.opts.Tagger)
}
