package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
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
	Own       []string        // the sources that are files of the user's, which are always shown
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
	shown, idle := t.shown()
	if err := compare.WriteWorth(&b, shown); err != nil {
		return err
	}
	if idle > 0 {
		fmt.Fprintf(&b, "and %d without hits that change nothing\n", idle)
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
	shown, idle := t.shown()
	for _, x := range shown {
		gain := "-"
		if g := x.Gain(); g.Defined() {
			gain = fmt.Sprintf("%+.2f", 100*float64(g))
		}
		b.WriteString("| " + strings.Join([]string{strings.ReplaceAll(x.Source, "|", `\|`),
			strconv.Itoa(x.Hits), strconv.Itoa(x.Right), strconv.Itoa(x.Wrong), x.Precision().Percent(),
			strconv.Itoa(x.Only), strconv.Itoa(x.Spoiled), x.Without.F1().Percent(), gain}, " | ") + " |\n")
	}
	if idle > 0 {
		fmt.Fprintf(&b, "\n- and %d without hits that change nothing", idle)
	}
	fmt.Fprintf(&b, "\n- %s\n", t.line())
	_, err := w.Write(b.Bytes())
	return err
}

// shown are the rows for people, and how many are left out: those without hits
// with which and without which all is the same, but for files of the user's.
func (t *WorthTable) shown() (rows []compare.Worth, idle int) {
	for _, x := range t.Worth {
		if x.Hits == 0 && x.Only == 0 && x.Spoiled == 0 && x.Without == x.All && !slices.Contains(t.Own, x.Source) {
			idle++
			continue
		}
		rows = append(rows, x)
	}
	return rows, idle
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
