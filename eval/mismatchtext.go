package eval

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

// partGrid gives parts as a table, at most n rows of them.
func partGrid(head string, list []PartScore, n int) *show.Grid {
	g := new(show.Grid)
	g.Add(head, "precision", "recall", "F1", "support", "TP", "FP", "FN")
	for _, p := range list[:min(n, len(list))] {
		addCounts(g, show.Clean(p.Name), p.Counts)
	}
	return g
}

// addCounts adds a row of counts and what follows from them.
func addCounts(g *show.Grid, name string, c Counts) {
	g.Add(name, c.Precision().Percent(), c.Recall().Percent(), c.F1().Percent(),
		strconv.Itoa(c.Support()), strconv.Itoa(c.TP), strconv.Itoa(c.FP), strconv.Itoa(c.FN))
}

// grids gives the tables of the errors; lists have at most n rows.
func (e *Mismatches) grids(n int) []*show.Grid {
	out := []*show.Grid{e.kindGrid(), e.Confusion.grid()}
	for _, p := range []struct {
		head string
		list []PartScore
	}{{"in training", slices.Concat(e.Seen, e.ByTraining)}, {"tokens", e.Lengths}, {"kind", e.Kinds}} {
		if len(p.list) > 0 {
			out = append(out, partGrid(p.head, p.list, len(p.list)))
		}
	}
	if len(e.Docs) > 1 {
		out = append(out, partGrid("worst documents", e.Docs, n))
	}
	if len(e.List) > 0 {
		out = append(out, e.listGrid(n))
	}
	return out
}

// kindGrid has a row for every kind that occurs and a column for every label.
func (e *Mismatches) kindGrid() *show.Grid {
	g := new(show.Grid)
	head := []string{"error"}
	for _, l := range e.ByLabel {
		head = append(head, show.Clean(l.Label))
	}
	g.Add(append(head, "all")...)
	for k, n := range e.Counts {
		if n == 0 && k > int(WrongLabel) {
			continue
		}
		row := []string{MismatchKind(k).String()}
		for _, l := range e.ByLabel {
			row = append(row, strconv.Itoa(l.Counts[k]))
		}
		g.Add(append(row, strconv.Itoa(n))...)
	}
	return g
}

func (c *Confusion) grid() *show.Grid {
	g := new(show.Grid)
	names := []string{}
	for _, l := range c.Labels {
		names = append(names, show.Clean(l))
	}
	names = append(names, "none")
	g.Add(append([]string{"gold, predicted"}, names...)...)
	for i, row := range c.Counts {
		cells := []string{names[i]}
		for _, v := range row {
			cells = append(cells, strconv.Itoa(v))
		}
		g.Add(cells...)
	}
	return g
}

// listGrid has the first error of each kind and surface.
func (e *Mismatches) listGrid(n int) *show.Grid {
	g := new(show.Grid)
	head := []string{"most frequent", "times", "gold", "predicted", "document", "[gold] {predicted}"}
	if len(e.Seen) > 0 {
		head = slices.Insert(head, 4, "in training")
	}
	g.Add(head...)
	// The list is ordered by groups: each has Count members in a row.
	for i := 0; i < len(e.List) && n > 0; n-- {
		x := &e.List[i]
		gold, pred := "", ""
		if x.Gold != nil {
			gold = show.Clean(x.Gold.Label)
		}
		if x.Pred != nil {
			pred = show.Clean(x.Pred.Label)
		}
		row := []string{x.Kind.String(), strconv.Itoa(x.Count), gold, pred, show.Clean(x.Doc), show.Clean(x.marked())}
		if len(e.Seen) > 0 {
			row = slices.Insert(row, 4, x.Training)
		}
		g.Add(row...)
		i += max(x.Count, 1)
	}
	return g
}

// marked gives the text around the error, the gold in brackets, the prediction in
// braces; brackets nest where the mentions do.
func (e *Mismatch) marked() string {
	start, end := e.Start(), e.End()
	if e.Text == "" || len(e.Text) != end-start {
		return e.Surface()
	}
	type sign struct {
		at, other int // other is the far end of the mention
		text      string
		close     bool
	}
	var signs []sign
	put := func(m *gold.Mention, open, shut string) {
		if m != nil && m.Start < m.End {
			signs = append(signs, sign{m.Start, m.End, open, false}, sign{m.End, m.Start, shut, true})
		}
	}
	put(e.Pred, "{", "}")
	put(e.Gold, "[", "]")
	slices.SortFunc(signs, func(a, b sign) int {
		if a.at == b.at && a.close != b.close {
			if a.close {
				return -1
			}
			return 1
		}
		c := strings.Compare(b.text, a.text) // { before [
		if a.close {
			c = -c
		}
		return cmp.Or(a.at-b.at, b.other-a.other, c)
	})
	var b strings.Builder
	b.WriteString(e.Before)
	at := start
	for _, s := range signs {
		b.WriteString(e.Text[at-start : s.at-start])
		b.WriteString(s.text)
		at = s.at
	}
	b.WriteString(e.Text[at-start:])
	b.WriteString(e.After)
	return b.String()
}

// WriteText writes the errors as tables for a terminal.
func (e *Mismatches) WriteText(w io.Writer, o TextOptions) error {
	var b strings.Builder
	show.Text(&b, e.grids(show.Rows(o.List)), o.Isolate)
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes the errors as Markdown tables.
func (e *Mismatches) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	show.Markdown(&b, e.grids(show.Rows(0)))
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteJSON writes the errors as indented JSON: what [Report] has under "errors".
func (e *Mismatches) WriteJSON(w io.Writer) error { return show.JSON(w, e) }
