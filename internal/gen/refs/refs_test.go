package refs

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/gazetteer"
)

func TestApply(t *testing.T) {
	rows := []Row{
		{"city/cairo", "القاهرة", "EG", gazetteer.Ref{GeoNames: 360630, Wikidata: 85, Lat: 30, Lon: 31}},
		{"city/gone", "حلب", "SY", gazetteer.Ref{GeoNames: 2}},
		{"city/renamed", "حماة", "SY", gazetteer.Ref{GeoNames: 3}},
		{"city/moved", "بيروت", "LB", gazetteer.Ref{ISO: "LB-BA"}},
		{"country/SY", "سوريا", "SY", gazetteer.Ref{ISO: "SY"}},
	}
	var b strings.Builder
	if err := Write(&b, rows, "one", "two"); err != nil {
		t.Fatal(err)
	}
	read, err := Read("r.tsv", strings.NewReader(b.String()))
	if d := cmp.Diff(rows, read); d != "" || err != nil || !strings.HasPrefix(b.String(), "# one\n# two\nentry\t") {
		t.Errorf("%v, %s in %s", err, d, b.String())
	}
	entries := []gazetteer.Entry{
		{Label: "LOC", Kind: "city", Name: "القاهرة", NameEn: "Cairo", Country: "EG", Ref: gazetteer.Ref{Wikidata: 1, ISO: "EG-C"}},
		{ID: "city/renamed", Label: "LOC", Name: "حماه", Country: "SY"},
		{ID: "city/moved", Label: "LOC", Name: "بيروت", Country: "SY"},
		{ID: "country/SY", Label: "LOC", Name: "سوريا", Country: "SY"},
		{ID: "city/new", Label: "LOC", Name: "حمص", Country: "SY"},
	}
	stale := Apply(entries, rows)
	if d := cmp.Diff(rows[1:4], stale); d != "" {
		t.Error(d)
	}
	for i, want := range []gazetteer.Ref{{GeoNames: 360630, Wikidata: 1, ISO: "EG-C", Lat: 30, Lon: 31}, {}, {}, {ISO: "SY"}, {}} {
		if entries[i].Ref != want {
			t.Errorf("%s: %+v", entries[i].EntryID(), entries[i].Ref)
		}
	}
	if got := Stale(append(stale, rows[0])); !strings.Contains(got, "ids of 4 entries") || !strings.Contains(got, "city/gone, city/renamed, city/moved, and 1 more;") {
		t.Error(got)
	}
}

func TestReadErrors(t *testing.T) {
	const head = "entry\tname\tcountry\tids\tat\n"
	for in, want := range map[string]string{
		"":                         "r.tsv:1:1: no header line",
		head + "a\tb\tc\tx\t\n":    `r.tsv:2:7: ids: id "x"`,
		head + "a\tb\tc\t\t99,1\n": `at: latitude "99"`,
		head + "a\tb\tc\tiso:EG\t\na\tb\tc\tiso:EG\t\n": "r.tsv:3:1: a is here twice",
	} {
		if _, err := Read("r.tsv", strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
}
