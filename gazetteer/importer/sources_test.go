package importer

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared is where the data of others lies that is read, but not kept here.
const shared = "../../../shared/gazetteer/sources"

// sharedFile gives the path of a file there, or skips the test.
func sharedFile(t testing.TB, name string) string {
	path := filepath.Join(shared, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no %s beside the repository: this test needs it", path)
	}
	return path
}

// TestSources imports files as they were published, or views of them. The
// least numbers of entries are somewhat below what was found, 2026-11-23.
func TestSources(t *testing.T) {
	for _, c := range []struct {
		o     Options
		files []string
		least int64
		want  string
	}{
		{Options{From: "geonames", AlternateNames: "geonames-ar-tagged.tsv"}, []string{"geonames-cities15000.zip"}, 6500,
			"\ngeonames/107304\tLOC\tcity\t\u0628\u0631\u064a\u062f\u0629\tBuraydah\t"},
		{Options{From: "geonames", Untagged: true}, []string{"geonames-cities15000.zip"}, 8400, "\ngeonames/360630\tLOC\tcity\t"},
		{Options{From: "naturalearth"}, []string{"naturalearth-places-ar.tsv", "naturalearth-countries-ar.tsv"}, 1480,
			"\nQ4940747\tLOC\tcity\t\u0628\u0648\u0645\u0628\u0648\tBombo\t"},
		{Options{From: "cldr"}, []string{"cldr48-territories-ar.tsv"}, 285, "\ncountry/ZW\tLOC\tcountry\t\u0632\u064a\u0645\u0628\u0627\u0628\u0648\u064a\tZimbabwe\t"},
		{Options{From: "cldr"}, []string{"territories.json"}, 285, "\ncountry/ZW\tLOC\t"},
	} {
		t.Run(c.o.From+"/"+filepath.Base(c.files[0]), func(t *testing.T) {
			var paths []string
			for _, f := range c.files {
				if f == "territories.json" {
					paths = append(paths, "../../data/sources/cldr/territories.json")
				} else {
					paths = append(paths, sharedFile(t, f))
				}
			}
			if c.o.AlternateNames != "" {
				c.o.AlternateNames = sharedFile(t, c.o.AlternateNames)
			}
			list, _ := imported(t, paths, c.o)
			if n := int64(strings.Count(list, "\n")); n < c.least {
				t.Errorf("%d lines, want %d", n, c.least)
			}
			if !strings.Contains(list, c.want) {
				t.Errorf("no %q", c.want)
			}
			c.o.runBytes = 1 << 16
			if again, _ := imported(t, paths, c.o); again != list {
				t.Error("another list with spilled runs")
			}
		})
	}
}

// BenchmarkCities15000 imports a dump of 32,847 cities as it is published.
//
//	go test ./gazetteer/importer -run '^$' -bench Cities -benchmem
func BenchmarkCities15000(b *testing.B) {
	path := sharedFile(b, "geonames-cities15000.zip")
	for b.Loop() {
		if _, err := Import([]string{path}, io.Discard, Options{From: "geonames", Untagged: true}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWikidata reads lines of a dump, most of which have no Arabic name;
// MB/s are those of unpacked lines.
func BenchmarkWikidata(b *testing.B) {
	rest := `,"descriptions":{"en":{"language":"en","value":"` + strings.Repeat("some words ", 400) + `"}}}`
	none := `{"type":"item","id":"Q2","labels":{"en":{"language":"en","value":"A"},"af":{"language":"af","value":"A"}}` + rest + ",\n"
	some := `{"type":"item","id":"Q1","labels":{"ar":{"language":"ar","value":"` + "\u0641\u0644\u0627\u0646" + `"}},"claims":{"P31":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q5"}}},"rank":"normal"}]}` + rest + ",\n"
	dump := []byte(strings.Repeat(strings.Repeat(none, 19)+some, 200))
	b.SetBytes(int64(len(dump)))
	for b.Loop() {
		if _, err := Import([]string{"f"}, io.Discard, Options{From: "wikidata", Open: files(map[string][]byte{"f": dump})}); err != nil {
			b.Fatal(err)
		}
	}
}
