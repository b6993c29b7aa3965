package gold

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAlignAcrossFormats: one article in seven formats, tokenized differently, gives
// the same strict score, whichever is gold.
func TestAlignAcrossFormats(t *testing.T) {
	files := map[string]string{
		"a.conll":  "😀 O\nزار O\nالرَّئيس O\nبوتين B-PER\n\nفي O\nموسكو B-LOC\n. O\n",
		"a.jsonl":  `{"id":"1","offsets":"utf16","text":"😀 زار الرَّئيس بوتين\nفي موسكو.","mentions":[{"start":16,"end":21,"label":"PER"},{"start":25,"end":30,"label":"LOC"}]}`,
		"b.jsonl":  `{"id":3,"text":"😀 زار الرَّئيس بوتين\nفي موسكو.","label":[[15,20,"PER"],[24,29,"LOC"]]}`,
		"a.json":   `[{"id":4,"data":{"text":"😀 زار الرَّئيس بوتين\r\nفي موسكو."},"annotations":[{"result":[{"value":{"start":15,"end":20,"text":"بوتين","labels":["PER"]}},{"value":{"start":25,"end":30,"text":"موسكو","labels":["LOC"]}}]}]}]`,
		"b.json":   `[["😀  زار الرَّئيس بوتين في موسكو .",{"entities":[[16,21,"PER"],[25,30,"LOC"]]}]]`,
		"a.ann":    "T1\tPER 15 20\tبوتين\nT2\tLOC 24 29\tموسكو\n",
		"inc.tsv":  webAnnoOne + "#Text=😀 زار الرَّئيس بوتين\n1-1\t0-15\t😀 زار الرَّئيس\t_\t\n1-2\t16-21\tبوتين\tPER\t\n\n#Text=في موسكو.\n2-1\t24-26\tفي\t_\t\n2-2\t27-33\tموسكو.\t_\t\n2-2.1\t27-32\tموسكو\tLOC\t\n",
		"span.tsv": "start\tend\tlabel\n29\t39\tPER\n45\t55\tLOC\n",
	}
	read := make(map[string][]Document)
	for path, in := range files {
		o := ReadOptions{Path: path}
		if path == "a.ann" || path == "span.tsv" {
			o.Text = func(string) (string, bool) { return "😀 زار الرَّئيس بوتين\nفي موسكو.", true }
		}
		docs, _, err := ReadDocuments(strings.NewReader(in), o)
		if err != nil || len(docs) != 1 || len(docs[0].Mentions) != 2 {
			t.Fatalf("%s: %v, %v", path, docs, err)
		}
		read[path] = docs
	}
	for g, gold := range read {
		for p, pred := range read {
			before := cmp.Diff(pred, nil)
			moved, err := Align(gold, pred)
			if err != nil {
				t.Errorf("%s against %s: %v", g, p, err)
				continue
			}
			if !sameSpans(gold[0].Mentions, moved[0].Mentions) {
				t.Errorf("%s against %s: %v, want %v", g, p, moved[0].Mentions, gold[0].Mentions)
			}
			for _, m := range moved[0].Mentions {
				if moved[0].Text[m.Start:m.End] != m.Text || moved[0].Text != gold[0].Text {
					t.Errorf("%s against %s: %q at %v", g, p, m.Text, m.Span)
				}
			}
			for _, tok := range moved[0].Tokens {
				if s := moved[0].Text[tok.Start:tok.End]; strings.TrimSpace(s) != s || s == "" {
					t.Errorf("%s against %s: token %q", g, p, s)
				}
			}
			if cmp.Diff(pred, nil) != before {
				t.Errorf("%s against %s: the argument was changed", g, p)
			}
		}
	}
}

