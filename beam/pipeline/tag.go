package pipeline

import (
	"context"
	"encoding/json"
	"os"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/topics"
)

// TagOptions say how documents are tagged and how their lines are written.
type TagOptions struct {
	// Gazetteers and Rules are files, Labels what is looked for; empty for PER,
	// LOC and ORG.
	Gazetteers, Rules []string
	Lists             gazetteer.ReadOptions // of gazetteers that do not say it themselves
	Labels            []ner.Label
	MinScore          float64
	Topics, Piece     int
	Categories        int
	Unit              gold.Unit
	Explain, Text     bool
}

// counters are shown by runners that show counters.
var counters = struct{ documents, failed, bytes, mentions beam.Counter }{
	beam.NewCounter("alam", "documents"), beam.NewCounter("alam", "failed"), beam.NewCounter("alam", "bytes"), beam.NewCounter("alam", "mentions"),
}

// A tagFn tags documents.
type tagFn struct {
	Options         TagOptions
	Entities, Terms bool
	MinDF           [3]int

	analyzer *alam.Analyzer
	docTerms *topics.DocTerms
	terms    []string       // of a document
	counts   map[string]int // of the bundle
}

// bundleTerms is how many terms a bundle counts before it hands them on.
const bundleTerms = 1 << 20

// analyzers are those of this process, by their options. Beam makes as many
// tagFns as bundles run at a time, and they share one.
var analyzers struct {
	sync.Mutex
	made map[string]*alam.Analyzer
}

// Setup builds the analyzer, or takes the one that the process has.
func (f *tagFn) Setup(ctx context.Context) error {
	var err error
	if f.analyzer, err = f.Options.analyzer(ctx); err != nil {
		return err
	}
	if f.Terms {
		var o topics.DocFreqOptions
		if o, err = docFreqOptions(f.MinDF); err == nil {
			f.docTerms, err = topics.NewDocTerms(o)
		}
	}
	return err
}

func (o TagOptions) analyzer(ctx context.Context) (*alam.Analyzer, error) {
	key, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	analyzers.Lock()
	defer analyzers.Unlock()
	if a := analyzers.made[string(key)]; a != nil {
		return a, nil
	}
	opts := alam.Options{Labels: o.Labels, MinScore: o.MinScore, Topics: o.Topics}
	opts.Categories = o.Categories
	for _, path := range o.Gazetteers {
		if err := withLocal(ctx, path, func(path string) error {
			g, err := gazetteer.LoadList(path, o.Lists)
			opts.Gazetteers = append(opts.Gazetteers, g)
			return err
		}); err != nil {
			return nil, err
		}
	}
	for _, path := range o.Rules {
		if err := withLocal(ctx, path, func(path string) error {
			in, err := os.Open(path)
			if err != nil {
				return err
			}
			defer in.Close()
			r, err := rule.Parse(path, in)
			opts.Rules = append(opts.Rules, r...)
			return err
		}); err != nil {
			return nil, err
		}
	}
	a, err := alam.New(opts)
	if err != nil {
		return nil, err
	}
	if analyzers.made == nil {
		analyzers.made = map[string]*alam.Analyzer{}
	}
	analyzers.made[string(key)] = a
	return a, nil
}

// withLocal calls f with a name on this machine for a file. It is not removed,
// as a compiled list stays mapped, but for a file that was here already.
func withLocal(ctx context.Context, path string, f func(path string) error) error {
	if !remote(path) {
		return f(path)
	}
	local, err := fetchNamed(ctx, path)
	if err != nil {
		return err
	}
	defer os.Remove(local)
	return f(local)
}

// ProcessElement tags a document.
func (f *tagFn) ProcessElement(ctx context.Context, d Document, lines func(string, Piece), entities func(EntityDay, Tally), terms func(string, int)) error {
	doc := &source.Document{ID: d.ID, Path: d.Path, Text: d.Text, Derived: d.Derived}
	o := f.Options
	x, err := analyze.Analyze(ctx, f.analyzer, d.Text, analyze.Options{Piece: o.Piece, Topics: o.Topics, Categories: o.Categories, Evidence: o.Explain})
	if err == nil {
		var b []byte
		if b, err = sink.AppendLine(nil, doc, x, sink.Options{Unit: o.Unit, Explain: o.Explain, Topics: o.Topics > 0, Categories: o.Categories > 0, Text: o.Text}); err == nil {
			lines(taggedShard+d.Shard, Piece{File: int64(d.File), Record: int64(d.Record), Data: b})
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err != nil {
		return fail(ctx, d.Path, d.Line, d.Record, d.ID, err, failedShard+d.Shard, d.File, lines)
	}
	counters.documents.Inc(ctx, 1)
	counters.bytes.Inc(ctx, int64(len(d.Text)))
	counters.mentions.Inc(ctx, int64(len(x.Mentions)))
	if f.Entities {
		day, _ := source.Day(d.Date)
		for _, e := range x.Entities {
			entities(EntityDay{day, string(e.Label), e.ID}, Tally{1, int64(len(e.Mentions)), e.Kind, e.Name, e.NameEn})
		}
	}
	if f.Terms {
		if f.counts == nil {
			f.counts = map[string]int{}
		}
		f.counts[everyDocument]++
		f.terms = f.docTerms.Append(f.terms[:0], d.Text)
		for _, t := range f.terms {
			f.counts[t]++
		}
		if len(f.counts) > bundleTerms {
			f.handOn(terms)
		}
	}
	return nil
}

// FinishBundle hands on what the bundle has counted, which is less than a count
// of one for each term of each document.
func (f *tagFn) FinishBundle(_ context.Context, _ func(string, Piece), _ func(EntityDay, Tally), terms func(string, int)) {
	f.handOn(terms)
}

func (f *tagFn) handOn(terms func(string, int)) {
	for t, n := range f.counts {
		terms(t, n)
	}
	f.counts = nil
}
