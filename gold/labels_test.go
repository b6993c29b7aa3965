package gold

import (
	"slices"
	"strings"
	"testing"
)

func TestParseLabelMapErrors(t *testing.T) {
	for in, want := range map[string]string{
		"PERS":    `pair 1: "PERS" has no "="`,
		"A=B,":    `pair 2: "" has no "="`,
		"=PER":    "nothing before",
		"PERS=":   "nothing after",
		"A=B=C":   "more than one",
		"A=B,A=C": `"A" is already mapped to "B"`,
	} {
		if _, err := ParseLabelMap(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", in, err, want)
		}
	}
	if _, err := ParseLabels("PER,,LOC"); err == nil {
		t.Error("empty label: no error")
	}
	if l, err := ParseLabels(" PER , LOC,PER"); err != nil || !slices.Equal(l, []string{"PER", "LOC"}) {
		t.Errorf("got %q, %v", l, err)
	}
}
