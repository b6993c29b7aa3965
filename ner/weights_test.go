package ner

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

// TestDefaultWeights: they are the weights by hand but for those of kinds, and
// for those that say nothing without fitted ones.
func TestDefaultWeights(t *testing.T) {
	f, err := data.Files().Open("weights.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want, err := ReadWeights("weights.tsv", f)
	if err != nil {
		t.Fatal(err)
	}
	got := DefaultWeights()
	for name, x := range want {
		y, ok := got[name]
		kind := strings.HasPrefix(name, weightGazetteer) && strings.Count(name, ".") == 2
		if left := kind || name == weightSure || name == weightSureWord || x == 0; ok == left || ok && x != y {
			t.Errorf("%s is %v, %v, by hand %v", name, y, ok, x)
		}
		delete(got, name)
	}
	if len(got) > 0 {
		t.Errorf("not among those by hand: %v", got)
	}
	DefaultWeights()[weightContext] = 9
	if DefaultWeights()[weightContext] == 9 {
		t.Error("two callers share one map")
	}
}

// TestNoWeights: who gives lists or rules and no weights finds their names by the
// default ones, and none by weights that are given and empty.
func TestNoWeights(t *testing.T) {
	list, err := gazetteer.New([]gazetteer.Entry{
		{ID: "1", Label: "PER", Kind: "business", Name: "سامر الخطيب"},
		{ID: "2", Label: "LOC", Kind: "district", Name: "الندى", NeedsContext: true},
		{ID: "3", Label: "ORG", Kind: "of ours", Name: "مصنع الندى"},
		{ID: "4", Label: "LOC", Kind: "city", Name: "بيروت"},
		{ID: "5", Label: "MISC", Kind: "prize", Name: "الجائزة"},
	})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := rule.Parse("t.rules", strings.NewReader("rule in +2 = \"حي\" LOC[ LOC? ]\nrule said +1 = \"قال\" PER[ :word ]"))
	if err != nil {
		t.Fatal(err)
	}
	layers := gazetteer.NewLayers(list)
	for _, c := range []struct {
		name, src, want string
		o               Options
	}{
		{"listed", "وصل سامر الخطيب إلى بيروت", "PER=سامر الخطيب LOC=بيروت", Options{Gazetteer: layers}},
		{"again, by the last word", "وصل سامر الخطيب ثم غادر الخطيب", "PER=سامر الخطيب PER=الخطيب", Options{Gazetteer: layers}},
		{"another label", "نال الجائزة", "MISC=الجائزة", Options{Gazetteer: layers, Labels: []Label{MISC}}},
		{"the longer", "زار مصنع الندى", "ORG=مصنع الندى", Options{Gazetteer: layers}},
		{"needs context", "وصل إلى الندى", "", Options{Gazetteer: layers, Rules: rules}},
		{"in context", "وصل إلى حي الندى", "LOC=الندى", Options{Gazetteer: layers, Rules: rules}},
		{"rules alone", "قال سامر نعم", "PER=سامر", Options{Rules: rules}},
		{"weights that are none", "وصل سامر الخطيب إلى بيروت", "", Options{Gazetteer: layers, Weights: Weights{}}},
		{"rules without weights", "قال سامر في بيروت", "PER=سامر", Options{Gazetteer: layers, Rules: rules, Weights: Weights{}}},
		{"weights of one's own", "وصل سامر الخطيب إلى بيروت", "LOC=بيروت", Options{Gazetteer: layers, Weights: Weights{"gazetteer.LOC": 1}}},
	} {
		tg, err := New(c.o)
		if err != nil {
			t.Fatal(err)
		}
		ms, _ := tg.Tag(c.src, token.Tokenize(c.src))
		if got := names(c.src, ms); got != c.want {
			t.Errorf("%s:\n%s\ngot  %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}
