// Package alam finds people, places and organizations in Arabic news, says
// whom each name means, and scores what a text is about.
//
// In: a text. Out: an Analysis with everything at once. The packages below it
// can be used by themselves: text, token, gazetteer, ner, topics, eval.
//
// # Law
//
// Every offset is a byte of the source as given: source[m.Start:m.End] ==
// m.Text for each mention m, whatever marks, tatweel, joiners, Persian letters
// or HTML entities the source holds. The same input gives the same Analysis.
//
// # Sharing
//
// An Analyzer is immutable and safe to share between goroutines.
package alam

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// Options say how to analyze. The zero value is the default: the embedded
// lists, rules and weights; PER, LOC and ORG; no topics.
type Options struct {
	// Gazetteers lie over the embedded list, the last on top.
	Gazetteers []*gazetteer.Gazetteer
	// Rules are added to the embedded ones; one with the name of an embedded
	// rule replaces it.
	Rules []ner.Rule
	// Model are the fitted weights; nil for the embedded ones.
	Model *ner.Model
	// ByHand leaves fitted weights out: rules and lists weigh as written.
	ByHand bool
	// Explain gives the evidence of words its parts: the properties of the word
	// and what each weighs. It takes a while.
	Explain bool
	// Labels are the labels to find; empty for PER, LOC and ORG.
	Labels []ner.Label
	// MinScore leaves out mentions with a lower score.
	MinScore float64
	// Hide leaves out the listed names of these labels and kinds, as LOC.city.
	Hide []string
	// Topics is how many keyphrases to score; 0 for none.
	Topics int
	// English finds the names in Latin script that no list and no rule finds;
	// nil for none. english.New makes one.
	English Finder
	// Tagger changes, last of all, what the tagger is made of: to leave a part
	// out, or to put another in its place. It is called once by New; nil for not.
	Tagger func(*ner.Options)
	TopicOptions
}

// TopicOptions say what topics are scored by. The zero value is the embedded
// data.
type TopicOptions struct {
	// DocFreq stands in for the embedded document frequencies.
	DocFreq *topics.DocFreq
	// Rank stands in for the embedded weights of keyphrases.
	Rank *topics.Rank
	// Categories is how many categories to give, the likeliest ones; 0 for none.
	Categories int
	// Classifier stands in for the embedded model of IPTC Media Topics.
	Classifier *topics.Classifier
}

// An Analysis is what a text says.
type Analysis struct {
	// Document is the text with its regions: title, date, boilerplate.
	Document *text.Document
	// Mentions are the names, in order; Entities whom they name.
	Mentions []ner.Mention
	Entities []ner.Entity
	// Topics are the keyphrases of the main article, best first.
	Topics []topics.Keyphrase
	// Categories are what the main article may be about, the likeliest first.
	Categories []topics.Category
}

// An Analyzer analyzes texts.
type Analyzer struct {
	patterns  *text.Patterns
	tagger    *ner.Tagger
	topics    *topics.Extractor
	classes   *topics.Classifier
	count     int
	likeliest int       // of the categories
	pool      sync.Pool // of *words
	english   Finder
	labels    []ner.Label // for what english finds
	minScore  float64
}

// words is scratch space: the tokens of a text.
type words struct {
	scanner token.Scanner
	tokens  []token.Token
	own     []token.Token // of the main article
}

