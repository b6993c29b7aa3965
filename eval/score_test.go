package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func spans(list ...Span) []Mention {
	var out []Mention
	for _, s := range list {
		out = append(out, Mention{Span: s})
	}
	return out
}

func TestMatchSpans(t *testing.T) {
	cases := []struct {
		name                          string
		gold, pred                    []Span
		strict, exact, partial, typed Outcome
	}{
		{name: "nothing"},
		{
			name: "equal", gold: []Span{{0, 3, "A"}}, pred: []Span{{0, 3, "A"}},
			strict: Outcome{Correct: 1}, exact: Outcome{Correct: 1}, partial: Outcome{Correct: 1}, typed: Outcome{Correct: 1},
		},
		{
			name: "wrong label", gold: []Span{{0, 3, "A"}}, pred: []Span{{0, 3, "B"}},
			strict: Outcome{Incorrect: 1}, exact: Outcome{Correct: 1}, partial: Outcome{Correct: 1}, typed: Outcome{Incorrect: 1},
		},
		{
			name: "wrong boundary", gold: []Span{{0, 3, "A"}}, pred: []Span{{1, 3, "A"}},
			strict: Outcome{Incorrect: 1}, exact: Outcome{Incorrect: 1}, partial: Outcome{Partial: 1}, typed: Outcome{Correct: 1},
		},
		{
			name: "touching", gold: []Span{{0, 3, "A"}}, pred: []Span{{3, 5, "A"}},
			strict: Outcome{Missed: 1, Spurious: 1}, exact: Outcome{Missed: 1, Spurious: 1},
			partial: Outcome{Missed: 1, Spurious: 1}, typed: Outcome{Missed: 1, Spurious: 1},
		},
		{
			// The first overlap does not take the gold from the exact match.
			name: "shadow", gold: []Span{{0, 6, "A"}}, pred: []Span{{0, 4, "A"}, {0, 6, "A"}},
			strict: Outcome{Correct: 1, Spurious: 1}, exact: Outcome{Correct: 1, Spurious: 1},
			partial: Outcome{Correct: 1, Spurious: 1}, typed: Outcome{Correct: 1, Spurious: 1},
		},
		{
			name: "nested", gold: []Span{{0, 6, "ORG"}, {2, 4, "LOC"}}, pred: []Span{{2, 4, "LOC"}, {0, 6, "ORG"}},
			strict: Outcome{Correct: 2}, exact: Outcome{Correct: 2}, partial: Outcome{Correct: 2}, typed: Outcome{Correct: 2},
		},
		{
			name: "duplicate gold", gold: []Span{{0, 2, "A"}, {0, 2, "A"}}, pred: []Span{{0, 2, "A"}},
			strict: Outcome{Correct: 1, Missed: 1}, exact: Outcome{Correct: 1, Missed: 1},
			partial: Outcome{Correct: 1, Missed: 1}, typed: Outcome{Correct: 1, Missed: 1},
		},
		{
			// 4..6 can only meet the second gold, so 0..5 must take the first.
			name: "chain", gold: []Span{{0, 3, "A"}, {4, 7, "A"}}, pred: []Span{{0, 5, "A"}, {5, 6, "A"}},
			strict: Outcome{Incorrect: 2}, exact: Outcome{Incorrect: 2}, partial: Outcome{Partial: 2}, typed: Outcome{Correct: 2},
		},
	}
	for _, c := range cases {
		got := MatchSpans(c.gold, c.pred)
		want := Outcomes{c.strict, c.exact, c.partial, c.typed}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

// TestScoreIgnoresOrder keeps the law of the package.
func TestScoreIgnoresOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	for range 300 {
		side := func() []Mention {
			var out []Mention
			for range rng.IntN(8) {
				start := rng.IntN(20)
				out = append(out, Mention{
					Span: Span{start, start + 1 + rng.IntN(6), []string{"PER", "LOC"}[rng.IntN(2)]},
					Kind: []string{"", "city", "country"}[rng.IntN(3)], Name: string('a' + rune(rng.IntN(3))),
				})
			}
			return out
		}
		gold, pred := side(), side()
		run := func() string {
			r, err := Score([]Document{{Mentions: gold}}, []Document{{Mentions: pred}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := r.WriteJSON(&b); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
		first := run()
		for _, list := range [][]Mention{gold, pred} {
			rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		if d := cmp.Diff(first, run()); d != "" {
			t.Fatal(d)
		}
	}
}

// TestUndefinedStaysUndefined keeps the other law.
func TestUndefinedStaysUndefined(t *testing.T) {
	cases := []struct {
		name       string
		gold, pred []Mention
		want       string
	}{
		{"nothing at all", nil, nil, "- - -"},
		{"no prediction", spans(Span{0, 1, "A"}), nil, "- 0.0000 0.0000"},
		{"no gold", nil, spans(Span{0, 1, "A"}), "0.0000 - 0.0000"},
	}
	for _, c := range cases {
		r, err := Score([]Document{{Mentions: c.gold}}, []Document{{Mentions: c.pred}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		m, o, a := r.Strict.Micro, r.Overall.Partial, r.Strict.Macro
		for _, got := range []string{
			fmt.Sprint(m.Precision(), m.Recall(), m.F1()),
			fmt.Sprint(o.Precision(), o.Recall(), o.F1()),
			fmt.Sprint(a.Precision, a.Recall, a.F1),
		} {
			if got != c.want {
				t.Errorf("%s: got %s, want %s", c.name, got, c.want)
			}
		}
		b, err := json.Marshal(r)
		if err != nil || !bytes.Contains(b, []byte(":null")) || bytes.Contains(b, []byte("NaN")) {
			t.Errorf("%s: %v, %s", c.name, err, b)
		}
		var back Report
		if err := json.Unmarshal(b, &back); err != nil || back.Strict.Micro != m {
			t.Errorf("%s: read back %+v, %v", c.name, back.Strict.Micro, err)
		}
	}
}

func TestScorePairsDocuments(t *testing.T) {
	a, b := spans(Span{0, 1, "A"}), spans(Span{5, 6, "B"})
	gold := []Document{{ID: "1", Mentions: a}, {ID: "2", Mentions: b}}
	pred := []Document{{ID: "2", Mentions: b}, {ID: "1", Mentions: a}}
	r, err := Score(gold, pred, Options{})
	if err != nil || r.Strict.Micro != (Counts{TP: 2}) {
		t.Errorf("by id: %+v, %v", r, err)
	}
	if _, err := Score(gold, pred[:1], Options{}); !errors.Is(err, ErrDocument) {
		t.Errorf("a document too few: %v", err)
	}
	pred[0].ID = "3"
	if _, err := Score(gold, pred, Options{}); !errors.Is(err, ErrDocument) {
		t.Errorf("one id unknown: %v", err)
	}
}

func TestScoreRefuses(t *testing.T) {
	for name, bad := range map[string]Span{
		"inverted": {5, 2, "A"}, "empty": {2, 2, "A"}, "negative": {-1, 2, "A"}, "beyond the text": {0, 99, "A"},
	} {
		_, err := Score([]Document{{Text: "abc", Mentions: spans(bad)}}, []Document{{}}, Options{})
		if !errors.Is(err, ErrOffset) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	_, err := Score([]Document{{ID: "x", Text: "في موسكو اليوم"}}, []Document{{Text: "في موسكر اليوم"}}, Options{})
	if !errors.Is(err, ErrText) || !strings.Contains(err.Error(), `at byte 13: "موسكو اليوم" against "موسكر اليوم"`) {
		t.Errorf("texts differ: %v", err)
	}
}

func TestKinds(t *testing.T) {
	gold := []Mention{{Span: Span{0, 1, "LOC"}, Kind: "country"}, {Span: Span{2, 3, "LOC"}, Kind: "city"}}
	pred := []Mention{{Span: Span{0, 1, "LOC"}, Kind: "country"}, {Span: Span{4, 5, "LOC"}, Kind: "country"}}
	r, err := Score([]Document{{Mentions: gold}}, []Document{{Mentions: pred}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, k := range r.Kinds {
		got = append(got, fmt.Sprint(k.Kind, " ", k.Precision, " ", k.Recall))
	}
	if d := cmp.Diff([]string{"city - 0.0000", "country 0.5000 1.0000"}, got); d != "" {
		t.Error(d)
	}
}

func TestEntityAgreement(t *testing.T) {
	at := func(i int, entity, name string) Mention {
		return Mention{Span: Span{i, i + 1, "PER"}, Entity: entity, Name: name}
	}
	gold := []Document{{Mentions: []Mention{
		at(0, "", "فلاديمير بوتين"), at(1, "", "فلاديمير بوتين"), at(2, "", "دونالد ترامب"), at(3, "", "بيسكوف"), at(4, "", "بيسكوف"),
	}}}
	pred := []Document{{Mentions: []Mention{
		at(0, "Q7747", ""), at(1, "Q7747", ""), at(2, "Q22686", ""), at(3, "Q7747", ""),
	}}}
	e, err := EntityAgreement(gold, pred, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if e.Gold != 3 || e.Pred != 2 || e.Matched != 2 || e.Perfect != 1 || e.Mentions != 5 || e.Aligned != 4 || e.Shared != 3 {
		t.Errorf("got %+v", e)
	}
}

func TestBySentence(t *testing.T) {
	docs, _, err := ReadConll(strings.NewReader("a B-X\n\nb O\n\nc B-Y\nd I-Y\n"), ConllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	pred := docs[0].Predict(docs[0].Mentions[:1])
	r, err := Score(docs, []Document{pred}, Options{BySentence: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []DocCounts{{1, 1, 1}, {0, 0, 0}, {0, 0, 1}}
	if d := cmp.Diff(want, r.Docs); d != "" || r.Tokens.Right != 2 {
		t.Errorf("%s %+v", d, r.Tokens)
	}
}

// TestReportLinesUp: columns end at the same cell in every row, marks or not.
func TestReportLinesUp(t *testing.T) {
	gold := spans(Span{0, 1, "شخص"}, Span{2, 3, "مُنَظَّمَة"}, Span{4, 5, "LOC"})
	r, err := Score([]Document{{Mentions: gold}}, []Document{{Mentions: gold[:2]}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, isolate := range []bool{false, true} {
		var b strings.Builder
		if err := r.WriteText(&b, TextOptions{Isolate: isolate}); err != nil {
			t.Fatal(err)
		}
		table, _, _ := strings.Cut(b.String(), "\n\n")
		rows := strings.Split(table, "\n")
		width := Width(rows[0])
		for _, row := range rows[:5] {
			if Width(row) != width {
				t.Errorf("isolate %v: %q takes %d cells, the head %d", isolate, row, Width(row), width)
			}
		}
		if strings.Contains(b.String(), firstStrongIsolate) != isolate {
			t.Errorf("isolate %v: %q", isolate, b.String())
		}
	}
	var b strings.Builder
	if err := r.WriteMarkdown(&b); err != nil || !strings.Contains(b.String(), "| شخص | 100.00 | 100.00 | 100.00 | 1 | 1 | 0 | 0 |") {
		t.Errorf("%v\n%s", err, b.String())
	}
}
