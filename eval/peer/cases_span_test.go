package peer

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

type nervaluateWant struct {
	Correct, Incorrect, Partial, Missed, Spurious, Actual, Possible int
	Precision, Recall, F1                                           float64
}

func (w nervaluateWant) differs(o eval.Outcome) bool {
	return o != eval.Outcome{Correct: w.Correct, Incorrect: w.Incorrect, Partial: w.Partial, Missed: w.Missed, Spurious: w.Spurious} ||
		o.Actual() != w.Actual || o.Possible() != w.Possible || !near(o.Precision().Or(0), &w.Precision) ||
		!near(o.Recall().Or(0), &w.Recall) || !near(o.F1().Or(0), &w.F1)
}

func nervaluateCase(t *testing.T, c *peerCase, raw json.RawMessage) string {
	var want struct {
		Overall  map[string]nervaluateWant
		Entities map[string]map[string]nervaluateWant
	}
	expect(t, raw, &want)
	got, err := runNervaluate(c)
	if err != nil {
		return err.Error()
	}
	rows := append([]eval.LabelOutcomes{{Label: "overall", Outcomes: got.Overall}}, got.Tags...)
	for _, row := range rows {
		w := want.Entities[row.Label]
		if row.Label == "overall" {
			w = want.Overall
		} else if len(want.Entities) != len(got.Tags) {
			return fmt.Sprintf("%d tags, want %d", len(got.Tags), len(want.Entities))
		}
		for name, o := range map[string]eval.Outcome{"strict": row.Strict, "exact": row.Exact, "partial": row.Partial, "ent_type": row.Type} {
			if w[name].differs(o) {
				return fmt.Sprintf("%s, %s: got %+v, want %+v", row.Label, name, o, w[name])
			}
		}
	}
	return ""
}

func runNervaluate(c *peerCase) (*NervaluateReport, error) {
	tags := c.Tags
	if c.Gold != nil {
		if tags == nil {
			seen := make(map[string]bool)
			for _, side := range [][][]string{c.Gold, c.Pred} {
				for _, sent := range side {
					for _, tag := range sent {
						if _, l, ok := strings.Cut(tag, "-"); ok && !seen[l] {
							seen[l] = true
							tags = append(tags, l)
						}
					}
				}
			}
		}
		return NervaluateTags(c.Gold, c.Pred, tags, NervaluateOptions{MinOverlap: c.minOverlap(), FirstMet: true})
	}
	return Nervaluate(halfOpen(c.GoldSpans), halfOpen(c.PredSpans), tags, NervaluateOptions{MinOverlap: c.minOverlap(), FirstMet: true})
}

// nervaluateErrorCase looks only at the inputs that the releases refuse.
func nervaluateErrorCase(_ *testing.T, c *peerCase, raw json.RawMessage) string {
	var e struct{ Error string }
	if json.Unmarshal(raw, &e) != nil || e.Error == "" {
		return "skip"
	}
	if _, err := runNervaluate(c); err == nil {
		return fmt.Sprintf("no error, want %q", e.Error)
	}
	return ""
}

func setCase(t *testing.T, c *peerCase, raw json.RawMessage) string {
	var want struct{ TP, FP, FN int }
	expect(t, raw, &want)
	var got eval.Counts
	gold, pred := halfOpen(c.GoldSpans), halfOpen(c.PredSpans)
	for i := range gold {
		got.Add(CountSets(within(gold[i], c.Tags...), within(pred[i], c.Tags...)))
	}
	if got != eval.Counts(want) {
		return fmt.Sprintf("got %+v, want %+v", got, want)
	}
	return ""
}

func detectCase(t *testing.T, c *peerCase, raw json.RawMessage) string {
	if c.Kind != "detect" {
		return "skip"
	}
	var want string
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	got, err := gold.DetectScheme(c.Gold)
	if want == "ValueError" {
		if err == nil {
			return fmt.Sprintf("got %v, want an error", got)
		}
		return ""
	}
	if s, _ := gold.ParseScheme(want); s != got {
		return fmt.Sprintf("got %v (%v), want %s", got, err, want)
	}
	return ""
}
