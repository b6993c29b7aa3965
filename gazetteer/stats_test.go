package gazetteer_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
)

func open(t testing.TB, source string) *gazetteer.Gazetteer {
	t.Helper()
	return layers(t, source).Lists()[0]
}

func TestCount(t *testing.T) {
	s := gazetteer.Count(open(t, lintHead+
		"\tLOC\tcity\tبيروت\tBeirut\tمدينة بيروت|بيروت\tLB\t9\t\n"+
		"\tLOC\tcity\tلاغوس\tLagos\t\tNG\t6\t\n"+
		"\tPER\troyal\tعبد الله الثاني\tAbdullah II\t?الثاني\tJO\t9\t\n"+
		"\tORG\tinternational\tالأمم المتحدة\tUnited Nations\t\t\t9\t\n"),
		open(t, "label\tname\tids\tat\nPER\tبوتين\tgeonames:7\t1,2\n"))
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"entries":5,"names":7,"by_label":{"LOC":2,"ORG":1,"PER":2},` +
		`"by_kind":{"":1,"city":2,"international":1,"royal":1},` +
		`"by_region":{"Africa":1,"Americas":0,"Arab world":2,"Asia":0,"Europe":0,"Oceania":0,"international":2},` +
		`"by_ref":{"at":1,"geonames":1,"iso":0,"wikidata":0}}`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
	var text strings.Builder
	if err := s.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	const head = `entries              5
names                7

label          entries
LOC                  2
PER                  2
ORG                  1

region         entries
Arab world           2
international        2
Africa               1
`
	if !strings.HasPrefix(text.String(), head) || !strings.Contains(text.String(), "\n(none)               1\n") {
		t.Errorf("got\n%s", text.String())
	}
}

func TestRegion(t *testing.T) {
	for country, want := range map[string]string{
		"SA": "Arab world", "MR": "Arab world", "NG": "Africa", "TR": "Asia", "IL": "Asia", "TW": "Asia", "XK": "Europe", "RU": "Europe",
		"AG": "Americas", "US": "Americas", "NZ": "Oceania", "AQ": "international", "": "international", "XX": "international",
		"E B": "international", "eg": "international", "G ": "international",
	} {
		if got := gazetteer.Region(country); got != want {
			t.Errorf("%q: got %s, want %s", country, got, want)
		}
	}
}

// TestRegionsWhole: each of the 249 codes of ISO 3166, and Kosovo's, is in one region.
func TestRegionsWhole(t *testing.T) {
	n := map[string]int{}
	total := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if code := string([]rune{a, b}); gazetteer.Region(code) != "international" {
				n[gazetteer.Region(code)]++
				total++
			}
		}
	}
	if total != 249 || n["Arab world"] != 23 {
		t.Errorf("%d codes: %v", total, n)
	}
}
