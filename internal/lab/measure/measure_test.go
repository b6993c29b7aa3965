package measure

import (
	"context"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/compare"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

var compared = eval.Options{Labels: []string{"PER", "LOC", "ORG"}}

// samples are the sample articles with their annotation.
func samples(t testing.TB) []gold.Document {
	t.Helper()
	var docs []gold.Document
	names, err := fs.Glob(data.Samples(), "samples/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(data.Samples(), name)
		if err != nil {
			t.Fatal(err)
		}
		truth, err := data.Samples().Open(strings.TrimSuffix(name, ".txt") + ".gold.tsv")
		if err != nil {
			t.Fatal(err)
		}
		mentions, err := gold.ReadSpanTSV(truth, string(text), gold.SpanOptions{Path: name})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, gold.Document{ID: name, Text: string(text), Mentions: mentions})
	}
	if len(docs) < 5 {
		t.Fatalf("%d samples", len(docs))
	}
	return docs
}

func analyzer(t testing.TB) *engine.Analyzer {
	t.Helper()
	a, err := engine.New(engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// pieces are what engine.New makes a tagger of, from the embedded files.
func pieces(t testing.TB) ner.Options {
	t.Helper()
	list, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		t.Fatal(err)
	}
	o := ner.Options{Gazetteer: gazetteer.NewLayers(list)}
	if o.Lexicon, err = ner.OpenLexicon(data.Lexicon()); err != nil {
		t.Fatal(err)
	}
	if o.Stats, err = word.OpenStats(data.WordStats()); err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(data.Files(), "rules/*.rules")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		f, err := data.Files().Open(name)
		if err != nil {
			t.Fatal(err)
		}
		rules, err := rule.Parse(name, f)
		if err != nil {
			t.Fatal(err)
		}
		o.Rules = append(o.Rules, rules...)
	}
	f, err := data.Files().Open("weights.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if o.Weights, err = ner.ReadWeights("weights.tsv", f); err != nil {
		t.Fatal(err)
	}
	if f, err = data.Files().Open("guidelines/news/policy.tsv"); err != nil {
		t.Fatal(err)
	}
	if o.Policy, err = ner.ReadPolicy("policy.tsv", f); err != nil {
		t.Fatal(err)
	}
	if f, err = data.Files().Open("guidelines/news/model.tsv"); err != nil {
		t.Fatal(err)
	}
	if o.Model, err = ner.ReadModel("model.tsv", f); err != nil {
		t.Fatal(err)
	}
	if o.Shape, err = word.OpenNameShape(data.NameShape()); err != nil {
		t.Fatal(err)
	}
	if o.Contexts, err = word.OpenContexts(data.WordContexts()); err != nil {
		t.Fatal(err)
	}
	return o
}

// TestByRuleForetells: for every rule, the score without it and the number of
// its hits are those of a tagger that was built without the rule.
func TestByRuleForetells(t *testing.T) {
	truth, _, err := gold.ReadFile(filepath.Join("..", "..", "..", "data", "news", "dev.jsonl"), nil, gold.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	truth = append(samples(t), truth[:20]...)
	table, err := ByRule(context.Background(), analyzer(t), truth, compared)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Worth) < 10 || !slices.ContainsFunc(table.Worth, func(w compare.Worth) bool { return w.Only > 0 }) {
		t.Fatalf("the samples say little: %d rules", len(table.Worth))
	}
	o := pieces(t)
	for _, w := range table.Worth {
		less := o
		less.Rules = slices.DeleteFunc(slices.Clone(o.Rules), func(r rule.Rule) bool { return r.Name == w.Source })
		if len(less.Rules) == len(o.Rules) {
			t.Errorf("no rule is called %s", w.Source)
		}
		tagger, err := ner.New(less)
		if err != nil {
			t.Fatal(err)
		}
		var pred []gold.Document
		for _, d := range truth {
			m, e := tagger.Tag(d.Text, token.Tokenize(d.Text))
			pred = append(pred, document(d.ID, d.Text, m, e))
		}
		if pred, err = gold.Align(truth, pred); err != nil {
			t.Fatal(err)
		}
		r, err := eval.Score(truth, pred, compared)
		if err != nil {
			t.Fatal(err)
		}
		if r.Strict.Micro != w.Without {
			t.Errorf("without %s: foretold %+v, is %+v", w.Source, w.Without, r.Strict.Micro)
		}
	}
}

