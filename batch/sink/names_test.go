package sink

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestParseName(t *testing.T) {
	for name, want := range map[string][2]string{
		"a.jsonl": {"jsonl", ""}, "a.NDJSON.GZ": {"jsonl", "gz"}, "d.x/a.csv.zst": {"csv", "zst"}, "a.tsv": {"tsv", ""},
		"a.conll.gz": {"conll", "gz"}, "a.html": {"html", ""}, "a.parquet": {"parquet", ""}, "a.brat": {"brat", ""},
	} {
		f, p, err := ParseName(name)
		if err != nil || string(f) != want[0] || string(p) != want[1] {
			t.Errorf("%s: %s, %s, %v", name, f, p, err)
		}
	}
	for _, name := range []string{"", "a", "a.doc", "a.gz", "jsonl", "a.parquet.gz", "a.brat.zst", "a.jsonl.xz"} {
		if f, _, err := ParseName(name); !errors.Is(err, ErrFormat) {
			t.Errorf("%q: %s, %v", name, f, err)
		}
	}
}

// TestMine: a job knows its own files, by whatever path.
func TestMine(t *testing.T) {
	t.Chdir(t.TempDir())
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	mine := Mine(Options{Output: "d/out.jsonl.gz", Shard: 5, Summary: "s.json"})
	for path, want := range map[string]bool{
		"d/out.jsonl.gz": true, "./d/../d/out.failed.jsonl": true, "d/out.jsonl.gz.work": true, "d/out.jsonl.gz.checkpoint": true,
		"d/out.manifest.jsonl": true, "d/out-00001.jsonl.gz": true, "d/out-123456.jsonl.gz": true, "s.json": true,
		"d/out-1.jsonl.gz": false, "d/out-0000x.jsonl.gz": false, "d/out.jsonl": false, "d": false, ".": false, "out.jsonl.gz": false,
	} {
		if mine(path) != want || mine(filepath.Join(dir, path)) != want {
			t.Errorf("%s: want %v", path, want)
		}
	}
}
