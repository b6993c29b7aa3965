package batch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/registry"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
)

// registered lets a job make a registry beside its output.
func registered(o batch.Options, ro registry.Options) batch.Options {
	o.Sink.Entities = filepath.Join(filepath.Dir(o.Sink.Output), "entities.jsonl")
	o.Sink.Registry = func(dst io.Writer, records io.Reader) error {
		r, err := registry.Build(records, ro)
		if err != nil {
			return err
		}
		return registry.Write(dst, registry.JSONL, r.Entities(), registry.WriteOptions{})
	}
	return o
}

// TestRegistryOfEveryOutput: the registry is the same for all formats and shards, and
// for any number of workers.
func TestRegistryOfEveryOutput(t *testing.T) {
	o := options(t, "o.jsonl")
	want := ""
	for i, out := range everyOutput {
		o.Workers, o.Sink.Shard = 1+3*(i%2), int64(i%3*20)
		o.Sink.Output = filepath.Join(t.TempDir(), out)
		got := run(t, registered(o, registry.Options{}))["entities.jsonl"]
		if want == "" {
			want = got
		}
		if got != want || !strings.Contains(got, `"politician/vladimir-putin"`) {
			t.Errorf("%s: %.500s", out, cmp.Diff(want, got))
		}
	}
}

// TestRegistryFaults: a job with a registry that fails at its first, second, ... write
// or fsync, and is begun again each time, makes the registry of an undisturbed one.
func TestRegistryFaults(t *testing.T) {
	for _, c := range []struct {
		out   string
		shard int64
	}{{"o.csv", 0}, {"o.jsonl.gz", 20}} {
		o := options(t, c.out)
		o.Sink.Shard = c.shard
		want := run(t, registered(o, registry.Options{}))
		o.Sink.Output = filepath.Join(t.TempDir(), c.out)
		o = registered(o, registry.Options{})
		faults := 0
		for steps := 0; ; steps++ {
			o.Sink.OpenFile = (&disk{steps: steps, bytes: math.MaxInt}).open
			_, err := batch.Run(context.Background(), o)
			if err == nil {
				break
			}
			if !errors.Is(err, syscall.ENOSPC) {
				t.Fatalf("%s: after %d steps: %v", c.out, steps, err)
			}
			faults++
		}
		if d := cmp.Diff(want, left(t, filepath.Dir(o.Sink.Output))); d != "" || faults < 5 {
			t.Errorf("%s: %d faults: %.500s", c.out, faults, d)
		}
	}
}

// TestRegistryPutRight: a job whose registry cannot be made goes on to its end when it
// can, without tagging again.
func TestRegistryPutRight(t *testing.T) {
	o := options(t, "o.jsonl")
	want := run(t, registered(o, registry.Options{}))
	o.Sink.Output = filepath.Join(t.TempDir(), "o.jsonl")
	o = registered(o, registry.Options{})
	good := o.Sink.Registry
	o.Sink.Registry = func(io.Writer, io.Reader) error { return registry.ErrSplit }
	if _, err := batch.Run(context.Background(), o); !errors.Is(err, registry.ErrSplit) {
		t.Fatal(err)
	}
	if _, err := os.Stat(o.Sink.Output); err == nil {
		t.Error("the output has its name without the registry")
	}
	o.Sink.Registry = good
	o.Analyzer = nil // nothing is tagged
	if _, err := batch.Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, left(t, filepath.Dir(o.Sink.Output))); d != "" {
		t.Errorf("%.500s", d)
	}
}

