// Package engine makes an analyzer of the embedded data, and hands out its
// parts: package alam is what of it most users call, and the project's own tools
// (measuring, fitting, explaining) take the rest here.
//
// In: options, then texts. Out: analyses, and what they are made of.
//
// # Law
//
// What package alam says of its Analyzer holds of this one, byte for byte: alam
// converts the options and the analysis, and does nothing else.
//
// # Sharing
//
// An Analyzer is immutable and safe to share between goroutines.
package engine

import (
	"errors"
	"fmt"
	"sync"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
	"github.com/alam-nlp/alam/word"
)

// An Analyzer analyzes texts. New makes one.
type Analyzer struct {
	patterns  *text.Patterns
	tagger    *ner.Tagger
	topics    *topics.Extractor
	classes   *vector.Classifier
	count     int
	likeliest int       // of the categories
	pool      sync.Pool // of *words
	english   ner.Finder
	labels    []ner.Label // for what english finds
	minScore  float64
	regions   []string // those whose names are kept; all if empty
	repair    bool
	stats     *word.Stats // for damage: which words are known; nil for none
}

// The states in which an Analyzer refuses to work.
var (
	ErrNotMade  = errors.New("alam: the Analyzer was not made by New")
	ErrNoTopics = errors.New("alam: the Analyzer was made without Options.Topics")
)

// words is scratch space: the tokens of a text.
type words struct {
	scanner token.Scanner
	tokens  []token.Token
	own     []token.Token // of the main article
}

// New builds an Analyzer from the embedded data and o.
func New(o Options) (*Analyzer, error) { return NewWith(o, nil) }

// NewWith is New with a last word on what the tagger is made of: change leaves a
// part out, or puts another in its place. It is called once; nil for not.
func NewWith(o Options, change func(*ner.Options)) (*Analyzer, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	a := &Analyzer{count: o.Topics, likeliest: o.Categories, english: o.English, labels: o.Labels, minScore: o.MinScore, regions: o.Regions, repair: o.Repair}
	if len(a.labels) == 0 {
		a.labels = []ner.Label{ner.PER, ner.LOC, ner.ORG}
	}
	a.pool.New = func() any { return new(words) }
	opts, err := taggerOptions(&o)
	if err != nil {
		return nil, err
	}
	if change != nil {
		change(&opts)
	}
	a.stats = opts.Stats
	if a.tagger, err = ner.New(opts); errors.Is(err, ner.ErrKind) {
		return nil, fmt.Errorf("%w: Hide: %w", ErrOption, err)
	} else if err != nil {
		return nil, err
	}
	if a.patterns, err = read("regions.tsv", text.ParsePatterns); err != nil {
		return nil, err
	}
	if o.Topics > 0 {
		if a.topics, err = newTopics(&o); err != nil {
			return nil, err
		}
	}
	if o.Categories > 0 {
		if a.classes = o.Classifier; a.classes == nil {
			if a.classes, err = OpenClassifier(data.Categories()); err != nil {
				return nil, err
			}
		}
	}
	return a, nil
}

// taggerOptions are the embedded parts of a tagger, with those of o.
func taggerOptions(o *Options) (ner.Options, error) {
	opts := ner.Options{MinScore: o.MinScore, Labels: o.Labels, Hide: o.Hide, Explain: o.Explain}
	list, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		return opts, fmt.Errorf("alam: %w", err)
	}
	opts.Gazetteer = gazetteer.NewLayers(append([]*gazetteer.Gazetteer{list}, o.Gazetteers...)...)
	if opts.Lexicon, err = ner.OpenLexicon(data.Lexicon()); err != nil {
		return opts, fmt.Errorf("alam: %w", err)
	}
	if opts.Rules, err = readAll("rules/*.rules", rule.Parse); err != nil {
		return opts, err
	}
	for _, r := range o.Rules {
		r.Fixed = true
		opts.Rules = append(opts.Rules, r)
	}
	if opts.Weights, err = read("weights.tsv", ner.ReadWeights); err != nil {
		return opts, err
	}
	if opts.Policy, err = read(o.guided("policy.tsv"), ner.ReadPolicy); err != nil {
		return opts, err
	}
	if opts.Spellings, err = read("spellings.tsv", ner.ReadSpellings); err != nil {
		return opts, err
	}
	if opts.Stats, err = word.OpenStats(data.WordStats()); err != nil {
		return opts, fmt.Errorf("alam: %w", err)
	}
	if opts.Shape, err = word.OpenNameShape(data.NameShape()); err != nil {
		return opts, fmt.Errorf("alam: %w", err)
	}
	if opts.Contexts, err = word.OpenContexts(data.WordContexts()); err != nil {
		return opts, fmt.Errorf("alam: %w", err)
	}
	if opts.Model = o.Model; o.Model == nil && !o.ByHand {
		opts.Model, err = read(o.guided("model.tsv"), ner.ReadModel)
	}
	return opts, err
}

func newTopics(o *Options) (*topics.Extractor, error) {
	df, stop, err := EmbeddedTopicTables()
	if err != nil {
		return nil, err
	}
	rank, err := read("keyphrases.tsv", topics.ReadRank)
	if err != nil {
		return nil, err
	}
	if o.DocFreq != nil {
		df = o.DocFreq
	}
	if o.Rank != nil {
		rank = o.Rank
	}
	return topics.New(topics.Options{DF: df, Stop: stop, Rank: rank})
}

// Tagger is the part of the Analyzer that finds names; nil if New did not make it.
func (a *Analyzer) Tagger() *ner.Tagger { return a.tagger }
