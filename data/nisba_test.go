package data_test

import (
	"testing"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// A nisba is there in all its forms, and points at a country that is listed.
func TestNisba(t *testing.T) {
	lexicon, err := ner.OpenLexicon(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	_, ids := listed(t)
	points := map[string]string{} // key of a form to what it points at
	for _, e := range lexicon.Entries() {
		if e.Label == "nisba" && e.Kind != "" {
			points[token.Key(e.Name)] = e.Kind
			if !ids[e.Kind] {
				t.Errorf("%s points at %s, which is not listed", e.Name, e.Kind)
			}
		}
	}
	for _, c := range []struct{ form, id string }{
		{"سوداني", "country/SD"}, {"السودانية", "country/SD"}, {"سودانيون", "country/SD"}, {"السودانيين", "country/SD"}, {"سودانيات", "country/SD"},
		{"الأتراك", "country/TR"}, {"ألمان", "country/DE"}, {"المغاربة", "country/MA"}, {"الأفغان", "country/AF"}, {"هنود", "country/IN"},
		{"القبارصة", "country/CY"}, {"الأميركان", "country/US"}, {"التوانسة", "country/TN"}, {"الروس", "country/RU"},
	} {
		if got := points[token.Key(c.form)]; got != c.id {
			t.Errorf("%s points at %q, want %s", c.form, got, c.id)
		}
	}
}