// TestRegistryRefused: a registry is no other file of the job, and no input.
func TestRegistryRefused(t *testing.T) {
	o := registered(options(t, "o.jsonl"), registry.Options{})
	dir := filepath.Dir(o.Sink.Output)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	o.Sink.Summary = filepath.Join(dir, "sum.json")
	o.Sink.Shard = 10
	for _, name := range []string{"o.jsonl", "o.failed.jsonl", "sum.json", "o.manifest.jsonl", "o-00003.jsonl", "o.jsonl.work"} {
		o.Sink.Entities = filepath.Join(dir, name)
		if _, err := batch.Run(context.Background(), o); !errors.Is(err, sink.ErrTwice) {
			t.Errorf("%s: %v", name, err)
		}
	}
	o.Sink.Entities, o.Sink.Shard = "", 0
	o.Sink.OpenFile = (&disk{steps: 20, bytes: math.MaxInt}).open
	if _, err := batch.Run(context.Background(), o); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	o.Sink.Entities, o.Sink.OpenFile = filepath.Join(dir, "e.jsonl"), nil
	if _, err := batch.Run(context.Background(), o); !errors.Is(err, sink.ErrOther) || !strings.Contains(err.Error(), "no registry") {
		t.Errorf("a job that went without: %v", err)
	}
	o.Sink.Entities = o.Inputs[0]
	if _, err := batch.Run(context.Background(), o); err == nil || !strings.Contains(err.Error(), "in.jsonl: the output is an input too") {
		t.Error(err)
	}
	o.Sink.Entities, o.Sink.Registry = filepath.Join(dir, "e.csv"), nil
	if _, err := batch.Run(context.Background(), o); !errors.Is(err, sink.ErrFormat) {
		t.Error(err)
	}
}

// A row is one of a registry, as it stands there.
type row struct {
	ID         string  `json:"id"`
	Label      string  `json:"label"`
	Mentions   int     `json:"mentions"`
	Documents  int     `json:"documents"`
	ByDocument []count `json:"by_document"`
	ByMonth    []count `json:"by_month"`
	CoMentions []count `json:"co_mentions"`
	Names      []count `json:"names"`
	IDs        []count `json:"ids"`
}

type count struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Mentions  int    `json:"mentions"`
	Documents int    `json:"documents"`
}

// sum adds up the mentions of a list.
func sum(list []count) (n int) {
	for _, c := range list {
		n += c.Mentions
	}
	return n
}

// each decodes JSON lines.
func each[T any](t *testing.T, lines string, f func(T)) {
	t.Helper()
	for line := range strings.Lines(lines) {
		var v T
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		f(v)
	}
}

// TestRegistryOfNews checks the registry of 2,000 articles against their lines.
func TestRegistryOfNews(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it tags 2,000 articles four times")
	}
	in := articles(t, 2000)
	a, err := analyzer()
	if err != nil {
		t.Fatal(err)
	}
	all := registry.Options{Documents: -1, CoMentions: math.MaxInt32}
	job := func(ro registry.Options) batch.Options {
		return registered(batch.Options{Inputs: []string{in}, Analyzer: a, Workers: 4, Source: source.Options{DateField: "time"},
			Sink: sink.Options{Output: filepath.Join(t.TempDir(), "o.jsonl"), SegmentDocuments: 150}}, ro)
	}
	got := run(t, job(all))
	checkRegistry(t, got["o.jsonl"], got["entities.jsonl"])

	o := job(all)
	o.Workers = 1
	for _, steps := range []int{12, 30} { // interrupted twice
		o.Sink.OpenFile = (&disk{steps: steps, bytes: math.MaxInt}).open
		if _, err := batch.Run(context.Background(), o); !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
	o.Sink.OpenFile = nil
	if again := run(t, o); again["entities.jsonl"] != got["entities.jsonl"] {
		t.Error("one worker and two interruptions make another registry")
	}

	rows := map[string]row{}
	each(t, got["entities.jsonl"], func(r row) { rows[r.ID] = r })
	m, err := registry.ReadMerges("m.tsv", strings.NewReader("action\ta\tb\nmerge\tcountry/US\tcountry/FR\nsplit\tpolitician/donald-trump\tترامب\nsplit\tcountry/US\tnobody\n"))
	if err != nil {
		t.Fatal(err)
	}
	var notes []string
	all.Merges, all.Note = m, func(s string) { notes = append(notes, s) }
	forced := map[string]row{}
	got = run(t, job(all))
	checkRegistry(t, got["o.jsonl"], got["entities.jsonl"])
	each(t, got["entities.jsonl"], func(r row) { forced[r.ID] = r })
	us, fr, both := rows["country/US"], rows["country/FR"], forced["country/US"]
	if n := us.Mentions + fr.Mentions; both.Mentions != n || both.Documents >= us.Documents+fr.Documents || forced["country/FR"].ID != "" {
		t.Errorf("merged: %d mentions of %d", both.Mentions, n)
	}
	was, is, taken := rows["politician/donald-trump"], forced["politician/donald-trump"], 0
	for _, c := range was.Names {
		if c.Name == "ترامب" {
			taken += c.Mentions
		}
	}
	if taken == 0 || was.Mentions-taken != is.Mentions || forced["PER:ترامب"].Mentions < taken {
		t.Errorf("split: %d mentions of %d are left, want %d less; they are of another who has %d", is.Mentions, was.Mentions, taken, forced["PER:ترامب"].Mentions)
	}
	if d := cmp.Diff([]string{"m.tsv:4: the documents name nobody nobody"}, notes); d != "" {
		t.Error(d)
	}
}

