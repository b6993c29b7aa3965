package parquet

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	pq "github.com/parquet-go/parquet-go"

	"github.com/alam-nlp/alam/batch/registry"
)

// TestWriteEntities: the rows are the lines of package registry, with all their fields.
func TestWriteEntities(t *testing.T) {
	e := registry.Entity{ID: "city/beirut", Label: "LOC", Kind: "city", Name: "بيروت", NameEn: "Beirut", Country: "LB", Mentions: 3, Documents: 2, First: "2026-10-02", Last: "2026-11-05",
		Names: []registry.Count{{Of: "بيروت", N: 3}}, ByDocument: []registry.Count{{Of: "a|b", N: 2}, {Of: "c", N: 1}}, ByMonth: []registry.Count{{Of: "2026-10", N: 3}},
		CoMentions: []registry.Count{{Of: "country/LB", N: 2}}, IDs: []registry.Count{{Of: "city/beirut", N: 3}}}
	var lines, b bytes.Buffer
	if err := registry.Write(&lines, registry.JSONL, slices.Values([]registry.Entity{e, {ID: "PER:زيد"}}), registry.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	var want []Archived
	for line := range strings.Lines(lines.String()) {
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		var a Archived
		if err := d.Decode(&a); err != nil {
			t.Fatal(err)
		}
		want = append(want, a)
	}
	if err := WriteEntities(&b, bytes.NewReader(lines.Bytes())); err != nil {
		t.Fatal(err)
	}
	got, err := pq.Read[Archived](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(got) != 2 || got[0].ByDocument[0] != (IDCount{"a|b", 2}) || got[0].CoMentions[0].Documents != 2 {
		t.Errorf("%+v", got)
	}
	if err := WriteEntities(&b, strings.NewReader("{\n")); err == nil || errors.Unwrap(err) == nil {
		t.Error(err)
	}
}
