package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/compare"
)

// TestChosen: rows are chosen by name, in the order asked.
func TestChosen(t *testing.T) {
	for _, c := range []struct{ names, want, fails string }{
		{"", "", ""},
		{"all", rowNames(), ""},
		{"no-rules,fitted", "no-rules, fitted", ""},
		{"rules", "", `"rules": no such row`},
		{"fitted,", "", `"": no such row`},
	} {
		list, err := chosen(c.names)
		if (err != nil) != (c.fails != "") || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%q: %v", c.names, err)
		}
		var names []string
		for _, r := range list {
			names = append(names, r.name)
		}
		if got := strings.Join(names, ", "); err == nil && got != c.want {
			t.Errorf("%q: got %s", c.names, got)
		}
	}
	for _, r := range allRows {
		if _, err := rowOf(r.like); r.like != "" && err != nil {
			t.Errorf("%s has weights of: %v", r.name, err)
		}
	}
}

// TestRuleTable: what the first text is better without comes first.
func TestRuleTable(t *testing.T) {
	worth := func(name string, less int) *compare.Worth {
		return &compare.Worth{Source: name, Hits: 3, Right: 2, Wrong: 1, Without: eval.Counts{TP: 50 - less, FN: 50 + less, FP: 10}, All: eval.Counts{TP: 50, FN: 50, FP: 10}}
	}
	list := map[string]*worths{
		"good":  {"good", map[string]*compare.Worth{own: worth("good", 1), news: worth("good", -1)}},
		"bad":   {"bad", map[string]*compare.Worth{own: worth("bad", -1)}},
		"none":  {"none", map[string]*compare.Worth{own: worth("none", 0)}},
		"other": {"other", map[string]*compare.Worth{news: worth("other", -1)}},
	}
	texts := []string{own, news}
	var names []string
	for _, x := range sorted(list, texts) {
		names = append(names, x.rule)
	}
	if got := strings.Join(names, " "); got != "bad other none good" {
		t.Errorf("order %s", got)
	}
	var b bytes.Buffer
	writeRules(&b, texts, sorted(list, texts))
	for _, line := range []string{
		"| bad | 2 | 1 | 0 | 0 | -0.854 | - | - | - | - | - |\n",
		"| other | - | - | - | - | - | 2 | 1 | 0 | 0 | -0.854 |\n",
		"| none | 2 | 1 | 0 | 0 | 0 | - | - | - | - | - |\n",
	} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("no line %sin\n%s", line, b.String())
		}
	}
}
