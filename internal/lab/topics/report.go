package topics

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/topic"
)

// A KeyphraseReport says how well keyphrases were found, by each way of
// matching, and how sure the differences between methods are.
type KeyphraseReport struct {
	Documents int         `json:"documents"`
	K         int         `json:"k"`
	Gold      int         `json:"gold"`
	Rows      []ReportRow `json:"rows"`
	Notes     []string    `json:"notes,omitempty"`
}

// A ReportRow is a method under a way of matching.
type ReportRow struct {
	Method string `json:"method"`
	Note   string `json:"note,omitempty"`
	*topic.Score
	// F1Interval is of the micro F1, by bootstrap over documents.
	F1Interval eval.Interval `json:"f1_interval"`
	// Difference is what the first method's F1 is above this one's, with its
	// interval and the two-sided p of approximate randomization; absent in its own row.
	Difference *eval.Ratio    `json:"difference,omitempty"`
	Interval   *eval.Interval `json:"difference_interval,omitempty"`
	P          *eval.Ratio    `json:"p,omitempty"`
}

// NewKeyphraseReport makes a report of rows, the same methods under each way of matching.
func NewKeyphraseReport(documents int, q Options, rows []Row) (*KeyphraseReport, error) {
	r := &KeyphraseReport{Documents: documents, K: q.Scoring.K, Gold: q.Scoring.Gold}
	for i, row := range rows {
		out := ReportRow{Method: row.Method, Note: row.Note, Score: row.Score}
		v, err := eval.Bootstrap(row.Score.Docs, eval.BootstrapOptions{Seed: q.Seed, Level: q.Level})
		if err != nil {
			return nil, err
		}
		out.F1Interval = v.F1
		if row.Test != nil {
			d := rows[first(rows, i)].Score.Micro.F1 - row.Score.Micro.F1
			out.Difference, out.Interval, out.P = &d, &row.Difference, &row.Test.P.F1
		}
		r.Rows = append(r.Rows, out)
	}
	return r, nil
}

// first is the first row that has the match of row i.
func first(rows []Row, i int) int {
	for k := range rows {
		if rows[k].Score.Match == rows[i].Score.Match {
			return k
		}
	}
	return i
}

func (r *KeyphraseReport) table() [][]string {
	out := [][]string{{"method", "match", "precision", "recall", "F1", "interval", "macro F1", "nDCG", "MAP", "first is better by", "p"}}
	for _, row := range r.Rows {
		line := []string{strings.TrimSpace(row.Method + " " + row.Note), row.Match.String(), row.Micro.Precision.Percent(), row.Micro.Recall.Percent(), row.Micro.F1.Percent(),
			row.F1Interval.String(), row.Macro.F1.Percent(), row.NDCG.Percent(), row.MAP.Percent(), "", ""}
		if row.Difference != nil {
			line[9] = fmt.Sprintf("%s (%s)", row.Difference.Percent(), row.Interval)
			line[10] = fmt.Sprintf("%.4f", *row.P)
		}
		out = append(out, line)
	}
	return out
}

// line says what the figures are of.
func (r *KeyphraseReport) line() string {
	gold := "all gold phrases"
	if r.Gold > 0 {
		gold = fmt.Sprintf("the first %d gold phrases", r.Gold)
	}
	return fmt.Sprintf("%d documents, the best %d against %s", r.Documents, r.K, gold)
}

// WriteText writes the report for people.
func (r *KeyphraseReport) WriteText(w io.Writer, _ eval.TextOptions) error {
	_, err := io.WriteString(w, r.line()+"\n\n"+plainTable(r.table())+notes(r.Notes))
	return err
}

// WriteMarkdown writes the report as a table.
func (r *KeyphraseReport) WriteMarkdown(w io.Writer) error {
	_, err := io.WriteString(w, r.line()+"\n\n"+markdownTable(r.table())+notes(r.Notes))
	return err
}

// WriteJSON writes the report as an object.
func (r *KeyphraseReport) WriteJSON(w io.Writer) error { return writeJSON(w, r) }

// A CategoryReport says how well categories were found.
type CategoryReport struct {
	*topic.CategoryScore
	Notes []string `json:"notes,omitempty"`
}

func (r *CategoryReport) tables() [][][]string {
	labels := r.Labels()
	rows := [][]string{{"category", "precision", "recall", "F1", "support"}}
	for _, row := range r.Table.Rows {
		c := row.Counts
		rows = append(rows, []string{row.Label, c.Precision().Percent(), c.Recall().Percent(), c.F1().Percent(), fmt.Sprint(c.Support())})
	}
	m := r.Table.Macro
	rows = append(rows, []string{"macro", m.Precision.Percent(), m.Recall.Percent(), m.F1.Percent(), fmt.Sprint(r.Documents)})
	confusion := [][]string{append([]string{"gold, predicted"}, labels...)}
	for i, l := range confusion[0][1:] {
		if l == "" {
			confusion[0][i+1] = "(none)"
		}
	}
	for _, g := range labels {
		if r.Confusion[g] == nil {
			continue
		}
		line := []string{g}
		for _, p := range labels {
			line = append(line, fmt.Sprint(r.Confusion[g][p]))
		}
		confusion = append(confusion, line)
	}
	out := [][][]string{rows, confusion}
	if len(r.Groups) > 0 {
		groups := [][]string{{"held out", "documents", "accuracy"}}
		for _, g := range r.Groups {
			groups = append(groups, []string{g.Name, fmt.Sprint(g.Documents), g.Accuracy.Percent()})
		}
		out = append(out, groups)
	}
	return out
}

func (r *CategoryReport) line() string {
	return fmt.Sprintf("%d documents, accuracy %s (%s), macro F1 %s, calibration error %s", r.Documents, r.Accuracy.Percent(), r.AccuracyInterval,
		r.Table.Macro.F1.Percent(), r.Calibration.Percent())
}

// WriteText writes the report for people.
func (r *CategoryReport) WriteText(w io.Writer, _ eval.TextOptions) error {
	s := r.line() + "\n"
	for _, t := range r.tables() {
		s += "\n" + plainTable(t)
	}
	_, err := io.WriteString(w, s+notes(r.Notes))
	return err
}

// WriteMarkdown writes the report as tables.
func (r *CategoryReport) WriteMarkdown(w io.Writer) error {
	s := r.line() + "\n"
	for _, t := range r.tables() {
		s += "\n" + markdownTable(t)
	}
	_, err := io.WriteString(w, s+notes(r.Notes))
	return err
}

// WriteJSON writes the report as an object.
func (r *CategoryReport) WriteJSON(w io.Writer) error { return writeJSON(w, r) }

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func notes(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "\n" + strings.Join(list, "\n") + "\n"
}

// plainTable aligns columns: the first to the left, the others to the right.
func plainTable(rows [][]string) string {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, s := range row {
			width[i] = max(width[i], utf8.RuneCountInString(s))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, s := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(s))
			switch i {
			case 0:
				line.WriteString(s + pad)
			default:
				line.WriteString("  " + pad + s)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

func markdownTable(rows [][]string) string {
	var b strings.Builder
	for i, row := range rows {
		cells := make([]string, len(row))
		for k, s := range row {
			cells[k] = strings.ReplaceAll(s, "|", "\\|")
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		if i == 0 {
			b.WriteString("| --- |" + strings.Repeat(" --: |", len(row)-1) + "\n")
		}
	}
	return b.String()
}