// New builds an Analyzer from the embedded data and o. It takes some tens of
// milliseconds; build one and share it.
func New(o Options) (*Analyzer, error) {
	a := &Analyzer{count: o.Topics, likeliest: o.Categories, english: o.English, labels: o.Labels, minScore: o.MinScore}
	if len(a.labels) == 0 {
		a.labels = []ner.Label{ner.PER, ner.LOC, ner.ORG}
	}
	a.pool.New = func() any { return new(words) }
	files := data.Files()
	list, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		return nil, fmt.Errorf("alam: %w", err)
	}
	opts := ner.Options{Gazetteer: gazetteer.NewLayers(append([]*gazetteer.Gazetteer{list}, o.Gazetteers...)...),
		MinScore: o.MinScore, Labels: o.Labels, Hide: o.Hide, Explain: o.Explain}
	if opts.Lexicon, err = ner.OpenLexicon(data.Lexicon()); err != nil {
		return nil, fmt.Errorf("alam: %w", err)
	}
	if opts.Rules, err = readAll(files, "rules/*.rules", ner.ParseRules); err != nil {
		return nil, err
	}
	for _, r := range o.Rules {
		r.Fixed = true
		opts.Rules = append(opts.Rules, r)
	}
	if opts.Weights, err = read(files, "weights.tsv", ner.ReadWeights); err != nil {
		return nil, err
	}
	if opts.Policy, err = read(files, "policy.tsv", ner.ReadPolicy); err != nil {
		return nil, err
	}
	if opts.Stats, err = ner.OpenWordStats(data.WordStats()); err != nil {
		return nil, fmt.Errorf("alam: %w", err)
	}
	if opts.Shape, err = ner.OpenNameShape(data.NameShape()); err != nil {
		return nil, fmt.Errorf("alam: %w", err)
	}
	if opts.Contexts, err = ner.OpenWordContexts(data.WordContexts()); err != nil {
		return nil, fmt.Errorf("alam: %w", err)
	}
	if opts.Model = o.Model; o.Model == nil && !o.ByHand {
		if opts.Model, err = read(files, "model.tsv", ner.ReadModel); err != nil {
			return nil, err
		}
	}
	if o.Tagger != nil {
		o.Tagger(&opts)
	}
	if a.tagger, err = ner.New(opts); err != nil {
		return nil, err
	}
	if a.patterns, err = read(files, "regions.tsv", text.ParsePatterns); err != nil {
		return nil, err
	}
	if o.Topics > 0 {
		if a.topics, err = newTopics(files, &o.TopicOptions); err != nil {
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

// Tables are the embedded document frequencies and stop words, which stems
// come from.
func Tables() (*topics.DocFreq, *topics.StopWords, error) {
	df, err := topics.OpenDocFreq(data.DocFreq())
	if err != nil {
		return nil, nil, fmt.Errorf("alam: %w", err)
	}
	stop, err := read(data.Files(), "stopwords.tsv", topics.ReadStopWords)
	return df, stop, err
}

// OpenClassifier opens the file of a classifier that was fitted with Tables, as
// those of alam topics fit are.
func OpenClassifier(file string) (*topics.Classifier, error) {
	df, stop, err := Tables()
	if err != nil {
		return nil, err
	}
	c, err := topics.OpenClassifier(file, df, stop)
	if err != nil {
		return nil, fmt.Errorf("alam: %w", err)
	}
	return c, nil
}

func newTopics(files fs.FS, o *TopicOptions) (*topics.Extractor, error) {
	df, stop, err := Tables()
	if err != nil {
		return nil, err
	}
	rank, err := read(files, "keyphrases.tsv", topics.ReadRank)
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

// read reads an embedded file.
func read[T any](files fs.FS, name string, parse func(string, io.Reader) (T, error)) (T, error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		var none T
		return none, err
	}
	return parse("data/"+name, strings.NewReader(string(b)))
}

// readAll reads the embedded files of a pattern, in order of their names.
func readAll[T any](files fs.FS, pattern string, parse func(string, io.Reader) ([]T, error)) ([]T, error) {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return nil, err
	}
	var out []T
	for _, n := range names {
		rows, err := read(files, n, parse)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// Tagger is the part of the Analyzer that finds names, for those who ask it more.
func (a *Analyzer) Tagger() *ner.Tagger { return a.tagger }

// Regions parts a text, which must be valid UTF-8, into its regions.
func (a *Analyzer) Regions(source string) ([]text.Region, error) {
	doc, err := text.Parse(source, a.patterns)
	if err != nil {
		return nil, err
	}
	return doc.Regions, nil
}

// Analyze analyzes a text, which must be valid UTF-8 (else the error wraps
// text.ErrNotUTF8). It returns early with ctx's error if ctx is done.
func (a *Analyzer) Analyze(ctx context.Context, source string) (*Analysis, error) {
	return a.analyze(ctx, source, func(out *Analysis, tokens []token.Token, titles []text.Span) {
		if a.topics != nil {
			out.Topics = a.topics.Keyphrases(source, tokens, out.Mentions, out.Entities, titles, a.count)
		}
		if a.classes != nil {
			list := a.classes.Classify(source, tokens)
			out.Categories = list[:min(a.likeliest, len(list))]
		}
	})
}

// Candidates gives every term that the keyphrases of a text are chosen from,
// for fitting their weights. The Analyzer must have been made for topics.
func (a *Analyzer) Candidates(ctx context.Context, source string) (list []topics.Candidate, err error) {
	_, err = a.analyze(ctx, source, func(out *Analysis, tokens []token.Token, titles []text.Span) {
		list = a.topics.Candidates(source, tokens, out.Mentions, out.Entities, titles)
	})
	return list, err
}

// Terms gives the words and entities of the main article of a text, in order;
// without names, words alone. The Analyzer must have been made for topics.
func (a *Analyzer) Terms(ctx context.Context, source string, names bool) (list []topics.Term, err error) {
	if !names {
		doc, err := text.Parse(source, a.patterns)
		if err != nil {
			return nil, err
		}
		w := a.pool.Get().(*words)
		defer a.put(w)
		w.tokens = w.scanner.Append(w.tokens[:0], source)
		w.article(doc)
		return a.topics.Terms(source, w.own, nil, nil), ctx.Err()
	}
	_, err = a.analyze(ctx, source, func(out *Analysis, tokens []token.Token, _ []text.Span) {
		list = a.topics.Terms(source, tokens, out.Mentions, out.Entities)
	})
	return list, err
}

// analyze finds the names, and hands over the article for its topics.
func (a *Analyzer) analyze(ctx context.Context, source string, score func(*Analysis, []token.Token, []text.Span)) (*Analysis, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, err := text.Parse(source, a.patterns)
	if err != nil {
		return nil, err
	}
	out := &Analysis{Document: doc}
	w := a.pool.Get().(*words)
	defer a.put(w)
	w.tokens = w.scanner.Append(w.tokens[:0], source)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out.Mentions, out.Entities = a.tagger.TagIn(source, w.tokens, doc.Regions)
	if a.english != nil {
		a.add(out, a.english.Find(source, w.tokens, out.Mentions, out.Entities))
	}
	if a.topics != nil || a.classes != nil {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		titles := w.article(doc)
		score(out, w.own, titles)
	}
	return out, nil
}

// keepTokens is how much scratch space is kept for the next text.
const keepTokens = 1 << 16

// put gives scratch space back, without what holds on to the text.
func (a *Analyzer) put(w *words) {
	if cap(w.tokens) <= keepTokens {
		clear(w.tokens)
		clear(w.own)
		a.pool.Put(w)
	}
}

// article finds what the main article itself says, less its dates, sources,
// keyword lines and boilerplate: its tokens, in w.own, and where its titles are.
func (w *words) article(d *text.Document) (titles []text.Span) {
	w.own = w.own[:0]
	k := 0
	for _, r := range d.Regions {
		from := k
		for k < len(w.tokens) && w.tokens[k].Start < r.End {
			k++
		}
		if r.Article == 0 && (r.Kind == text.Body || r.Kind == text.Title) {
			w.own = append(w.own, w.tokens[from:k]...)
		}
		if r.Article == 0 && r.Kind == text.Title {
			titles = append(titles, r.Span)
		}
	}
	return titles
}
