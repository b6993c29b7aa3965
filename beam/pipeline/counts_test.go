package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/topics"
)

// TestCounts: entities by day are those of the lines, document frequencies
// those that package topics counts.
func TestCounts(t *testing.T) {
	dir := corpus(t)
	at := t.TempDir()
	j := Job{Inputs: []string{dir}, Output: filepath.Join(at, "out.jsonl"), Entities: filepath.Join(at, "e.tsv"), DocFreq: filepath.Join(at, "df.bin"),
		MinDF: [3]int{1, 2, -1}, Read: ReadOptions{DateField: "date"}, Execute: onPrism}
	if _, err := j.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	days := map[string]string{}
	var texts []string
	for d, err := range source.Read([]string{dir}, source.Options{Walk: true, DateField: "date", Parquet: parquet.Read}) {
		if err == nil {
			texts = append(texts, d.Text)
			if d.Date != "" {
				days[d.ID], _ = source.Day(d.Date)
			}
		}
	}
	type line struct {
		ID       string
		Entities []struct {
			ID, Label string
			Mentions  []int
		}
	}
	want, total := map[string][2]int{}, 0
	for l := range strings.Lines(read(t, j.Output)) {
		var x line
		if err := json.Unmarshal([]byte(l), &x); err != nil {
			t.Fatal(err)
		}
		for _, e := range x.Entities {
			key := days[x.ID] + "\t" + e.ID + "\t" + e.Label
			n := want[key]
			want[key] = [2]int{n[0] + 1, n[1] + len(e.Mentions)}
			total++
		}
	}
	rows := strings.Split(strings.TrimSpace(read(t, j.Entities)), "\n")
	if rows[0] != "day\tentity\tlabel\tkind\tname\tname_en\tdocuments\tmentions" {
		t.Errorf("head: %q", rows[0])
	}
	seen := map[string]bool{}
	last := ""
	for _, row := range rows[1:] {
		c := strings.Split(row, "\t")
		key := strings.Join(c[:3], "\t")
		if n := want[key]; fmt.Sprint(n[0], n[1]) != c[6]+" "+c[7] || seen[key] {
			t.Errorf("%s, want %v", row, n)
		}
		seen[key] = true
		day := cmp.Or(c[0], noDay)
		if day < last {
			t.Errorf("day %s after %s", day, last)
		}
		last = day
	}
	if len(seen) != len(want) || total < 100 || !seen["2024-03-01\tpolitician/vladimir-putin\tPER"] || !seen["\tpolitician/vladimir-putin\tPER"] {
		t.Errorf("%d rows, want %d, of %d entities", len(seen), len(want), total)
	}

	o, err := docFreqOptions(j.MinDF)
	if err != nil {
		t.Fatal(err)
	}
	file, err := topics.CountDocFreq(func(yield func(string, error) bool) {
		for _, s := range texts {
			if !yield(s, nil) {
				return
			}
		}
	}, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, j.DocFreq); got != string(file) {
		t.Errorf("document frequencies: %d bytes, want %d", len(got), len(file))
	}
}

// TestAddTallies: the order of adding does not matter.
func TestAddTallies(t *testing.T) {
	all := []Tally{{1, 2, "city", "ب", "B"}, {1, 1, "", "أب", ""}, {1, 3, "city", "", "A"}, {2, 2, "port", "أت", "AB"}}
	want := Tally{5, 8, "city", "أب", "AB"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		x := slices.Clone(all)
		for len(x) > 1 {
			r.Shuffle(len(x), func(i, k int) { x[i], x[k] = x[k], x[i] })
			x = append(x[2:], addTallies(x[0], x[1]))
		}
		if x[0] != want {
			t.Fatalf("%+v, want %+v", x[0], want)
		}
	}
}

// TestGroup: in the order of their names, shards hold the files in order, small
// files together and a large one alone.
func TestGroup(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	files := []File{{Size: 10}, {Size: 0}, {Size: groupBytes + 1}, {Size: 0}, {Size: 5}, {Size: -1}, {Size: 3, Path: "a.gz"}, {Size: groupBytes/packedRatio + 1, Path: "b.ZST"}}
	for range 3000 {
		files = append(files, File{Size: r.Int64N(groupBytes / 3)})
	}
	group(files)
	last := ""
	size := map[string]int64{}
	for i, f := range files {
		name := f.shard(taggedShard, 1) + ".jsonl"
		if name < last || f.Index != i {
			t.Fatalf("file %d: %s after %s", i, name, last)
		}
		if f.Records > 0 && name == last {
			t.Errorf("file %d shares %s", i, name)
		}
		if second := f.shard(taggedShard, shardRecords+1) + ".jsonl"; second < name {
			t.Errorf("%s after %s", second, name)
		}
		last = name
		if size[name] += f.Size; f.Records == 0 && size[name] > groupBytes {
			t.Errorf("%s holds %d bytes", name, size[name])
		}
	}
	if n := len(size); n < 150 || n > 1100 {
		t.Errorf("%d shards", n)
	}
	if files[0].Records != 0 || files[2].Records == 0 || files[5].Records == 0 || files[6].Records != 0 || files[7].Records == 0 {
		t.Errorf("%+v", files[:8])
	}
}

// TestOneAnalyzer: the tagFns of a process share one.
func TestOneAnalyzer(t *testing.T) {
	var a, b tagFn
	c := tagFn{Options: TagOptions{MinScore: 1}}
	for _, f := range []*tagFn{&a, &b, &c} {
		if err := f.Setup(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	if a.analyzer != b.analyzer || a.analyzer == c.analyzer {
		t.Error("not one analyzer for each set of options")
	}
}

// TestRefused: what cannot be a job is refused before anything runs, and what
// exists stays.
func TestRefused(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out.jsonl")
	text := filepath.Join(dir, "a.txt")
	for _, path := range []string{out, text} {
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	empty := t.TempDir()
	for name, c := range map[string]struct {
		job Job
		err error
	}{
		"exists":   {Job{Inputs: []string{text}, Output: out}, ErrExists},
		"format":   {Job{Inputs: []string{text}, Output: "out.csv"}, ErrFormat},
		"stdin":    {Job{Inputs: []string{"-"}, Output: "o.jsonl"}, ErrInput},
		"missing":  {Job{Inputs: []string{text, "nowhere"}, Output: "o.jsonl"}, ErrInput},
		"no texts": {Job{Inputs: []string{empty}, Output: "o.jsonl"}, ErrInput},
		"list":     {Job{Inputs: []string{text}, Output: "o.jsonl", Tag: TagOptions{Rules: []string{"nowhere"}}}, os.ErrNotExist},
	} {
		if _, err := c.job.Run(context.Background()); !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", name, err, c.err)
		}
	}
	if read(t, out) != "x" {
		t.Error("the output that exists has changed")
	}
	// An output is no input of its own job, and an empty one is a file too.
	j := Job{Inputs: []string{dir}, Output: filepath.Join(dir, "out.jsonl"), Overwrite: true, Execute: onPrism}
	if r, err := j.Run(context.Background()); err != nil || r.Files != 1 || r.Failed {
		t.Errorf("%+v, %v", r, err)
	}
	if !strings.HasPrefix(read(t, out), `{"id":`) {
		t.Errorf("%.100s", read(t, out))
	}
}
