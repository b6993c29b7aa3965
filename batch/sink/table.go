package sink

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/output"
)

// The columns of a table of mentions. start and end count what offsets says;
// name and name_en are of the entity.
var tableColumns = []string{"id", "offsets", "start", "end", "text", "label", "kind", "entity", "name", "name_en", "score"}

func tableHead(comma rune) []byte {
	b, _ := appendRows(nil, comma, tableColumns) // cannot fail: comma is one of two
	return b
}

// appendTable appends a row for each mention: with commas as RFC 4180 has it,
// or with tabs, where a cell with a tab, a quote or a line end is quoted alike.
func appendTable(dst []byte, r output.Result, comma rune, unit gold.Unit) ([]byte, error) {
	a := r.Analysis
	if len(a.Mentions) == 0 {
		return dst, nil
	}
	at := gold.NewOffsets(r.Document.Text, unit)
	rows := make([][]string, 0, len(a.Mentions))
	for i := range a.Mentions {
		m := &a.Mentions[i]
		e := &a.Entities[m.Entity]
		start, _ := at.Unit(m.Start)
		end, _ := at.Unit(m.End)
		rows = append(rows, []string{r.Document.ID, unit.String(), strconv.Itoa(start), strconv.Itoa(end), m.Text,
			string(m.Label), m.Kind, e.ID, e.Name, e.NameEn, strconv.FormatFloat(math.Round(m.Score*1e4)/1e4+0, 'f', -1, 64)})
	}
	return appendRows(dst, comma, rows...)
}

func appendRows(dst []byte, comma rune, rows ...[]string) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	w := csv.NewWriter(b)
	w.Comma = comma
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
