package gazetteer_test

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
)

func TestPlaceKey(t *testing.T) {
	place := func(kind, english, country string) string {
		return gazetteer.PlaceKey(&gazetteer.Entry{Label: "LOC", Kind: kind, Name: "م", NameEn: english, Country: country})
	}
	for _, c := range []struct {
		kind, a, b string
		same       bool
	}{
		{"city", "Durres", "Durrës", true},
		{"city", "Salvador", "Salvador (Brazil)", true},
		{"city", "Talkalakh", "Tall Kalakh", true},
		{"city", "Bobo-Dioulasso", "Bobo Diulasso", true},
		{"city", "Ma'ale Adumim", "Ma‘ale Adummim", true},
		{"city", "Al-Khalis", "El Halis", true},
		{"state", "State of West Bengal", "West Bengal", true},
		{"state", "Bingöl Province", "Bingol", true},
		{"state", "Shaanxi", "Shanxi", false},
		{"city", "Carson", "Carson City", false},
		{"city", "Al", "El", false},
	} {
		if x, y := place(c.kind, c.a, "TR"), place(c.kind, c.b, "TR"); (x == y) != c.same {
			t.Errorf("%s and %s: %q, %q", c.a, c.b, x, y)
		}
	}
	if place("city", "Cairo", "EG") != place("district", "Cairo", "EG") || place("region", "Cairo", "EG") != place("state", "Cairo", "EG") {
		t.Error("kinds that may be one place have two keys")
	}
	if place("city", "Cairo", "EG") == place("state", "Cairo", "EG") || place("city", "Cairo", "EG") == place("city", "Cairo", "US") {
		t.Error("two kinds or two countries have one key")
	}
	for _, key := range []string{place("city", "Cairo", ""), place("city", "", "EG"), place("city", "(x)", "EG"),
		gazetteer.PlaceKey(&gazetteer.Entry{Label: "ORG", Kind: "club", NameEn: "Cairo", Country: "EG"})} {
		if key != "" {
			t.Errorf("%q, want none", key)
		}
	}
}

func TestLintPlaces(t *testing.T) {
	for _, c := range []struct {
		name, rows, want string // want is the line and code of the finding, if any
	}{
		{"one place under two ids",
			"\tLOC\tcity\tفريتاون\tFreetown\t\tSL\t3\t\ng/1\tLOC\tcity\tفريتون\tFree Town\t\tSL\t6\t\n",
			"3 double-place"},
		{"a state and its capital",
			"\tLOC\tstate\tولاية كانو\tKano State\t\tNG\t3\t\n\tLOC\tcity\tكانو\tKano\t\tNG\t3\t\n",
			""},
		{"two towns that brackets tell apart",
			"\tLOC\tcity\tمضايا\tMadaya\t\tSY\t3\t\n\tLOC\tcity\tمدايا\tMadaya (Idlib)\t\tSY\t3\t\n",
			""},
		{"the same brackets",
			"\tLOC\tcity\tمضايا\tMadaya (Rif Dimashq)\t\tSY\t3\t\n\tLOC\tcity\tمدايا\tMaddaya (Rif Dimashq)\t\tSY\t3\t\n",
			"3 double-place"},
		{"one Arabic name, which is a homonym",
			"\tLOC\tcity\tمضايا\tMadaya\t\tSY\t3\t\n\tLOC\tdistrict\tمضايا\tMadhaya\t\tSY\t3\t\n",
			"3 homonym"},
		{"places of two countries, which the text tells apart",
			"\tLOC\tcity\tأوكلاند\tOakland\t\tUS\t3\t\n\tLOC\tcity\tأوكلاند\tAuckland\t\tNZ\t3\t\n",
			""},
		{"one that is hidden by the other",
			"\tLOC\tcity\tطرابلس\tTripoli\t\tLY\t9\t\n\tLOC\tcity\tطرابلس\tTripoli (Lebanon)\t\tLB\t6\t\n",
			"3 shadowed"},
		{"one that is marked as the less known",
			"\tLOC\tcity\tطرابلس\tTripoli\t\tLY\t9\t\n\tLOC\tcity\tطرابلس\tTripoli (Lebanon)\t\tLB\t6\tneeds_context\n",
			""},
	} {
		got := lint(t, c.rows)
		line, code, _ := strings.Cut(c.want, " ")
		switch {
		case c.want == "" && len(got) > 0, c.want != "" && len(got) != 1:
			t.Errorf("%s: %q", c.name, got)
		case c.want != "" && (!strings.HasPrefix(got[0], "list.tsv:"+line+": ") || !strings.HasSuffix(got[0], "["+code+"]")):
			t.Errorf("%s: %q, want %s", c.name, got, c.want)
		}
	}
}
