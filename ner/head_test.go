package ner

import (
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/token"
)

// TestHeads: a name that is listed with a head that stands outside of names of
// its kind begins behind it, and names whom the list says; a head of another
// kind is part of the name. So do persons behind their titles. The nisba of a club's own country stands behind it.
func TestHeads(t *testing.T) {
	lexicon, err := NewLexicon([]Trigger{
		{Class: "head.loc.river.out", Form: "نهر"},
		{Class: "head.loc.strait.in", Form: "مضيق"}, // which the policy has outside
		{Class: "head.loc.region.out", Form: "شبه جزيرة"},
		{Class: "head.org.media.out", Form: "قناة"},
		{Class: "head.org.company.out-weak", Form: "سلسلة"},
		{Class: "title.royal", Form: "الملك"},
		{Class: "title.royal", Form: "أمير"},
		{Class: "nisba", Form: "القطري", Country: "country/QA"},
		{Class: "nisba", Form: "القطرية", Country: "country/QA"},
	})
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := gazetteer.New([]gazetteer.Entry{
		{ID: "jordan", Label: "LOC", Kind: "country", Name: "الأردن"},
		{ID: "jordan-river", Label: "LOC", Kind: "river", Name: "نهر الأردن"},
		{ID: "hormuz", Label: "LOC", Kind: "strait", Name: "مضيق هرمز"},
		{ID: "sinai", Label: "LOC", Kind: "region", Name: "شبه جزيرة سيناء"},
		{ID: "suez", Label: "LOC", Kind: "facility", Name: "قناة السويس"},
		{ID: "sadd", Label: "ORG", Kind: "club", Name: "السد القطري", Country: "QA"},
		{ID: "lusail", Label: "ORG", Kind: "club", Name: "لوسيل القطري", Country: "SA"},
		{ID: "bein", Label: "ORG", Kind: "media", Name: "بي إن القطرية", Country: "QA", Aliases: []gazetteer.Alias{{Text: "بي إن"}}},
		{ID: "bank", Label: "ORG", Kind: "bank", Name: "البنك الأول القطري", Country: "QA", Aliases: []gazetteer.Alias{{Text: "البنك الأول", NeedsContext: true}}},
		{ID: "farouk", Label: "PER", Kind: "royal", Name: "الملك فاروق"},
		{ID: "karara", Label: "PER", Kind: "artist", Name: "أمير كرارة"},
		{ID: "chain", Label: "ORG", Kind: "company", Name: "سلسلة كارفور"},
	})
	if err != nil {
		t.Fatal(err)
	}
	own, err := gazetteer.New([]gazetteer.Entry{{ID: "nile", Label: "LOC", Kind: "river", Name: "نهر النيل"}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(Options{
		Gazetteer: gazetteer.NewLayers(embedded, own), Lexicon: lexicon, Policy: embeddedPolicy(t, "anercorp"),
		Weights: Weights{"gazetteer.LOC": 2, "gazetteer.LOC.country": 4, "gazetteer.ORG": 2, "gazetteer.PER": 2, "needs_context": -3},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want, id string }{
		{"على ضفاف نهر الأردن", "الأردن", "jordan-river"},
		{"وبنهر الأردن", "الأردن", "jordan-river"},
		{"وصل إلى الأردن", "الأردن", "jordan"},
		{"في مضيق هرمز", "هرمز", "hormuz"},
		{"في شبه جزيرة سيناء", "سيناء", "sinai"},
		{"عبرت قناة السويس", "قناة السويس", "suez"},
		{"خسر السد القطري", "السد", "sadd"},
		{"خسر لوسيل القطري", "لوسيل القطري", "lusail"},
		{"قالت بي إن القطرية", "بي إن", "bein"},
		{"قال البنك الأول القطري", "البنك الأول القطري", "bank"},
		{"في عهد الملك فاروق", "فاروق", "farouk"},
		{"لعب أمير كرارة دورا", "أمير كرارة", "karara"},
		{"افتتحت سلسلة كارفور", "سلسلة كارفور", "chain"},
		{"على ضفاف نهر النيل", "نهر النيل", "nile"},
	} {
		m, e := a.Tag(c.text, token.Tokenize(c.text))
		if len(m) != 1 || m[0].Text != c.want || c.text[m[0].Start:m[0].End] != c.want || e[0].ID != c.id {
			t.Errorf("%s\ngot %+v %+v, want %s %s", c.text, m, e, c.want, c.id)
		}
	}
}

// TestHead: the head of a name that need not be listed.
func TestHead(t *testing.T) {
	lexicon, err := NewLexicon([]Trigger{
		{Class: "head.loc.river.out", Form: "نهر"},
		{Class: "head.loc.region.out", Form: "ساحل"},
		{Class: "head.org.media.in", Form: "وكالة"},
		{Class: "title.royal", Form: "الملك"},
	})
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.New([]gazetteer.Entry{{ID: "ci", Label: "LOC", Kind: "country", Name: "ساحل العاج"}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(Options{Gazetteer: gazetteer.NewLayers(g), Lexicon: lexicon, Policy: embeddedPolicy(t, "anercorp")})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		label Label
		want  string
	}{
		{"نهر الأردن", LOC, "الأردن"},
		{"وبنهر الأردن", LOC, "الأردن"},
		{"نهر", LOC, "نهر"},
		{"نهر الأردن", ORG, "نهر الأردن"},
		{"الملك فاروق", PER, "فاروق"},
		{"ساحل دكالة", LOC, "دكالة"},
		{"ساحل العاج", LOC, "ساحل العاج"},
		{"وكالة الأناضول", ORG, "وكالة الأناضول"},
		{"", LOC, ""},
	} {
		if got := c.name[a.Head(c.name, c.label):]; got != c.want {
			t.Errorf("%s as %s: got %s, want %s", c.name, c.label, got, c.want)
		}
	}
}
