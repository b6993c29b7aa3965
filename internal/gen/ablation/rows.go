package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/gen/lists"
	"github.com/alam-nlp/alam/internal/lab/measure"
	"github.com/alam-nlp/alam/internal/lab/train"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
)

// A row of the table is the tagger without one of its parts.
type row struct {
	name, what string
	// without takes the part out; nil for the whole.
	without func(*ner.Options)
	// like names the row whose weights are those of this one too, since none of
	// the part is fitted; empty for its own.
	like string
	// byHand is without fitted weights.
	byHand bool
	// corpora changes what is fitted to; nil for not.
	corpora func(*train.Corpora)
}

// everything is the row without anything left out.
const everything = "fitted"

var allRows = []row{
	{name: "hand", what: "hand weights only", byHand: true},
	{name: everything, what: "fitted"},
	{name: "no-shape", what: "without name shape", without: func(o *ner.Options) { o.Shape = nil }},
	{name: "no-memory", what: "without document memory", without: func(o *ner.Options) { o.NoMemory = true }, like: everything},
	{name: "no-gazetteer", what: "without gazetteer", without: withoutGazetteer},
	{name: "no-names", what: "without gazetteer and words of names", without: func(o *ner.Options) {
		withoutGazetteer(o)
		o.Lexicon = triggers
	}},
	{name: "no-rules", what: "without rules", without: func(o *ner.Options) { o.Rules = nil }},
	{name: "no-statistics", what: "without word statistics and contexts", without: func(o *ner.Options) { o.Stats, o.Contexts = nil, nil }},
	{name: "no-law", what: "without the law: what is listed competes by its score alone", without: func(o *ner.Options) { o.Policy = nil }, like: everything},
	{name: "no-words", what: "with the law for names of several words alone", without: withoutWords, like: everything},
	{name: "no-organs", what: "without the rules of organs of state", without: withoutRules("org.organ", "org.organ-of", "org.forces")},
	{name: "no-bodies", what: "without the rules of bodies by their field", without: withoutRules("org.body", "org.body-long", "org.body-and", "org.body-of")},
	{name: "no-facilities", what: "without the rules of facilities and places in a row", without: withoutRules("place.facility", "place.facility-of", "place.facility-one", "place.row")},
	{name: "no-cited", what: "without the rules of media, companies and parties beside their heads", without: withoutRules("org.media", "org.media-other", "org.company",
		"org.stock", "org.holding", "org.cited", "org.list", "org.club", "org.match")},
	{name: "no-context", what: "without the rules by which a name that is a word elsewhere is meant", without: withoutRules("sure.place", "sure.governor", "sure.club",
		"sure.match", "sure.points", "sure.party", "sure.media", "sure.company", "sure.person"), like: everything},
	{name: "mixed", what: "all corpora as of one guideline", corpora: func(c *train.Corpora) { c.Mixed = true }},
	{name: "news-only", what: "fitted to labelled news alone", corpora: func(c *train.Corpora) { c.Anercorp, c.Aqmar, c.Wikifane = "", "", "" }},
	{name: "no-own", what: "without the project's own news", corpora: func(c *train.Corpora) { c.Own = "" }},
	{name: "no-2018", what: "without the labelled news of 2018", corpora: func(c *train.Corpora) { c.News, c.Labels = "", "" }},
}

// withoutRules leaves rules out.
func withoutRules(names ...string) func(*ner.Options) {
	return func(o *ner.Options) {
		var kept []rule.Rule
		for _, r := range o.Rules {
			if !slices.Contains(names, r.Name) {
				kept = append(kept, r)
			}
		}
		o.Rules = kept
	}
}

// withoutWords leaves what is settled of names of one word out.
func withoutWords(o *ner.Options) { o.Policy = o.Policy.WithoutWords() }

func withoutGazetteer(o *ner.Options) { o.Gazetteer = gazetteer.NewLayers() }

// triggers are the lexicon without its given and family names.
var triggers *ner.Lexicon

// readTriggers makes triggers of the lists that the embedded lexicon is of.
func readTriggers() error {
	list, err := lists.Read("data/lexicon", ner.ReadLexicon)
	if err != nil {
		return err
	}
	var kept []ner.Trigger
	for _, t := range list {
		if t.Class != "name" && !strings.HasPrefix(t.Class, "name.") {
			kept = append(kept, t)
		}
	}
	triggers, err = ner.NewLexicon(kept)
	return err
}

// rows writes the table of parts.
func (b *bench) rows(ctx context.Context, w *bytes.Buffer, rows []row) error {
	found := make(map[string]map[string]*eval.Report, len(rows))
	for _, r := range rows {
		a, err := b.analyzer(r)
		if err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		found[r.name] = map[string]*eval.Report{}
		for _, text := range b.texts {
			report, err := b.score(ctx, a, text)
			if err != nil {
				return err
			}
			found[r.name][text] = report
			log.Printf("%s, %s: F1 %s", r.name, text, report.Strict.Micro.F1().Percent())
		}
	}
	w.WriteString(`## Parts

Each row is fitted anew without the part, but for those of the law, which has no part in a fit. "Hand weights
only" are those of ` + "`data/weights.tsv`" + ` and of the rules; "fitted" is everything. The weights of the document memory are not
fitted, so that those of the others are the same without it. Without gazetteer, the lexicon of
triggers and the tables of words stay, with what they have of names: given and
family names, how news uses a word, and how letters of names look; the row below it goes without the
given and family names too. The last column is F1 less that of "fitted".
`)
	for _, text := range b.texts {
		fmt.Fprintf(w, "\n### %s\n\n", title[text])
		w.WriteString(`| what | PER P | PER R | PER F1 | LOC P | LOC R | LOC F1 | ORG P | ORG R | ORG F1 | P | R | F1 | |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
`)
		for _, r := range rows {
			less := ""
			if all := found[everything]; all != nil && r.name != everything {
				less = points(found[r.name][text].Strict.Micro.F1()-all[text].Strict.Micro.F1(), 2)
			}
			fmt.Fprintf(w, "| %s |%s %s |\n", r.what, measure.Cells(found[r.name][text], train.Compared), less)
		}
	}
	w.WriteString("\n")
	return nil
}

// points writes a difference of F1 in points; - where it is undefined.
func points(x eval.Ratio, digits int) string {
	if !x.Defined() {
		return "-"
	}
	if x == 0 {
		return "0"
	}
	return fmt.Sprintf("%+.*f", digits, 100*float64(x))
}
