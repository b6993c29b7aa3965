package alam_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
)

func rules(tb testing.TB, src string) []rule.Rule {
	tb.Helper()
	rs, err := rule.Parse("own.rules", strings.NewReader(src))
	if err != nil {
		tb.Fatal(err)
	}
	return rs
}

// mention is the mention of a text with some words, if there is one.
func mention(x *alam.Analysis, words string) *ner.Mention {
	for i := range x.Mentions {
		if x.Mentions[i].Text == words {
			return &x.Mentions[i]
		}
	}
	return nil
}

// by reports whether a rule or entry is in a mention's evidence.
func by(m *ner.Mention, source, name string) bool {
	return m != nil && slices.ContainsFunc(m.Evidence, func(e ner.Evidence) bool { return e.Source == source && e.Name == name })
}

// TestOwnRule: a rule of the user's works without being fitted, and outweighs
// what was fitted.
func TestOwnRule(t *testing.T) {
	const src = "نقل الجهاز قثقثة خمسة إلى المخزن أمس"
	const words = "قثقثة خمسة"
	if m := mention(analyze(t, analyzer(t, alam.Options{}), src), words); m != nil {
		t.Fatalf("%s\nfound without a rule: %+v", words, m)
	}
	for _, label := range []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC} {
		o := alam.Options{Rules: rules(t, `rule own +30 = "الجهاز" `+string(label)+`[ :word "خمسة" ]`), Labels: []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC}}
		x := analyze(t, analyzer(t, o), src)
		checkLaw(t, src, x)
		if m := mention(x, words); m == nil || m.Label != label || m.Score < 30 || !by(m, ner.FromRule, "own") {
			t.Errorf("%s: got %+v", label, x.Mentions)
		}
	}
}

// TestOwnNoName: a rule of the user's for what is no name outweighs what was fitted.
func TestOwnNoName(t *testing.T) {
	const src = "وصل إلى موسكو أمس"
	if mention(analyze(t, analyzer(t, alam.Options{}), src), "موسكو") == nil {
		t.Fatal("not found to begin with")
	}
	x := analyze(t, analyzer(t, alam.Options{Rules: rules(t, `rule own +60 = "الى" O[ "موسكو" ]`)}), src)
	if checkLaw(t, src, x); len(x.Mentions) != 0 {
		t.Errorf("got %+v", x.Mentions)
	}
}

// TestOwnEntry: an entry of the user's is found, as one name, and outweighs
// what the embedded list and the fitted weights make of its words.
func TestOwnEntry(t *testing.T) {
	g, err := gazetteer.New([]gazetteer.Entry{
		{ID: "own/1", Label: "ORG", Kind: "company", Name: "قثقثة الخمسة", Prominence: 5},
		{ID: "own/2", Label: "LOC", Kind: "city", Name: "موسكو", Prominence: 5},
	})
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer(t, alam.Options{Gazetteers: []*gazetteer.Gazetteer{g}})
	for _, c := range []struct {
		src, words, id string
		label          ner.Label
	}{
		{"انتقل الطبيب إلى قثقثة الخمسة أمس", "قثقثة الخمسة", "own/1", ner.ORG},
		{"وصل إلى موسكو أمس", "موسكو", "own/2", ner.LOC},
	} {
		x := analyze(t, a, c.src)
		checkLaw(t, c.src, x)
		m := mention(x, c.words)
		if m == nil || m.Label != c.label || x.Entities[m.Entity].ID != c.id {
			t.Errorf("%s\ngot %+v %+v", c.src, x.Mentions, x.Entities)
		}
	}
}

// TestRuleOff: a rule of weight 0 with the name of an embedded one turns that off.
func TestRuleOff(t *testing.T) {
	const src = "استقبل الرئيس الروسي فلاديمير بوتين نظيره"
	off := rules(t, `rule person.title 0 = PER[ "قثقثة" ]`)
	found := func(o alam.Options) bool {
		x := analyze(t, analyzer(t, o), src)
		checkLaw(t, src, x)
		return slices.ContainsFunc(x.Mentions, func(m ner.Mention) bool { return by(&m, ner.FromRule, "person.title") })
	}
	for _, hand := range []bool{false, true} {
		if !found(alam.Options{ByHand: hand}) {
			t.Errorf("by hand %v: the rule does not work to begin with", hand)
		}
		if found(alam.Options{ByHand: hand, Rules: off}) {
			t.Errorf("by hand %v: the rule is not off", hand)
		}
	}
}
