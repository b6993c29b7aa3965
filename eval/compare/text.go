package compare

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/show"
)

// signed gives a difference in points of a per cent, or "-".
func signed(r eval.Ratio) string {
	if r.Defined() && r >= 0 {
		return "+" + r.Percent()
	}
	return r.Percent()
}

func signedInterval(i eval.Interval) string {
	if !i.Low.Defined() || !i.High.Defined() {
		return "-"
	}
	return signed(i.Low) + " to " + signed(i.High)
}

// chance gives a p value; what would round to nothing is "<0.0001".
func chance(p eval.Ratio) string {
	if p.Defined() && p < 0.0001 {
		return "<0.0001"
	}
	return p.String()
}

// grids gives the tables of the comparison; lists have at most n rows.
func (c *Report) grids(n int) []*show.Grid {
	score, sure := new(show.Grid), new(show.Grid)
	score.Add("label", "precision A", "B", "B−A", "recall A", "B", "B−A", "F1 A", "B", "B−A")
	sure.Add("B−A", "precision", "p", "recall", "p", "F1", "p", "only A", "only B", "McNemar p")
	row := func(r *Row, name string) {
		a, b, d := r.A.Scores(), r.B.Scores(), r.Difference
		score.Add(name, a.Precision.Percent(), b.Precision.Percent(), signed(d.Precision),
			a.Recall.Percent(), b.Recall.Percent(), signed(d.Recall),
			a.F1.Percent(), b.F1.Percent(), signed(d.F1))
		v := r.Interval
		sure.Add(name, signedInterval(v.Precision), chance(r.P.Precision),
			signedInterval(v.Recall), chance(r.P.Recall), signedInterval(v.F1), chance(r.P.F1),
			strconv.Itoa(r.McNemar.OnlyA), strconv.Itoa(r.McNemar.OnlyB), chance(r.McNemar.P))
	}
	for i := range c.Rows {
		row(&c.Rows[i], show.Clean(c.Rows[i].Label))
	}
	row(&c.Total, "all")
	out := []*show.Grid{score, sure}
	for _, x := range []struct {
		name string
		list []Change
	}{
		{"gained", c.Gained}, {"lost", c.Lost}, {"new false", c.NewFalse}, {"gone false", c.GoneFalse},
	} {
		if len(x.list) == 0 {
			continue
		}
		g := new(show.Grid)
		head := fmt.Sprintf("%s: %d", x.name, len(x.list))
		if len(x.list) > n {
			head += fmt.Sprintf(", first %d", n)
		}
		g.Add(head, "label", "document", "text")
		for i := range x.list[:min(n, len(x.list))] {
			y := &x.list[i]
			g.Add(y.Kind.String(), show.Clean(y.Mention.Label), show.Clean(y.Doc), show.Clean(y.marked()))
		}
		out = append(out, g)
	}
	return out
}

// marked gives the text around the mention, with the mention in brackets.
func (c *Change) marked() string {
	if c.Text == "" {
		return c.Mention.Text
	}
	return c.Before + "[" + c.Text + "]" + c.After
}

// line says how the figures were come by.
func (c *Report) line() string {
	test := "every exchange tried"
	if c.Trials > 0 {
		test = fmt.Sprintf("%d exchanges", c.Trials)
	}
	return fmt.Sprintf("p: approximate randomization over %s, %s; %.4g %% intervals: paired bootstrap, %d draws",
		show.Plural(c.Units, c.Unit), test, 100*c.Level, c.Draws)
}

// WriteText writes the comparison as tables for a terminal.
func (c *Report) WriteText(w io.Writer, o eval.TextOptions) error {
	var b strings.Builder
	show.Text(&b, c.grids(show.Rows(o.List)), o.Isolate)
	b.WriteString("\n" + c.line() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes the comparison as Markdown tables.
func (c *Report) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	show.Markdown(&b, c.grids(show.Rows(0)))
	b.WriteString("\n- " + c.line() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteJSON writes the comparison as indented JSON.
func (c *Report) WriteJSON(w io.Writer) error { return show.JSON(w, c) }
