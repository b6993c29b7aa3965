package encode

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

const sample = "\U0001F600 قال بوتين وروسيا\t<&>"

// result is what an analyzer might find in sample: two entities and a topic.
func result() Result {
	at := func(s string) int { return strings.Index(sample, s) }
	mention := func(text string, label ner.Label, kind string, entity int, score float64, e ...ner.Evidence) ner.Mention {
		return ner.Mention{Start: at(text), End: at(text) + len(text), Text: text, Label: label, Kind: kind,
			Score: score, Entity: entity, Evidence: e}
	}
	russia := mention("روسيا", ner.LOC, "country", 1, 1.5, ner.Evidence{Source: ner.FromGazetteer, Name: "country/RU", Weight: 2},
		ner.Evidence{Source: ner.FromMemory, Name: "w", Weight: -0.5})
	russia.Region = "title"
	return Result{
		Document: &source.Document{ID: "<a>", Path: "a", Text: sample},
		Analysis: &alam.Analysis{
			Mentions: []ner.Mention{
				mention("بوتين", ner.PER, "", 0, 2.00004, ner.Evidence{Source: ner.FromRule, Name: "person.verb", Weight: 2.00004}),
				russia,
			},
			Entities: []ner.Entity{
				{ID: "PER:بوتين", Label: ner.PER, Name: "بوتين", Mentions: []int{0}},
				{ID: "country/RU", Label: ner.LOC, Kind: "country", Name: "روسيا", NameEn: "Russia", Country: "RU", Mentions: []int{1},
					Ref: gazetteer.Ref{GeoNames: 2017370, Wikidata: 159, ISO: "RU", Lat: 60, Lon: -100.5}},
			},
			Topics: []topics.Keyphrase{
				{Term: "روسيا", Weight: 0.123456, Entity: 1},
				{Term: "قال", Weight: 1e-9, Entity: -1},
			},
		},
	}
}

