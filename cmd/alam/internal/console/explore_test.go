package console

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/internal/explore"
)

// TestWriteFound: topics, communities and documents, as JSON lines and for people.
func TestWriteFound(t *testing.T) {
	terms := []explore.Weight{{Term: "روسيا", Weight: 0.5, Entity: "country/RU"}}
	f := &explore.Found{Topics: []explore.Topic{{ID: 1, Documents: 2, Share: 0.5, Terms: terms}},
		Communities: []explore.Community{{ID: 1, Size: 3, Terms: terms}}, Documents: make([]explore.Document, 2), Terms: 7}
	const people = "2 articles, 7 terms, 1 topics, error 0.0000\n\ntopic 1  2 articles, 50.00 % of all, coherence 0.000\n" +
		"        0.5000  \u2068روسيا\u2069  country/RU\n\n1 communities, modularity 0.0000\n\ncommunity 1  3 terms, coherence 0.000\n" +
		"        0.5000  \u2068روسيا\u2069  country/RU\n"
	var b bytes.Buffer
	if err := WriteFound(&b, f, Options{Options: encode.Options{Format: Pretty}}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(people, b.String()); d != "" {
		t.Error(d)
	}
	b.Reset()
	if err := WriteFound(&b, f, Options{Options: encode.Options{Format: encode.JSONL}}); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b.Bytes(), []byte("\n")); n != 4 {
		t.Errorf("%d lines in %s", n, b.String())
	}
}

// TestWriteSimilar: what is near each article, and what it repeats.
func TestWriteSimilar(t *testing.T) {
	list := []explore.Near{{ID: "a", Similar: []explore.Related{{ID: "b", Cosine: 0.25, Terms: []string{"روسيا", "x"}}}},
		{ID: "b", Similar: []explore.Related{}, Repeats: &explore.Repeat{ID: "a", Resemblance: 1}}}
	for format, want := range map[encode.Format]string{
		Pretty: "== a ==\n      0.2500  b  \u2068روسيا\u2069  x\n\n== b ==\n      repeats a  1.0000\n      nothing is near\n",
		encode.JSONL: `{"id":"a","similar":[{"id":"b","cosine":0.25,"terms":["روسيا","x"]}]}` + "\n" +
			`{"id":"b","similar":[],"repeats":{"id":"a","resemblance":1}}` + "\n",
	} {
		var b bytes.Buffer
		if err := WriteSimilar(&b, list, Options{Options: encode.Options{Format: format}}); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, b.String()); d != "" {
			t.Errorf("%s: %s", format, d)
		}
	}
}
