package eval

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/gold"
)

// errorDocs are three documents with errors of several kinds.
func errorDocs(t testing.TB) (gold, pred []gold.Document) {
	for i, s := range []string{
		"زار {الرئيس [بوتين]} [LOC|{LOC|دمشق}] ثم [LOC|{ORG|حلب}]",
		"قال [بوتين] في [LOC|{LOC|دمشق}] أمس",
		"قال [بوتين] في {LOC|موسكو} وفي [ORG|وزارة {LOC|الدفاع}]",
	} {
		g, p := marked(t, s)
		g.ID = string('a' + rune(i))
		p.ID = g.ID
		gold, pred = append(gold, g), append(pred, p)
	}
	return gold, pred
}

func TestFindErrors(t *testing.T) {
	truth, pred := errorDocs(t)
	train, _ := marked(t, "[ORG|دمشق] و[بوتين]")
	o := MismatchOptions{Title: testTitle, Train: []gold.Document{train}}
	e, err := FindMismatches(truth, pred, o)
	if err != nil {
		t.Fatal(err)
	}
	want := MismatchCounts{}
	want[Correct], want[OnlyTitle], want[WrongLabel] = 2, 1, 1
	want[Missed], want[Spurious], want[WrongBoth] = 2, 1, 1
	if e.Counts != want || e.Counts.Counts() != (Counts{2, 4, 5}) {
		t.Errorf("counts %v", e.Counts)
	}
	labels := []LabelMismatches{{Label: "LOC"}, {Label: "ORG"}, {Label: "PER"}}
	labels[0].Counts[Correct], labels[0].Counts[WrongLabel], labels[0].Counts[Spurious] = 2, 1, 1
	labels[1].Counts[WrongBoth] = 1
	labels[2].Counts[Missed], labels[2].Counts[OnlyTitle] = 2, 1
	if d := cmp.Diff(labels, e.ByLabel); d != "" {
		t.Error(d)
	}
	confusion := Confusion{
		Labels: []string{"LOC", "ORG", "PER"},
		Counts: [][]int{{2, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 1, 2}, {1, 0, 0, 0}},
	}
	if d := cmp.Diff(confusion, e.Confusion); d != "" {
		t.Error(d)
	}
	seen := []PartScore{{seenName, Counts{0, 0, 3}}, {seenOtherLabel, Counts{2, 0, 0}}, {unseenName, Counts{0, 4, 2}}}
	if d := cmp.Diff(seen, e.Seen); d != "" {
		t.Error(d)
	}
	byTraining := []PartScore{{"LOC seen, other label", Counts{2, 0, 0}}, {"LOC unseen", Counts{0, 2, 1}}, {"ORG unseen", Counts{0, 1, 1}},
		{"PER seen", Counts{0, 0, 3}}, {"PER unseen", Counts{0, 1, 0}}}
	if d := cmp.Diff(byTraining, e.ByTraining); d != "" {
		t.Error(d)
	}
	for _, m := range e.List {
		if want := map[string]string{"PER": seenName}[m.Label()]; want != "" && m.Training != want {
			t.Errorf("%s %q: %q in training", m.Label(), m.Surface(), m.Training)
		}
	}
	lengths := []PartScore{{"1", Counts{2, 3, 4}}, {"2", Counts{0, 1, 1}}}
	if d := cmp.Diff(lengths, e.Lengths); d != "" {
		t.Error(d)
	}
	docs := []PartScore{{"a", Counts{1, 2, 2}}, {"c", Counts{0, 2, 2}}, {"b", Counts{1, 0, 1}}}
	slices.SortFunc(docs[:2], func(a, b PartScore) int { return strings.Compare(b.Name, a.Name) }) // c has the lower F1
	if d := cmp.Diff(docs, e.Docs); d != "" {
		t.Error(d)
	}
	// The two missed come first, in the order of the documents.
	if x := e.List[0]; x.Kind != Missed || x.Count != 2 || x.Doc != "b" || e.List[1].Doc != "c" || e.List[2].Count != 1 {
		t.Errorf("list %+v", e.List)
	}
	if x := e.List[len(e.List)-1]; x.Kind != OnlyTitle || x.Surface() != "بوتين" ||
		x.Text != "الرئيس بوتين" || x.Label() != "PER" {
		t.Errorf("title %+v", x)
	}
}

