package page

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/show"
)

type (
	htmlRatio struct{ Name, Value, Range string }

	// htmlRow is a row of a table of scores.
	htmlRow struct {
		Name, Class, Note string
		Ratios            []htmlRatio
		Numbers           []string
		Bar               template.HTML
	}
	htmlPart struct {
		Title, Head string
		Open        bool
		Rows        []htmlRow
	}
)

const undefinedSign = "–"

// htmlPercent gives per cent, or the sign for what is undefined.
func htmlPercent(r eval.Ratio, decimals int) string {
	if !r.Defined() {
		return undefinedSign
	}
	return strconv.FormatFloat(100*float64(r), 'f', decimals, 64)
}

// htmlNumber groups digits by threes.
func htmlNumber(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// htmlCount gives "1 error", "2 errors".
func htmlCount(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return htmlNumber(n) + " " + word + "s"
}

// htmlRange gives an interval in per cent, "" where it is undefined.
func htmlRange(i eval.Interval) string {
	if !i.Low.Defined() || !i.High.Defined() {
		return ""
	}
	return htmlPercent(i.Low, 1) + "–" + htmlPercent(i.High, 1)
}

// scoreRow makes a row of counts; intervals may be nil.
func scoreRow(name string, c eval.Counts, in *eval.Intervals) htmlRow {
	row := htmlRow{Name: name, Ratios: []htmlRatio{
		{Name: "Precision", Value: htmlPercent(c.Precision(), 2)},
		{Name: "Recall", Value: htmlPercent(c.Recall(), 2)},
		{Name: "F1", Value: htmlPercent(c.F1(), 2)},
	}}
	for _, n := range []int{c.Support(), c.Found(), c.TP, c.FP, c.FN} {
		row.Numbers = append(row.Numbers, htmlNumber(n))
	}
	f1 := eval.Interval{Low: eval.Undefined(), High: eval.Undefined()}
	if in != nil {
		row.Ratios[0].Range, row.Ratios[1].Range, row.Ratios[2].Range = htmlRange(in.Precision), htmlRange(in.Recall), htmlRange(in.F1)
		f1 = in.F1
	}
	row.Bar = ratioBar(c.F1(), f1)
	return row
}

// intervals are those of a label, or of all together for "", or nil.
func (p *Evaluation) intervals(label string) *eval.Intervals {
	v := p.Report.Intervals
	switch {
	case v == nil:
		return nil
	case label == "":
		return &v.Micro
	}
	for i := range v.Rows {
		if v.Rows[i].Label == label {
			return &v.Rows[i].Intervals
		}
	}
	return nil
}

// kinds are the scores of each kind of each label. A side on which no mention has a
// kind has no numbers.
func (p *Evaluation) kinds() *htmlPart {
	list := p.Report.Kinds
	if len(list) == 0 {
		return nil
	}
	found, support := 0, 0
	for _, k := range list {
		found += k.Found
		support += k.Support
	}
	numbers := func(known bool, n ...int) (out []string) {
		for _, x := range n {
			if known {
				out = append(out, htmlNumber(x))
			} else {
				out = append(out, undefinedSign)
			}
		}
		return out
	}
	part := &htmlPart{Title: htmlCount(len(list), "row"), Open: len(list) <= 12}
	for _, k := range list {
		part.Rows = append(part.Rows, htmlRow{
			Name:    k.Label + " " + k.Kind,
			Ratios:  []htmlRatio{{Value: htmlPercent(k.Precision, 2)}, {Value: htmlPercent(k.Recall, 2)}},
			Numbers: append(numbers(found > 0, k.Found, k.FoundCorrect), numbers(support > 0, k.Support, k.SupportCorrect)...),
		})
	}
	return part
}

// scores are the strict scores per label, and the averages.
func (p *Evaluation) scores() (rows []htmlRow) {
	r := p.Report
	for _, x := range r.Strict.Rows {
		rows = append(rows, scoreRow(x.Label, x.Counts, p.intervals(x.Label)))
	}
	micro := scoreRow("micro", r.Strict.Micro, p.intervals(""))
	micro.Class = "sum"
	rows = append(rows, micro)
	for _, a := range []struct {
		name string
		eval.Average
	}{{"macro", r.Strict.Macro}, {"weighted", r.Strict.Weighted}} {
		rows = append(rows, htmlRow{Name: a.name,
			Ratios:  []htmlRatio{{Value: htmlPercent(a.Precision, 2)}, {Value: htmlPercent(a.Recall, 2)}, {Value: htmlPercent(a.F1, 2)}},
			Numbers: make([]string, 5),
			Bar:     ratioBar(a.F1, eval.Interval{Low: eval.Undefined(), High: eval.Undefined()}),
		})
	}
	return rows
}

// ways are the four ways of matching.
func (p *Evaluation) ways() (rows []htmlRow) {
	o := p.Report.Overall
	for _, x := range []struct {
		name, note string
		eval.Outcome
	}{
		{"strict", "same start, end and label", o.Strict},
		{"exact", "same start and end", o.Exact},
		{"partial", "same start and end; half for an overlap", o.Partial},
		{"type", "an overlap with the same label", o.Type},
	} {
		row := htmlRow{Name: x.name, Note: x.note, Ratios: []htmlRatio{
			{Value: htmlPercent(x.Precision(), 2)}, {Value: htmlPercent(x.Recall(), 2)}, {Value: htmlPercent(x.F1(), 2)},
		}}
		for _, n := range []int{x.Correct, x.Incorrect, x.Outcome.Partial, x.Missed, x.Spurious} {
			row.Numbers = append(row.Numbers, htmlNumber(n))
		}
		rows = append(rows, row)
	}
	return rows
}

func partRows(list []eval.PartScore) (rows []htmlRow) {
	for _, x := range list {
		row := scoreRow(x.Name, x.Counts, nil)
		row.Numbers = row.Numbers[:2]
		rows = append(rows, row)
	}
	return rows
}

// ratioBar draws a ratio on a line from 0 to 1, with its interval.
func ratioBar(r eval.Ratio, in eval.Interval) template.HTML {
	if !r.Defined() {
		return ""
	}
	const width, height = 120.0, 12.0
	x := func(r eval.Ratio) float64 { return math.Round(10*width*min(max(float64(r), 0), 1)) / 10 }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="bar" width="%g" height="%g" viewBox="0 0 %g %g" role="img" aria-label="%s">`,
		width, height, width, height, htmlPercent(r, 1))
	fmt.Fprintf(&b, `<rect class="track" x="0" y="5.5" width="%g" height="1"/>`, width)
	if in.Low.Defined() && in.High.Defined() {
		fmt.Fprintf(&b, `<rect class="span" x="%g" y="3.5" width="%g" height="5"/>`, x(in.Low), max(x(in.High)-x(in.Low), 1))
	}
	fmt.Fprintf(&b, `<rect class="tick" x="%g" y="1" width="2" height="10"/></svg>`, max(x(r)-1, 0))
	return template.HTML(b.String())
}

// shareBar draws a share as a bar in the colour of a look.
func shareBar(share float64, look string) template.HTML {
	width := math.Round(1600*share) / 10
	return template.HTML(fmt.Sprintf(`<svg class="bar" width="160" height="10" viewBox="0 0 160 10" aria-hidden="true">`+
		`<rect class="fill-%s" x="0" y="1" width="%g" height="8"/></svg>`, template.HTMLEscapeString(look), max(width, 1)))
}

// confusionLabels are at most most labels, the most frequent ones, by place.
func confusionLabels(c *eval.Confusion, most int) []int {
	weight := make([]int, len(c.Labels))
	list := make([]int, len(c.Labels))
	for i := range c.Labels {
		list[i] = i
		for j := range c.Counts {
			weight[i] += c.Counts[i][j] + c.Counts[j][i]
		}
	}
	slices.SortStableFunc(list, func(a, b int) int { return weight[b] - weight[a] })
	list = list[:min(most, len(list))]
	slices.Sort(list)
	return list
}

// confusionPicture draws which label met which: rows are gold, columns predictions,
// and the darker a cell, the more of its row is in it.
func confusionPicture(c *eval.Confusion, most int) template.HTML {
	if len(c.Labels) == 0 {
		return ""
	}
	list := confusionLabels(c, most)
	none := len(c.Labels)
	names := make([]string, 0, len(list)+1)
	head := 0
	for _, i := range list {
		names = append(names, c.Labels[i])
	}
	names = append(names, "none")
	for _, n := range names {
		head = max(head, show.Width(n))
	}
	list = append(list, none)
	const cw, ch, top = 62, 38, 44
	left := min(20+8*head, 180) + 20
	n := len(list)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="confusion" viewBox="0 0 %d %d" width="%[1]d" height="%[2]d" role="img" aria-label="Confusion: gold labels in rows, predicted labels in columns">`,
		left+n*cw+2, top+n*ch+2)
	fmt.Fprintf(&b, `<text class="axis" x="%d" y="14">predicted →</text><text class="axis" x="0" y="%d">gold ↓</text>`, left, top-8)
	for i, row := range list {
		name := template.HTMLEscapeString(names[i])
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle">%s</text>`, left+i*cw+cw/2, top-8, name)
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`, left-10, top+i*ch+ch/2+5, name)
		sum := 0
		for _, col := range list {
			sum += c.Counts[row][col]
		}
		for j, col := range list {
			if row == none && col == none {
				continue
			}
			confusionCell(&b, left+j*cw, top+i*ch, cw, ch, c.Counts[row][col], sum, row == col,
				"gold "+names[i]+", predicted "+names[j])
		}
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func confusionCell(b *strings.Builder, x, y, w, h, count, sum int, right bool, title string) {
	share := 0.0
	if sum > 0 {
		share = float64(count) / float64(sum)
	}
	opacity, class, rect := 0.0, "", "cell"
	switch {
	case count == 0:
		class = ` class="zero"`
	case share > 0.45:
		class = ` class="on"`
		fallthrough
	default:
		opacity = math.Round(100*(0.08+0.87*share)) / 100
	}
	if right {
		rect += " right"
	}
	fmt.Fprintf(b, `<g><title>%s: %s</title><rect class="%s" x="%d" y="%d" width="%d" height="%d" fill-opacity="%g"/>`,
		template.HTMLEscapeString(title), htmlNumber(count), rect, x+1, y+1, w-2, h-2, opacity)
	fmt.Fprintf(b, `<text%s x="%d" y="%d" text-anchor="middle">%s</text></g>`, class, x+w/2, y+h/2+5, htmlNumber(count))
}
