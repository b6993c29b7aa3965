package importer

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/gazetteer"
)

// TestCompressed: a dump gives the same list however it is packed.
func TestCompressed(t *testing.T) {
	plain := []byte("7\tP\tar\t\u062c\u0648\u0646\n9\tO\tar\t\u0645\u0646\u0638\u0645\u0629\n")
	want, _ := imported(t, []string{"f"}, Options{From: "jrc", Open: files(map[string][]byte{"f": plain})})

	var gz, zipped bytes.Buffer
	for _, part := range [][]byte{plain[:9], plain[9:]} { // two members, as pigz and dumps have
		w := gzip.NewWriter(&gz)
		w.Write(part)
		w.Close()
	}
	z := zip.NewWriter(&zipped)
	for name, b := range map[string][]byte{"entities": plain, "readme.txt": []byte("?"), "iso-languagecodes.txt": []byte("?"), "a.pdf": {0}} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(b)
	}
	z.Close()
	path := filepath.Join(t.TempDir(), "f.zip")
	if err := os.WriteFile(path, zipped.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	got, _ := imported(t, []string{"f"}, Options{From: "jrc", Open: files(map[string][]byte{"f": gz.Bytes()})})
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("gzip:\n%s", d)
	}
	got, _ = imported(t, []string{path}, Options{From: "jrc"})
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("zip:\n%s", d)
	}

	_, err := Import([]string{"f"}, io.Discard, Options{From: "jrc", Open: files(map[string][]byte{"f": zipped.Bytes()})})
	wantError(t, err, "f:1:1: a zip file cannot be read from a pipe; name the file")
	_, err = Import([]string{"f"}, io.Discard, Options{From: "jrc", Open: files(map[string][]byte{"f": gz.Bytes()[:gz.Len()-9]})})
	wantError(t, err, "f:3:1: the file ends too early: it is cut off")

	// testdata/dump.json.bz2 is dump.json of case wikidata.
	list, _ := imported(t, []string{"testdata/dump.json.bz2"}, Options{From: "wikidata"})
	if n := strings.Count(list, "\nQ"); n != 6 {
		t.Errorf("bzip2: %d entries, want 6", n)
	}
}

// TestLongLine: a line of 3 MB is a line.
func TestLongLine(t *testing.T) {
	claim := `{"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q5"}}},"rank":"normal"},`
	line := `{"type":"item","id":"Q1","labels":{"ar":{"language":"ar","value":"` + "\u0641\u0644\u0627\u0646" + `"}},"claims":{"P31":[` +
		strings.TrimSuffix(strings.Repeat(claim, 3<<20/len(claim)), ",") + `]}}`
	list, _ := imported(t, []string{"f"}, Options{From: "wikidata", Open: files(map[string][]byte{"f": []byte("[\n" + line + "\n]\n")})})
	if !strings.Contains(list, "\nQ1\tPER\tperson\t\u0641\u0644\u0627\u0646\t") {
		t.Errorf("got\n%s", list)
	}
}