// checkRegistry checks what must hold of a registry that lists all documents and
// co-mentions: it counts what the lines of the documents have.
func checkRegistry(t *testing.T, lines, entities string) {
	t.Helper()
	type document struct {
		ID       string `json:"id"`
		Mentions []struct {
			Entity string `json:"entity"`
		} `json:"mentions"`
	}
	mentions, byID, byDocument := 0, map[string]int{}, map[string]int{}
	each(t, lines, func(d document) {
		mentions += len(d.Mentions)
		for _, m := range d.Mentions {
			byID[m.Entity]++
			byDocument[d.ID]++
		}
	})
	rows, shared := map[string]row{}, map[[2]string]int{}
	each(t, entities, func(r row) {
		if _, dup := rows[r.ID]; dup {
			t.Errorf("two rows are %s", r.ID)
		}
		rows[r.ID] = r
		mentions -= r.Mentions
		if len(r.ByDocument) != r.Documents || sum(r.ByDocument) != r.Mentions || sum(r.Names) != r.Mentions || sum(r.IDs) != r.Mentions || sum(r.ByMonth) != r.Mentions {
			t.Errorf("%s: %d documents and %d mentions are not what its lists have", r.ID, r.Documents, r.Mentions)
		}
		for _, c := range r.ByDocument {
			byDocument[c.ID] -= c.Mentions
		}
		for _, c := range r.IDs {
			byID[c.ID] -= c.Mentions
		}
		for _, c := range r.CoMentions {
			shared[[2]string{r.ID, c.ID}] = c.Documents
		}
	})
	if mentions != 0 {
		t.Errorf("%d mentions more in the output than in the registry", mentions)
	}
	for _, m := range []map[string]int{byID, byDocument} {
		maps.DeleteFunc(m, func(_ string, n int) bool { return n == 0 })
		if len(m) > 0 {
			t.Errorf("counts that differ: %v", m)
		}
	}
	wrong := 0
	for pair, n := range shared {
		if shared[[2]string{pair[1], pair[0]}] != n || n > rows[pair[1]].Documents {
			wrong++
		}
	}
	if wrong > 0 || len(shared) == 0 {
		t.Errorf("%d of %d co-mentions are not those of the other side", wrong, len(shared))
	}
}

// articles gives a file of n articles of news, each seventh of those that there are.
func articles(t *testing.T, n int) string {
	t.Helper()
	const path = "../../shared/corpora/topics/ant-train.jsonl.gz"
	f, err := os.Open(path)
	if err != nil {
		t.Skip("skipped: ../shared is absent, which has the articles")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	i := 0
	for line := range bytes.Lines(b) {
		if i++; i%7 == 1 && i/7 < n {
			out.Write(line)
		}
	}
	in := filepath.Join(t.TempDir(), "in.jsonl")
	if err := os.WriteFile(in, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return in
}
