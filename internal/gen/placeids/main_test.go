package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func file(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// cell is a row of GeoNames' dump.
func cell(id, name, others, code, country, population string) string {
	return strings.Join([]string{id, name, name, others, "1.5", "-2", "P", code, country, "", "", "", "", "", population, "", "", "", ""}, "\t") + "\n"
}

func sources(t *testing.T, list, cities string) paths {
	t.Helper()
	dir := t.TempDir()
	p := paths{lists: filepath.Join(dir, "lists"), cities: filepath.Join(dir, "c.zip"), out: filepath.Join(dir, "out.tsv")}
	if err := os.Mkdir(p.lists, 0o755); err != nil {
		t.Fatal(err)
	}
	file(t, p.lists, "a.tsv", "id\tlabel\tkind\tname\tname_en\tcountry\tprominence\n"+list)
	f, err := os.Create(p.cities)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	w, err := z.Create("c.txt")
	if err == nil {
		_, err = w.Write([]byte(cities))
	}
	if err != nil || z.Close() != nil || f.Close() != nil {
		t.Fatal(err)
	}
	p.places = file(t, dir, "places.tsv", "EG\tAdmin-0 capital\t9\tCairo\tالقاهرة\tx\tQ85\n"+
		"US\tPopulated place\t9\tCharleston\tتشارلستون، فيرجينيا الغربية\tx\tQ44564\n"+
		"SY\tScientific station\t9\tAleppo\tحلب\tx\tQ1\n")
	p.states = file(t, dir, "states.tsv", "EG\tEG\tEGY\tSovereign country\tEgypt\tمصر\tx\tQ79\n"+
		"-99\tFR\tFRA\tCountry\tFrance\tفرنسا\tx\tQ142\n-99\t-99\tKAS\tIndeterminate\tGlacier\tنهر\tx\tQ2\n")
	p.divisions = file(t, dir, "d.json", `{"subdivisions":{"localeDisplayNames":{"subdivisions":{"egc":"Cairo","egis":"Ismailia","ir32":"Alborz","sy1":"Hama","sy2":"Hama"}}}}`)
	p.countries = file(t, dir, "countries.tsv", "code\tname\tgeonames\tat\nEG\tEgypt\t357994\t26.5,29.86\nFR\tFrance\t3017382\t\nXK\tKosovo\t831053\t42,20\n")
	p.exclude = file(t, dir, "exclude.tsv", "entry\tid\treason\n")
	return p
}

func made(t *testing.T, p paths) string {
	t.Helper()
	if err := run(p); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(p.out)
	if err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(b), "\nentry\tname\tcountry\tids\tat\n")
	return rows
}

// TestJoin: each row of the list says what should come of it.
func TestJoin(t *testing.T) {
	const list = "" +
		"\tLOC\tcity\tالقاهرة\tCairo\tEG\t9\n" + // all names agree
		"\tLOC\tstate\tمحافظة القاهرة\tCairo Governorate\tEG\t5\n" + // a division, its word left out
		"\tLOC\tstate\tالبرز\tAlborz\tIR\t5\n" + // of Iran, whose codes CLDR has not
		"\tLOC\tstate\tحماة\tHama\tSY\t5\n" + // two codes
		"country/EG\tLOC\tcountry\tمصر\tEgypt\tEG\t9\n" +
		"country/FR\tLOC\tcountry\tفرنسا\tFrance\tFR\t9\n" + // no point of its own
		"country/XK\tLOC\tcountry\tكوسوفو\tKosovo\tXK\t9\n" + // no code of ISO
		"country/SU\tLOC\tcountry\tالاتحاد السوفيتي\tSoviet Union\tRU\t9\n" + // no country today
		"geonames/5\tLOC\tcity\tتستفيل\tTestville\tSY\t2\n" + // its id says it
		"\tLOC\tcity\tتشارلستون\tCharleston\tUS\t5\n" + // two of like size
		"\tLOC\tcity\tأوستن\tAustin\tUS\t5\n" + // one far larger
		"\tLOC\tcity\tدوفر\tDover\tUS\t2\n" + // one far larger, but little known
		"\tLOC\tcity\tحلب\tAleppo\tSY\t8\n" + // another Arabic name
		"\tLOC\tcity\tتورطوسة\tTortosa (Homs)\tSY\t3\n" + // told from another
		"\tLOC\tcity\tغلاسغو\tGlasgow\tGB\t6\n" + // another transliteration
		"\tLOC\tcity\tليذر\tLeather\tGB\t6\n" + // the name only among others
		"\tLOC\tdistrict\tهارلم\tHarlem\tUS\t3\n" + // a part of a city
		"\tLOC\tcity\tبرونكس\tBronx\tUS\t3\n" + // the same, not asked for
		"\tLOC\tcity\tأبو حمص\tAbu Hummus\tEG\t3\n" + // one place of two entries
		"b/1\tLOC\tcity\tابو حمص\tAbu Hummus\tEG\t3\n" +
		"\tPER\tperson\tبيكون\tCairo\tEG\t3\n" // no place
	cities := cell("360630", "Cairo", "al-Qahira,القاهرة,القاهره", "PPLC", "EG", "9000000") +
		cell("5", "Testville", "", "PPL", "SY", "20000") +
		cell("11", "Charleston", "تشارلستون", "PPL", "US", "150000") + cell("12", "Charleston", "", "PPL", "US", "46000") +
		cell("21", "Austin", "أوستن", "PPLA", "US", "900000") + cell("22", "Austin", "", "PPL", "US", "24000") +
		cell("31", "Dover", "دوفر", "PPLA", "US", "900000") + cell("32", "Dover", "", "PPL", "US", "24000") +
		cell("41", "Aleppo", "شهباء", "PPLA", "SY", "900000") +
		cell("51", "Tortosa", "تورطوسة", "PPL", "SY", "900000") +
		cell("61", "Glasgow", "جلاسجو", "PPL", "GB", "900000") +
		cell("71", "Hide", "Leather", "PPL", "GB", "900000") +
		cell("81", "Harlem", "هارلم", "PPLX", "US", "100000") + cell("82", "Bronx", "برونكس", "PPLX", "US", "100000") +
		cell("91", "Abū Ḩummuş", "أبو حمص", "PPL", "EG", "60000")
	want := "city/austin\tأوستن\tUS\tgeonames:21\t1.5,-2\n" +
		"city/cairo\tالقاهرة\tEG\tgeonames:360630 wikidata:Q85\t1.5,-2\n" +
		"city/glasgow\tغلاسغو\tGB\tgeonames:61\t1.5,-2\n" +
		"country/EG\tمصر\tEG\tgeonames:357994 wikidata:Q79 iso:EG\t26.5,29.86\n" +
		"country/FR\tفرنسا\tFR\tgeonames:3017382 wikidata:Q142 iso:FR\t\n" +
		"country/XK\tكوسوفو\tXK\tgeonames:831053\t42,20\n" +
		"district/harlem\tهارلم\tUS\tgeonames:81\t1.5,-2\n" +
		"geonames/5\tتستفيل\tSY\tgeonames:5\t1.5,-2\n" +
		"state/cairo-governorate\tمحافظة القاهرة\tEG\tiso:EG-C\t\n"
	p := sources(t, list, cities)
	if d := cmp.Diff(want, made(t, p)); d != "" {
		t.Error(d)
	}
	// A join that is left out, and one that is no more.
	file(t, filepath.Dir(p.exclude), "exclude.tsv", "entry\tid\treason\ncity/cairo\tgeonames:360630\ttest\ncity/cairo\twikidata:Q85\ttest\nstate/cairo-governorate\tiso:EG-C\ttest\n")
	got := made(t, p)
	if strings.Contains(got, "city/cairo") || strings.Contains(got, "state/cairo") {
		t.Errorf("not left out: %s", got)
	}
	file(t, filepath.Dir(p.exclude), "exclude.tsv", "entry\tid\treason\ncity/cairo\tgeonames:1\ttest\n")
	if err := run(p); err == nil || !strings.Contains(err.Error(), "not joined any more, take the rows out: city/cairo geonames:1") {
		t.Errorf("%v", err)
	}
}

