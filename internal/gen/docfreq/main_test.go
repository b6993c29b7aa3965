package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/topics"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	in := write("in.jsonl", `{"title": "البنك المركزي", "text": "في القاهرة"}`+"\n"+`{"title": "", "text": "البنك"}`+"\n")
	stop, out := write("stop.tsv", "word\tnote\nفي\t\n"), filepath.Join(dir, "out.bin")
	if err := run(in, out, stop, [3]int{1, 1, 1}); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	df, err := topics.OpenDocFreq(string(file))
	if err != nil {
		t.Fatal(err)
	}
	if df.Docs() != 2 || df.DF("بنك") != 2 || df.DF("بنك مركز") != 1 || df.DF("مركز قاهر") != 0 {
		t.Errorf("%d documents, %d %d %d", df.Docs(), df.DF("بنك"), df.DF("بنك مركز"), df.DF("مركز قاهر"))
	}
	err = run(write("bad.jsonl", "{\"text\":\"\"}\n{\n"), out, stop, [3]int{1, 1, 1})
	if err == nil || !strings.Contains(err.Error(), "bad.jsonl:2:") {
		t.Errorf("bad line: %v", err)
	}
}
