package console

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
)

func layers(t *testing.T) *gazetteer.Layers {
	t.Helper()
	list := func(entries ...gazetteer.Entry) *gazetteer.Gazetteer {
		g, err := gazetteer.New(entries)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	return gazetteer.NewLayers(list(
		gazetteer.Entry{ID: "un", Label: "ORG", Kind: "international", Name: "الأمم المتحدة", NameEn: "United Nations"},
		gazetteer.Entry{ID: "ali", Label: "PER", Name: "علي", Aliases: []gazetteer.Alias{{Text: "أبو حسن", NeedsContext: true}}},
		gazetteer.Entry{ID: "old", Label: "LOC", Name: "بيروت"},
	), list(gazetteer.Entry{ID: "old", Label: "-"}))
}

// TestLookup: every result has its reason, in both forms.
func TestLookup(t *testing.T) {
	l := layers(t)
	for _, c := range []struct {
		name  string
		found bool
		want  []string
	}{
		{"وللأمم المتحدة", true, []string{"found, without wa+la+", "ORG  international  un  United Nations  in mine", "unknown, without wa+la+"}},
		{"الأمم", false, []string{"incomplete: listed names begin with the first word"}},
		{"على", false, []string{"misspelled: listed, but with another last letter"}},
		{"بيروت", false, []string{"hidden: listed, but a list that lies above hides it"}},
		{"لندن", false, []string{"unknown: no listed name begins with this word"}},
		{"ابوحسن", true, []string{"by an alias", "derived", "needs context", "listed as \u2068أبو حسن\u2069"}},
		{"", false, []string{"there is no word in it"}},
	} {
		look := &Lookup{c.name, l.Lookup(c.name), func(*gazetteer.Gazetteer) string { return "mine" }}
		if look.Found() != c.found {
			t.Errorf("%q: found %v", c.name, look.Found())
		}
		var b bytes.Buffer
		if err := WriteLookup(&b, look, false); err != nil {
			t.Fatal(err)
		}
		for _, w := range c.want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%q: no %q in\n%s", c.name, w, b.String())
			}
		}
		b.Reset()
		if err := WriteLookupJSON(&b, look); err != nil {
			t.Fatal(err)
		}
		var j jsonLookup
		if err := json.Unmarshal(b.Bytes(), &j); err != nil || j.Found != c.found || strings.Contains(b.String(), "null") {
			t.Errorf("%q: %v, %s", c.name, err, b.String())
		}
	}
}
