package engine

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/topics"
)

func analyzer(t *testing.T, o Options, change func(*ner.Options)) *Analyzer {
	t.Helper()
	a, err := NewWith(o, change)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestNewWith: what the tagger is made of can be changed last of all.
func TestNewWith(t *testing.T) {
	const src = "وصل قثقثة إلى موسكو أمس"
	for want, change := range map[int]func(*ner.Options){1: nil, 0: func(o *ner.Options) { *o = ner.Options{} }} {
		x, err := analyzer(t, Options{}, change).Analyze(context.Background(), src)
		if err != nil || len(x.Mentions) != want {
			t.Errorf("%d mentions, want %d, %v", len(x.Mentions), want, err)
		}
	}
	bad := func(o *ner.Options) { o.Labels = []ner.Label{"XYZ"} }
	if _, err := NewWith(Options{}, bad); !errors.Is(err, ner.ErrLabel) {
		t.Errorf("got %v", err)
	}
}

// TestTerms: a sample has many candidates, and more words than terms with names.
func TestTerms(t *testing.T) {
	a := analyzer(t, Options{Topics: 1}, nil)
	b, err := fs.ReadFile(data.Samples(), "samples/politics.txt")
	if err != nil {
		t.Fatal(err)
	}
	ctx, src := context.Background(), string(b)
	if list, err := a.Candidates(ctx, src); err != nil || len(list) < 50 {
		t.Errorf("%d candidates, %v", len(list), err)
	}
	names, err := a.Terms(ctx, src, true)
	if err != nil {
		t.Fatal(err)
	}
	words, err := a.Terms(ctx, src, false)
	isEntity := func(t topics.Term) bool { return t.Entity >= 0 }
	if err != nil || len(words) <= len(names) || slices.ContainsFunc(words, isEntity) {
		t.Errorf("%d words, %d terms with names, %v", len(words), len(names), err)
	}
}

// TestNotMade: an Analyzer that New did not make, or not for topics, says so.
func TestNotMade(t *testing.T) {
	var zero Analyzer
	for want, a := range map[error]*Analyzer{ErrNotMade: &zero, ErrNoTopics: analyzer(t, Options{Categories: 1}, nil)} {
		_, words := a.Terms(context.Background(), "لبنان", false)
		_, names := a.Terms(context.Background(), "لبنان", true)
		_, candidates := a.Candidates(context.Background(), "لبنان")
		for _, err := range []error{words, names, candidates} {
			if !errors.Is(err, want) {
				t.Errorf("got %v, want %v", err, want)
			}
		}
	}
	_, analyze := zero.Analyze(context.Background(), "لبنان")
	_, regions := zero.Regions("لبنان")
	for _, err := range []error{analyze, regions} {
		if !errors.Is(err, ErrNotMade) {
			t.Errorf("got %v", err)
		}
	}
}

// TestRefused: options of which no analyzer can be made are refused by name,
// with what was given and what is known.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Topics: -1}, "Topics: -1"},
		{Options{Categories: -2}, "Categories: -2"},
		{Options{MinScore: math.NaN()}, "MinScore"},
		{Options{Gazetteers: []*gazetteer.Gazetteer{nil}}, "Gazetteers: list 0"},
		{Options{Hide: []string{"LOC.country", "LOC.cty"}}, `Hide: ner: not a label and kind of the lists: "LOC.cty", want LOC.`},
		{Options{Hide: []string{"LOC"}}, `"LOC", want LOC.`},
		{Options{Hide: []string{"GPE.city"}}, `"GPE.city", want LOC, ORG, PER with a kind, did you mean LOC.city?`},
		{Options{Hide: []string{""}}, `"", want LOC, ORG`},
	} {
		_, err := New(c.o)
		if !errors.Is(err, ErrOption) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	if _, err := New(Options{Labels: []ner.Label{"GPE"}}); !errors.Is(err, ner.ErrLabel) || !strings.Contains(err.Error(), `"GPE"`) {
		t.Errorf("got %v", err)
	}
}

// TestHideKnown: every kind of the lists can be hidden, a user's own among them.
func TestHideKnown(t *testing.T) {
	own, err := gazetteer.New([]gazetteer.Entry{{ID: "own/1", Label: "LOC", Kind: "quarter-of-ours", Name: "قثقثة"}})
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Gazetteers: []*gazetteer.Gazetteer{own}}
	o.Hide = analyzer(t, o, nil).Tagger().Lists()
	if !slices.Contains(o.Hide, "LOC.quarter-of-ours") || !slices.Contains(o.Hide, "LOC.city") {
		t.Errorf("the kinds are %v", o.Hide)
	}
	analyzer(t, o, nil)
}
