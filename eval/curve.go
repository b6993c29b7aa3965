package eval

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

// CurvePoint is the strict score after training on the first documents.
type CurvePoint struct {
	Documents int   `json:"documents"` // of the training data
	Mentions  int   `json:"mentions"`  // in them, of the labels that are compared
	Strict    Table `json:"strict"`
}

// Curve is a learning curve: whether more training data would help.
type Curve struct {
	Schema int          `json:"schema"` // as in [Report]
	Tested int          `json:"tested"` // test documents
	Points []CurvePoint `json:"points"` // by size
}

// LearningCurve fits on the first 1/steps, 2/steps, ... of the training documents,
// rounded up, and scores each on all of test. fit is as in [CrossValidate].
func LearningCurve(train, test []gold.Document, steps int, fit func(train, test []gold.Document) ([]gold.Document, error), o Options) (*Curve, error) {
	if steps < 1 || len(train) == 0 {
		return nil, fmt.Errorf("eval: a learning curve of %s from %s", plural(steps, "step"), plural(len(train), "document"))
	}
	c := &Curve{Schema: Schema, Tested: len(test)}
	s := NewScorer(o)
	mentions, from := 0, 0
	for i := 1; i <= steps; i++ {
		to := (i*len(train) + steps - 1) / steps
		if to == from {
			continue // more steps than documents
		}
		for _, d := range train[from:to] {
			for _, m := range d.Mentions {
				if _, ok := s.label(m.Label); ok {
					mentions++
				}
			}
		}
		from = to
		pred, err := fit(train[:to:to], withoutGold(test))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", plural(to, "document"), err)
		}
		r, err := Score(test, pred, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", plural(to, "document"), err)
		}
		c.Points = append(c.Points, CurvePoint{to, mentions, r.Strict})
	}
	return c, nil
}

func (c *Curve) grid() *grid {
	g := new(grid)
	head := []string{"documents", "mentions", "precision", "recall", "F1"}
	var labels []string
	if n := len(c.Points); n > 0 {
		for _, r := range c.Points[n-1].Strict.Rows {
			labels = append(labels, r.Label)
			head = append(head, "F1 "+clean(r.Label))
		}
	}
	g.add(head...)
	for _, p := range c.Points {
		m := p.Strict.Micro
		row := []string{strconv.Itoa(p.Documents), strconv.Itoa(p.Mentions),
			m.Precision().Percent(), m.Recall().Percent(), m.F1().Percent()}
		for _, l := range labels {
			x, _ := p.Strict.Get(l)
			row = append(row, x.F1().Percent())
		}
		g.add(row...)
	}
	return g
}

// WriteText writes the curve as a table for a terminal.
func (c *Curve) WriteText(w io.Writer, o TextOptions) error {
	var b strings.Builder
	writeGrids(&b, []*grid{c.grid()}, o)
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes the curve as a Markdown table.
func (c *Curve) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	c.grid().markdown(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteJSON writes the curve as indented JSON.
func (c *Curve) WriteJSON(w io.Writer) error { return writeJSON(w, c) }