// TestMostFrequentFirst: what occurs more often comes first, whatever its kind; the
// key folds what is the same.
func TestMostFrequentFirst(t *testing.T) {
	truth, pred := marked(t,
		"[حلب] {LOC|موسكو} ثم {LOC|مُوسكو} [دمشق]")
	o := MismatchOptions{Key: func(s string) string { return strings.ReplaceAll(s, "\u064f", "") }}
	e, err := FindMismatches([]gold.Document{truth}, []gold.Document{pred}, o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range e.List {
		got = append(got, x.Surface())
	}
	want := []string{
		"موسكو",
		"مُوسكو",
		"حلب",
		"دمشق",
	}
	if d := cmp.Diff(want, got); d != "" || e.List[1].Count != 2 {
		t.Error(d)
	}
}

// TestErrorsSelect: labels are mapped and selected as in the score.
func TestErrorsSelect(t *testing.T) {
	truth, pred := errorDocs(t)
	o := Options{Map: gold.LabelMap{"ORG": "LOC"}, Labels: []string{"LOC"}}
	e, err := FindMismatches(truth, pred, MismatchOptions{Options: o})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Score(truth, pred, o)
	if err != nil {
		t.Fatal(err)
	}
	if e.Counts.Counts() != r.Strict.Micro || e.Counts[Correct] != 3 || e.Counts[TooShort] != 1 {
		t.Errorf("counts %v, strict %+v", e.Counts, r.Strict.Micro)
	}
	pred[0].Text += "x"
	if _, err := FindMismatches(truth, pred, MismatchOptions{}); err == nil {
		t.Error("different texts: no error")
	}
}

// TestErrorKindsOfMentions: the part of a kind has its own hits and misses.
func TestErrorKindsOfMentions(t *testing.T) {
	truth, pred := marked(t, "[LOC|{LOC|دمشق}] [LOC|حلب] {LOC|موسكو}")
	truth.Mentions[0].Kind, truth.Mentions[1].Kind = "city", "city"
	e, _ := FindMismatches([]gold.Document{truth}, []gold.Document{pred}, MismatchOptions{})
	if e.Kinds != nil {
		t.Errorf("kinds of one side only: %v", e.Kinds)
	}
	pred.Mentions[0].Kind, pred.Mentions[1].Kind = "city", "country"
	e, _ = FindMismatches([]gold.Document{truth}, []gold.Document{pred}, MismatchOptions{})
	want := []PartScore{{"LOC city", Counts{1, 0, 1}}, {"LOC country", Counts{0, 1, 0}}}
	if d := cmp.Diff(want, e.Kinds); d != "" {
		t.Error(d)
	}
}

// TestLengthInTokens: tokens of the document count, even when the text is unknown.
func TestLengthInTokens(t *testing.T) {
	docs, _, err := gold.ReadConll(strings.NewReader("و O O\nدمشق B-LOC B-LOC\n- I-LOC I-LOC\nحلب I-LOC I-LOC\n"), gold.ConllOptions{PredColumn: -1, TagColumn: 2})
	if err != nil {
		t.Fatal(err)
	}
	docs[0].Text, docs[0].Mentions[0].Text = "", ""
	e, err := FindMismatches(docs, docs, MismatchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]PartScore{{"3", Counts{1, 0, 0}}}, e.Lengths); d != "" {
		t.Error(d)
	}
}