// TestFaults: what is malformed is passed over, counted and named with its place.
func TestFaults(t *testing.T) {
	name := "\u0632\u064a\u062f"
	good := "7\tP\tar\t" + name + "\n"
	city := func(id, lat, pop string) string {
		return strings.Join([]string{id, "A", "A", name, lat, "2", "P", "PPL", "SY", "", "", "", "", "", pop, "", "", "", ""}, "\t") + "\n"
	}
	head := "wikidata_id\teng\tlabel\tlanguage\ttype\n"
	for _, c := range []struct {
		from, content string
		kept          int64
		want          []string
	}{
		{"jrc", good + "x\tP\tar\tx\n8\tP\n\xff\n9\tO\tar\t" + name + "\n", 2, []string{
			`f:2:1: id "x" is not a number`, "f:3:3: 2 columns, JRC-Names has 4", "f:4:1: not valid UTF-8: byte 0xff"}},
		{"geonames", city("1", "91", "5") + city("2", "1", "many") + city("x", "1", "5"), 2, []string{
			`f:1:11: latitude "91" and longitude "2" are no degrees`, `f:2:29: population "many" is not a number`, `f:3:1: geonameid "x" is not a number`}},
		{"wikidata-csv", "item,itemLabel,coord,sitelinks,type\nQ1," + name + ",\"30, 31\",many,PER\nx,y,,,\nQ2\nQ3,a\"b,,,\nQ4," + name + ",,7,PER\n", 2, []string{
			`f:2:20: sitelinks "many" is not a number`, `f:2:11: coord "30, 31", want Point(LONGITUDE LATITUDE)`,
			`f:3:1: item "x", want Q and a number, or the address of an item`, "f:4:1: wrong number of fields", `f:5:5: bare " in non-quoted-field`}},
		{"naturalearth", "name_ar,name_en,featurecla,pop_max,label_x,label_y\n" + name + ",A,Populated place,x,200,y\n", 1, []string{
			`f:2:26: pop_max "x" is not a number`, `f:2:32: "y" and "200" are no degrees`}},
		{"wikidata", "[\nQ1\n{\"id\":\"Q1\",\"labels\":{\"ar\":}},\n" +
			`{"id":"Q2","labels":{"ar":{"value":"` + name + `"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]}}` + "\n]", 1, []string{
			"f:2:1: not a JSON object: a dump has a whole entity on each line", "f:3:27: invalid character '}' looking for beginning of value"}},
		{"paranames", head + "Q1\tx\nQ2\tx\t" + name + "\tar\tPER\n", 1, []string{"f:2:4: 2 columns, want 5"}},
		{"cldr", "a\nSY\t" + name + "\tSyria\n", 1, []string{"f:1:1: 1 columns, want territories.json or the columns code, Arabic, English"}},
		{"jrc", good + strings.Repeat("x\tP\tar\tx\n", 1500), 1, nil},
	} {
		var list bytes.Buffer
		report, err := Import([]string{"f"}, &list, Options{From: c.from, Untagged: true, Open: files(map[string][]byte{"f": []byte(c.content)})})
		if err != nil {
			t.Errorf("%s: %v", c.from, err)
			continue
		}
		check(t, list.String(), report)
		var got []string
		for _, f := range report.Faults {
			got = append(got, f.Error())
		}
		if c.want == nil { // too many to be named
			var b strings.Builder
			if err := report.Write(&b); err != nil || len(got) != 20 || !strings.HasSuffix(b.String(), "\n  and 1,480 more\n") {
				t.Errorf("%v, %d faults are named in\n%s", err, len(got), b.String())
			}
			continue
		}
		if d := cmp.Diff(c.want, got); d != "" || report.FaultCount != int64(len(got)) || report.Kept != c.kept {
			t.Errorf("%s: kept %d, want %d; %d faults:\n%s", c.from, report.Kept, c.kept, report.FaultCount, d)
		}
	}
	endless := io.MultiReader(strings.NewReader(strings.Repeat("x\n", 1000)), errReader{})
	open := func(string) (io.ReadCloser, error) { return io.NopCloser(endless), nil }
	_, err := Import([]string{"f"}, io.Discard, Options{From: "jrc", Open: open})
	wantError(t, err, "f:1:1: 1 columns, JRC-Names has 4; no row was kept of 1,000 rows, and 1,000 are malformed")
	quote := "item,itemLabel\nQ1,\"y\nQ2,z\n"
	_, err = Import([]string{"f"}, io.Discard, Options{From: "wikidata-csv", Open: files(map[string][]byte{"f": []byte(quote)})})
	if err == nil || !strings.Contains(err.Error(), "in a row that begins in line 2") {
		t.Errorf("a quote that is not closed: %v", err)
	}
}

// An errReader is read too far.
type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, errors.New("read too far") }

