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

	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

func spans(list ...gold.Span) []gold.Mention {
	var out []gold.Mention
	for _, s := range list {
		out = append(out, gold.Mention{Span: s})
	}
	return out
}

func TestMatchSpans(t *testing.T) {
	cases := []struct {
		name                          string
		gold, pred                    []gold.Span
		strict, exact, partial, typed Outcome
	}{
		{name: "nothing"},
		{
			name: "equal", gold: []gold.Span{{Start: 0, End: 3, Label: "A"}}, pred: []gold.Span{{Start: 0, End: 3, Label: "A"}},
			strict: Outcome{Correct: 1}, exact: Outcome{Correct: 1}, partial: Outcome{Correct: 1}, typed: Outcome{Correct: 1},
		},
		{
			name: "wrong label", gold: []gold.Span{{Start: 0, End: 3, Label: "A"}}, pred: []gold.Span{{Start: 0, End: 3, Label: "B"}},
			strict: Outcome{Incorrect: 1}, exact: Outcome{Correct: 1}, partial: Outcome{Correct: 1}, typed: Outcome{Incorrect: 1},
		},
		{
			name: "wrong boundary", gold: []gold.Span{{Start: 0, End: 3, Label: "A"}}, pred: []gold.Span{{Start: 1, End: 3, Label: "A"}},
			strict: Outcome{Incorrect: 1}, exact: Outcome{Incorrect: 1}, partial: Outcome{Partial: 1}, typed: Outcome{Correct: 1},
		},
		{
			name: "touching", gold: []gold.Span{{Start: 0, End: 3, Label: "A"}}, pred: []gold.Span{{Start: 3, End: 5, Label: "A"}},
			strict: Outcome{Missed: 1, Spurious: 1}, exact: Outcome{Missed: 1, Spurious: 1},
			partial: Outcome{Missed: 1, Spurious: 1}, typed: Outcome{Missed: 1, Spurious: 1},
		},
		{
			// The first overlap does not take the gold from the exact match.
			name: "shadow", gold: []gold.Span{{Start: 0, End: 6, Label: "A"}}, pred: []gold.Span{{Start: 0, End: 4, Label: "A"}, {Start: 0, End: 6, Label: "A"}},
			strict: Outcome{Correct: 1, Spurious: 1}, exact: Outcome{Correct: 1, Spurious: 1},
			partial: Outcome{Correct: 1, Spurious: 1}, typed: Outcome{Correct: 1, Spurious: 1},
		},
		{
			name: "nested", gold: []gold.Span{{Start: 0, End: 6, Label: "ORG"}, {Start: 2, End: 4, Label: "LOC"}}, pred: []gold.Span{{Start: 2, End: 4, Label: "LOC"}, {Start: 0, End: 6, Label: "ORG"}},
			strict: Outcome{Correct: 2}, exact: Outcome{Correct: 2}, partial: Outcome{Correct: 2}, typed: Outcome{Correct: 2},
		},
		{
			name: "duplicate gold", gold: []gold.Span{{Start: 0, End: 2, Label: "A"}, {Start: 0, End: 2, Label: "A"}}, pred: []gold.Span{{Start: 0, End: 2, Label: "A"}},
			strict: Outcome{Correct: 1, Missed: 1}, exact: Outcome{Correct: 1, Missed: 1},
			partial: Outcome{Correct: 1, Missed: 1}, typed: Outcome{Correct: 1, Missed: 1},
		},
		{
			// 4..6 can only meet the second gold, so 0..5 must take the first.
			name: "chain", gold: []gold.Span{{Start: 0, End: 3, Label: "A"}, {Start: 4, End: 7, Label: "A"}}, pred: []gold.Span{{Start: 0, End: 5, Label: "A"}, {Start: 5, End: 6, Label: "A"}},
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
		side := func() []gold.Mention {
			var out []gold.Mention
			for range rng.IntN(8) {
				start := rng.IntN(20)
				out = append(out, gold.Mention{
					Span: gold.Span{Start: start, End: start + 1 + rng.IntN(6), Label: []string{"PER", "LOC"}[rng.IntN(2)]},
					Kind: []string{"", "city", "country"}[rng.IntN(3)], Name: string('a' + rune(rng.IntN(3))),
				})
			}
			return out
		}
		truth, pred := side(), side()
		run := func() string {
			r, err := Score([]gold.Document{{Mentions: truth}}, []gold.Document{{Mentions: pred}}, Options{})
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
		for _, list := range [][]gold.Mention{truth, pred} {
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
		gold, pred []gold.Mention
		want       string
	}{
		{"nothing at all", nil, nil, "- - -"},
		{"no prediction", spans(gold.Span{Start: 0, End: 1, Label: "A"}), nil, "- 0.0000 0.0000"},
		{"no gold", nil, spans(gold.Span{Start: 0, End: 1, Label: "A"}), "0.0000 - 0.0000"},
	}
	for _, c := range cases {
		r, err := Score([]gold.Document{{Mentions: c.gold}}, []gold.Document{{Mentions: c.pred}}, Options{})
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
	a, b := spans(gold.Span{Start: 0, End: 1, Label: "A"}), spans(gold.Span{Start: 5, End: 6, Label: "B"})
	truth := []gold.Document{{ID: "1", Mentions: a}, {ID: "2", Mentions: b}}
	pred := []gold.Document{{ID: "2", Mentions: b}, {ID: "1", Mentions: a}}
	r, err := Score(truth, pred, Options{})
	if err != nil || r.Strict.Micro != (Counts{TP: 2}) {
		t.Errorf("by id: %+v, %v", r, err)
	}
	if _, err := Score(truth, pred[:1], Options{}); !errors.Is(err, gold.ErrDocument) {
		t.Errorf("a document too few: %v", err)
	}
	pred[0].ID = "3"
	if _, err := Score(truth, pred, Options{}); !errors.Is(err, gold.ErrDocument) {
		t.Errorf("one id unknown: %v", err)
	}
}

func TestScoreRefuses(t *testing.T) {
	for name, bad := range map[string]gold.Span{
		"inverted": {Start: 5, End: 2, Label: "A"}, "empty": {Start: 2, End: 2, Label: "A"}, "negative": {Start: -1, End: 2, Label: "A"}, "beyond the text": {Start: 0, End: 99, Label: "A"},
	} {
		_, err := Score([]gold.Document{{Text: "abc", Mentions: spans(bad)}}, []gold.Document{{}}, Options{})
		if !errors.Is(err, gold.ErrOffset) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	_, err := Score([]gold.Document{{ID: "x", Text: "في موسكو اليوم"}}, []gold.Document{{Text: "في موسكر اليوم"}}, Options{})
	if !errors.Is(err, gold.ErrText) || !strings.Contains(err.Error(), `at byte 13: "موسكو اليوم" against "موسكر اليوم"`) {
		t.Errorf("texts differ: %v", err)
	}
}

func TestKinds(t *testing.T) {
	truth := []gold.Mention{{Span: gold.Span{Start: 0, End: 1, Label: "LOC"}, Kind: "country"}, {Span: gold.Span{Start: 2, End: 3, Label: "LOC"}, Kind: "city"}}
	pred := []gold.Mention{{Span: gold.Span{Start: 0, End: 1, Label: "LOC"}, Kind: "country"}, {Span: gold.Span{Start: 4, End: 5, Label: "LOC"}, Kind: "country"}}
	r, err := Score([]gold.Document{{Mentions: truth}}, []gold.Document{{Mentions: pred}}, Options{})
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

func TestEntities(t *testing.T) {
	at := func(i int, entity, name string) gold.Mention {
		return gold.Mention{Span: gold.Span{Start: i, End: i + 1, Label: "PER"}, Entity: entity, Name: name}
	}
	truth := []gold.Document{{Mentions: []gold.Mention{
		at(0, "", "فلاديمير بوتين"), at(1, "", "فلاديمير بوتين"), at(2, "", "دونالد ترامب"), at(3, "", "بيسكوف"), at(4, "", "بيسكوف"),
	}}}
	pred := []gold.Document{{Mentions: []gold.Mention{
		at(0, "Q7747", ""), at(1, "Q7747", ""), at(2, "Q22686", ""), at(3, "Q7747", ""),
	}}}
	r, err := Score(truth, pred, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if e := r.Entities; e.Gold != 3 || e.Pred != 2 || e.Matched != 2 || e.Perfect != 1 || e.Mentions != 5 || e.Aligned != 4 || e.Shared != 3 {
		t.Errorf("got %+v", e)
	}
}

func TestBySentence(t *testing.T) {
	docs, _, err := gold.ReadConll(strings.NewReader("a B-X\n\nb O\n\nc B-Y\nd I-Y\n"), gold.ConllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	pred := docs[0].Predict(docs[0].Mentions[:1])
	r, err := Score(docs, []gold.Document{pred}, Options{BySentence: true})
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
	truth := spans(gold.Span{Start: 0, End: 1, Label: "شخص"}, gold.Span{Start: 2, End: 3, Label: "مُنَظَّمَة"}, gold.Span{Start: 4, End: 5, Label: "LOC"})
	r, err := Score([]gold.Document{{Mentions: truth}}, []gold.Document{{Mentions: truth[:2]}}, Options{})
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
		width := show.Width(rows[0])
		for _, row := range rows[:5] {
			if show.Width(row) != width {
				t.Errorf("isolate %v: %q takes %d cells, the head %d", isolate, row, show.Width(row), width)
			}
		}
		if strings.Contains(b.String(), "\u2068") != isolate {
			t.Errorf("isolate %v: %q", isolate, b.String())
		}
	}
	var b strings.Builder
	if err := r.WriteMarkdown(&b); err != nil || !strings.Contains(b.String(), "| شخص | 100.00 | 100.00 | 100.00 | 1 | 1 | 0 | 0 |") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

// TestWeighted: a label that is never predicted weighs in the precision as in
// the recall, and where nothing is predicted there is none.
func TestWeighted(t *testing.T) {
	for name, c := range map[string]struct {
		counts map[string]Counts
		want   string
	}{
		"all predicted":       {map[string]Counts{"A": {TP: 1, FP: 1}, "B": {TP: 2, FN: 1}}, "0.8750 0.7500 0.7667"},
		"one never predicted": {map[string]Counts{"A": {TP: 1, FP: 1}, "B": {FN: 3}}, "0.1250 0.2500 0.1667"},
		"one not in the gold": {map[string]Counts{"A": {TP: 1}, "B": {FP: 3}}, "1.0000 1.0000 1.0000"},
		"silent":              {map[string]Counts{"A": {FN: 1}, "B": {FN: 3}}, "- 0.0000 0.0000"},
		"no gold":             {map[string]Counts{"A": {FP: 1}}, "- - -"},
		"nothing":             {nil, "- - -"},
	} {
		table := NewTable(c.counts)
		w := table.Weighted
		if got := fmt.Sprint(w.Precision, w.Recall, w.F1); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