func TestScoreDocEntities(t *testing.T) {
	text := "بوتين وفلاديمير بوتين في موسكو وحلب"
	m := func(s, label, id, name string) gold.Mention {
		i := strings.LastIndex(text, s)
		return gold.Mention{Span: gold.Span{Start: i, End: i + len(s), Label: label}, Entity: id, Name: name}
	}
	truth := []gold.Document{{Text: text, Mentions: []gold.Mention{
		m("فلاديمير بوتين", "PER", "Q7747", "بوتين"),
		m("موسكو", "LOC", "Q649", "موسكو"),
		m("موسكو", "ORG", "Q649", "موسكو"),
		m("حلب", "LOC", "", ""),
	}}}
	pred := []gold.Document{{Text: text, Mentions: []gold.Mention{
		m("بوتين", "PER", "Q7747", "بُوتين"),
		m("موسكو", "LOC", "Q649", "موسكو"),
		m("في", "MISC", "Q1", "في"),
		m("حلب", "LOC", "", "حلب"),
	}}}
	fold := func(s string) string { return strings.ReplaceAll(s, "\u064f", "") }
	cases := []struct {
		o    DocEntityOptions
		id   Identity
		noID int
		want map[string]Counts
	}{
		{DocEntityOptions{}, ByName, 0,
			map[string]Counts{"LOC": {TP: 2}, "ORG": {FN: 1}, "PER": {FP: 1, FN: 1}, "MISC": {FP: 1}}},
		{DocEntityOptions{Key: fold}, ByName, 0,
			map[string]Counts{"LOC": {TP: 2}, "ORG": {FN: 1}, "PER": {TP: 1}, "MISC": {FP: 1}}},
		{DocEntityOptions{Identity: ByID}, ByID, 2,
			map[string]Counts{"LOC": {TP: 1}, "PER": {TP: 1}, "MISC": {FP: 1}}},
		{DocEntityOptions{Identity: ByMentionText}, ByMentionText, 0,
			map[string]Counts{"LOC": {TP: 2}, "ORG": {FN: 1}, "PER": {FP: 1, FN: 1}, "MISC": {FP: 1}}},
	}
	for _, c := range cases {
		got, err := ScoreDocEntities(truth, pred, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(NewTable(c.want).Rows, got.Table.Rows); d != "" || got.Identity != c.id || got.NoID != c.noID {
			t.Errorf("%v: identity %v, without id %d: %s", c.o.Identity, got.Identity, got.NoID, d)
		}
	}
	// By id, the label of most mentions counts.
	truth[0].Mentions = []gold.Mention{m("موسكو", "ORG", "Q649", ""), m("موسكو", "LOC", "Q649", ""), m("حلب", "ORG", "Q649", "")}
	got, err := ScoreDocEntities(truth, pred, DocEntityOptions{})
	if c, _ := got.Table.Get("ORG"); err != nil || got.Identity != ByID || c.TP != 1 {
		t.Errorf("%v, %+v", err, got)
	}
	if id := identityOf([]gold.Document{{Mentions: []gold.Mention{{Entity: "Q1"}}}}); id != ByID {
		t.Errorf("ids only: by %v", id)
	}
	if id := identityOf(nil); id != ByMentionText {
		t.Errorf("nothing: by %v", id)
	}
}

// TestErrorsJSON: what is written is read back.
func TestErrorsJSON(t *testing.T) {
	truth, pred := errorDocs(t)
	r, err := Score(truth, pred, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Mismatches, err = FindMismatches(truth, pred, MismatchOptions{Title: testTitle, Train: []gold.Document{}}); err != nil {
		t.Fatal(err)
	}
	if r.DocEntities, err = ScoreDocEntities(truth, pred, DocEntityOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := r.AddIntervals(BootstrapOptions{Trials: 100}, 0); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal([]byte(b.String()), &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(r.Mismatches, back.Mismatches); d != "" {
		t.Error(d)
	}
	var again strings.Builder
	if err := back.WriteJSON(&again); err != nil || again.String() != b.String() {
		t.Errorf("%v: %s", err, cmp.Diff(b.String(), again.String()))
	}
}
