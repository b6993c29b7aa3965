package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

// Schema is the version of the JSON that a Report marshals to. Fields may be added
// within a version; a change of meaning makes a new one.
const Schema = 1

// LabelOutcomes are the four ways of matching inside one label: spans of other
// labels are left out, so the rows do not add up to [Report.Overall].
type LabelOutcomes struct {
	Label string `json:"label"`
	Outcomes
}

// TokenAccuracy is the share of tokens whose predicted tag is the gold tag. It
// counts O, so it flatters; quote F1 instead.
type TokenAccuracy struct {
	Right  int `json:"right"`
	Tokens int `json:"tokens"`
}

// Accuracy is right / tokens.
func (a TokenAccuracy) Accuracy() Ratio { return ratio(float64(a.Right), float64(a.Tokens)) }

// Report is what scoring gives. Its JSON has the version in "schema"; undefined
// ratios are null.
type Report struct {
	Schema    int             `json:"schema"`
	Documents int             `json:"documents"`      // sentences where Unit says so
	Unit      string          `json:"unit,omitempty"` // "sentence" where those are counted; else documents
	Labels    []string        `json:"labels,omitempty"`
	Map       string          `json:"map,omitempty"`
	Strict    Table           `json:"strict"` // per label
	Overall   Outcomes        `json:"overall"`
	ByLabel   []LabelOutcomes `json:"by_label,omitempty"`
	Kinds     []KindScore     `json:"kinds,omitempty"`
	Tokens    *TokenAccuracy  `json:"tokens,omitempty"`
	Entities  *Entities       `json:"entities,omitempty"`
	Conll     *gold.ConllInfo `json:"conll,omitempty"`
	Notes     []string        `json:"notes,omitempty"`

	// The rest is there only when asked for.
	Folds       []PartScore      `json:"folds,omitempty"`        // package learn
	Intervals   *ReportIntervals `json:"intervals,omitempty"`    // [Report.AddIntervals]
	DocEntities *DocEntities     `json:"doc_entities,omitempty"` // [ScoreDocEntities]
	Mismatches  *Mismatches      `json:"errors,omitempty"`       // [FindMismatches]

	// Docs are the strict counts per document (or sentence), in order; not part of
	// the JSON. [Report.LabelDocs] gives those of one label.
	Docs []DocCounts `json:"-"`

	docsByLabel map[string][]labelDoc // where the label occurs
}

// MarshalJSON adds the ratios to the counts of an outcome.
func (o Outcome) MarshalJSON() ([]byte, error) {
	type counts Outcome
	return json.Marshal(struct {
		counts
		Actual    int   `json:"actual"`
		Possible  int   `json:"possible"`
		Precision Ratio `json:"precision"`
		Recall    Ratio `json:"recall"`
		F1        Ratio `json:"f1"`
	}{counts(o), o.Actual(), o.Possible(), o.Precision(), o.Recall(), o.F1()})
}

// WriteJSON writes the report as indented JSON.
func (r *Report) WriteJSON(w io.Writer) error { return show.JSON(w, r) }

// TextOptions say how a report is printed.
type TextOptions struct {
	// Isolate wraps right-to-left cells in Unicode isolates (U+2068, U+2069), for
	// terminals that reorder them; they take no width.
	Isolate bool

	// List is how many rows the lists of errors, documents and changes have;
	// default 20, negative all.
	List int
}

// WriteText writes the report as tables for a terminal. Columns line up by display
// width; ratios are per cent, "-" where undefined.
func (r *Report) WriteText(w io.Writer, o TextOptions) error {
	var b strings.Builder
	show.Text(&b, append(r.grids(), r.moreGrids(show.Rows(o.List))...), o.Isolate)
	r.tail(&b, "")
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes the report as Markdown tables.
func (r *Report) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	show.Markdown(&b, append(r.grids(), r.moreGrids(show.Rows(0))...))
	r.tail(&b, "- ")
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) grids() []*show.Grid {
	strict := new(show.Grid)
	strict.Add("label", "precision", "recall", "F1", "support", "TP", "FP", "FN")
	for _, x := range r.Strict.Rows {
		addCounts(strict, x.Label, x.Counts)
		for _, k := range r.Kinds {
			if k.Label == x.Label {
				strict.Add("  "+k.Kind, k.Precision.Percent(), k.Recall.Percent(), "",
					strconv.Itoa(k.Support), strconv.Itoa(k.FoundCorrect),
					strconv.Itoa(k.Found-k.FoundCorrect), strconv.Itoa(k.Support-k.SupportCorrect))
			}
		}
	}
	addCounts(strict, "micro", r.Strict.Micro)
	for _, a := range []struct {
		name string
		Average
	}{{"macro", r.Strict.Macro}, {"weighted", r.Strict.Weighted}} {
		strict.Add(a.name, a.Precision.Percent(), a.Recall.Percent(), a.F1.Percent(), "", "", "", "")
	}
	ways := new(show.Grid)
	ways.Add("match", "precision", "recall", "F1", "correct", "incorrect", "partial", "missed", "spurious")
	for _, x := range []struct {
		name string
		Outcome
	}{
		{"strict", r.Overall.Strict}, {"exact", r.Overall.Exact},
		{"partial", r.Overall.Partial}, {"type", r.Overall.Type},
	} {
		ways.Add(x.name, x.Precision().Percent(), x.Recall().Percent(), x.F1().Percent(),
			strconv.Itoa(x.Correct), strconv.Itoa(x.Incorrect), strconv.Itoa(x.Outcome.Partial),
			strconv.Itoa(x.Missed), strconv.Itoa(x.Spurious))
	}
	return []*show.Grid{strict, ways}
}

// moreGrids gives the tables of what was asked for beside the scores.
func (r *Report) moreGrids(n int) (out []*show.Grid) {
	if r.Intervals != nil {
		out = append(out, r.Intervals.grid())
	}
	if d := r.DocEntities; d != nil {
		g := new(show.Grid)
		g.Add("entity by "+d.Identity.String(), "precision", "recall", "F1", "support", "TP", "FP", "FN")
		for _, x := range d.Table.Rows {
			addCounts(g, show.Clean(x.Label), x.Counts)
		}
		addCounts(g, "micro", d.Table.Micro)
		out = append(out, g)
	}
	if len(r.Folds) > 0 {
		out = append(out, partGrid("test part", r.Folds, len(r.Folds)))
	}
	if r.Mismatches != nil {
		out = append(out, r.Mismatches.grids(n)...)
	}
	return out
}

// tail writes what is no table, a line each.
func (r *Report) tail(b *strings.Builder, bullet string) {
	var lines []string
	if r.Tokens != nil {
		lines = append(lines, fmt.Sprintf("tokens: %d, accuracy %s", r.Tokens.Tokens, r.Tokens.Accuracy().Percent()))
	}
	if e := r.Entities; e != nil {
		lines = append(lines, fmt.Sprintf("entities: %d of %d matched, %d of them perfect; %d of %d mentions in theirs",
			e.Matched, e.Gold, e.Perfect, e.Shared, e.Mentions))
	}
	if d := r.DocEntities; d != nil && d.NoID > 0 {
		lines = append(lines, fmt.Sprintf("entities: %d mentions without an id left out", d.NoID))
	}
	if r.Intervals != nil {
		lines = append(lines, r.Intervals.line())
	}
	if r.Conll != nil {
		lines = append(lines, r.Conll.Lines()...)
	}
	lines = append(lines, r.Notes...)
	if len(lines) > 0 {
		b.WriteByte('\n')
	}
	for _, l := range lines {
		b.WriteString(bullet + l + "\n")
	}
}
