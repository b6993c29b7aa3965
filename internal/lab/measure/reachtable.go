package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/alam-nlp/alam/eval"
)

// ReachTable is what ByCandidate says, by stage and label.
type ReachTable struct {
	Schema    int      // as in eval.Report
	By        string   // "candidate"
	Documents int      // gold documents
	Labels    []string // compared, nil for all
	Map       string   // of labels
	Ordinary  int      // tokens outside all gold mentions
	Reach     []Reach
}

// MarshalJSON writes undefined ratios as null.
func (t *ReachTable) MarshalJSON() ([]byte, error) {
	type row struct {
		Stage     string      `json:"stage"`
		Label     string      `json:"label"`
		Found     eval.Counts `json:"found"`
		False     int         `json:"false"`
		FalseRate eval.Ratio  `json:"false_per_1000"`
	}
	rows := make([]row, len(t.Reach))
	for i := range t.Reach {
		r := &t.Reach[i]
		rows[i] = row{r.Stage, r.Label, r.Found, r.False, r.FalseRate()}
	}
	return json.Marshal(struct {
		Schema    int      `json:"schema"`
		By        string   `json:"by"`
		Documents int      `json:"documents"`
		Labels    []string `json:"labels,omitempty"`
		Map       string   `json:"map,omitempty"`
		Ordinary  int      `json:"ordinary_tokens"`
		Reach     []row    `json:"reach"`
	}{t.Schema, t.By, t.Documents, t.Labels, t.Map, t.Ordinary, rows})
}

// WriteJSON writes the table as indented JSON.
func (t *ReachTable) WriteJSON(w io.Writer) error { return writeJSON(w, t) }

// WriteText writes the table for a terminal, with a line about the text.
func (t *ReachTable) WriteText(w io.Writer, _ eval.TextOptions) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%-8s  %-8s %7s %9s %8s %8s %7s %11s\n", "stage", "label", "support", "found", "right", "recall", "false", "per 1,000")
	for i := range t.Reach {
		r := &t.Reach[i]
		fmt.Fprintf(&b, "%-8s  %-8s %7d %9d %8d %8s %7d %11s\n", r.Stage, r.Label, r.Found.Support(), r.Found.Found(), r.Found.TP,
			r.Found.Recall().Percent(), r.False, rate(r.FalseRate()))
	}
	fmt.Fprintf(&b, "\n%s\n", t.line())
	_, err := w.Write(b.Bytes())
	return err
}

// WriteMarkdown writes the table in Markdown.
func (t *ReachTable) WriteMarkdown(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("| stage | label | support | found | right | recall | false | per 1,000 |\n")
	b.WriteString("|:---|:---|---:|---:|---:|---:|---:|---:|\n")
	for i := range t.Reach {
		r := &t.Reach[i]
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %s | %d | %s |\n", r.Stage, r.Label, r.Found.Support(), r.Found.Found(), r.Found.TP,
			r.Found.Recall().Percent(), r.False, rate(r.FalseRate()))
	}
	fmt.Fprintf(&b, "\n- %s\n", t.line())
	_, err := w.Write(b.Bytes())
	return err
}

// rate writes a number of false hits.
func rate(r eval.Ratio) string {
	if !r.Defined() {
		return r.String()
	}
	return fmt.Sprintf("%.2f", float64(r))
}

func (t *ReachTable) line() string {
	return fmt.Sprintf("false hits overlap no gold mention of their label; tokens outside all gold mentions: %d", t.Ordinary)
}
