package text

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestSamples checks the annotated articles in data/samples: spans in order,
// each cutting out its surface, and the regions of the page with dirt.
func TestSamples(t *testing.T) {
	p := patterns(t)
	files, err := filepath.Glob(filepath.Join("..", "data", "samples", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no samples")
	}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		gold, err := os.ReadFile(strings.TrimSuffix(name, ".txt") + ".gold.tsv")
		if err != nil {
			t.Fatal(err)
		}
		last := 0
		for n, l := range strings.Split(strings.TrimSpace(string(gold)), "\n") {
			if strings.HasPrefix(l, "#") {
				continue
			}
			c := strings.Split(l, "\t")
			if len(c) != 5 || !slices.Contains([]string{"PER", "LOC", "ORG"}, c[2]) || c[4] == "" {
				t.Fatalf("%s:%d: %q", name, n+1, l)
			}
			start, _ := strconv.Atoi(c[0])
			end, _ := strconv.Atoi(c[1])
			if start < last || end <= start || end > len(source) || string(source[start:end]) != c[3] {
				t.Errorf("%s:%d: bytes %s to %s are not %s", name, n+1, c[0], c[1], c[3])
			}
			last = end
		}
		d, err := Parse(string(source), p)
		if err != nil {
			t.Fatal(err)
		}
		check(t, string(source), d)
		var kinds []string
		for _, r := range d.Regions {
			kinds = append(kinds, strconv.Itoa(r.Article)+" "+r.Kind.String())
		}
		want, ok := map[string][]string{
			"politics.txt": {"0 title", "0 dateline", "0 body"},
			"economy.txt":  {"0 title", "0 date", "0 dateline", "0 body", "0 source"},
			"sport.txt":    {"0 title", "0 dateline", "0 body"},
			"culture.txt":  {"0 title", "0 dateline", "0 body"},
			"scraped.txt": {"0 title", "0 date", "0 dateline", "0 boilerplate", "0 body", "0 source", "0 keywords", "0 boilerplate",
				"1 related", "1 title", "1 dateline", "1 body", "1 boilerplate", "1 body", "1 boilerplate"},
		}[filepath.Base(name)]
		if !ok || !slices.Equal(kinds, want) {
			t.Errorf("%s has regions\n%q\nwant\n%q", name, kinds, want)
		}
	}
}
