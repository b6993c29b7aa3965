package pipeline

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
)

func TestMain(m *testing.M) {
	Register()
	flag.Parse()
	log.LogLevel = "error"
	beam.Init()
	os.Exit(m.Run())
}

// onPrism runs a pipeline in this process.
func onPrism(ctx context.Context, p *beam.Pipeline) error {
	_, err := prism.Execute(ctx, p)
	return err
}

// corpus is a folder with the samples and documents of each kind, some with
// dates and some broken.
func corpus(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name, content string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	samples, _ := filepath.Glob("../../data/samples/*")
	if len(samples) == 0 {
		t.Fatal("no samples")
	}
	var lines strings.Builder
	for i, path := range samples {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		put("samples/"+filepath.Base(path), string(b))
		if filepath.Ext(path) != ".txt" {
			continue
		}
		for k, part := range strings.SplitAfter(string(b), "\n") {
			line, _ := json.Marshal(map[string]any{"id": fmt.Sprintf("%d.%d", i, k), "text": "\U0001F600 " + part, "date": fmt.Sprintf("2024-03-%02dT10:00:00Z", 1+k%3)})
			lines.Write(append(line, '\n'))
			if k == 2 {
				lines.WriteString("{\n{\"text\":1}\n")
			}
		}
	}
	put("lines.jsonl", lines.String())
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	io.WriteString(w, lines.String())
	w.Close()
	put("packed.jsonl.gz", z.String())
	put("table.csv", "id,text,date\n1,زار فلاديمير بوتين القاهرة,05/03/2024\n2,\"زار \"\"بوتين\"\"\nبيروت\",2024-03-01\n3\n")
	put("page.html", "<title>زار بوتين</title><p>القاهرة &amp; بيروت<script>x</script>")
	put("broken.txt", "قال \xff")
	put("empty.txt", "")
	return dir
}

// byBatch gives what alam batch makes of inputs: its output and its failures.
func byBatch(t *testing.T, input string, tag TagOptions) (tagged, failed string) {
	t.Helper()
	a, err := alam.New(alam.Options{Topics: tag.Topics, Categories: tag.Categories})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out.jsonl")
	_, err = batch.Run(context.Background(), batch.Options{
		Inputs: []string{input}, Analyzer: a, Source: source.Options{Parquet: parquet.Read},
		Analyze: analyze.Options{Topics: tag.Topics, Categories: tag.Categories, Evidence: tag.Explain, Piece: tag.Piece},
		Sink: sink.Options{Output: out, Unit: tag.Unit, Explain: tag.Explain, Topics: tag.Topics > 0,
			Categories: tag.Categories > 0, Text: tag.Text},
	})
	if err != nil {
		t.Fatal(err)
	}
	return read(t, out), read(t, strings.Replace(out, ".jsonl", ".failed.jsonl", 1))
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// same says where two outputs part.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.SplitAfter(got, "\n"), strings.SplitAfter(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Errorf("%s: line %d is %.300s, want %.300s", what, i+1, a[i], b[i])
			return
		}
	}
	t.Errorf("%s: %d lines, want %d", what, len(a), len(b))
}

// TestSameAsBatch: the output on Prism is that of alam batch, byte for byte, and
// so are the failures.
func TestSameAsBatch(t *testing.T) {
	dir := corpus(t)
	for name, tag := range map[string]TagOptions{
		"plain": {},
		"rich":  {Topics: 3, Categories: 2, Explain: true, Text: true, Unit: gold.UTF16, Piece: 1 << 10},
	} {
		t.Run(name, func(t *testing.T) {
			tagged, failed := byBatch(t, dir, tag)
			if strings.Count(tagged, "\n") < 20 || strings.Count(failed, "\n") < 4 {
				t.Fatalf("the corpus is too small: %d and %d lines", strings.Count(tagged, "\n"), strings.Count(failed, "\n"))
			}
			out := filepath.Join(t.TempDir(), "out.jsonl")
			j := Job{Inputs: []string{dir}, Output: out, Tag: tag, Execute: onPrism}
			stale := out + ".shards/tagged-00000.jsonl" // of a try that was killed
			if err := os.MkdirAll(filepath.Dir(stale), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(stale, []byte("stale\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			r, err := j.Run(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !r.Failed || r.Files < 10 {
				t.Errorf("%+v", r)
			}
			same(t, "output", read(t, out), tagged)
			same(t, "failures", read(t, r.Failures), failed)
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), "*")); len(left) != 2 {
				t.Errorf("left over: %q", left)
			}
		})
	}
}

// TestShards: shards of a few documents, packed, give the same when they are
// joined.
func TestShards(t *testing.T) {
	dir := corpus(t)
	tagged, failed := byBatch(t, dir, TagOptions{})
	ctx := context.Background()
	files, err := Files(ctx, []string{dir}, ReadOptions{}, &source.LeftOut{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range files {
		files[i].Group = fmt.Sprintf("%05d", i)
		if files[i].Size > 1000 {
			files[i].Records = 3 // as of a large file
		}
	}
	shards := filepath.Join(t.TempDir(), "shards")
	p, s := beam.NewPipelineWithRoot()
	Build(s, files, Options{Shards: shards, Suffix: ".jsonl.gz"})
	if err := onPrism(ctx, p); err != nil {
		t.Fatal(err)
	}
	if list, _ := filepath.Glob(shards + "/tagged-*"); len(list) < 15 {
		t.Errorf("shards: %q", list)
	}
	for kind, want := range map[string]string{taggedShard: tagged, failedShard: failed} {
		out := filepath.Join(t.TempDir(), "out.jsonl")
		if kind == taggedShard {
			out += ".gz"
		}
		if err := joinShards(ctx, shards, kind, out, nil); err != nil {
			t.Fatal(err)
		}
		got := read(t, out)
		if kind == taggedShard {
			z, err := gzip.NewReader(strings.NewReader(got))
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(z)
			if err != nil {
				t.Fatal(err)
			}
			got = string(b)
		}
		same(t, kind, got, want)
	}
}
