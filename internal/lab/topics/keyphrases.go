// Package topics says how well keyphrases and categories are found on
// labelled articles: by the embedded data, by what is fitted to the articles in
// folds, and by the methods of package baseline.
//
// In: labelled articles. Out: rows with counts per article, and how sure the
// differences are. Law: the same articles give the same rows. Functions only,
// safe to call from several goroutines.
package topics

import (
	"context"
	"fmt"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/compare"
	"github.com/alam-nlp/alam/eval/topic"
	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/lab/topics/baseline"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/fit"
)

// Stems is how keyphrases are compared: the light10 stems of the words.
func Stems(s string) []string {
	var out []string
	for _, t := range token.Tokenize(s) {
		if t.IsWord() || t.Kind == token.Number {
			out = append(out, token.LightStem(t.Norm))
		}
	}
	return out
}

// Find gives the n best keyphrases of each article, as the analyzer finds them.
func Find(ctx context.Context, a *engine.Analyzer, articles []*corpus.Article) ([]topic.Phrases, error) {
	out := make([]topic.Phrases, len(articles))
	for i, d := range articles {
		r, err := a.Analyze(ctx, d.Body())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.ID, err)
		}
		out[i] = topic.Phrases{ID: d.ID, Gold: d.Keyphrases}
		for _, k := range r.Topics {
			out[i].Pred = append(out[i].Pred, k.Term)
		}
	}
	return out, nil
}

// Examples gives the candidates of articles, and which of them are among the
// first n of the article's keyphrases; 0 or less is all.
func Examples(ctx context.Context, a *engine.Analyzer, articles []*corpus.Article, n int) ([]fit.RankDoc, error) {
	out := make([]fit.RankDoc, len(articles))
	for i, d := range articles {
		list, err := a.Candidates(ctx, d.Body())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.ID, err)
		}
		gold := map[string]bool{}
		for k, p := range d.Keyphrases {
			if n <= 0 || k < n {
				gold[strings.Join(Stems(p), " ")] = true
			}
		}
		out[i].Candidates = list
		for _, c := range list {
			out[i].Gold = append(out[i].Gold, gold[strings.Join(Stems(c.Term), " ")])
		}
	}
	return out, nil
}

// A Row is a method and its score.
type Row struct {
	Method string
	Note   string
	Score  *topic.Score
	// Test is against the first row.
	Test *compare.PairedTest
	// Difference of F1 from the first row to this one.
	Difference eval.Interval
}

// Options say what is measured.
type Options struct {
	Scoring   topic.Options
	Folds     int
	Baselines bool
	Fit       fit.RankOptions
	Seed      uint64
	Level     float64 // of intervals; 0 is 0.95
	// Analyzer are the options of the first row.
	Analyzer engine.Options
}

// Keyphrases measures the analyzer, then what is fitted in folds of
// neighbouring articles, then the baselines; each row is compared with the first.
func Keyphrases(ctx context.Context, articles []*corpus.Article, q Options) ([]Row, error) {
	q.fill()
	a, err := engine.New(q.Analyzer)
	if err != nil {
		return nil, err
	}
	var rows []Row
	add := func(name, note string, found []topic.Phrases) {
		rows = append(rows, Row{Method: name, Note: note, Score: topic.ScorePhrases(found, q.Scoring)})
	}
	if q.Folds > 0 {
		found, err := crossFit(ctx, a, articles, &q)
		if err != nil {
			return nil, err
		}
		add("fitted", fmt.Sprintf("weights fitted in %d folds", q.Folds), found)
	}
	found, err := Find(ctx, a, articles)
	if err != nil {
		return nil, err
	}
	add("alam", "weights as given", found)
	if q.Baselines {
		list, err := baselines()
		if err != nil {
			return nil, err
		}
		texts := make([]*baseline.Text, len(articles))
		for i, d := range articles {
			texts[i] = list.data.Prepare(d.Body())
		}
		for _, m := range list.methods {
			found := make([]topic.Phrases, len(articles))
			for i, d := range articles {
				found[i] = topic.Phrases{ID: d.ID, Gold: d.Keyphrases, Pred: m.find(texts[i], q.Scoring.K)}
			}
			add(m.name, m.note, found)
		}
	}
	return rows, Compare(rows, q)
}

