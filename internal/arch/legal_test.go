package arch

import (
	"context"
	"iter"
	"math"
	"testing"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/english"
	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/compare"
	"github.com/alam-nlp/alam/eval/learn"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	wordtoken "github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/discover"
	"github.com/alam-nlp/alam/topics/fit"
	"github.com/alam-nlp/alam/topics/vector"
	"github.com/alam-nlp/alam/word"
)

// TestLegal calls with values that are legal and rare: nothing of something,
// more than there is, less than none. Nothing may panic.
func TestLegal(t *testing.T) {
	const src = "\u0644\u0628\u0646\u0627\u0646 \u0644\u0628\u0646\u0627\u0646"
	tokens := wordtoken.Tokenize(src)
	ctx := context.Background()
	docs := func(list ...string) iter.Seq2[string, error] {
		return func(yield func(string, error) bool) {
			for _, d := range list {
				if !yield(d, nil) {
					return
				}
			}
		}
	}
	rows := &vector.CSR{Cols: 2}
	rows.Append(vector.Vector{Indices: []int32{0}, Data: []float64{1}})
	rows.Append(vector.Vector{Indices: []int32{1}, Data: []float64{1}})
	vectorizer, err := vector.FitVectorizer(docs("a b", "b c"), vector.VectorizerOptions{Analysis: vector.Blanks})
	if err != nil {
		t.Fatal(err)
	}
	classifier, err := vector.NewClassifier(vectorizer, []vector.Class{{ID: "x"}, {ID: "y"}}, make([]float64, 2*vectorizer.Terms()), []float64{0, 1}, 1)
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := ner.New(ner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	analyzer, err := alam.New(alam.Options{Topics: math.MaxInt, Categories: math.MaxInt, English: new(english.Finder)})
	if err != nil {
		t.Fatal(err)
	}
	gold := []gold.Document{{Text: src}}
	for name, f := range map[string]func(){
		"Analyze of nothing":               func() { analyzer.Analyze(ctx, "") },
		"Analyze of marks":                 func() { analyzer.Analyze(ctx, "\u064b\u0640\n\u200f") },
		"Analyze of not UTF-8":             func() { analyzer.Analyze(ctx, "\xff") },
		"analyze.Analyze of a panic":       func() { analyze.Analyze(ctx, (*alam.Analyzer)(nil), src, analyze.Options{}) },
		"analyze.Analyze by a small piece": func() { analyze.Analyze(ctx, analyzer, src, analyze.Options{Piece: -1}) },
		"Tag without tokens":               func() { tagger.Tag(src, nil) },
		"TagRegions without regions":       func() { tagger.TagRegions(src, tokens, []text.Region{}) },
		"Ablation of nothing":              func() { tagger.Ablate("", nil).Without("no rule") },
		"Trace of no rule":                 func() { tagger.Trace(src, tokens, nil, "no rule") },
		"Head of nothing":                  func() { tagger.Head("", "no label") },
		"TestRules without regions":        func() { tagger.TestRules(make([]rule.Rule, 1), nil) },
		"CheckRules of a zero rule":        func() { tagger.CheckRules(make([]rule.Rule, 1)) },
		"New with a zero rule":             func() { ner.New(ner.Options{Rules: make([]rule.Rule, 1)}) },
		"New with zero tables":             func() { newZeroTables(src, tokens) },
		"gazetteer.New of a zero entry":    func() { gazetteer.New(make([]gazetteer.Entry, 1)) },
		"gazetteer.New of no entry":        func() { gazetteer.New(nil) },
		"NewLayers of nil":                 func() { gazetteer.NewLayers(nil).Append(nil, new(gazetteer.Scratch), tokens) },
		"Count of nil":                     func() { gazetteer.Count(nil) },
		"Difference of nil":                func() { gazetteer.Difference(nil, nil) },
		"Keyphrases, fewer than none":      func() { new(topics.Extractor).Keyphrases(src, tokens, nil, nil, nil, -1) },
		"Keyphrases, more than there is":   func() { new(topics.Extractor).Keyphrases(src, tokens, nil, nil, nil, math.MaxInt) },
		"Explain, fewer than none":         func() { classifier.Explain("a b", "y", -1) },
		"Explain of no class":              func() { classifier.Explain("a b", "z", 3) },
		"Tempered by nothing":              func() { classifier.Tempered(0) },
		"Shared, fewer than none":          func() { rows.Row(0).Shared(rows.Row(0), -1) },
		"Nearest, fewer than none":         func() { vector.NewNeighbours(rows).Nearest(rows.Row(0), -1, nil) },
		"NewNeighbours of nil":             func() { vector.NewNeighbours(nil) },
		"FitVectorizer of nothing":         func() { vector.FitVectorizer(docs(), vector.VectorizerOptions{}) },
		"CountDocFreq of nothing":          func() { topics.CountDocFreq(docs(), topics.DocFreqOptions{}) },
		"Coherence of no column":           func() { discover.Coherence(rows, nil) },
		"Coherence of nil":                 func() { discover.Coherence(nil, []int{0, 1}) },
		"Communities of nil":               func() { discover.Communities(nil, discover.CommunityOptions{}) },
		"NMF of nil":                       func() { discover.NMF(ctx, nil, discover.NMFOptions{}) },
		"NMF of nothing":                   func() { discover.NMF(ctx, &vector.CSR{}, discover.NMFOptions{Topics: 1}) },
		"NMF, fewer than none":             func() { discover.NMF(ctx, rows, discover.NMFOptions{Topics: -1}) },
		"Topics, fewer than none":          func() { topicsOf(ctx, rows, -1) },
		"NewCourse of nothing":             func() { discover.NewCourse(nil, nil, -1) },
		"FitSoftmax without rows":          func() { fit.FitSoftmax(fit.Examples{Classes: 2}, fit.SoftmaxOptions{}) },
		"fit.Classifier of nothing":        func() { fit.Classifier(nil, nil, fit.ClassifierOptions{}) },
		"fit.Rank of nothing":              func() { fit.Rank(make([]fit.RankDoc, 1), fit.RankOptions{}) },
		"Temperature of no class":          func() { fit.Temperature(nil, nil) },
		"Folds, fewer than none":           func() { learn.Folds(gold, -1) },
		"Split by none":                    func() { gold[0].Split(0) },
		"Score of none":                    func() { eval.Score(gold, nil, eval.Options{}) },
		"compare.Runs of none":             func() { compare.Runs(gold, gold, nil, compare.Options{}) },
		"CurveOf without steps":            func() { learn.CurveOf(gold, gold, 0, nil, eval.Options{}) },
		"source.Read without a file":       func() { drain(source.Read(nil, source.Options{})) },
		"source.Read of no file":           func() { drain(source.Read([]string{"no-such-file"}, source.Options{})) },
	} {
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("%s: %v", name, p)
				}
			}()
			f()
		}()
	}
}

// newZeroTables tags by tables that hold nothing.
func newZeroTables(src string, tokens []wordtoken.Token) {
	tagger, err := ner.New(ner.Options{Lexicon: new(ner.Lexicon), Stats: new(word.Stats), Shape: new(word.NameShape),
		Contexts: new(word.Contexts), Model: new(ner.Model), Gazetteer: new(gazetteer.Layers)})
	if err == nil {
		tagger.Tag(src, tokens)
	}
}

func topicsOf(ctx context.Context, rows *vector.CSR, n int) {
	if f, err := discover.NMF(ctx, rows, discover.NMFOptions{Topics: 2}); err == nil {
		discover.Topics(rows, f, n)
	}
}

func drain[T any](seq iter.Seq2[T, error]) {
	for range seq {
	}
}
