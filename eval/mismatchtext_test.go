package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/eval/internal/show"
)

const errorTable = `error                     LOC  ORG  PER  all
correct                     2    0    0    2
missed                      0    0    2    2
spurious                    1    0    0    1
wrong label                 1    0    0    1
wrong label and boundary    0    1    0    1
only a title                0    0    1    1

gold, predicted  LOC  ORG  PER  none
LOC                2    1    0     0
ORG                1    0    0     0
PER                0    0    1     2
none               1    0    0     0

tokens  precision  recall     F1  support  TP  FP  FN
1           40.00   33.33  36.36        6   2   3   4
2            0.00    0.00   0.00        1   0   1   1

worst documents  precision  recall     F1  support  TP  FP  FN
c                     0.00    0.00   0.00        2   0   2   2
a                    33.33   33.33  33.33        3   1   2   2
b                   100.00   50.00  66.67        2   1   0   1

`

func TestErrorsText(t *testing.T) {
	gold, pred := errorDocs(t)
	e, err := FindMismatches(gold, pred, MismatchOptions{Title: testTitle})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := e.WriteText(&b, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	got, ok := strings.CutPrefix(b.String(), errorTable)
	if !ok {
		t.Fatal(cmp.Diff(errorTable, b.String()))
	}
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(lines) != 6 {
		t.Fatalf("list:\n%s", got)
	}
	for i, want := range []string{
		"[gold] {predicted}",
		"قال [بوتين] في دمشق أمس",
		"قال بوتين في {موسكو} وفي وزارة الدفاع",
		"زار الرئيس بوتين دمشق ثم {[حلب]}",
		"قال بوتين في موسكو وفي [وزارة {الدفاع}]",
		"زار {الرئيس [بوتين]} دمشق ثم حلب",
	} {
		if !strings.HasSuffix(lines[i], want) || show.Width(lines[i]) != show.Width(lines[0]) {
			t.Errorf("line %d is %q, want the end %q and the width %d", i, lines[i], want, show.Width(lines[0]))
		}
	}
	b.Reset()
	if err := e.WriteText(&b, TextOptions{Isolate: true, List: 2}); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); !strings.Contains(s, "\u2068قال [بوتين] في دمشق أمس\u2069\n") || strings.Contains(s, "حلب") {
		t.Errorf("isolated, two rows:\n%s", s)
	}
}

func TestErrorsMarkdown(t *testing.T) {
	gold, pred := errorDocs(t)
	gold[0].ID = "a|b\nc\u202e"
	pred[0].ID = gold[0].ID
	e, err := FindMismatches(gold, pred, MismatchOptions{Title: testTitle})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := e.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| error | LOC | ORG | PER | all |\n|:---|---:|---:|---:|---:|\n",
		"| missed | 2 | PER |  | b | قال [بوتين] في دمشق أمس |\n",
		`| a\|b c | 33.33 |`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
