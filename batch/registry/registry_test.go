package registry

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/tsv"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
)

var egypt = gazetteer.Ref{GeoNames: 357994, Wikidata: 79, ISO: "EG", Lat: 26.5, Lon: 29.8}

// listed are the entities of lists in the tests.
var listed = map[string]ner.Entity{
	"country/EG":       {ID: "country/EG", Label: ner.LOC, Kind: "country", Name: "مصر", NameEn: "Egypt", Country: "EG", Ref: egypt},
	"politician/abbas": {ID: "politician/abbas", Label: ner.PER, Kind: "politician", Name: "محمود عباس", NameEn: "Mahmoud Abbas", Country: "PS"},
}

// record is that of a document: its id, its date, and LABEL:form or id=form of each
// mention.
func record(id, date string, mentions ...string) []byte {
	x := &alam.Analysis{Document: &text.Document{}}
	for _, m := range mentions {
		var e ner.Entity
		entry, form, ok := strings.Cut(m, "=")
		if ok {
			e = listed[entry]
		} else {
			label, name, _ := strings.Cut(m, ":")
			form = name
			e = ner.Entity{ID: label + ":" + keyOf(name), Label: ner.Label(label), Name: name}
		}
		k := slices.IndexFunc(x.Entities, func(o ner.Entity) bool { return o.ID == e.ID })
		if k < 0 {
			k = len(x.Entities)
			x.Entities = append(x.Entities, e)
		}
		x.Entities[k].Mentions = append(x.Entities[k].Mentions, len(x.Mentions))
		x.Mentions = append(x.Mentions, ner.Mention{Text: form, Label: e.Label, Entity: k})
	}
	return Append(nil, &source.Document{ID: id, Date: date}, x)
}

// build makes the registry of records by merges.
func build(t *testing.T, merges string, records ...[]byte) (entities []Entity, notes []string) {
	t.Helper()
	o := Options{Note: func(s string) { notes = append(notes, s) }}
	if merges != "" {
		m, err := ReadMerges("m.tsv", strings.NewReader("action\ta\tb\n"+merges))
		if err != nil {
			t.Fatal(err)
		}
		o.Merges = m
	}
	r, err := Build(bytes.NewReader(slices.Concat(records...)), o)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(r.Entities()), notes
}

// short is a row in few words: its id, and its ids in the documents.
func short(entities []Entity) string {
	var rows []string
	for _, e := range entities {
		rows = append(rows, e.ID+" <- "+cell(e.IDs))
	}
	slices.Sort(rows)
	return strings.Join(rows, "\n")
}