// TestWorthAll: what everything scores is what a plain run scores, by rule and by
// list, and what only a source found is what is lost without it.
func TestWorthAll(t *testing.T) {
	gold := samples(t)[:2]
	a := analyzer(t)
	pred, err := Predict(context.Background(), a, gold)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := Score(gold, pred, Options{Scoring: compared})
	if err != nil {
		t.Fatal(err)
	}
	byRule, err := ByRule(context.Background(), a, gold, compared)
	if err != nil {
		t.Fatal(err)
	}
	byList, err := ByList(context.Background(), engine.Options{}, gold, compared)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []*WorthTable{byRule, byList} {
		if table.All != r.Strict.Micro {
			t.Errorf("by %s: %+v, want %+v", table.By, table.All, r.Strict.Micro)
		}
		for _, w := range table.Worth {
			if w.All != table.All || w.Right+w.Wrong != w.Hits || w.Without.TP != w.All.TP-w.Only+w.Spoiled {
				t.Errorf("%+v does not add up", w)
			}
		}
	}
	if !slices.ContainsFunc(byList.Worth, func(w compare.Worth) bool { return w.Source == "LOC.country" && w.Gain() > 0 }) {
		t.Errorf("countries are worth nothing: %+v", byList.Worth)
	}
}

// TestSameForAnyProcessors: seeded results and tables do not depend on the number
// of processors.
func TestSameForAnyProcessors(t *testing.T) {
	gold := samples(t)
	everything := func() string {
		a := analyzer(t)
		pred, err := Predict(context.Background(), a, gold)
		if err != nil {
			t.Fatal(err)
		}
		q := Options{Scoring: compared, Errors: true, Entities: true, Train: gold[:1], Folds: 3,
			Intervals: &eval.BootstrapOptions{Trials: 200, Seed: 7}}
		r, _, err := Score(gold, pred, q)
		if err != nil {
			t.Fatal(err)
		}
		byRule, err := ByRule(context.Background(), a, gold, compared)
		if err != nil {
			t.Fatal(err)
		}
		byList, err := ByList(context.Background(), engine.Options{}, gold[:1], compared)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal([]any{r, byRule, byList})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	many := everything()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := everything(); one != many {
		t.Error("one processor gives something else")
	}
}

// TestFolds: the folds add up to the whole, of documents and of the sentences of
// one document.
func TestFolds(t *testing.T) {
	var conll strings.Builder
	for range 7 {
		conll.WriteString("زار O\nبوتين B-PER\nموسكو B-LOC\n\n")
	}
	one, _, err := gold.ReadConll(strings.NewReader(conll.String()), gold.ConllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, gold := range map[string][]gold.Document{"documents": samples(t), "sentences": one} {
		pred, err := Predict(context.Background(), analyzer(t), gold)
		if err != nil {
			t.Fatal(err)
		}
		r, _, err := Score(gold, pred, Options{Folds: 3})
		if err != nil {
			t.Fatal(err)
		}
		var sum eval.Counts
		for _, f := range r.Folds {
			sum.Add(f.Counts)
		}
		if len(r.Folds) != 3 || sum != r.Strict.Micro || len(r.Notes) != 1 {
			t.Errorf("%s: folds %+v, %v, want the sum %+v", name, r.Folds, r.Notes, r.Strict.Micro)
		}
	}
	if _, _, err := Score(samples(t), samples(t), Options{Folds: 50}); err == nil || !strings.Contains(err.Error(), "50 folds of 5 documents") {
		t.Errorf("more folds than documents: %v", err)
	}
}

func TestTitles(t *testing.T) {
	title, err := Titles()
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"الرئيس": true, "رئيس": true, "الدكتور": true, "الرّئيس": true, "الدولي": false, "موسكو": false, "": false} {
		if title(word) != want {
			t.Errorf("%s: %v", word, !want)
		}
	}
}

// TestWorthJSON: undefined is null, and the fields are those of the schema.
func TestWorthJSON(t *testing.T) {
	table := WorthTable{Schema: 1, By: "rule", Worth: []compare.Worth{{Source: "x"}}}
	b, err := json.Marshal(&table)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema int
		By     string
		Worth  []map[string]any
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"all", "gain", "hits", "only", "precision", "right", "source", "spoiled", "without", "wrong"}
	var have []string
	for k := range got.Worth[0] {
		have = append(have, k)
	}
	slices.Sort(have)
	if got.Schema != 1 || got.By != "rule" || !reflect.DeepEqual(have, want) || got.Worth[0]["precision"] != nil || got.Worth[0]["gain"] != nil {
		t.Errorf("%s", b)
	}
}