func TestAlignMismatch(t *testing.T) {
	gold := []Document{{ID: "خبر", Text: "قال الوزير في بيروت\nإن الرئيس وصل إلى دمشق أمس وغادر اليوم إلى عمان مع الوفد المرافق له"}}
	pred := []Document{{ID: "خبر", Text: "قال الوزير في بيروت إن الرئيس وصل الى دمشق أمس وغادر اليوم إلى عمان مع الوفد المرافق له"}}
	_, err := Align(gold, pred)
	var e *TextError
	if !errors.As(err, &e) || !errors.Is(err, ErrText) {
		t.Fatal(err)
	}
	want := TextError{
		Document: "خبر",
		Gold:     TextPlace{Byte: 61, Line: 2, Col: 15, Before: "…في بيروت\nإن الرئيس وصل ", After: "إلى دمشق أمس وغادر اليوم إلى…"},
		Pred:     TextPlace{Byte: 61, Line: 1, Col: 35, Before: "…في بيروت إن الرئيس وصل ", After: "الى دمشق أمس وغادر اليوم إلى…"},
	}
	if d := cmp.Diff(want, *e); d != "" {
		t.Error(d)
	}
	for _, s := range []string{`document "خبر"`, "gold line 2, column 15", "predicted line 1, column 35", "الى دمشق"} {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("%v does not say %q", err, s)
		}
	}
	pred[0].Text = gold[0].Text[:40]
	if _, err = Align(gold, pred); !errors.As(err, &e) || e.Pred.After != "" || e.Pred.Byte != 40 {
		t.Errorf("cut off: %v", err)
	}
}

func TestAlignEdges(t *testing.T) {
	gold := []Document{{ID: "1", Text: "ab c"}, {ID: "2", Text: ""}, {ID: "3", Text: "x"}}
	pred := []Document{
		{ID: "3", Text: "x", Mentions: []Mention{{Span: Span{0, 1, "X"}}}},
		{ID: "2", Text: "unknown to gold"},
		{ID: "1", Text: "\u00a0a  b\u2003c\n", Mentions: []Mention{{Span: Span{0, 6, "A"}}, {Span: Span{3, 5, "BLANK"}}, {Span: Span{5, 10, "BC"}}}},
	}
	got, err := Align(gold, pred)
	if err != nil {
		t.Fatal(err)
	}
	want := []Document{
		{ID: "1", Text: "ab c", Mentions: []Mention{{Span: Span{0, 2, "A"}, Text: "ab"}, {Span: Span{1, 4, "BC"}, Text: "b c"}}},
		pred[1], pred[0],
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	pred[2].Mentions[0].End = 99
	if _, err := Align(gold, pred); !errors.Is(err, ErrOffset) {
		t.Errorf("beyond the text: %v", err)
	}
	if _, err := Align(gold, pred[:2]); !errors.Is(err, ErrDocument) {
		t.Errorf("documents that do not pair: %v", err)
	}
}

// sameSpans reports whether two lists mark the same spans, in any order.
func sameSpans(a, b []Mention) bool {
	return slices.EqualFunc(SortedMentions(a), SortedMentions(b), func(x, y Mention) bool { return x.Span == y.Span })
}

// TestAlignTags: a prediction over the tokens of the gold keeps its tags, whatever
// they are; another one gets those of the scheme of the gold.
func TestAlignTags(t *testing.T) {
	read := func(tags string) []Document {
		var in strings.Builder
		for i, tag := range strings.Fields(tags) {
			in.WriteString(string(rune('a'+i)) + " " + tag + "\n")
		}
		docs, _, err := ReadConll(strings.NewReader(in.String()), ConllOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return docs
	}
	spans := []Document{{ID: "1", Text: "a b c d", Mentions: []Mention{{Span: Span{0, 3, "A"}}, {Span: Span{4, 5, "A"}}}}}
	for _, c := range []struct {
		gold string
		pred []Document
		want string
	}{
		{"I-A I-A B-A O", read("I-A I-A B-A O"), "I-A I-A B-A O"},
		{"B-A I-A B-A O", read("I-A S-A E-B O"), "I-A S-A E-B O"},
		{"I-A I-A B-A O", spans, "I-A I-A B-A O"},
		{"B-A E-A S-A O", spans, "B-A E-A S-A O"},
		{"U-A U-A U-A O", spans, "B-A L-A U-A O"},
		{"O O O O", spans, "B-A I-A B-A O"},
	} {
		got, err := Align(read(c.gold), c.pred)
		if err != nil {
			t.Fatal(err)
		}
		var tags []string
		for _, token := range got[0].Tokens {
			tags = append(tags, token.Tag)
		}
		if s := strings.Join(tags, " "); s != c.want {
			t.Errorf("gold %s: %s, want %s", c.gold, s, c.want)
		}
	}
}
