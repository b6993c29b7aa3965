// Package refs reads, writes and applies the table of what others call the entries of
// the lists, for the generators.
//
// A row counts for the entry of its id while that has the name and the country of the
// row: a list may be edited without the sources that the table is made of, and what
// was edited then has no ids until the table is made again. Nothing of a row that has
// no such entry is lost in silence: Apply gives it back.
package refs

import (
	"fmt"
	"io"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/tsv"
)

// A Row is what others call one entry.
type Row struct {
	Entry         string // its id
	Name, Country string // as the list has them
	Ref           gazetteer.Ref
}

var columns = []string{"entry", "name", "country", "ids", "at"}

// Write writes a table, comments first.
func Write(w io.Writer, rows []Row, comments ...string) error {
	var b strings.Builder
	for _, c := range comments {
		b.WriteString("# " + c + "\n")
	}
	b.WriteString(strings.Join(columns, "\t") + "\n")
	for _, r := range rows {
		b.WriteString(strings.Join([]string{r.Entry, r.Name, r.Country, r.Ref.IDs(), r.Ref.At()}, "\t") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Read reads a table.
func Read(path string, r io.Reader) ([]Row, error) {
	var rows []Row
	seen := map[string]bool{}
	err := tsv.Read(path, r, columns, columns, func(row tsv.Row) error {
		ref, err := gazetteer.ParseRef(row.Cell("ids"), row.Cell("at"))
		if err != nil {
			return row.Fail("ids", "%w", err)
		}
		id := row.Cell("entry")
		if seen[id] {
			return row.Fail("entry", "%s is here twice", id)
		}
		seen[id] = true
		rows = append(rows, Row{id, row.Cell("name"), row.Cell("country"), ref})
		return nil
	})
	return rows, err
}

// Apply gives the entries what the rows say of them, where the entries do not say it
// themselves, and gives the rows whose entry is gone or is another now.
func Apply(entries []gazetteer.Entry, rows []Row) (stale []Row) {
	at := make(map[string]int, len(entries))
	for i := range entries {
		at[entries[i].EntryID()] = i
	}
	for _, r := range rows {
		i, ok := at[r.Entry]
		if !ok || entries[i].Name != r.Name || entries[i].Country != r.Country {
			stale = append(stale, r)
			continue
		}
		to := &entries[i].Ref
		if to.GeoNames == 0 {
			to.GeoNames = r.Ref.GeoNames
		}
		if to.Wikidata == 0 {
			to.Wikidata = r.Ref.Wikidata
		}
		if to.ISO == "" {
			to.ISO = r.Ref.ISO
		}
		if !to.HasPoint() {
			to.Lat, to.Lon = r.Ref.Lat, r.Ref.Lon
		}
	}
	return stale
}

// Stale says which rows Apply gave back, and what to do.
func Stale(rows []Row) string {
	const some = 3
	var names []string
	for _, r := range rows[:min(some, len(rows))] {
		names = append(names, r.Entry)
	}
	if n := len(rows) - some; n > 0 {
		names = append(names, fmt.Sprintf("and %d more", n))
	}
	return fmt.Sprintf("ids of %d entries that the lists have no more, or with another name or country, are left out: %s; "+
		"make them again where ../shared is, by .ci/shared data/sources/place-ids.tsv", len(rows), strings.Join(names, ", "))
}
