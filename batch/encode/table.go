package encode

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
)

// The columns of a table of mentions. start and end count what offsets says;
// name, name_en and what
// stands behind region are of the entity.
var tableColumns = []string{"id", "offsets", "start", "end", "text", "label", "kind", "entity", "name", "name_en", "score", "region",
	"country", "geonames", "wikidata", "iso", "lat", "lon"}

// TableHead is the row of names of the columns.
func TableHead(comma rune) []byte {
	b, _ := appendRows(nil, comma, tableColumns) // cannot fail: comma is one of two
	return b
}

// AppendTable appends a row for each mention: with commas as RFC 4180 has it,
// or with tabs, where a cell with a tab, a quote or a line end is quoted alike.
func AppendTable(dst []byte, r Result, comma rune, unit gold.Unit) ([]byte, error) {
	r = r.filled()
	a := r.Analysis
	if len(a.Mentions) == 0 {
		return dst, nil
	}
	at := Offsets(r.Document.Text, unit)
	rows := make([][]string, 0, len(a.Mentions))
	for i := range a.Mentions {
		m := &a.Mentions[i]
		e := &a.Entities[m.Entity]
		lat, lon, _ := strings.Cut(e.Ref.At(), ",")
		rows = append(rows, []string{r.Document.ID, unit.String(), strconv.Itoa(at(m.Start)), strconv.Itoa(at(m.End)), m.Text,
			string(m.Label), m.Kind, e.ID, e.Name, e.NameEn, strconv.FormatFloat(round(m.Score), 'f', -1, 64), m.Region, e.Country,
			GeoNames(&e.Ref), e.Ref.QID(), e.Ref.ISO, lat, lon})
	}
	return appendRows(dst, comma, rows...)
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
