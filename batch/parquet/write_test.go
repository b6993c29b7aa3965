package parquet

import (
	"bytes"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"
)

// TestRefs: what is known of a place is in its columns; what is not is empty or null.
func TestRefs(t *testing.T) {
	const lines = `{"id":"d","offsets":"byte","mentions":[],"entities":[` +
		`{"id":"city/cairo","label":"LOC","kind":"city","name":"القاهرة","name_en":"Cairo","country":"EG","geonames":360630,"wikidata":"Q85","iso":"EG-C","lat":30.06263,"lon":-31.5,"mentions":[]},` +
		`{"id":"LOC:x","label":"LOC","kind":"","name":"x","name_en":"","country":"","mentions":[]}]}` + "\n"
	var b bytes.Buffer
	if err := Write(&b, strings.NewReader(lines)); err != nil {
		t.Fatal(err)
	}
	rows, err := pq.Read[Document](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(rows) != 1 || len(rows[0].Entities) != 2 {
		t.Fatalf("%v, %+v", err, rows)
	}
	e, none := rows[0].Entities[0], rows[0].Entities[1]
	if e.GeoNames == nil || *e.GeoNames != 360630 || e.Wikidata != "Q85" || e.ISO != "EG-C" || e.Lat == nil || *e.Lat != 30.06263 || e.Lon == nil || *e.Lon != -31.5 {
		t.Errorf("%+v", e)
	}
	if none.GeoNames != nil || none.Wikidata != "" || none.ISO != "" || none.Lat != nil || none.Lon != nil {
		t.Errorf("%+v", none)
	}
}
