package gazetteer_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/gazetteer"
)

const refHead = "id\tlabel\tkind\tname\tcountry\tids\tat\n"

var cairo = gazetteer.Ref{GeoNames: 360630, Wikidata: 85, ISO: "EG-C", Lat: 30.06263, Lon: 31.24967}

// TestRef: ids and points are the same in a list as it is read, compiled, and written
// and read again; the order of ids does not matter.
func TestRef(t *testing.T) {
	const list = refHead +
		"\tLOC\tcity\tالقاهرة\tEG\tiso:EG-C wikidata:Q85 geonames:360630\t30.06263,31.24967\n" +
		"\tLOC\tcity\tحلب\tSY\t\t-0.5,-180\n" +
		"geonames/7\tLOC\tcity\tحماة\tSY\t\t\n" +
		"Q9\tPER\tperson\tبوتين\t\t\t\n" +
		"\tLOC\tcountry\tمصر\tEG\tiso:EG\t\n" +
		"\tLOC\tcity\tبيروت\tLB\t\t\n"
	entries, err := gazetteer.ReadTSV("r.tsv", strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.New(entries)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		read, compiled gazetteer.Ref
		ids, at        string
	}{
		{cairo, cairo, "geonames:360630 wikidata:Q85 iso:EG-C", "30.06263,31.24967"},
		{gazetteer.Ref{Lat: -.5, Lon: -180}, gazetteer.Ref{Lat: -.5, Lon: -180}, "", "-0.5,-180"},
		{gazetteer.Ref{}, gazetteer.Ref{GeoNames: 7}, "geonames:7", ""},
		{gazetteer.Ref{}, gazetteer.Ref{Wikidata: 9}, "wikidata:Q9", ""},
		{gazetteer.Ref{ISO: "EG"}, gazetteer.Ref{ISO: "EG"}, "iso:EG", ""},
		{},
	} {
		e := g.Entry(int32(i))
		if entries[i].Ref != want.read || e.Ref != want.compiled || g.Ref(int32(i)) != want.compiled {
			t.Errorf("%s: read as %+v, compiled as %+v and %+v", e.Name, entries[i].Ref, e.Ref, g.Ref(int32(i)))
		}
		if ids, at := e.Ref.IDs(), e.Ref.At(); ids != want.ids || at != want.at || e.Ref.HasPoint() != (at != "") {
			t.Errorf("%s: %q, %q", e.Name, ids, at)
		}
		if r, err := gazetteer.ParseRef(want.ids, want.at); err != nil || r != want.compiled {
			t.Errorf("%s: %+v, %v", e.Name, r, err)
		}
	}
	var b strings.Builder
	if err := gazetteer.WriteTSV(&b, entries); err != nil {
		t.Fatal(err)
	}
	again, err := gazetteer.ReadTSV("r.tsv", strings.NewReader(b.String()))
	if d := cmp.Diff(entries, again); d != "" || err != nil {
		t.Errorf("%v, %s", err, d)
	}
}

// TestRefColumns: a list in which nobody has an id has no columns for them.
func TestRefColumns(t *testing.T) {
	for _, c := range []struct {
		ref  gazetteer.Ref
		want string
	}{
		{gazetteer.Ref{}, "prominence\tflags\n\tLOC\t\tمصر\t\t\t\t\t\n"},
		{gazetteer.Ref{GeoNames: 1}, "flags\tids\tat\n\tLOC\t\tمصر\t\t\t\t\t\tgeonames:1\t\n"},
	} {
		var b strings.Builder
		err := gazetteer.WriteTSV(&b, []gazetteer.Entry{{Label: "LOC", Name: "مصر", Ref: c.ref}})
		if err != nil || !strings.HasSuffix(b.String(), c.want) {
			t.Errorf("%v, %q", err, b.String())
		}
	}
}

