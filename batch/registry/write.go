package registry

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/batch/encode"
)

// WriteOptions say how entities are written.
type WriteOptions struct {
	// EscapeFormulas puts an apostrophe before the cells of CSV and TSV that a
	// spreadsheet would take for formulas.
	EscapeFormulas bool
}

// Write writes entities as JSON lines, CSV or TSV. Parquet is made of JSON lines by package
// github.com/alam-nlp/alam/batch/parquet.
func Write(dst io.Writer, f Format, entities iter.Seq[Entity], o WriteOptions) error {
	if dst == nil || entities == nil {
		return fmt.Errorf("%w: there is nothing to write, or to write to", ErrFormat)
	}
	switch f {
	case JSONL:
		return writeLines(dst, entities)
	case CSV:
		return writeTable(dst, ',', entities, o)
	case TSV:
		return writeTable(dst, '\t', entities, o)
	}
	return fmt.Errorf("%w: %q", ErrFormat, string(f))
}

// The objects of a line, with their fields in the order in which they stand.
type (
	jsonEntity struct {
		ID      string `json:"id"`
		Label   string `json:"label"`
		Kind    string `json:"kind"`
		Name    string `json:"name"`
		NameEn  string `json:"name_en"`
		Country string `json:"country"`
		encode.Ref
		Mentions   int64          `json:"mentions"`
		Documents  int            `json:"documents"`
		First      string         `json:"first"`
		Last       string         `json:"last"`
		Names      []jsonName     `json:"names"`
		ByDocument []jsonMentions `json:"by_document"`
		ByMonth    []jsonMonth    `json:"by_month"`
		CoMentions []jsonShared   `json:"co_mentions"`
		IDs        []jsonMentions `json:"ids"`
	}
	// Counts, under the names of what is counted.
	jsonName struct {
		Of string `json:"name"`
		N  int64  `json:"mentions"`
	}
	jsonMentions struct {
		Of string `json:"id"`
		N  int64  `json:"mentions"`
	}
	jsonMonth struct {
		Of string `json:"month"`
		N  int64  `json:"mentions"`
	}
	jsonShared struct {
		Of string `json:"id"`
		N  int64  `json:"documents"`
	}
)

func writeLines(dst io.Writer, entities iter.Seq[Entity]) error {
	w := bufio.NewWriterSize(dst, 1<<16)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for e := range entities {
		err := out.Encode(jsonEntity{e.ID, e.Label, e.Kind, e.Name, e.NameEn, e.Country, encode.RefOf(&e.Ref), e.Mentions, e.Documents, e.First, e.Last,
			list[jsonName](e.Names), list[jsonMentions](e.ByDocument), list[jsonMonth](e.ByMonth), list[jsonShared](e.CoMentions), list[jsonMentions](e.IDs)})
		if err != nil {
			return err
		}
	}
	return w.Flush()
}

// list gives counts as objects with two fields.
func list[T jsonName | jsonMentions | jsonMonth | jsonShared](counts []Count) []T {
	out := make([]T, 0, len(counts))
	for _, c := range counts {
		out = append(out, T(c))
	}
	return out
}

// columns are those of a table.
var columns = []string{"id", "label", "kind", "name", "name_en", "country", "geonames", "wikidata", "iso", "lat", "lon", "mentions", "documents", "first", "last",
	"names", "by_document", "by_month", "co_mentions", "ids"}

func writeTable(dst io.Writer, comma rune, entities iter.Seq[Entity], o WriteOptions) error {
	text := func(s string) string { return s }
	if o.EscapeFormulas {
		text = encode.Formula
	}
	w := csv.NewWriter(dst)
	w.Comma = comma
	if err := w.Write(columns); err != nil {
		return err
	}
	for e := range entities {
		lat, lon, _ := strings.Cut(e.Ref.At(), ",")
		err := w.Write([]string{text(e.ID), text(e.Label), text(e.Kind), text(e.Name), text(e.NameEn), text(e.Country), encode.GeoNames(&e.Ref), e.Ref.QID(), e.Ref.ISO, lat, lon, strconv.FormatInt(e.Mentions, 10), strconv.Itoa(e.Documents), text(e.First), text(e.Last),
			text(cell(e.Names)), text(cell(e.ByDocument)), text(cell(e.ByMonth)), text(cell(e.CoMentions)), text(cell(e.IDs))})
		if err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// cell writes counts as a:3|b:2. A bar in what is counted is written %7C.
func cell(counts []Count) string {
	var b strings.Builder
	for i, c := range counts {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(strings.ReplaceAll(c.Of, "|", "%7C"))
		b.WriteByte(':')
		b.WriteString(strconv.FormatInt(c.N, 10))
	}
	return b.String()
}
