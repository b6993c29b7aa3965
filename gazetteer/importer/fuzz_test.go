package importer

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// fuzz keeps the law of the package on any bytes: an error with a place, or a
// list that reads back, is sorted, and is the same with every record spilled.
// Seeds are the files of the cases.
func fuzz(f *testing.F, o Options) {
	paths, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if !strings.Contains(string(a.Comment)+" ", "--from "+o.From+" ") && strings.TrimSpace(string(a.Comment)) != "--from "+o.From {
			continue
		}
		for _, file := range a.Files {
			if !strings.HasPrefix(file.Name, "want.") {
				f.Add(file.Data)
			}
		}
	}
	var dump []byte
	if o.AlternateNames != "" {
		a, err := txtar.ParseFile("testdata/cases/geonames.txtar")
		if err != nil {
			f.Fatal(err)
		}
		dump = a.Files[0].Data
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		o := o
		o.Open = files(map[string][]byte{"f": b})
		if dump != nil { // the names are what varies
			o.Open = files(map[string][]byte{"f": dump, "alt": b})
		}
		o.TempDir = t.TempDir()
		var lists [2]bytes.Buffer
		for i := range lists {
			o.runBytes = 1 - i
			report, err := Import([]string{"f"}, &lists[i], o)
			if err != nil {
				var at *ParseError
				if !errors.As(err, &at) || at.Line < 1 || at.Col < 1 {
					t.Fatalf("error without a place: %v", err)
				}
				return
			}
			check(t, lists[i].String(), report)
		}
		if lists[0].String() != lists[1].String() {
			t.Error("two lists")
		}
	})
}

func FuzzGeonames(f *testing.F)     { fuzz(f, Options{From: "geonames", Untagged: true}) }
func FuzzAlternate(f *testing.F)    { fuzz(f, Options{From: "geonames", AlternateNames: "alt"}) }
func FuzzWikidata(f *testing.F)     { fuzz(f, Options{From: "wikidata"}) }
func FuzzWikidataCSV(f *testing.F)  { fuzz(f, Options{From: "wikidata-csv"}) }
func FuzzParanames(f *testing.F)    { fuzz(f, Options{From: "paranames"}) }
func FuzzJRC(f *testing.F)          { fuzz(f, Options{From: "jrc"}) }
func FuzzNaturalEarth(f *testing.F) { fuzz(f, Options{From: "naturalearth"}) }
func FuzzCLDR(f *testing.F)         { fuzz(f, Options{From: "cldr"}) }

// FuzzClean: a clean name is one that cleaning leaves as it is.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"\u062c\u0648\u0646", "\ufedf\ufe8e (x)", "\u0627\u0654\u0628\u200d\u0301", "e\u200d\u0301\u0628\u0628"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, strict bool) {
		r := &run{report: newReport()}
		once, reason := r.clean(s, strict)
		if (once == "") != (reason != "") {
			t.Fatalf("%q: name %q, reason %q", s, once, reason)
		}
		if twice, reason := r.clean(once, strict); once != "" && twice != once {
			t.Errorf("%q: %q, again %q %s", s, once, twice, reason)
		}
	})
}
