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

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/text/repair"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

// Options say how to analyze. The zero value is the default: the embedded
// lists, rules and weights; PER, LOC and ORG; no topics.
type Options struct {
	// Gazetteers lie over the embedded list, the last on top.
	Gazetteers []*gazetteer.Gazetteer
	// Rules are added to the embedded ones; one with the name of an embedded
	// rule replaces it.
	Rules []rule.Rule
	// Guideline says what counts as a name: one of Guidelines; empty is news.
	Guideline string
	// Model are the fitted weights; nil for the embedded ones of the guideline.
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
	// alam gazetteer stats shows the kinds of the embedded list.
	Hide []string
	// Regions leaves out mentions that stand in no region of these, as title and
	// body: what page furniture and related articles name is not the article's.
	// Empty keeps all. text.RegionNames are what there are.
	Regions []string
	// English finds the names in Latin script that no list and no rule finds;
	// nil for none. english.New makes one.
	English ner.Finder
	// Topics is how many keyphrases to score, Categories how many categories to
	// give, the likeliest ones; 0 for none.
	Topics, Categories int
	// DocFreq stands in for the embedded document frequencies, Rank for the
	// embedded weights of keyphrases.
	DocFreq *topics.DocFreq
	Rank    *topics.Rank
	// Classifier stands in for the embedded model of IPTC Media Topics. The
	// example shows how the file of one is opened.
	Classifier *vector.Classifier
	// Repair reads a damaged text as it was meant, where package repair mends its
	// damage: misread UTF-8, presentation forms, a swapped article. Offsets, and the
	// texts of mentions, are of the source all the same.
	Repair bool
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
	Categories []vector.Category
	// Damage is why the text cannot be Arabic as it stands, also where Options.Repair
	// mends it; empty for a sound text.
	Damage []repair.Damage
}

// The states in which something is refused. Labels that are none are an
// ner.ErrLabel, kinds to hide that no list has an ErrOption and an ner.ErrKind, a
// text that is not UTF-8 is a text.ErrNotUTF8.
var (
	// ErrOption is wrapped by the error of New, which names the field.
	ErrOption = engine.ErrOption
	// ErrNotMade is the error of an Analyzer that New did not make.
	ErrNotMade = engine.ErrNotMade
)

// Guidelines are what Options.Guideline may be: news, the default, by which
// docs/guideline.md says what a name is, and those of corpora, for figures on them.
func Guidelines() []string { return engine.Guidelines() }

// An Analyzer analyzes texts. New makes one; the zero value analyzes nothing.
type Analyzer struct {
	engine *engine.Analyzer
}

// New builds an Analyzer from the embedded data and o. It takes some tens of
// milliseconds; build one and share it.
func New(o Options) (*Analyzer, error) {
	a, err := engine.New(engine.Options(o))
	if err != nil {
		return nil, err
	}
	return &Analyzer{a}, nil
}

// Analyze analyzes a text, which must be valid UTF-8 (else the error wraps
// text.ErrNotUTF8). It returns early with ctx's error if ctx is done.
func (a *Analyzer) Analyze(ctx context.Context, source string) (*Analysis, error) {
	if a.engine == nil {
		return nil, ErrNotMade
	}
	x, err := a.engine.Analyze(ctx, source)
	return (*Analysis)(x), err
}