func TestRow(t *testing.T) {
	entities, _ := build(t, "",
		record("a", "2026-10-02", "country/EG=مصر", "country/EG=مصر", "PER:سعيد الحلبي", "country/EG=المصرية"),
		record("b|1", "", "country/EG=مصر", "PER:سعيد  الحلبي"),
		record("c", "Tue, 05 Mar 2024 10:00:00 +0300", "country/EG=مصر"),
		record("d", "2026-10-30", "country/EG=مصر", "PER:سعيد الحلبي", "PER:سَعيد الحلبي", "LOC:وادي الجن"),
	)
	want := []Entity{
		{ID: "country/EG", Label: "LOC", Kind: "country", Name: "مصر", NameEn: "Egypt", Country: "EG", Ref: egypt, Mentions: 6, Documents: 4,
			First: "2024-03-05", Last: "2026-10-30",
			Names:      []Count{{"مصر", 5}, {"المصرية", 1}},
			ByDocument: []Count{{"a", 3}, {"b|1", 1}, {"c", 1}, {"d", 1}},
			ByMonth:    []Count{{"2024-03", 1}, {"2026-10", 4}},
			CoMentions: []Count{{"PER:سعيد الحلبي", 3}, {"LOC:وادي الجن", 1}},
			IDs:        []Count{{"country/EG", 6}}},
		{ID: "PER:سعيد الحلبي", Label: "PER", Name: "سعيد الحلبي", Mentions: 4, Documents: 3,
			First: "2026-10-02", Last: "2026-10-30",
			Names:      []Count{{"سعيد الحلبي", 3}, {"سَعيد الحلبي", 1}},
			ByDocument: []Count{{"d", 2}, {"a", 1}, {"b|1", 1}},
			ByMonth:    []Count{{"2026-10", 3}},
			CoMentions: []Count{{"country/EG", 3}, {"LOC:وادي الجن", 1}},
			IDs:        []Count{{"PER:سعيد الحلبي", 4}}},
	}
	if d := cmp.Diff(want, entities[:2]); d != "" {
		t.Error(d)
	}
	if len(entities) != 3 || entities[2].ID != "LOC:وادي الجن" {
		t.Errorf("%d rows", len(entities))
	}
	var b bytes.Buffer
	if err := Write(&b, CSV, slices.Values(entities[1:2]), WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	table := `id,label,kind,name,name_en,country,geonames,wikidata,iso,lat,lon,mentions,documents,first,last,names,by_document,by_month,co_mentions,ids
PER:سعيد الحلبي,PER,,سعيد الحلبي,,,,,,,,4,3,2026-10-02,2026-10-30,سعيد الحلبي:3|سَعيد الحلبي:1,d:2|a:1|b%7C1:1,2026-10:3,country/EG:3|LOC:وادي الجن:1,PER:سعيد الحلبي:4
`
	if b.String() != table {
		t.Errorf("table\n%s", &b)
	}
	b.Reset()
	if err := Write(&b, JSONL, slices.Values(entities[2:]), WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	line := `{"id":"LOC:وادي الجن","label":"LOC","kind":"","name":"وادي الجن","name_en":"","country":"","mentions":1,"documents":1,"first":"2026-10-30","last":"2026-10-30",` +
		`"names":[{"name":"وادي الجن","mentions":1}],"by_document":[{"id":"d","mentions":1}],"by_month":[{"month":"2026-10","mentions":1}],` +
		`"co_mentions":[{"id":"PER:سعيد الحلبي","documents":1},{"id":"country/EG","documents":1}],"ids":[{"id":"LOC:وادي الجن","mentions":1}]}` + "\n"
	if b.String() != line {
		t.Errorf("line\n%s", &b)
	}
}

// TestBounds: the lists are as long as is asked for.
func TestBounds(t *testing.T) {
	var records []byte
	for i := range 120 {
		records = append(records, record(fmt.Sprintf("%03d", i), "", "country/EG=مصر", fmt.Sprintf("ORG:شركة %d", i))...)
	}
	for _, c := range []struct{ o, documents, coMentions int }{{0, 100, 10}, {-1, 120, 0}, {3, 3, 3}} {
		r, err := Build(bytes.NewReader(records), Options{Documents: c.o, CoMentions: c.o})
		if err != nil {
			t.Fatal(err)
		}
		for e := range r.Entities() {
			if len(e.ByDocument) != c.documents || len(e.CoMentions) != c.coMentions {
				t.Errorf("%d: %d documents, %d co-mentions", c.o, len(e.ByDocument), len(e.CoMentions))
			}
			break
		}
	}
}

// TestShort: a short form is the full name of its document, if there is one that it may be of.
func TestShort(t *testing.T) {
	for _, c := range []struct {
		name      string
		documents []string
		want      string
	}{
		{"one full name in the document", []string{"PER:سعيد عبد الرحيم PER:عبد الرحيم", "PER:عبد الرحيم"},
			"PER:سعيد عبد الرحيم <- PER:سعيد عبد الرحيم:1|PER:عبد الرحيم:1\nPER:عبد الرحيم <- PER:عبد الرحيم:1"},
		{"two full names", []string{"PER:سعيد الزهراني PER:ماجد الزهراني PER:الزهراني"},
			"PER:الزهراني <- PER:الزهراني:1\nPER:سعيد الزهراني <- PER:سعيد الزهراني:1\nPER:ماجد الزهراني <- PER:ماجد الزهراني:1"},
		{"another in each", []string{"PER:سعيد الزهراني PER:الزهراني", "PER:ماجد الزهراني PER:الزهراني"},
			"PER:سعيد الزهراني <- PER:الزهراني:1|PER:سعيد الزهراني:1\nPER:ماجد الزهراني <- PER:الزهراني:1|PER:ماجد الزهراني:1"},
		{"a listed one", []string{"politician/abbas=محمود,عباس PER:عباس"},
			"politician/abbas <- PER:عباس:1|politician/abbas:1"},
		{"another label", []string{"ORG:شركة الزهراني PER:الزهراني"},
			"ORG:شركه الزهراني <- ORG:شركه الزهراني:1\nPER:الزهراني <- PER:الزهراني:1"},
		{"a given name", []string{"PER:ماجد فراس PER:فراس"},
			"PER:فراس <- PER:فراس:1\nPER:ماجد فراس <- PER:ماجد فراس:1"},
		{"father and son", []string{"PER:ماجد سعيد الزهراني PER:سعيد الزهراني"},
			"PER:سعيد الزهراني <- PER:سعيد الزهراني:1\nPER:ماجد سعيد الزهراني <- PER:ماجد سعيد الزهراني:1"},
		{"behind أبو", []string{"PER:ماجد أبو مازنة PER:مازنة PER:أبو مازنة"},
			"PER:ماجد ابو مازنه <- PER:ابو مازنه:1|PER:ماجد ابو مازنه:1\nPER:مازنه <- PER:مازنه:1"},
	} {
		var records [][]byte
		for i, d := range c.documents {
			list := []string{}
			for _, m := range strings.Split(strings.ReplaceAll(d, " PER:", "|PER:"), "|") {
				list = append(list, strings.ReplaceAll(m, ",", " "))
			}
			records = append(records, record(fmt.Sprint(i), "", list...))
		}
		entities, _ := build(t, "", records...)
		if got := short(entities); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestSpellings(t *testing.T) {
	for _, c := range []struct {
		label, a, b string
		same        bool
	}{
		{"PER", "أنخيل جوريا لوبيث", "أنخيل غوريا لوبيث", false}, // too short a word to tell
		{"PER", "دوغلاس كوستاريا", "دوجلاس كوستاريا", true},
		{"PER", "بنجامين ميندي", "بينجامين ميندي", true},
		{"PER", "عبد الله المطيري", "عبدالله المطيري", true},
		{"PER", "أحمد الإبراهيمي", "احمد الابراهيمى", true},
		{"PER", "محمد سليمان", "محمد سلمان", false},
		{"PER", "خالد الشمري", "خالد السميري", false},
		{"PER", "محمد حميدان", "محمد حمدان", false},
		{"PER", "محمد السعيدان", "محمد السعدان", false},
		{"PER", "حلمي عبد الرازق", "حلمي عبد الرزاق", false},
		{"PER", "محمد علي", "محمد علي حسن", false},
		{"LOC", "ماريلبون", "مارلبون", true},
		{"LOC", "أشكيت", "اسكيت", false},
		{"ORG", "حزب الشعب", "حزب الشعوب", false},
	} {
		entities, _ := build(t, "", record("1", "", c.label+":"+c.a), record("2", "", c.label+":"+c.b), record("3", "", c.label+":"+c.b))
		if got := len(entities) == 1; got != c.same {
			t.Errorf("%s and %s: one entity is %v", c.a, c.b, got)
		} else if want := c.label + ":" + keyOf(c.b); c.same && entities[0].ID != want {
			t.Errorf("%s, want %s", entities[0].ID, want)
		}
	}
	entities, _ := build(t, "", record("1", "", "PER:دوغلاس كوستاريا"), record("2", "", "ORG:دوجلاس كوستاريا"))
	if len(entities) != 2 {
		t.Error("names of two labels are one entity")
	}
}

// TestAnyOrder: the rows do not depend on the order of the documents.
func TestAnyOrder(t *testing.T) {
	names := []string{"PER:دوغلاس كوستا", "PER:دوجلاس كوستا", "PER:كوستا", "PER:محمد سلمان", "PER:محمد سليمان", "PER:محمد سلمن", "PER:سعيد الزهراني", "PER:الزهراني", "politician/abbas=محمود عباس", "PER:عباس", "country/EG=مصر"}
	random := rand.New(rand.NewPCG(1, 1))
	var records [][]byte
	for i := range 60 {
		var list []string
		for range 4 {
			list = append(list, names[random.IntN(len(names))])
		}
		records = append(records, record(fmt.Sprint(i), "2026-10-02", list...))
	}
	want, _ := build(t, "", records...)
	for range 20 {
		random.Shuffle(len(records), func(i, k int) { records[i], records[k] = records[k], records[i] })
		got, _ := build(t, "", records...)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	}
}

// TestDamaged: records that are cut are an error.
func TestDamaged(t *testing.T) {
	b := record("1", "2026-10-02", "country/EG=مصر", "PER:سعيد الزهراني")
	for n := 1; n < len(b); n++ {
		if _, err := Build(bytes.NewReader(b[:n]), Options{}); !errors.Is(err, ErrRecord) {
			t.Errorf("%d bytes: %v", n, err)
		}
		if _, err := Build(bytes.NewReader(append([]byte{byte(n - 1)}, b[2:n+1]...)), Options{}); n > 2 && n < 100 && !errors.Is(err, ErrRecord) {
			t.Errorf("a record of %d bytes: %v", n, err)
		}
	}
	if _, err := ParseName("x.doc"); !errors.Is(err, ErrFormat) {
		t.Error(err)
	}
	var at *tsv.ParseError
	if _, err := ReadMerges("m.tsv", strings.NewReader("nothing\n")); !errors.As(err, &at) {
		t.Error(err)
	}
}
