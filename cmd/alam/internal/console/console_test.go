package console

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/topics"
)

const sample = "\U0001F600 قال بوتين وروسيا\t<&>"

// result is what an analyzer might find in sample: two entities and a topic.
func result() encode.Result {
	at := func(s string) int { return strings.Index(sample, s) }
	mention := func(text string, label ner.Label, kind string, entity int, score float64, e ...ner.Evidence) ner.Mention {
		return ner.Mention{Start: at(text), End: at(text) + len(text), Text: text, Label: label, Kind: kind,
			Score: score, Entity: entity, Evidence: e}
	}
	return encode.Result{
		Document: &source.Document{ID: "<a>", Path: "a", Text: sample},
		Analysis: &alam.Analysis{
			Mentions: []ner.Mention{
				mention("بوتين", ner.PER, "", 0, 2.00004, ner.Evidence{Source: ner.FromRule, Name: "person.verb", Weight: 2.00004}),
				mention("روسيا", ner.LOC, "country", 1, 1.5, ner.Evidence{Source: ner.FromGazetteer, Name: "country/RU", Weight: 2},
					ner.Evidence{Source: ner.FromMemory, Name: "w", Weight: -0.5}),
			},
			Entities: []ner.Entity{
				{ID: "PER:بوتين", Label: ner.PER, Name: "بوتين", Mentions: []int{0}},
				{ID: "country/RU", Label: ner.LOC, Kind: "country", Name: "روسيا", NameEn: "Russia", Mentions: []int{1}},
			},
			Topics: []topics.Keyphrase{
				{Term: "روسيا", Weight: 0.123456, Entity: 1},
				{Term: "قال", Weight: 1e-9, Entity: -1},
			},
		},
	}
}

func pretty(t *testing.T, o encode.Options, color bool, results ...encode.Result) string {
	t.Helper()
	o.Format = Pretty
	var b bytes.Buffer
	w := NewWriter(&b, Options{Options: o, Color: color})
	for _, r := range results {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func empty(id string) encode.Result {
	return encode.Result{Document: &source.Document{ID: id, Path: id}, Analysis: &alam.Analysis{}}
}

// TestPretty: Arabic is isolated and ends its line; nothing else is.
func TestPretty(t *testing.T) {
	got := pretty(t, encode.Options{Explain: true, Topics: true}, false, result())
	want := `PER   <PER:بوتين>
      <بوتين>
      12-22    2.00  <بوتين>
              +2.00  rule  person.verb

LOC   country  country/RU  Russia
      <روسيا>
      25-35    1.50  <روسيا>
              +2.00  gazetteer  country/RU
              -0.50  memory  w

topics
      0.1235  <روسيا>  country/RU
      0.0000  <قال>
`
	if d := cmp.Diff(strings.NewReplacer("<", "\u2068", ">", "\u2069").Replace(want), got); d != "" {
		t.Error(d)
	}
	if s := pretty(t, encode.Options{}, true, result()); !strings.Contains(s, green) || strings.Count(s, "\x1b[")%2 != 0 {
		t.Errorf("colour: %q", s)
	}
	if s := pretty(t, encode.Options{Names: true}, false, empty("a"), empty("b")); s != "== a ==\n\nno names found\n\n== b ==\n\nno names found\n" {
		t.Errorf("empty: %q", s)
	}
}

// TestForms: what is not for people is as package encode has it.
func TestForms(t *testing.T) {
	for _, o := range []encode.Options{{Format: encode.JSONL, Topics: true}, {Format: encode.TSV, Names: true}, {Format: encode.CoNLL}} {
		var got, want bytes.Buffer
		ours, theirs := NewWriter(&got, Options{Options: o, Color: true}), encode.NewWriter(&want, o)
		for range 2 {
			if err := errors.Join(ours.Write(result()), theirs.Write(result())); err != nil {
				t.Fatal(err)
			}
		}
		if d := cmp.Diff(want.String(), got.String()); d != "" {
			t.Errorf("%s: %s", o.Format, d)
		}
	}
}

// TestWriteTopics: keyphrases alone, a line of JSON or for people.
func TestWriteTopics(t *testing.T) {
	for format, want := range map[encode.Format]string{
		encode.JSONL: `{"id":"<a>","topics":[{"term":"روسيا",`,
		Pretty:       "      0.1235  \u2068روسيا\u2069  country/RU\n      0.0000  \u2068قال\u2069\n",
	} {
		var b bytes.Buffer
		if err := NewWriter(&b, Options{Options: encode.Options{Format: format}}).WriteTopics(result()); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(b.String(), want) {
			t.Errorf("%s: %q", format, b.String())
		}
	}
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteError(t *testing.T) {
	if err := NewWriter(full{}, Options{Options: encode.Options{Format: Pretty}}).Write(result()); !errors.Is(err, errFull) {
		t.Error(err)
	}
	if err := NewWriter(full{}, Options{Options: encode.Options{Format: "x"}}).Write(result()); err == nil {
		t.Error("format x is written")
	}
}

func TestUseColor(t *testing.T) {
	env := func(string) string { return "" }
	if !UseColor("always", nil, env) || UseColor("never", nil, env) || UseColor("auto", &bytes.Buffer{}, env) {
		t.Error("colour is not as asked")
	}
}
