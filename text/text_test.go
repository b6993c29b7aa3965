package text

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func patterns(t testing.TB) *Patterns {
	t.Helper()
	path := filepath.Join("..", "data", "regions.tsv")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := ParsePatterns(path, f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// check is the law of the package.
func check(t testing.TB, source string, d *Document) {
	t.Helper()
	if d.Source != source {
		t.Fatal("the source has changed")
	}
	at, article := 0, 0
	for i, r := range d.Regions {
		if r.Start != at || r.Len() <= 0 {
			t.Fatalf("region %d is [%d,%d), want it to begin at %d", i, r.Start, r.End, at)
		}
		if r.Start < len(source) && !utf8.RuneStart(source[r.Start]) {
			t.Fatalf("region %d begins within a rune at %d", i, r.Start)
		}
		if r.Article < article || r.Article >= d.Articles {
			t.Fatalf("region %d is of article %d, after %d and of %d", i, r.Article, article, d.Articles)
		}
		at, article = r.End, r.Article
	}
	if at != len(source) {
		t.Fatalf("regions end at %d of %d", at, len(source))
	}
}

// regions shows a document as text: article, kind, and the words of each region.
func regions(d *Document) (out []string) {
	for _, r := range d.Regions {
		s := strings.Join(strings.Fields(d.Source[r.Start:r.End]), " ")
		out = append(out, string(rune('0'+r.Article))+" "+r.Kind.String()+": "+s)
	}
	return out
}

// TestRegions reads testdata/regions.txt: after "--" a source, after "==" its
// regions, one a line.
func TestRegions(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "regions.txt"))
	if err != nil {
		t.Fatal(err)
	}
	p := patterns(t)
	for _, c := range strings.Split("\n"+string(data), "\n-- ")[1:] {
		name, c, _ := strings.Cut(c, "\n")
		source, want, ok := strings.Cut(c, "\n==\n")
		if !ok {
			t.Fatalf("case %q has no == line", name)
		}
		t.Run(name, func(t *testing.T) {
			for _, source := range []string{source, strings.ReplaceAll(source, "\n", "\r\n"), source + "\n\n", "\ufeff\n " + source} {
				d, err := Parse(source, p)
				if err != nil {
					t.Fatal(err)
				}
				check(t, source, d)
				got := regions(d)
				for i := range got {
					got[i] = strings.ReplaceAll(got[i], "\ufeff ", "")
				}
				if want := strings.Split(strings.TrimSpace(want), "\n"); !slices.Equal(got, want) {
					t.Fatalf("regions of\n%s\nare\n%s\nwant\n%s", source, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		})
	}
}

// TestSeed reads the article that the project was begun with, where it is at hand.
func TestSeed(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "shared", "seeds", "*.txt"))
	if len(files) == 0 {
		t.Skip("no ../shared/seeds beside the project: the seed article is not checked")
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	d, err := Parse(string(data), patterns(t))
	if err != nil {
		t.Fatal(err)
	}
	check(t, string(data), d)
	var got []string
	for _, r := range d.Regions {
		got = append(got, string(rune('0'+r.Article))+" "+r.Kind.String())
	}
	want := []string{
		"0 title", "0 date", "0 dateline", "0 boilerplate", "0 body", "0 source", "0 keywords",
		"1 related", "1 title", "1 dateline", "1 body", "1 boilerplate", "1 body",
	}
	if !slices.Equal(got, want) || d.Articles != 2 {
		t.Fatalf("%d articles, regions\n%q\nwant 2 and\n%q", d.Articles, got, want)
	}
	for _, c := range []struct {
		before string
		kind   RegionKind
	}{
		{"أعلن يوري", Body},
		{"وقال المتحدث", Body},
		{"الناتو: روسيا", Boilerplate},
	} {
		if i := strings.Index(d.Source, c.before); d.RegionAt(i).Kind != c.kind {
			t.Errorf("%s at %d is %v, want %v", c.before, i, d.RegionAt(i).Kind, c.kind)
		}
	}
}

func TestRegionAt(t *testing.T) {
	d := &Document{Source: "abcd", Regions: []Region{{Span{0, 1}, Title, 0}, {Span{1, 4}, Body, 0}}}
	for i, want := range map[int]int{-1: 0, 0: 0, 1: 1, 3: 1, 4: 1, 99: 1} {
		if got := d.RegionAt(i); got != d.Regions[want] {
			t.Errorf("RegionAt(%d) = %v, want region %d", i, got, want)
		}
	}
	if got := new(Document).RegionAt(0); got != (Region{}) {
		t.Errorf("RegionAt of an empty document = %v", got)
	}
}

func TestNotUTF8(t *testing.T) {
	for source, want := range map[string]string{
		"\xff":         "byte 0",
		"مصر\xd9":      "byte 6",
		"ab\xc3(":      "byte 2",
		"\xed\xa0\x80": "byte 0",
	} {
		_, err := Parse(source, nil)
		if !errors.Is(err, ErrNotUTF8) || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("Parse(%q) gives %v, want ErrNotUTF8 at %s", source, err, want)
		}
	}
	// The replacement character itself is valid.
	if _, err := Parse("\ufffd", nil); err != nil {
		t.Error(err)
	}
}

func TestNilPatterns(t *testing.T) {
	d, err := Parse("إقرأ أيضاً:\nنص", nil)
	if err != nil || len(d.Regions) != 1 || d.Articles != 1 {
		t.Fatalf("%v, %v", d, err)
	}
	check(t, d.Source, d)
	if d, err := Parse("", patterns(t)); err != nil || len(d.Regions) != 0 || d.Articles != 0 {
		t.Fatalf("empty source: %v, %v", d, err)
	}
}

// TestLongLines makes sure that no text makes Parse slow: were time not linear
// in the source, 8 MiB would take hours, and go test would end it.
func TestLongLines(t *testing.T) {
	if testing.Short() {
		t.Skip("long lines")
	}
	p := patterns(t)
	for name, unit := range map[string]string{
		"words":    "قال الوزير إن المفاوضات ستستأنف غدا ",
		"triggers": "أخبار قد تهمك ",
		"tails":    "أخبار قد تهمك 3 أبريل 2025 - 10:41 مساءً ",
		"digits":   "1 ",
		"openers":  "[[[[",
		"marks":    "\u064b",
		"markers":  "اقرأ أيضا:\n",
		"titles":   "عنوان\n",
		"starts":   "أخبار ذات صلة",
	} {
		source := strings.Repeat(unit, 8<<20/len(unit))
		begin := time.Now()
		d, err := Parse(source, p)
		if err != nil {
			t.Fatal(err)
		}
		spent := time.Since(begin)
		check(t, source, d)
		t.Logf("%s: 8 MiB in %v", name, spent)
	}
	begin := time.Now()
	source := strings.Repeat("قال الوزير إن المفاوضات ستستأنف غدا ", 50<<20/66)
	if _, err := Parse(source, p); err != nil {
		t.Fatal(err)
	}
	t.Logf("one line of %d MB in %v", len(source)/1e6, time.Since(begin))
}
