package text

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"
)

// FuzzParse keeps the law of the package: the source unchanged, regions that
// tile it on rune boundaries, the same again for the same source.
func FuzzParse(f *testing.F) {
	if data, err := os.ReadFile(filepath.Join("testdata", "regions.txt")); err == nil {
		f.Add(string(data))
	}
	f.Add("أخبار قد تهمك 3 أبريل 2025 - 10:41 مساءًوقال")
	f.Add("موسكو (وكالات) - \r\n\n#a\n\xff")
	p := patterns(f)
	f.Fuzz(func(t *testing.T, source string) {
		d, err := Parse(source, p)
		if (err == nil) != utf8.ValidString(source) {
			t.Fatalf("error %v", err)
		}
		if err != nil {
			return
		}
		check(t, source, d)
		again, _ := Parse(source, p)
		if !slices.Equal(d.Regions, again.Regions) {
			t.Fatal("a second run gives other regions")
		}
	})
}
