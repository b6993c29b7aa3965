package pipeline

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"strconv"
)

// An EntityDay is an entity on a day, 2006-01-02; empty for documents without
// one.
type EntityDay struct{ Day, Label, ID string }

// A Tally is how many documents name an entity, how often, and as what.
type Tally struct {
	Documents, Mentions int64
	Kind, Name, NameEn  string
}

// addTallies adds two; of names the longer is kept, as for an entity without
// a list entry its longest mention is, and of equally long ones the first by
// bytes, so that the order does not matter.
func addTallies(a, b Tally) Tally {
	return Tally{a.Documents + b.Documents, a.Mentions + b.Mentions, better(a.Kind, b.Kind), better(a.Name, b.Name), better(a.NameEn, b.NameEn)}
}

func better(a, b string) string {
	if c := cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)); c > 0 {
		return b
	}
	return a
}

// entityColumns are those of the table of entities.
var entityColumns = []string{"day", "entity", "label", "kind", "name", "name_en", "documents", "mentions"}

// noDay is in the name of the shard of entities without a day; it stands last.
const noDay = "none"

// A rowFn writes rows of the table of entities, those of each day by falling
// number of documents, then by their bytes.
type rowFn struct{}

// ProcessElement gives a row.
func (*rowFn) ProcessElement(e EntityDay, t Tally, rows func(string, Piece)) error {
	row, err := appendRow(e.Day, e.ID, e.Label, t.Kind, t.Name, t.NameEn, strconv.FormatInt(t.Documents, 10), strconv.FormatInt(t.Mentions, 10))
	rows(entitiesShard+cmp.Or(e.Day, noDay), Piece{Record: -t.Documents, Data: row})
	return err
}

// appendRow writes cells with tabs between, one with a tab, a quote or a line end
// in quotes, as alam batch does.
func appendRow(cells ...string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = '\t'
	err := w.Write(cells)
	w.Flush()
	return b.Bytes(), cmp.Or(err, w.Error())
}