func TestRefErrors(t *testing.T) {
	row := func(ids, at string) string { return refHead + "\tLOC\tcity\tحلب\tSY\t" + ids + "\t" + at + "\n" }
	for _, c := range []struct{ ids, at, want string }{
		{"geonames:0", "", `r.tsv:2:18: id "geonames:0", want geonames:360630, wikidata:Q85, iso:EG or iso:EG-C, with one blank between`},
		{"geonames:1 geonames:2", "", "r.tsv:2:29: a second id of geonames"},
		{"geonames:1  iso:EG", "", `r.tsv:2:29: id "", want`},
		{"geonames:+1", "", `id "geonames:+1"`},
		{"geonames:4294967296", "", `id "geonames:4294967296"`},
		{"wikidata:85", "", `id "wikidata:85"`},
		{"wikidata:Q", "", `id "wikidata:Q"`},
		{"wikidata:Q08", "", `id "wikidata:Q08"`},
		{"iso:EGY", "", `id "iso:EGY"`},
		{"iso:eg", "", `id "iso:eg"`},
		{"iso:EG-", "", `id "iso:EG-"`},
		{"iso:EG-CAIR", "", `id "iso:EG-CAIR"`},
		{"osm:1", "", `id "osm:1"`},
		{"geonames:1 iso:مصر", "", `r.tsv:2:29: id "iso:مصر"`},
		{"", "30", `r.tsv:2:19: point "30", want latitude and longitude in degrees, as in 30.0626,31.2497`},
		{"", "30,", `r.tsv:2:22: longitude "", want degrees from -180 to 180`},
		{"", "91,0", `r.tsv:2:19: latitude "91", want degrees from -90 to 90`},
		{"", "0,180.1", `r.tsv:2:21: longitude "180.1", want`},
		{"", "NaN,1", `latitude "NaN", want`},
		{"", "1e1,1", `latitude "1e1", want`},
		{"", "0x1p1,1", `latitude "0x1p1", want`},
		{"", "1, 2", `longitude " 2", want`},
		{"", "0,-0", "r.tsv:2:19: 0,0 stands for no point"},
	} {
		_, err := gazetteer.ReadTSV("r.tsv", strings.NewReader(row(c.ids, c.at)))
		var at *gazetteer.ParseError
		if !errors.As(err, &at) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q %q: %v, want %s", c.ids, c.at, err, c.want)
		}
		if r, err := gazetteer.ParseRef(c.ids, c.at); err == nil || r != (gazetteer.Ref{}) || !strings.HasPrefix(err.Error(), "gazetteer: ") {
			t.Errorf("%q %q: %+v, %v", c.ids, c.at, r, err)
		}
	}
}

// TestRefImpossible: what Go code puts into an entry is looked at as what a list has.
func TestRefImpossible(t *testing.T) {
	for _, r := range []gazetteer.Ref{{ISO: "Egypt"}, {Lat: math.NaN(), Lon: 1}, {Lat: 90.1}, {Lon: math.Inf(1)}} {
		e := []gazetteer.Entry{{Label: "LOC", Name: "مصر", Ref: r}}
		if _, err := gazetteer.Compile(e); err == nil {
			t.Errorf("%+v is compiled", r)
		}
		if err := gazetteer.WriteTSV(&strings.Builder{}, e); err == nil {
			t.Errorf("%+v is written", r)
		}
	}
}

// TestRefZero: nothing is known of what there is not.
func TestRefZero(t *testing.T) {
	var r *gazetteer.Ref
	var g *gazetteer.Gazetteer
	if r.HasPoint() || r.QID()+r.IDs()+r.At() != "" || g.Ref(3) != (gazetteer.Ref{}) || new(gazetteer.Gazetteer).Ref(-1) != (gazetteer.Ref{}) {
		t.Error("something is known")
	}
	// A point that is nearly 0,0 stays a point.
	list, err := gazetteer.New([]gazetteer.Entry{{Label: "LOC", Name: "مصر", Ref: gazetteer.Ref{Lat: 1e-9}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := list.Ref(0); !got.HasPoint() {
		t.Errorf("%+v", got)
	}
}

func TestRefLint(t *testing.T) {
	sources, errs := gazetteer.ReadLocated("r.tsv", strings.NewReader(refHead+
		"\tLOC\tcity\tالقاهرة\tEG\tgeonames:1 iso:EG-C\t\n"+
		"geonames/1\tLOC\tcity\tحلب\tSY\t\t\n"+
		"\tLOC\tcity\tبيروت\tLB\tiso:SY-HL wikidata:Q5\t\n"+
		"Q5\t-\t\t\t\t\t\n"+
		"\tLOC\tcity\tحماة\tSY\tiso:Syria\t\n"))
	var got []string
	for _, err := range errs {
		got = append(got, gazetteer.FormatFinding(err).String())
	}
	findings, err := gazetteer.Lint(sources, gazetteer.LintOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		got = append(got, f.String())
	}
	want := []string{
		`r.tsv:6: error: id "iso:Syria", want geonames:360630, wikidata:Q85, iso:EG or iso:EG-C, with one blank between [format]`,
		"r.tsv:3: warning: حلب has an id of line 2: geonames:1 [shared-id]",
		"r.tsv:4: error: بيروت is in LB, and iso:SY-HL in SY [other-country]",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestRefDiff(t *testing.T) {
	was, is := open(t, refHead+"a/1\tLOC\tcity\tحلب\tSY\tgeonames:1\t\n"), open(t, refHead+"a/1\tLOC\tcity\tحلب\tSY\tgeonames:2\t1,2\n")
	var b strings.Builder
	if err := gazetteer.Difference(was, is).WriteText(&b); err != nil {
		t.Fatal(err)
	}
	const want = "~ a/1\n    ids: geonames:1 -> geonames:2\n    at: (none) -> 1,2\nentries: 0 added, 0 removed, 1 changed; names: 0 gained, 0 lost\n"
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
}
