package gazetteer

import (
	"strings"
	"testing"
)

// What an entry stands for comes through the source form, the compiled form
// and the differences of lists.
func TestStandsFor(t *testing.T) {
	const list = "label\tkind\tname\tname_en\tcountry\tflags\n" +
		"LOC\tcity\tواشنطن\tWashington\tUS\tfor:country/US\n" +
		"LOC\tfacility\tالبيت الأبيض\tWhite House\tUS\tneeds_context,for:country/US\n" +
		"LOC\tcity\tبوسطن\tBoston\tUS\t\n" +
		"LOC\tstrait\tباب المندب\tBab el-Mandeb\t\tfor:country/YE\n"
	entries, err := ReadTSV("l.tsv", strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteTSV(&b, entries); err != nil {
		t.Fatal(err)
	}
	again, err := ReadTSV("again.tsv", strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(again)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"country/US", "country/US", "", "country/YE"} {
		e := g.Entry(int32(i))
		if e.StandsFor != want || e.Country != entries[i].Country || e.NeedsContext != (i == 1) {
			t.Errorf("%s: country %q, stands for %q, needs context %t", e.Name, e.Country, e.StandsFor, e.NeedsContext)
		}
	}
	entries[0].StandsFor = ""
	was, err := New(entries)
	if err != nil {
		t.Fatal(err)
	}
	if d := Difference(was, g); len(d.Changed) != 1 || len(d.Changed[0].Fields) != 1 || d.Changed[0].Fields[0].New != "country/US" {
		t.Errorf("%+v", d)
	}
	for _, bad := range []string{"for:", "for:country/US,for:country/GB", "stands_for:country/US", "needs_context for:country/US"} {
		if _, err := ReadTSV("bad.tsv", strings.NewReader("label\tname\tflags\nLOC\tx\t"+bad+"\n")); err == nil {
			t.Errorf("flags %q: no error", bad)
		}
	}
}
