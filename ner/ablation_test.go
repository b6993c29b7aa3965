package ner

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

const ablationRules = `rule title +3 = "الرئيس" PER[ :word{2} ]
rule short +1 = "قال" PER[ :word ]
rule in +2 = "في" LOC[ LOC ]
`

func ablationOptions(t *testing.T, drop string) Options {
	t.Helper()
	rules, err := rule.Parse("t.rules", strings.NewReader(ablationRules))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := gazetteer.ReadTSV("l.tsv", strings.NewReader("label\tkind\tname\tflags\nLOC\tcity\tموسكو\tneeds_context\nLOC\tcountry\tروسيا\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.New(entries)
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Gazetteer: gazetteer.NewLayers(g),
		Rules:     slices.DeleteFunc(rules, func(r rule.Rule) bool { return r.Name == drop }),
		Weights: Weights{"gazetteer.LOC": 2, "needs_context": -3, "memory.short.PER": 2, "memory.same.PER": 1,
			"memory.same.LOC": 1},
	}
}

// TestAblation: an ablation foretells what a tagger without the rule finds.
func TestAblation(t *testing.T) {
	const src = "قال الرئيس فلاديمير بوتين في موسكو إن روسيا تريد السلام. قال بوتين في روسيا: موسكو تنتظر."
	tokens := token.Tokenize(src)
	all, err := New(ablationOptions(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	ablation := all.Ablate(src, tokens)
	if got := strings.Join(ablation.Rules(), " "); got != "in short title" {
		t.Errorf("rules %s", got)
	}
	for _, drop := range []string{"", "title", "in", "short", "none", ""} {
		less, err := New(ablationOptions(t, drop))
		if err != nil {
			t.Fatal(err)
		}
		wantM, wantE := less.Tag(src, tokens)
		gotM, gotE := ablation.Without(drop)
		if !reflect.DeepEqual(gotM, wantM) || !reflect.DeepEqual(gotE, wantE) {
			t.Errorf("without %q:\n%s\ngot  %s\nwant %s", drop, src, names(src, gotM), names(src, wantM))
		}
	}
}

// TestHide: what is hidden is not found, and what no list has cannot be hidden.
func TestHide(t *testing.T) {
	o := ablationOptions(t, "")
	o.Hide = []string{"LOC.country"}
	tg, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	const src = "في موسكو وروسيا"
	ms, _ := tg.Tag(src, token.Tokenize(src))
	if got := names(src, ms); got != "LOC=موسكو" {
		t.Errorf("%s\ngot %s", src, got)
	}
	for hide, want := range map[string]string{
		"LOC.cty":  `ner: not a label and kind of the lists: "LOC.cty", want LOC.city, LOC.country, did you mean LOC.city?`,
		"LOC":      `ner: not a label and kind of the lists: "LOC", want LOC.city, LOC.country`,
		"PERSON.x": `ner: not a label and kind of the lists: "PERSON.x", want LOC with a kind`,
		"":         `ner: not a label and kind of the lists: "", want LOC with a kind`,
	} {
		o.Hide = []string{"LOC.city", hide}
		if _, err := New(o); !errors.Is(err, ErrKind) || err.Error() != want {
			t.Errorf("%q:\ngot  %v\nwant %s", hide, err, want)
		}
	}
	if _, err := New(Options{Hide: []string{"LOC.city"}}); !errors.Is(err, ErrKind) {
		t.Errorf("without a list: %v", err)
	}
}
