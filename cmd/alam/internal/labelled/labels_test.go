package labelled

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gold"
)

// marked is a document with a mention of each label.
func marked(labels string) []gold.Document {
	d := gold.Document{ID: "1"}
	for i, l := range strings.Fields(labels) {
		d.Mentions = append(d.Mentions, gold.Mention{Span: gold.Span{Start: i, End: i + 1, Label: l}})
	}
	return []gold.Document{d}
}

func TestSelectionCheck(t *testing.T) {
	for _, c := range []struct {
		gold, pred  string
		rename      gold.LabelMap
		only        []string
		notes, fail string // parts of them; "" for none
	}{
		{"PER LOC", "PER ORG", nil, nil, "", ""},
		{"PER", "", nil, nil, "", ""},
		{"", "", gold.LabelMap{"A": "B"}, []string{"X"}, "no mention", ""},
		{"", "PER", nil, nil, "no mention", ""},
		{"PERSON", "PER", nil, nil, "", "Options.Map PERSON=PER"},
		{"PERSON", "PER", gold.LabelMap{"PERSON": "PER"}, nil, "", ""},
		{"PERSON LOC", "PER LOC", nil, nil, "Options.Map PERSON=PER", ""},
		{"GPE", "LOC", nil, nil, "", "Options.Map GPE=LOC"},
		{"PER", "PER", gold.LabelMap{"PERS": "PER"}, nil, "", "renames PERS"},
		{"PER LOC", "PER", gold.LabelMap{"PERS": "PER", "LOC": "GPE"}, nil, "renames PERS", ""},
		{"PER", "PER", nil, []string{"PER", "LOK"}, "LOK is selected", ""},
		{"PERSON", "PERSON", nil, []string{"PER"}, "", "Options.Map PERSON=PER"},
		{"LOC", "PER LOC", nil, []string{"PER"}, "none of the selected", ""},
		{"PER LOC", "PERS LOC", nil, []string{"PER", "PERS"}, "", "Options.Map PER=PERS"},
	} {
		notes, err := Selection{Map: c.rename, Labels: c.only}.Check(marked(c.gold), marked(c.pred))
		if all := strings.Join(notes, "\n"); !strings.Contains(all, c.notes) || c.notes == "" && all != "" {
			t.Errorf("%q and %q: notes %q, want %q", c.gold, c.pred, all, c.notes)
		}
		if err == nil != (c.fail == "") || err != nil && !strings.Contains(err.Error(), c.fail) {
			t.Errorf("%q and %q: error %v, want %q", c.gold, c.pred, err, c.fail)
		}
	}
}