// TestErrors: what is malformed, where nothing else is there, is an error with its place.
func TestErrors(t *testing.T) {
	row := func(cells ...string) string { return strings.Join(cells, "\t") }
	city := func(id, pop string) string {
		return row(id, "A", "A", "", "1", "2", "P", "PPL", "SY", "", "", "", "", "", pop, "", "", "", "")
	}
	for _, c := range []struct{ from, content, want string }{
		{"geonames", "1\tA\tB\n", "f:1:5: 3 columns, a dump of GeoNames has 19"},
		{"geonames", city("1", "5") + "\n" + city("x", "5"), `f:2:1: geonameid "x" is not a number; no row was kept of 2 rows, and 1 is malformed`},
		{"geonames", city("1", "many"), `f:1:26: population "many" is not a number`},
		{"geonames", city("1", "5") + "\n\xff", "f:2:1: not valid UTF-8: byte 0xff; no row was kept of 2 rows, and 1 is malformed"},
		{"geonames", strings.Replace(city("1", "5"), "\t1\t2\t", "\tnorth\t2\t", 1), `f:1:8: latitude "north" and longitude "2" are no degrees`},
		{"geonames", strings.Replace(city("1", "5"), "\t1\t2\t", "\t91\t2\t", 1), `f:1:8: latitude "91" and longitude "2" are no degrees`},
		{"wikidata-csv", "item,itemLabel,coord\nQ1,y,\"30, 31\"\n", `f:2:6: coord "30, 31", want Point(LONGITUDE LATITUDE)`},
		{"naturalearth", "name_ar,label_x,label_y\nx,200,y\n", `f:2:7: "y" and "200" are no degrees`},
		{"wikidata", "[\n{\"id\":\"Q1\",\"labels\":{\"ar\":}},\n]", "f:2:27: invalid character '}' looking for beginning of value"},
		{"wikidata", "[\nQ1\n]", "f:2:1: not a JSON object: a dump has a whole entity on each line"},
		{"wikidata", `{"id":"Q1","labels":"ar"}`, "f:1:1: a JSON string in field labels, which takes another value"},
		{"wikidata-csv", "", "f:1:1: no header line, want columns item, itemLabel"},
		{"wikidata-csv", "item,name\n", `f:1:1: no column "itemLabel" in the header`},
		{"wikidata-csv", "item,itemLabel\nx,y\n", `f:2:1: item "x", want Q and a number, or the address of an item`},
		{"wikidata-csv", "item,itemLabel\nQ1,\"y\n", `f:2:7: extraneous or missing " in quoted-field`},
		{"wikidata-csv", "item,itemLabel,sitelinks\nQ1,y,z\n", `f:2:6: sitelinks "z" is not a number`},
		{"wikidata-csv", "item,itemLabel\nQ1\n", "f:2:1: wrong number of fields"},
		{"paranames", "a\tb\n", `f:1:1: no column "wikidata_id" in the header, want wikidata_id, eng, label, language, type, separated by tabs`},
		{"paranames", "wikidata_id\teng\tlabel\tlanguage\ttype\nQ1\tx\n", "f:2:4: 2 columns, want 5"},
		{"paranames", "wikidata_id\teng\tlabel\tlanguage\ttype\nx\tx\tx\tar\tPER\n", `f:2:1: wikidata_id "x", want Q and a number`},
		{"jrc", "1\tP\tar\n", "f:1:5: 3 columns, JRC-Names has 4"},
		{"jrc", "x\tP\tar\tx\n", `f:1:1: id "x" is not a number`},
		{"naturalearth", "a\tb\n", "f:1:1: neither a header with NAME_AR nor the 7 or 8 columns of a view of Natural Earth"},
		{"naturalearth", "name_ar,pop_max\nx,y\n", `f:2:3: pop_max "y" is not a number`},
		{"cldr", "{\n \"main\": x}", "f:2:10: invalid character 'x' looking for beginning of value"},
		{"cldr", "{}", "f:1:1: no main.LANGUAGE.localeDisplayNames.territories in it"},
		{"cldr", "a\n", "f:1:1: 1 columns, want territories.json or the columns code, Arabic, English"},
		{"jrc", "\x28\xb5\x2f\xfd", "f:1:1: zstd is not read; unpack it first, as in: zstd -dc FILE | alam gazetteer import ... -"},
	} {
		_, err := Import([]string{"f"}, io.Discard, Options{From: c.from, Untagged: true, Open: files(map[string][]byte{"f": []byte(c.content)})})
		wantError(t, err, c.want)
		var at *ParseError
		if !errors.As(err, &at) {
			t.Errorf("%v is no ParseError", err)
		}
	}
	alt := files(map[string][]byte{"f": nil, "alt": []byte("1\tx\tar\tx\n")})
	_, err := Import([]string{"f"}, io.Discard, Options{From: "geonames", AlternateNames: "alt", Open: alt})
	wantError(t, err, `alt:1:3: geonameid "x" is not a number`)
	_, err = Import([]string{"none"}, io.Discard, Options{From: "jrc", Open: alt})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	for _, o := range []Options{{}, {From: "geonames"}, {From: "jrc", Kinds: []string{"thing"}}, {From: "jrc", Langs: []string{"fa"}}} {
		if _, err := Import(nil, io.Discard, o); err == nil {
			t.Errorf("%+v is no error", o)
		}
	}
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("error\n%v, want\n%s", err, want)
	}
}

