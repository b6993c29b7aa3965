package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/compare"
)

// WorthTable says what each rule or list is worth, the greatest gain first.
type WorthTable struct {
	Schema    int             // as in eval.Report
	By        string          // "rule" or "list"
	Documents int             // gold documents
	Labels    []string        // compared, nil for all
	Map       string          // of labels
	All       eval.Counts     // strict and micro, with everything
	Worth     []compare.Worth // the rows
}

// MarshalJSON adds to each row precision and gain, null where undefined.
func (t *WorthTable) MarshalJSON() ([]byte, error) {
	type row struct {
		compare.Worth
		Precision eval.Ratio `json:"precision"`
		Gain      eval.Ratio `json:"gain"`
	}
	rows := make([]row, len(t.Worth))
	for i, w := range t.Worth {
		rows[i] = row{w, w.Precision(), w.Gain()}
	}
	return json.Marshal(struct {
		Schema    int         `json:"schema"`
		By        string      `json:"by"`
		Documents int         `json:"documents"`
		Labels    []string    `json:"labels,omitempty"`
		Map       string      `json:"map,omitempty"`
		All       eval.Counts `json:"all"`
		Worth     []row       `json:"worth"`
	}{t.Schema, t.By, t.Documents, t.Labels, t.Map, t.All, rows})
}

// WriteJSON writes the table as indented JSON.
func (t *WorthTable) WriteJSON(w io.Writer) error { return writeJSON(w, t) }

// WriteText writes the table for a terminal, with a line about the whole.
func (t *WorthTable) WriteText(w io.Writer, _ eval.TextOptions) error {
	var b bytes.Buffer
	if err := compare.WriteWorth(&b, t.Worth); err != nil {
		return err
	}
	fmt.Fprintf(&b, "\n%s\n", t.line())
	_, err := w.Write(b.Bytes())
	return err
}

// WriteMarkdown writes the table in Markdown.
func (t *WorthTable) WriteMarkdown(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("| source | hits | right | wrong | precision | only | spoiled | without | gain |\n")
	b.WriteString("|:---|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, x := range t.Worth {
		gain := "-"
		if g := x.Gain(); g.Defined() {
			gain = fmt.Sprintf("%+.2f", 100*float64(g))
		}
		b.WriteString("| " + strings.Join([]string{strings.ReplaceAll(x.Source, "|", `\|`),
			strconv.Itoa(x.Hits), strconv.Itoa(x.Right), strconv.Itoa(x.Wrong), x.Precision().Percent(),
			strconv.Itoa(x.Only), strconv.Itoa(x.Spoiled), x.Without.F1().Percent(), gain}, " | ") + " |\n")
	}
	fmt.Fprintf(&b, "\n- %s\n", t.line())
	_, err := w.Write(b.Bytes())
	return err
}

func (t *WorthTable) line() string {
	return fmt.Sprintf("with everything: precision %s, recall %s, F1 %s, %d names",
		t.All.Precision().Percent(), t.All.Recall().Percent(), t.All.F1().Percent(), t.All.Support())
}

// writeJSON writes a table as indented JSON.
func writeJSON(w io.Writer, table any) error {
	b, err := json.MarshalIndent(table, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}
