package batch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
)

// analyzer is built once for all tests.
var analyzer = sync.OnceValues(func() (*alam.Analyzer, error) { return alam.New(alam.Options{Topics: 3}) })

// options are a job over the samples and some lines, as code and marks and
// emoji stand in them.
func options(t testing.TB, out string) batch.Options {
	t.Helper()
	a, err := analyzer()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files, _ := filepath.Glob("../data/samples/*.txt")
	var lines bytes.Buffer
	for i := range 60 {
		b, err := os.ReadFile(files[i%len(files)])
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Repeat("\U0001F600", i%3) + " " + string(b[:len(b)/2-len(b)/2%2])
		text = strings.ToValidUTF8(text, "") + " زارَ الرئيسُ الروسيُّ فلاديمير بوتين القاهرةَ 🇪🇬 ثم بيروت."
		j, _ := json.Marshal(map[string]any{"id": fmt.Sprintf("d%d", i), "text": text})
		if i%20 == 7 {
			j = []byte("{")
		}
		lines.Write(append(j, '\n'))
	}
	in := filepath.Join(dir, "in.jsonl")
	if err := os.WriteFile(in, lines.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return batch.Options{
		Inputs: append([]string{in}, files...), Analyzer: a, Analyze: analyze.Options{Topics: 3},
		Sink: sink.Options{Output: filepath.Join(dir, "out", out), SegmentDocuments: 10, Topics: true, Parquet: parquet.Write},
	}
}

// run does a job in a new folder, and gives what it left.
func run(t testing.TB, o batch.Options) map[string]string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(o.Sink.Output), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := batch.Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return left(t, filepath.Dir(o.Sink.Output))
}

// left gives the files in a folder by their names.
func left(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var everyOutput = []string{"o.jsonl", "o.jsonl.gz", "o.jsonl.zst", "o.csv", "o.tsv.gz", "o.conll", "o.html", "o.parquet", "o.brat", "o.geojson"}

// TestSameForAnyWorkers: 1, 2 and 8 workers write the same.
func TestSameForAnyWorkers(t *testing.T) {
	for _, out := range everyOutput {
		o := options(t, out)
		var want map[string]string
		for _, n := range []int{1, 2, 8} {
			o.Workers = n
			o.Sink.Output = filepath.Join(t.TempDir(), out)
			got := run(t, o)
			if want == nil {
				want = got
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s, %d workers: %.500s", out, n, d)
			}
		}
		if !strings.Contains(want["o.failed.jsonl"], `"line":8,"record":8,"reason":"json"`) || strings.Count(want["o.failed.jsonl"], "\n") != 3 {
			t.Errorf("%s: failures are\n%s", out, want["o.failed.jsonl"])
		}
	}
}

// TestSameAsOneByOne: a line is what the analyzer and the writer of alam tag
// make of the document alone.
func TestSameAsOneByOne(t *testing.T) {
	o := options(t, "o.jsonl")
	got := run(t, o)["o.jsonl"]
	var want bytes.Buffer
	w := encode.NewWriter(&want, encode.Options{Format: encode.JSONL, Topics: true})
	for d, err := range source.Read(o.Inputs, source.Options{}) {
		if err != nil {
			continue
		}
		x, err := o.Analyzer.Analyze(context.Background(), d.Text)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(encode.Result{Document: d, Analysis: x}); err != nil {
			t.Fatal(err)
		}
	}
	var line []byte
	for d := range source.Read(o.Inputs, source.Options{}) {
		x, err := o.Analyzer.Analyze(context.Background(), d.Text)
		if err != nil {
			t.Fatal(err)
		}
		if line, err = sink.AppendLine(line, d, x, sink.Options{Topics: true}); err != nil {
			t.Fatal(err)
		}
		break
	}
	if !strings.HasPrefix(got, string(line)) || len(line) == 0 {
		t.Errorf("a line by itself is %s", line)
	}
	if want.String() != got {
		t.Errorf("differs: %s", cmp.Diff(want.String(), got))
	}
}

// errBroken is the fault that is put in.
var errBroken = fmt.Errorf("no space left: %w", syscall.ENOSPC)

// A disk takes so many writes and fsyncs, or bytes, and then no more.
type disk struct {
	steps, bytes int
}

func (d *disk) open(name string, flag int, perm os.FileMode) (sink.File, error) {
	f, err := os.OpenFile(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return &diskFile{File: f, disk: d}, nil
}

type diskFile struct {
	*os.File
	disk *disk
}

// Write writes a part of what does not fit, as a full disk does.
func (f *diskFile) Write(p []byte) (int, error) {
	if f.disk.steps--; f.disk.steps < 0 {
		return 0, errBroken
	}
	n := min(len(p), f.disk.bytes)
	f.disk.bytes -= n
	if m, err := f.File.Write(p[:n]); err != nil || n == len(p) {
		return m, err
	}
	return n, errBroken
}

func (f *diskFile) Sync() error {
	if f.disk.steps--; f.disk.steps < 0 {
		return errBroken
	}
	return nil // nothing is put on the disk: the tests would take minutes
}

// TestEveryFault: a job that fails at its first, second, ... write or fsync,
// and is begun again with a disk that fails one later each time, writes in the
// end what an undisturbed one writes.
func TestEveryFault(t *testing.T) {
	for _, c := range []struct {
		out   string
		shard int64
	}{{"o.jsonl", 0}, {"o.jsonl", 20}, {"o.html.gz", 25}, {"o.conll", 0}, {"o.parquet", 30}, {"o.brat", 0}, {"o.geojson", 30}} {
		o := options(t, c.out)
		o.Sink.Shard = c.shard
		want := run(t, o)
		o.Sink.Output = filepath.Join(t.TempDir(), c.out)
		faults := 0
		for steps := 0; ; steps++ {
			d := &disk{steps: steps, bytes: math.MaxInt}
			o.Sink.OpenFile = d.open
			_, err := batch.Run(context.Background(), o)
			if err == nil {
				break
			}
			if !errors.Is(err, syscall.ENOSPC) {
				t.Fatalf("%s: after %d steps: %v", c.out, steps, err)
			}
			faults++
		}
		if d := cmp.Diff(want, left(t, filepath.Dir(o.Sink.Output))); d != "" {
			t.Errorf("%s: %.500s", c.out, d)
		}
		if faults < 5 {
			t.Errorf("%s: %d faults", c.out, faults)
		}
	}
}

// TestDiskFull: a job on a disk that fills goes on when there is room.
func TestDiskFull(t *testing.T) {
	o := options(t, "o.jsonl")
	want := run(t, o)
	o.Sink.Output = filepath.Join(t.TempDir(), "o.jsonl")
	for _, room := range []int{10, 3000, 50_000, 100_000} {
		d := &disk{steps: 1 << 30, bytes: room}
		o.Sink.OpenFile = d.open
		if _, err := batch.Run(context.Background(), o); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("room for %d: %v", room, err)
		}
	}
	o.Sink.OpenFile = nil
	c, err := batch.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, left(t, filepath.Dir(o.Sink.Output))); d != "" {
		t.Errorf("%.500s", d)
	}
	if c.Failed != 3 || c.Documents != 65 {
		t.Errorf("counts are %+v", c)
	}
}