// TestOrder: the order of rows does not show where no name outranks another.
func TestOrder(t *testing.T) {
	a, b := "10\tP\tar\t\u0632\u064a\u062f\n", "9\tP\tar\t\u0639\u0645\u0631\n"
	one, _ := imported(t, []string{"f"}, Options{From: "jrc", Open: files(map[string][]byte{"f": []byte(a + b)})})
	two, _ := imported(t, []string{"f"}, Options{From: "jrc", Open: files(map[string][]byte{"f": []byte(b + a)})})
	if one != two || strings.Index(one, "jrc/9\t") > strings.Index(one, "jrc/10\t") {
		t.Errorf("got\n%s\n%s", one, two)
	}
}

// TestProminence: the formulas, at their edges.
func TestProminence(t *testing.T) {
	for _, c := range []struct{ pop, bonus, want int }{
		{0, 0, 0}, {0, capital, 3}, {1, 0, 1}, {31_622, 0, 1}, {31_623, 0, 2}, {999_999, 0, 4}, {1_000_000, 0, 5}, {99_999_999, 0, 8}, {1e9, capital, 9},
	} {
		if got := byPopulation(int64(c.pop), c.bonus); got != c.want {
			t.Errorf("byPopulation(%d, %d) = %d, want %d", c.pop, c.bonus, got, c.want)
		}
	}
	for n, want := range map[int64]int{-1: 1, 0: 1, 1: 1, 2: 2, 15: 4, 16: 5, 255: 8, 256: 9, 1 << 40: 9} {
		if got := bySitelinks(n); got != want {
			t.Errorf("bySitelinks(%d) = %d, want %d", n, got, want)
		}
	}
}

// TestClasses: every line of the tables has a kind of the list and its classes.
func TestClasses(t *testing.T) {
	for _, table := range []string{classTable, occupationTable} {
		if n := strings.Count(table, "Q"); n != len(parseClasses(table)) {
			t.Errorf("%d classes, %d different ones", n, len(parseClasses(table)))
		}
		for id, c := range parseClasses(table) {
			if c.kind != "" && !strings.Contains(" "+strings.Join(Kinds(), " ")+" ", " "+c.kind+" ") {
				t.Errorf("%s: kind %q is not listed", id, c.kind)
			}
		}
	}
}

// TestWriteTSV: what the list's writer takes, the reader gives back.
func TestWriteTSV(t *testing.T) {
	want := []gazetteer.Entry{
		{ID: "Q1", Label: "LOC", Kind: "city", Name: "x", NameEn: "X y", Country: "SY", Prominence: 9, NeedsContext: true,
			Aliases: []gazetteer.Alias{{Text: "a"}, {Text: "b c", NeedsContext: true}}},
		{ID: "Q2", Label: "-"}, {Label: "PER", Name: "z"},
	}
	var b bytes.Buffer
	if err := gazetteer.WriteTSV(&b, want, "one", "two"); err != nil {
		t.Fatal(err)
	}
	got, err := gazetteer.ReadTSV("", bytes.NewReader(b.Bytes()))
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%v\n%s", err, d)
	}
	for _, e := range []gazetteer.Entry{
		{}, {Label: "PER"}, {Label: "X", Name: "x"}, {Label: "PER", Name: "a\tb"}, {Label: "PER", Name: "a\nb"}, {Label: "PER", Name: "\xff"},
		{Label: "PER", Name: "a", ID: "#1"}, {Label: "PER", Name: "a", Prominence: 10}, {Label: "-", ID: ""},
		{Label: "PER", Name: "a", Aliases: []gazetteer.Alias{{Text: " "}}}, {Label: "PER", Name: "a", Aliases: []gazetteer.Alias{{Text: "x|y"}}},
		{Label: "PER", Name: "a", Aliases: []gazetteer.Alias{{Text: "?x"}}}, {Label: "PER", Name: strings.Repeat("a", 4<<20)},
	} {
		if err := gazetteer.WriteTSV(io.Discard, []gazetteer.Entry{e}); err == nil {
			t.Errorf("%.60s is no error", fmt.Sprintf("%+v", e))
		}
	}
	if err := gazetteer.WriteTSV(io.Discard, nil, "a\nb"); err == nil {
		t.Error("a comment of two lines is no error")
	}
}