// Given scores predictions that are read from files, each compared with the
// first.
func Given(names []string, found [][]topic.Phrases, q Options) ([]Row, error) {
	q.fill()
	var rows []Row
	for i, p := range found {
		rows = append(rows, Row{Method: names[i], Score: topic.ScorePhrases(p, q.Scoring)})
	}
	return rows, Compare(rows, q)
}

// Compare tests the difference of each row from the first.
func Compare(rows []Row, q Options) (err error) {
	for i := range rows {
		if i == 0 {
			continue
		}
		r := &rows[i]
		if r.Test, err = compare.Randomization(r.Score.Docs, rows[0].Score.Docs, compare.RandomizationOptions{Seed: q.Seed}); err != nil {
			return err
		}
		d, err := compare.Bootstrap(r.Score.Docs, rows[0].Score.Docs, eval.BootstrapOptions{Seed: q.Seed, Level: q.Level, Trials: 10_000})
		if err != nil {
			return err
		}
		r.Difference = d.F1
	}
	return nil
}

func (q *Options) fill() {
	if q.Scoring.K == 0 {
		q.Scoring.K = 10
	}
	if q.Scoring.Gold == 0 {
		q.Scoring.Gold = 10
	}
	q.Scoring.Stems = Stems
	q.Analyzer.Topics = q.Scoring.K
}

// crossFit finds the keyphrases of each fold with weights fitted on the others.
func crossFit(ctx context.Context, a *engine.Analyzer, articles []*corpus.Article, q *Options) ([]topic.Phrases, error) {
	n := len(articles)
	if q.Folds < 2 || q.Folds > n {
		return nil, fmt.Errorf("%d folds of %d articles: want 2 to as many as there are", q.Folds, n)
	}
	examples, err := Examples(ctx, a, articles, q.Scoring.Gold)
	if err != nil {
		return nil, err
	}
	var out []topic.Phrases
	for f := range q.Folds {
		from, to := f*n/q.Folds, (f+1)*n/q.Folds
		train := append(append([]fit.RankDoc{}, examples[:from]...), examples[to:]...)
		o := q.Analyzer
		if o.Rank, err = fit.Rank(train, q.Fit); err != nil {
			return nil, fmt.Errorf("fold %d: %w", f+1, err)
		}
		b, err := engine.New(o)
		if err != nil {
			return nil, err
		}
		found, err := Find(ctx, b, articles[from:to])
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

type method struct {
	name, note string
	find       func(t *baseline.Text, n int) []string
}

type methods struct {
	data    baseline.Data
	methods []method
}

// baselines are the methods to compare with, over the embedded tables.
func baselines() (*methods, error) {
	df, stop, err := engine.EmbeddedTopicTables()
	if err != nil {
		return nil, err
	}
	d := baseline.Data{DF: df, Stop: stop}
	terms, err := topics.New(topics.Options{DF: df, Stop: stop})
	if err != nil {
		return nil, err
	}
	return &methods{d, []method{
		{"KP-Miner", "lasf 2, its best here", baseline.KPMiner{Data: d, LASF: 2}.Keyphrases},
		{"KP-Miner", "lasf 3, its authors' constant", baseline.KPMiner{Data: d}.Keyphrases},
		{"TF-IDF", "terms of package topics, nothing but TF-IDF", func(t *baseline.Text, n int) []string {
			var out []string
			for _, k := range terms.Keyphrases(t.Source, token.Tokenize(t.Source), nil, nil, nil, n) {
				out = append(out, k.Term)
			}
			return out
		}},
		{"TF-IDF", "runs of 1 to 3 words", baseline.TFIDF{Data: d}.Keyphrases},
		{"TF-IDF", "single words", baseline.TFIDF{Data: d, Words: 1}.Keyphrases},
		{"YAKE", "its formula; Arabic has no casing", baseline.YAKE{}.Keyphrases},
		{"TextRank", "window 2, no part-of-speech filter", baseline.TextRank{}.Keyphrases},
	}}, nil
}
