package encode

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/ner"
)

// TestGeoJSON: a feature for each place of each document, whatever has none between
// them; what has no point is counted.
func TestGeoJSON(t *testing.T) {
	r := result()
	r.Analysis.Entities = append(r.Analysis.Entities, ner.Entity{ID: "LOC:x", Label: ner.LOC, Name: "x"})
	const russia = `{"type":"Feature","geometry":{"type":"Point","coordinates":[-100.5,60]},"properties":{"id":"country/RU","name":"روسيا","name_en":"Russia",` +
		`"kind":"country","country":"RU","geonames":2017370,"wikidata":"Q159","iso":"RU","document":"<a>","mentions":1,"names":["روسيا"]}}`
	for _, c := range []struct {
		results      []Result
		want         string
		all, nowhere int
	}{
		{nil, GeoJSONHead + GeoJSONFoot, 0, 0},
		{[]Result{empty("b"), {}}, GeoJSONHead + GeoJSONFoot, 0, 0},
		{[]Result{r, empty("b"), r}, GeoJSONHead + russia + ",\n" + russia + GeoJSONFoot, 4, 2},
	} {
		var b bytes.Buffer
		w := NewWriter(&b, Options{Format: GeoJSON})
		for _, r := range c.results {
			if err := w.Write(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(c.want, b.String()); d != "" || !json.Valid(b.Bytes()) {
			t.Errorf("%d results: %s", len(c.results), d)
		}
		if all, nowhere := w.Places(); all != c.all || nowhere != c.nowhere {
			t.Errorf("%d places, %d of them nowhere", all, nowhere)
		}
	}
}

// TestClose: other formats have nothing at their end.
func TestClose(t *testing.T) {
	if got := written(t, Options{Format: TSV}); got != "" {
		t.Errorf("%q", got)
	}
	for f, want := range map[Format]error{JSONL: nil, GeoJSON: errFull} {
		if err := NewWriter(full{}, Options{Format: f}).Close(); !errors.Is(err, want) {
			t.Errorf("%s: %v", f, err)
		}
	}
	if err := (&Writer{o: Options{Format: GeoJSON}}).Close(); !errors.Is(err, errNoWriter) {
		t.Errorf("%v", err)
	}
	if r := RefOf(nil); r != (Ref{}) {
		t.Errorf("%+v", r)
	}
}