func written(t *testing.T, o Options, results ...Result) string {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, o)
	for _, r := range results {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func empty(id string) Result {
	return Result{Document: &source.Document{ID: id, Path: id}, Analysis: &alam.Analysis{}}
}

func TestJSONL(t *testing.T) {
	got := written(t, Options{Format: JSONL, Explain: true, Topics: true}, result(), empty("b"))
	want := `{"id":"<a>","offsets":"byte","mentions":[` +
		`{"start":12,"end":22,"text":"بوتين","label":"PER","kind":"","entity":"PER:بوتين","score":2,"region":"",` +
		`"evidence":[{"source":"rule","name":"person.verb","weight":2}]},` +
		`{"start":25,"end":35,"text":"روسيا","label":"LOC","kind":"country","entity":"country/RU","score":1.5,"region":"title",` +
		`"evidence":[{"source":"gazetteer","name":"country/RU","weight":2},{"source":"memory","name":"w","weight":-0.5}]}],` +
		`"entities":[{"id":"PER:بوتين","label":"PER","kind":"","name":"بوتين","name_en":"","country":"","mentions":[0]},` +
		`{"id":"country/RU","label":"LOC","kind":"country","name":"روسيا","name_en":"Russia","country":"RU","geonames":2017370,"wikidata":"Q159","iso":"RU","lat":60,"lon":-100.5,"mentions":[1]}],` +
		`"topics":[{"term":"روسيا","weight":0.1235,"entity":"country/RU"},{"term":"قال","weight":0}]}` + "\n" +
		`{"id":"b","offsets":"byte","mentions":[],"entities":[],"topics":[]}` + "\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	about := empty("b")
	about.Analysis.Categories = []vector.Category{{Class: vector.Class{ID: "c/1", Name: "sport", NameAr: "رياضة"}, Score: 0.12345}}
	if got := written(t, Options{Format: JSONL, Categories: true}, about, empty("c")); got != `{"id":"b","offsets":"byte","mentions":[],"entities":[],`+
		`"categories":[{"id":"c/1","name":"sport","name_ar":"رياضة","score":0.1235}]}`+"\n"+
		`{"id":"c","offsets":"byte","mentions":[],"entities":[],"categories":[]}`+"\n" {
		t.Errorf("categories: %s", got)
	}
	if got := written(t, Options{Format: JSONL}, empty("b")); got != `{"id":"b","offsets":"byte","mentions":[],"entities":[]}`+"\n" {
		t.Errorf("plain: %s", got)
	}
}

// TestOffsets: an emoji is 4 bytes, one code point, two UTF-16 units.
func TestOffsets(t *testing.T) {
	for unit, want := range map[gold.Unit][2]int{gold.Byte: {12, 22}, gold.CodePoint: {6, 11}, gold.UTF16: {7, 12}} {
		var d struct {
			Offsets  string
			Mentions []struct{ Start, End int }
		}
		if err := json.Unmarshal([]byte(written(t, Options{Format: JSONL, Unit: unit}, result())), &d); err != nil {
			t.Fatal(err)
		}
		if got := [2]int{d.Mentions[0].Start, d.Mentions[0].End}; got != want || d.Offsets != unit.String() {
			t.Errorf("%s: %v %s, want %v", unit, got, d.Offsets, want)
		}
	}
}

// TestReadBack: eval reads what is written, and checks the surfaces.
func TestReadBack(t *testing.T) {
	text := func(string) (string, bool) { return sample, true }
	for _, unit := range []gold.Unit{gold.Byte, gold.CodePoint, gold.UTF16} {
		o := gold.SpanOptions{Unit: unit, Text: text}
		docs, err := gold.ReadSpanJSONL(strings.NewReader(written(t, Options{Format: JSONL, Unit: unit}, result())), o)
		if err != nil || len(docs[0].Mentions) != 2 || docs[0].Mentions[1].Name != "روسيا" {
			t.Errorf("jsonl, %s: %v, %v", unit, docs, err)
		}
		ms, err := gold.ReadSpanTSV(strings.NewReader(written(t, Options{Format: TSV, Unit: unit, Names: true}, result())), sample, o)
		if err != nil || len(ms) != 2 || ms[1].Entity != "country/RU" {
			t.Errorf("tsv, %s: %v, %v", unit, ms, err)
		}
	}
}

func TestTSV(t *testing.T) {
	got := written(t, Options{Format: TSV, Explain: true, Names: true}, result(), empty("b"))
	want := "id\toffsets\tstart\tend\tlabel\tkind\ttext\tentity\tname\tevidence\n" +
		"<a>\tbyte\t12\t22\tPER\t\tبوتين\tPER:بوتين\tبوتين\t+2 rule person.verb\n" +
		"<a>\tbyte\t25\t35\tLOC\tcountry\tروسيا\tcountry/RU\tروسيا\t+2 gazetteer country/RU; -0.5 memory w\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := written(t, Options{Format: TSV}, result(), result()); strings.Count(got, "offsets") != 1 || strings.Count(got, "\t") != 5*8 {
		t.Errorf("two documents: %q", got)
	}
}

func TestWriteTopics(t *testing.T) {
	var b bytes.Buffer
	if err := NewWriter(&b, Options{Format: JSONL}).WriteTopics(result()); err != nil {
		t.Fatal(err)
	}
	want := `{"id":"<a>","topics":[{"term":"روسيا","weight":0.1235,"kind":"country","entity":"country/RU"},{"term":"قال","weight":0,"kind":"word"}],"categories":[]}` + "\n"
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

// TestSpill: a large document is written in pieces, and is whole.
func TestSpill(t *testing.T) {
	r := result()
	for range 20_000 {
		m := r.Analysis.Mentions[0]
		r.Analysis.Entities[0].Mentions = append(r.Analysis.Entities[0].Mentions, len(r.Analysis.Mentions))
		r.Analysis.Mentions = append(r.Analysis.Mentions, m)
	}
	var d struct{ Mentions []json.RawMessage }
	if err := json.Unmarshal([]byte(written(t, Options{Format: JSONL}, r)), &d); err != nil || len(d.Mentions) != 20_002 {
		t.Errorf("%d mentions, %v", len(d.Mentions), err)
	}
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteError(t *testing.T) {
	for _, f := range []Format{JSONL, TSV, CoNLL, GeoJSON} {
		if err := NewWriter(full{}, Options{Format: f}).Write(result()); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f, err)
		}
	}
	if err := NewWriter(full{}, Options{Format: "x"}).Write(result()); err == nil {
		t.Error("format x is written")
	}
}
