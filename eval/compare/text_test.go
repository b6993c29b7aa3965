package compare

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

// mentionOf marks the first place of a surface.
func mentionOf(text, surface, label string) gold.Mention {
	i := strings.Index(text, surface)
	return gold.Mention{Span: gold.Span{Start: i, End: i + len(surface), Label: label}}
}

// wrongDocs are three documents with errors of several kinds.
func wrongDocs() (truth, pred []gold.Document) {
	add := func(text string, want, found [][2]string) {
		g := gold.Document{ID: string('a' + rune(len(truth))), Text: text}
		p := g
		for _, m := range want {
			g.Mentions = append(g.Mentions, mentionOf(text, m[0], m[1]))
		}
		for _, m := range found {
			p.Mentions = append(p.Mentions, mentionOf(text, m[0], m[1]))
		}
		truth, pred = append(truth, g), append(pred, p)
	}
	add("زار الرئيس بوتين دمشق ثم حلب",
		[][2]string{{"بوتين", "PER"}, {"دمشق", "LOC"}, {"حلب", "LOC"}},
		[][2]string{{"الرئيس بوتين", "PER"}, {"دمشق", "LOC"}, {"حلب", "ORG"}})
	add("قال بوتين في دمشق أمس",
		[][2]string{{"بوتين", "PER"}, {"دمشق", "LOC"}},
		[][2]string{{"دمشق", "LOC"}})
	add("قال بوتين في موسكو وفي وزارة الدفاع",
		[][2]string{{"بوتين", "PER"}, {"وزارة الدفاع", "ORG"}},
		[][2]string{{"موسكو", "LOC"}, {"الدفاع", "LOC"}})
	return truth, pred
}

// TestReportText: the tables of two runs line up and name what changed.
func TestReportText(t *testing.T) {
	truth, pred := wrongDocs()
	c, err := Runs(truth, pred, truth, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := c.WriteText(&b, eval.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"label  precision A       B    B−A  recall A       B    B−A   F1 A       B    B−A\n",
		"all          33.33  100.00  +66.67     28.57  100.00  +71.43  30.77  100.00  +69.23\n",
		"gained: 5 ",
		"قال [بوتين] في دمشق أمس\n",
		"gone false: 4 ",
		"p: approximate randomization over 3 documents, every exchange tried; 95 % intervals: paired bootstrap, 1000 draws\n",
	} {
		if !strings.Contains(squeeze(b.String()), squeeze(want)) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	first, _, _ := strings.Cut(b.String(), "\n\n")
	lines := strings.Split(first, "\n")
	for _, l := range lines {
		if show.Width(l) != show.Width(lines[0]) {
			t.Errorf("lines differ in width:\n%s", first)
			break
		}
	}
	b.Reset()
	if err := c.WriteMarkdown(&b); err != nil || !strings.Contains(b.String(), "| all | 33.33 | 100.00 | +66.67 |") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

// squeeze makes every run of blanks one blank.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
