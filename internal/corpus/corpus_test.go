package corpus_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/internal/corpus"
)

func read(t *testing.T, name, content string, f corpus.Fields, o source.Options) (out []corpus.Article, errs []error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	for a, err := range corpus.Read([]string{path}, f, o) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		a.ID = strings.ReplaceAll(a.ID, path, name)
		out = append(out, *a)
	}
	return out, errs
}

func TestJSONL(t *testing.T) {
	const lines = "\ufeff{\"id\":7,\"title\":\"T\",\"text\":\"x\",\"cat\":\"c\",\"keys\":[\"k\"],\"time\":20261101}\n\n{\"text\":\"y\",\"cat\":\"d\",\"keys\":[]}\n{\"text\":1}\n{\"text\":\"z\"}\n{broken\n"
	f := corpus.Fields{Title: "title", Label: "cat", Keyphrases: "keys", Time: "time"}
	got, errs := read(t, "a.jsonl", lines, f, source.Options{})
	if len(got) != 2 || got[0].ID != "7" || got[0].Body() != "T\nx" || got[0].Label != "c" || got[0].Time != "20261101" || !slices.Equal(got[0].Keyphrases, []string{"k"}) ||
		got[1].ID != "a.jsonl:3" || got[1].Body() != "y" {
		t.Errorf("%+v", got)
	}
	if len(errs) != 3 {
		t.Errorf("%v", errs)
	}
	for i, want := range []error{source.ErrField, source.ErrField, source.ErrJSON} {
		var at *source.Error
		if !errors.Is(errs[i], want) || !errors.As(errs[i], &at) || at.Line != 4+i {
			t.Errorf("%v, want %v", errs[i], want)
		}
	}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte(lines))
	w.Close()
	if zipped, _ := read(t, "a.jsonl.gz", z.String(), f, source.Options{}); len(zipped) != 2 || zipped[0].ID != "7" {
		t.Errorf("gzipped: %+v", zipped)
	}
	if _, errs := read(t, "cut.gz", z.String()[:z.Len()/2], f, source.Options{}); len(errs) == 0 {
		t.Error("a gzip file cut short is read without an error")
	}
}

// TestTable: columns are fields.
func TestTable(t *testing.T) {
	f := corpus.Fields{Title: "title", Label: "cat", Time: "time"}
	for name, content := range map[string]string{
		"a.csv": "cat,text,title,id,time\nc,x,T,7,2026\n",
		"a.tsv": "cat\ttext\ttitle\tid\ttime\nc\tx\tT\t7\t2026\n",
	} {
		got, errs := read(t, name, content, f, source.Options{})
		if len(errs) > 0 || len(got) != 1 || got[0].ID != "7" || got[0].Body() != "T\nx" || got[0].Label != "c" || got[0].Time != "2026" {
			t.Errorf("%s: %+v, %v", name, got, errs)
		}
	}
	_, errs := read(t, "a.csv", "text\nx\n", f, source.Options{})
	if len(errs) != 1 || !errors.Is(errs[0], source.ErrField) || !strings.HasSuffix(errs[0].Error(), `a.csv:2: wrong field: no field "cat"; name the field that holds it`) {
		t.Errorf("without a column: %v", errs)
	}
}

func TestText(t *testing.T) {
	const text = "a\nb\n\n \nc\n"
	for split, want := range map[source.Format][]string{
		source.Auto: {text}, source.Lines: {"a", "b", "c"}, source.Paragraphs: {"a\nb", "c"},
	} {
		got, errs := read(t, "a.txt", text, corpus.Fields{}, source.Options{Format: split})
		var texts []string
		for _, a := range got {
			texts = append(texts, a.Text)
		}
		if !slices.Equal(texts, want) || len(errs) > 0 {
			t.Errorf("%s: %q, %v", split, texts, errs)
		}
	}
	for a, err := range corpus.Read([]string{t.TempDir()}, corpus.Fields{}, source.Options{}) {
		if a != nil || err == nil {
			t.Errorf("a directory: %+v, %v", a, err)
		}
	}
}
