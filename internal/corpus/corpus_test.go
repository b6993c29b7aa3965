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

	"alam/batch/source"
	"alam/internal/corpus"
)

func read(t *testing.T, name, content string, o corpus.Options) (out []corpus.Article, errs []error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	for a, err := range corpus.Read([]string{path}, o) {
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
	o := corpus.Options{Fields: corpus.Fields{Label: "cat", Keyphrases: "keys", Time: "time"}}
	got, errs := read(t, "a.jsonl", lines, o)
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
	if zipped, _ := read(t, "a.jsonl.gz", z.String(), o); len(zipped) != 2 || zipped[0].ID != "7" {
		t.Errorf("gzipped: %+v", zipped)
	}
	if _, errs := read(t, "cut.gz", z.String()[:z.Len()/2], o); len(errs) == 0 {
		t.Error("a gzip file cut short is read without an error")
	}
}

func TestText(t *testing.T) {
	const text = "a\nb\n\n \nc\n"
	for split, want := range map[corpus.Split][]string{
		corpus.Whole: {text}, corpus.Line: {"a\n", "b\n", "c\n"}, corpus.Blank: {"a\nb\n\n", "c\n"},
	} {
		got, errs := read(t, "a.txt", text, corpus.Options{Split: split})
		var texts []string
		for _, a := range got {
			texts = append(texts, a.Text)
		}
		if !slices.Equal(texts, want) || len(errs) > 0 {
			t.Errorf("%s: %q, %v", split, texts, errs)
		}
	}
	if got, _ := read(t, "a.txt", text, corpus.Options{Split: corpus.Blank}); got[1].ID != "a.txt:5" {
		t.Errorf("%+v", got)
	}
	if _, errs := read(t, "a.txt", "a\xff", corpus.Options{}); len(errs) != 1 || !errors.Is(errs[0], source.ErrUTF8) {
		t.Errorf("%v", errs)
	}
	for a, err := range corpus.Read([]string{t.TempDir()}, corpus.Options{}) {
		if a != nil || err == nil {
			t.Errorf("a directory: %+v, %v", a, err)
		}
	}
}