func TestSourceErrors(t *testing.T) {
	for _, c := range []struct {
		change func(*paths, string)
		want   string
	}{
		{func(p *paths, dir string) { p.cities = filepath.Join(dir, "none") }, "none: "},
		{func(p *paths, dir string) { p.places = file(t, dir, "p", "EG\tx\n") }, "p:1: 2 columns, want 7"},
		{func(p *paths, dir string) { p.places = file(t, dir, "p", "EG\tx\t1\tx\tx\tx\t85\n") }, `item "85", want Q and a number`},
		{func(p *paths, dir string) { p.divisions = file(t, dir, "d", "[") }, "d: unexpected end"},
		{func(p *paths, dir string) { p.countries = file(t, dir, "c", "code\tname\tgeonames\tat\nEG\tx\tx\t\n") }, "c:2:6: ids: id \"geonames:x\""},
		{func(p *paths, dir string) { p.exclude = file(t, dir, "e", "entry\tid\treason\na\tgeonames:1\t\n") }, "e:2:14: no reason"},
		{func(p *paths, dir string) { p.exclude = file(t, dir, "e", "entry\tid\treason\na\tx\ty\n") }, `id "x"`},
	} {
		p := sources(t, "\tLOC\tcity\tحلب\tAleppo\tSY\t8\n", "")
		c.change(&p, t.TempDir())
		if err := run(p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	for _, bad := range []string{"1\t2\n", cell("x", "A", "", "PPL", "SY", "1"), cell("1", "A", "", "PPL", "SY", "many"),
		strings.Replace(cell("1", "A", "", "PPL", "SY", "1"), "1.5", "north", 1), strings.Replace(cell("1", "A", "", "PPL", "SY", "1"), "-2", "west", 1)} {
		if err := run(sources(t, "\tLOC\tcity\tحلب\tAleppo\tSY\t8\n", bad)); err == nil || !strings.Contains(err.Error(), "c.zip:1: ") {
			t.Errorf("%v", err)
		}
	}
}

func TestKeys(t *testing.T) {
	for in, want := range map[string]string{"Donostia / San Sebastián": "donostia san sebastian", "’Aïn el-Turk": "ain el turk", "Łódź": "lodz",
		"Kırıkhan": "kirikhan", "‘Ayn al ‘Arab": "ayn al arab", "Каир": "", "": ""} {
		if got := latinKey(in); got != want {
			t.Errorf("latinKey(%q) is %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"al bab": "bab", "ar raqqah": "raqqa", "as": "as", "al ain": "ain", "albany": "albany"} {
		if got := withoutArticle(in); got != want {
			t.Errorf("withoutArticle(%q) is %q, want %q", in, got, want)
		}
	}
	for _, same := range [][2]string{{"غلاسغو", "جلاسجو"}, {"القاهرة", "القاهره"}, {"زيلينسكي", "زلنسكي"}} {
		if skeleton(same[0]) != skeleton(same[1]) || skeleton(same[0]) == "" {
			t.Errorf("%q and %q", same, skeleton(same[0]))
		}
	}
}
