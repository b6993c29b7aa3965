package encode

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
)

// The columns of a table of mentions. start and end count what offsets says;
// name, name_en and what stands from country to lon are of the entity. path and
// line say where the document begins: the file, and the line, row, item or record in
// it; there is no line if the file is the document.
var tableColumns = []string{"id", "offsets", "start", "end", "text", "label", "kind", "entity", "name", "name_en", "score", "region",
	"country", "geonames", "wikidata", "iso", "lat", "lon", "path", "line"}

// textColumn is that of the text of a document, if it is asked for.
const textColumn = "document_text"

// TableHead is the row of names of the columns.
func TableHead(o TableOptions) []byte {
	head := slices.Clone(tableColumns)
	if o.Text {
		head = append(head, textColumn)
	}
	for _, name := range o.Keep {
		head = append(head, keptPrefix+name)
	}
	b, _ := appendRows(nil, o.Comma, head) // cannot fail: comma is one of two
	return b
}

// TableOptions say how a table is written.
type TableOptions struct {
	// Comma stands between cells: a comma or a tab.
	Comma rune
	// Unit is what offsets count.
	Unit gold.Unit
	// EscapeFormulas puts an apostrophe before text that a spreadsheet would take
	// for a formula: see Formula.
	EscapeFormulas bool
	// Text adds the text of each document, Keep columns of its fields: see Options.
	Text bool
	Keep []string
}

// Formula is a cell that no spreadsheet takes for a formula, which might send what
// stands beside it to somebody: one that begins with = + - @, a tab or a
// carriage return has an apostrophe before it.
func Formula(cell string) string {
	if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// AppendTable appends a row for each mention: with commas as RFC 4180 has it,
// or with tabs, where a cell with a tab, a quote or a line end is quoted alike. The
// text stands on the first row of its document.
func AppendTable(dst []byte, r Result, o TableOptions) ([]byte, error) {
	text := func(s string) string { return s }
	if o.EscapeFormulas {
		text = Formula
	}
	r = r.filled()
	a := r.Analysis
	if len(a.Mentions) == 0 {
		return dst, nil
	}
	d := r.Document
	at := Offsets(d.Text, o.Unit)
	line := ""
	if d.Line > 0 {
		line = strconv.Itoa(d.Line)
	}
	kept := keptCells(nil, d, o.Keep)
	for i := range kept {
		kept[i] = text(kept[i])
	}
	rows := make([][]string, 0, len(a.Mentions))
	for i := range a.Mentions {
		m := &a.Mentions[i]
		e := &a.Entities[m.Entity]
		lat, lon, _ := strings.Cut(e.Ref.At(), ",")
		row := []string{text(d.ID), o.Unit.String(), strconv.Itoa(at(m.Start)), strconv.Itoa(at(m.End)), text(m.Text),
			text(string(m.Label)), text(m.Kind), text(e.ID), text(e.Name), text(e.NameEn), strconv.FormatFloat(round(m.Score), 'f', -1, 64), text(m.Region), text(e.Country),
			GeoNames(&e.Ref), e.Ref.QID(), e.Ref.ISO, lat, lon, text(d.Path), line}
		switch {
		case o.Text && i == 0:
			row = append(row, text(d.Text))
		case o.Text:
			row = append(row, "")
		}
		rows = append(rows, append(row, kept...))
	}
	return appendRows(dst, o.Comma, rows...)
}

// GeoNames is the number of a place at GeoNames as tables have it, or empty.
func GeoNames(r *gazetteer.Ref) string {
	if r == nil || r.GeoNames == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(r.GeoNames), 10)
}

func appendRows(dst []byte, comma rune, rows ...[]string) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	w := csv.NewWriter(b)
	w.Comma = comma
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
