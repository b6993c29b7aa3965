package learn

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

// Point is the strict score after training on the first documents.
type Point struct {
	Documents int        `json:"documents"` // of the training data
	Mentions  int        `json:"mentions"`  // in them, of the labels that are compared
	Strict    eval.Table `json:"strict"`
}

// Curve is a learning curve: whether more training data would help.
type Curve struct {
	Schema int     `json:"schema"` // as in [eval.Report]
	Tested int     `json:"tested"` // test documents
	Points []Point `json:"points"` // by size
}

// CurveOf fits on the first 1/steps, 2/steps, ... of the training documents,
// rounded up, and scores each on all of test. fit is as in [CrossValidate].
func CurveOf(train, test []gold.Document, steps int, fit func(train, test []gold.Document) ([]gold.Document, error), o eval.Options) (*Curve, error) {
	if steps < 1 || len(train) == 0 {
		return nil, fmt.Errorf("learn: a learning curve of %s from %s", show.Plural(steps, "step"), show.Plural(len(train), "document"))
	}
	c := &Curve{Schema: eval.Schema, Tested: len(test)}
	mentions, from := 0, 0
	for i := 1; i <= steps; i++ {
		to := (i*len(train) + steps - 1) / steps
		if to == from {
			continue // more steps than documents
		}
		for _, d := range train[from:to] {
			for _, m := range d.Mentions {
				if o.Labels == nil || slices.Contains(o.Labels, o.Map.Get(m.Label)) {
					mentions++
				}
			}
		}
		from = to
		pred, err := fit(train[:to:to], withoutGold(test))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", show.Plural(to, "document"), err)
		}
		r, err := eval.Score(test, pred, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", show.Plural(to, "document"), err)
		}
		c.Points = append(c.Points, Point{to, mentions, r.Strict})
	}
	return c, nil
}

func (c *Curve) grid() *show.Grid {
	g := new(show.Grid)
	head := []string{"documents", "mentions", "precision", "recall", "F1"}
	var labels []string
	if n := len(c.Points); n > 0 {
		for _, r := range c.Points[n-1].Strict.Rows {
			labels = append(labels, r.Label)
			head = append(head, "F1 "+show.Clean(r.Label))
		}
	}
	g.Add(head...)
	for _, p := range c.Points {
		m := p.Strict.Micro
		row := []string{strconv.Itoa(p.Documents), strconv.Itoa(p.Mentions),
			m.Precision().Percent(), m.Recall().Percent(), m.F1().Percent()}
		for _, l := range labels {
			x, _ := p.Strict.Get(l)
			row = append(row, x.F1().Percent())
		}
		g.Add(row...)
	}
	return g
}

// WriteText writes the curve as a table for a terminal.
func (c *Curve) WriteText(w io.Writer, o eval.TextOptions) error {
	var b strings.Builder
	show.Text(&b, []*show.Grid{c.grid()}, o.Isolate)
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes the curve as a Markdown table.
func (c *Curve) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	show.Markdown(&b, []*show.Grid{c.grid()})
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteJSON writes the curve as indented JSON.
func (c *Curve) WriteJSON(w io.Writer) error { return show.JSON(w, c) }
