package peer

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

type caseSpan struct {
	Label      string
	Start, End int
}

type peerCase struct {
	ID, Kind, Scheme, Span_end string
	Gold, Pred                 [][]string
	GoldSpans                  [][]caseSpan `json:"gold_spans"`
	PredSpans                  [][]caseSpan `json:"pred_spans"`
	Tags                       []string
	Options                    struct {
		MinOverlap float64 `json:"min_overlap_percentage"`
	}
	Expected map[string]json.RawMessage
}

func (c *peerCase) minOverlap() float64 {
	if c.Options.MinOverlap == 0 {
		return 1
	}
	return c.Options.MinOverlap
}

func readCases(t *testing.T) []peerCase {
	var cases []peerCase
	in := bufio.NewScanner(strings.NewReader(string(readRecorded(t, "eval/cases.jsonl"))))
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var c peerCase
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
}

// expect decodes what a scorer gave; a recorded error is returned as text.
func expect(t *testing.T, raw json.RawMessage, into any) (failed string) {
	t.Helper()
	var e struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(raw, &e) == nil && e.Error != "" {
		return e.Error
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
	return ""
}

// near compares to 1e-12; a recorded null is NaN.
func near(got float64, want *float64) bool {
	if want == nil {
		return math.IsNaN(got)
	}
	return math.Abs(got-*want) <= 1e-12
}

func halfOpen(docs [][]caseSpan) [][]gold.Span {
	out := make([][]gold.Span, len(docs))
	for i, d := range docs {
		for _, s := range d {
			out[i] = append(out[i], gold.Span{Start: s.Start, End: s.End + 1, Label: s.Label})
		}
	}
	return out
}

// TestPeerCases holds the scorers to every recorded case of their peer.
func TestPeerCases(t *testing.T) {
	scorers := map[string]func(*testing.T, *peerCase, json.RawMessage) string{
		"conlleval":       conllevalCase,
		"seqeval_default": func(t *testing.T, c *peerCase, w json.RawMessage) string { return seqevalCase(t, c, w, false, 0) },
		"seqeval_strict":  func(t *testing.T, c *peerCase, w json.RawMessage) string { return seqevalCase(t, c, w, true, 0) },
		"seqeval_default_zero_division_1": func(t *testing.T, c *peerCase, w json.RawMessage) string {
			return seqevalCase(t, c, w, false, 1)
		},
		"seqscore_repair_none": func(t *testing.T, c *peerCase, w json.RawMessage) string {
			return seqscoreCase(t, c, w, gold.RepairNone)
		},
		"seqscore_repair_conlleval": func(t *testing.T, c *peerCase, w json.RawMessage) string {
			return seqscoreCase(t, c, w, gold.RepairConlleval)
		},
		"seqscore_repair_discard": func(t *testing.T, c *peerCase, w json.RawMessage) string {
			return seqscoreCase(t, c, w, gold.RepairDiscard)
		},
		"nervaluate_pr109": nervaluateCase,
		"nervaluate_1.1.0": nervaluateErrorCase,
		"nervaluate_0.3.1": nervaluateErrorCase,
		"set_match":        setCase,
		"scheme":           detectCase,
		"error":            detectCase,
	}
	done := make(map[string]int)
	for _, c := range readCases(t) {
		for name, raw := range c.Expected {
			f := scorers[name]
			if f == nil {
				continue
			}
			switch diff := f(t, &c, raw); diff {
			case "skip":
			case "":
				done[name]++
			default:
				t.Errorf("%s, %s: %s", c.ID, name, diff)
			}
		}
	}
	// The numbers of cases in the recorded file.
	want := map[string]int{
		"conlleval": 378, "seqeval_default": 379 + 242, "seqeval_strict": 379 + 242,
		"seqeval_default_zero_division_1": 7, "seqscore_repair_none": 336,
		"seqscore_repair_conlleval": 336, "seqscore_repair_discard": 293,
		"nervaluate_pr109": 262 + 36, "set_match": 25, "scheme": 26, "error": 2,
	}
	for name, n := range want {
		if done[name] != n {
			t.Errorf("%s: %d cases agree, want %d", name, done[name], n)
		}
	}
	t.Logf("agree: %v", done)
}

func conllevalCase(t *testing.T, c *peerCase, raw json.RawMessage) string {
	type row struct {
		Precision, Recall, FB1 string
		Found                  int
	}
	var want struct {
		Tokens, Gold, Found, Correct     int
		Accuracy, Precision, Recall, FB1 string
		PerType                          map[string]row `json:"per_type"`
	}
	expect(t, raw, &want)
	e := NewConlleval()
	for i := range c.Gold {
		for j := range c.Gold[i] {
			e.Add([]byte(c.Gold[i][j]), []byte(c.Pred[i][j]))
		}
		e.Break()
	}
	e.finish()
	two := func(f float64) string { return fmt.Sprintf("%.2f", f) }
	p, r, f := percents(e.Correct, e.Found, e.Gold)
	got := fmt.Sprint(e.Tokens, e.Gold, e.Found, e.Correct, two(p), two(r), two(f))
	if w := fmt.Sprint(want.Tokens, want.Gold, want.Found, want.Correct, want.Precision, want.Recall, want.FB1); got != w {
		return fmt.Sprintf("got %s, want %s", got, w)
	}
	if a := two(100 * float64(e.CorrectTags) / float64(e.Tokens)); a != want.Accuracy {
		return fmt.Sprintf("accuracy %s, want %s", a, want.Accuracy)
	}
	types := make(map[string]row)
	for _, x := range e.rows() {
		p, r, f := percents(x.correct, x.found, x.gold)
		types[x.name] = row{two(p), two(r), two(f), x.found}
	}
	if g, w := fmt.Sprint(types), fmt.Sprint(want.PerType); g != w {
		return fmt.Sprintf("types %s, want %s", g, w)
	}
	return ""
}

type seqevalWant struct {
	Precision, Recall *float64
	F1                *float64 `json:"f1-score"`
	Support           int
}

func (w seqevalWant) differs(name string, r SeqevalRow) string {
	if near(r.Precision, w.Precision) && near(r.Recall, w.Recall) && near(r.F1, w.F1) && r.Support == w.Support {
		return ""
	}
	b, _ := json.Marshal(w)
	return fmt.Sprintf("%s: got %+v, want %s", name, r, b)
}

func seqevalCase(t *testing.T, c *peerCase, raw json.RawMessage, strict bool, zero float64) string {
	s, err := gold.ParseScheme(c.Scheme)
	if err != nil {
		t.Fatal(err)
	}
	o := SeqevalOptions{Strict: strict, Scheme: s, ZeroDivision: zero, Suffix: c.ID == "hand/suffix"}
	if c.Kind == "extract" {
		return extractCase(t, c, raw, o)
	}
	var want struct {
		PerType                map[string]seqevalWant `json:"per_type"`
		Micro, Macro, Weighted seqevalWant
		Accuracy               *float64
		TokenCounts            struct{ TP, FP, FN, TN int } `json:"token_counts"`
	}
	failed := expect(t, raw, &want)
	got, err := Seqeval(c.Gold, c.Pred, o)
	if failed != "" || err != nil {
		if failed == "" || err == nil {
			return fmt.Sprintf("got error %v, want %q", err, failed)
		}
		return ""
	}
	if len(got.Rows) != len(want.PerType) {
		return fmt.Sprintf("%d labels, want %d", len(got.Rows), len(want.PerType))
	}
	diffs := []string{want.Micro.differs("micro", got.Micro), want.Macro.differs("macro", got.Macro),
		want.Weighted.differs("weighted", got.Weighted)}
	for _, r := range got.Rows {
		diffs = append(diffs, want.PerType[r.Label].differs(r.Label, r))
	}
	if !strict {
		tokens := struct{ TP, FP, FN, TN int }{got.TP, got.FP, got.FN, got.TN}
		if tokens != want.TokenCounts || !near(got.Accuracy, want.Accuracy) {
			diffs = append(diffs, fmt.Sprintf("tokens: got %+v, want %+v", tokens, want.TokenCounts))
		}
	}
	return strings.Join(slices.DeleteFunc(diffs, func(s string) bool { return s == "" }), "; ")
}

func extractCase(t *testing.T, c *peerCase, raw json.RawMessage, o SeqevalOptions) string {
	var want struct{ Entities [][3]any }
	expect(t, raw, &want)
	var got [][3]any
	for _, tags := range c.Gold {
		chunks, err := o.chunks(tags)
		if err != nil {
			return err.Error()
		}
		for _, x := range chunks {
			got = append(got, [3]any{x.Label, float64(x.Start), float64(x.End)})
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want.Entities) {
		return fmt.Sprintf("%v: got %v, want %v", c.Gold, got, want.Entities)
	}
	return ""
}

func seqscoreCase(t *testing.T, c *peerCase, raw json.RawMessage, r gold.Repair) string {
	type score struct {
		Precision, Recall, F1 float64
		TP, FP, FN            int
	}
	var want struct {
		Overall  score
		PerType  map[string]score `json:"per_type"`
		Accuracy float64
	}
	failed := expect(t, raw, &want)
	s, err := gold.ParseScheme(c.Scheme)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Seqscore(c.Gold, c.Pred, s, r)
	if failed != "" || err != nil {
		if failed == "" || err == nil {
			return fmt.Sprintf("got error %v, want %q", err, failed)
		}
		return ""
	}
	differs := func(c eval.Counts, w score) bool {
		return c != eval.Counts{TP: w.TP, FP: w.FP, FN: w.FN} || !near(c.Precision().Or(0), &w.Precision) ||
			!near(c.Recall().Or(0), &w.Recall) || !near(c.F1().Or(0), &w.F1)
	}
	if differs(got.Micro, want.Overall) || len(got.Rows) != len(want.PerType) || !near(got.Accuracy().Or(0), &want.Accuracy) {
		return fmt.Sprintf("got %+v, want %+v", got, want)
	}
	for _, row := range got.Rows {
		if differs(row.Counts, want.PerType[row.Label]) {
			return fmt.Sprintf("%s: got %+v, want %+v", row.Label, row.Counts, want.PerType[row.Label])
		}
	}
	return ""
}
