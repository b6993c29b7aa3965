package peer

import (
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/eval"
)

// WriteText writes the report as seqeval's classification_report prints it.
func (r *SeqevalReport) WriteText(w io.Writer, digits int) error {
	width := max(len("weighted avg"), digits)
	for _, row := range r.Rows {
		width = max(width, len([]rune(row.Label)))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%*s  %9s %9s %9s %9s\n\n", width, "", "precision", "recall", "f1-score", "support")
	line := func(name string, row SeqevalRow) {
		fmt.Fprintf(&b, "%*s  %9s %9s %9s %9d\n", width, name, fixed(row.Precision, digits), fixed(row.Recall, digits), fixed(row.F1, digits), row.Support)
	}
	for _, row := range r.Rows {
		line(row.Label, row)
	}
	b.WriteByte('\n')
	line("micro avg", r.Micro)
	line("macro avg", r.Macro)
	line("weighted avg", r.Weighted)
	_, err := io.WriteString(w, b.String())
	return err
}

// fixed writes a number as Python's format does.
func fixed(x float64, digits int) string {
	return strings.ToLower(strconv.FormatFloat(x, 'f', digits, 64))
}

// WriteText writes the report as seqscore score --score-format delim prints it.
func (r *SeqscoreReport) WriteText(w io.Writer) error {
	var b strings.Builder
	b.WriteString("Type\tPrecision\tRecall\tF1\tReference\tPredicted\tCorrect\n")
	line := func(name string, c eval.Counts) {
		p, q := c.Precision().Or(0), c.Recall().Or(0)
		f := 0.0
		if p+q > 0 {
			f = 2 * p * q / (p + q)
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%d\t%d\t%d\n", name, halfUp(p), halfUp(q), halfUp(f), c.Support(), c.Found(), c.TP)
	}
	line("ALL", r.Micro)
	for _, row := range r.Rows {
		line(row.Label, row.Counts)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// halfUp is a share in per cent with two decimals, halves rounded up.
func halfUp(share float64) string {
	x := new(big.Rat).SetFloat64(share)
	return x.Mul(x, big.NewRat(100, 1)).FloatString(2)
}

// WriteText writes what nervaluate's summary_report prints of all, and of each way of
// matching by tag.
func (r *NervaluateReport) WriteText(w io.Writer, digits int) error {
	var b strings.Builder
	table := func(scenario string, rows []nervaluateRow) {
		width := max(len("correct"), digits)
		for _, row := range rows {
			width = max(width, len([]rune(row.name)))
		}
		fmt.Fprintf(&b, "Scenario: %s\n\n%*s ", scenario, width, "")
		for _, head := range []string{"correct", "incorrect", "partial", "missed", "spurious", "precision", "recall", "f1-score"} {
			fmt.Fprintf(&b, " %11s", head)
		}
		b.WriteString("\n\n")
		for _, row := range rows {
			o := row.of
			fmt.Fprintf(&b, "%*s  %11d %11d %11d %11d %11d", width, row.name, o.Correct, o.Incorrect, o.Partial, o.Missed, o.Spurious)
			p, q := o.Precision().Or(0), o.Recall().Or(0)
			f := 0.0
			if p+q > 0 {
				f = 2 * (p * q) / (p + q)
			}
			for _, x := range []float64{p, q, f} {
				fmt.Fprintf(&b, " %11s", fixed(x, digits))
			}
			b.WriteByte('\n')
		}
	}
	ways := func(o eval.Outcomes) []nervaluateRow {
		return []nervaluateRow{{"ent_type", o.Type}, {"exact", o.Exact}, {"partial", o.Partial}, {"strict", o.Strict}}
	}
	table("all", ways(r.Overall))
	for i, way := range ways(r.Overall) {
		rows := make([]nervaluateRow, len(r.Tags))
		for j, tag := range r.Tags {
			rows[j] = nervaluateRow{tag.Label, ways(tag.Outcomes)[i].of}
		}
		b.WriteByte('\n')
		table(way.name, rows)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A nervaluateRow is a line of its report.
type nervaluateRow struct {
	name string
	of   eval.Outcome
}