// TestRefused: what must not be gone on with or overwritten is refused, and the
// message says why.
func TestRefused(t *testing.T) {
	o := options(t, "o.jsonl")
	o.Sink.Job = map[string]string{"labels": "PER"}
	want := run(t, o)
	refused := func(what string, is error, says string) {
		t.Helper()
		_, err := batch.Run(context.Background(), o)
		if !errors.Is(err, is) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %v", what, err, is)
		}
	}
	refused("an output that exists", sink.ErrExists, "Options.Overwrite")
	o.Sink.Overwrite = true
	o.Sink.OpenFile = (&disk{steps: 20, bytes: math.MaxInt}).open
	refused("a full disk", syscall.ENOSPC, "no space")
	o.Sink.OpenFile = nil
	o.Sink.Job = map[string]string{"labels": "LOC"}
	refused("another job", sink.ErrOther, `labels was "PER" and is "LOC"`)
	o.Sink.Job = map[string]string{"labels": "PER"}

	in := o.Inputs[0]
	b, err := os.ReadFile(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(in, append(b, "{}\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	refused("a changed input", source.ErrChanged, "in.jsonl had")
	if err := os.Remove(in); err != nil {
		t.Fatal(err)
	}
	refused("a vanished input", source.ErrChanged, "is gone")
	if err := os.WriteFile(in, b, 0o644); err != nil {
		t.Fatal(err)
	}
	refused("an input with another time", source.ErrChanged, "in.jsonl had")
	work := o.Sink.Output + ".work/data-00001"
	if err := os.Truncate(work, 10); err != nil {
		t.Fatal(err)
	}
	refused("a damaged state", sink.ErrState, "10 bytes, and")
	o.Sink.Restart = true
	if d := cmp.Diff(want, run(t, o)); d != "" {
		t.Errorf("restarted: %.500s", d)
	}
}

// TestTooMany: a job with too many failures ends, and goes on with a higher
// limit.
func TestTooMany(t *testing.T) {
	o := options(t, "o.jsonl")
	want := run(t, o)
	o.Sink.Output = filepath.Join(t.TempDir(), "o.jsonl")
	o.MaxFailures = 2
	if c, err := batch.Run(context.Background(), o); !errors.Is(err, batch.ErrTooMany) || c.Failed != 2 {
		t.Fatalf("%v, %+v", err, c)
	}
	o.MaxFailures = 4
	if d := cmp.Diff(want, run(t, o)); d != "" {
		t.Errorf("%.500s", d)
	}
}

// TestEvents: an observer hears of every document, and a panic of the analyzer
// is the failure of one.
func TestEvents(t *testing.T) {
	o := options(t, "o.jsonl")
	o.Analyzer = breaks{Analyzer: o.Analyzer}
	var done, failed int
	o.Observe = func(e batch.Event) {
		if e.Err != nil {
			failed++
		} else {
			done++
		}
		if e.Counts.Documents != int64(done+failed) || e.ID == "" {
			t.Errorf("event %+v after %d", e, done+failed)
		}
	}
	got := run(t, o)
	if failed != 4 || done != 61 || strings.Count(got["o.failed.jsonl"], `"reason":"analyzer"`) != 1 {
		t.Errorf("%d done, %d failed\n%s", done, failed, got["o.failed.jsonl"])
	}
}

type breaks struct{ analyze.Analyzer }

func (b breaks) Analyze(ctx context.Context, s string) (*alam.Analysis, error) {
	if strings.HasPrefix(s, "الشارقة") {
		panic("broken")
	}
	return b.Analyzer.Analyze(ctx, s)
}
