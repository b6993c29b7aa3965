package sink_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/batch/sink"
)

// TestContent: of a file, what it holds decides, and the error names it.
func TestContent(t *testing.T) {
	in := inputs(t)
	dir := t.TempDir()
	rules := func(name, content string) map[string]string {
		t.Helper()
		path := filepath.Join(dir, name)
		write(t, path, content)
		value, err := sink.Content(path)
		if err != nil {
			t.Fatal(err)
		}
		return map[string]string{"--rules 1": value}
	}
	o := form{"o.jsonl", 0}.options(t)
	o.Job = rules("a b.rules", "x")
	if _, _, err := attempt(o, in, 5); err != nil {
		t.Fatal(err)
	}
	o.Job = rules("a b.rules", "y")
	refused(t, o, sink.ErrOther, "a b.rules holds something else than before")
	o.Job = rules("c.rules", "y")
	refused(t, o, sink.ErrOther, "--rules 1 was", "a b.rules", "and is", "c.rules")
	o.Job = rules("moved.rules", "x")
	finish(t, o, in)
	if _, err := sink.Content(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the content of no file: %v", err)
	}
}

// TestForeignFolder: a folder in the place of the job's own stays as it is, and so
// does what a link there leads to.
func TestForeignFolder(t *testing.T) {
	in := inputs(t)
	for name, make := range map[string]func(work string) error{
		"folder": func(work string) error { return os.Mkdir(work, 0o755) },
		"link": func(work string) error {
			dir := filepath.Join(filepath.Dir(work), "other")
			if err := os.Mkdir(dir, 0o755); err != nil {
				return err
			}
			return os.Symlink(dir, work)
		},
	} {
		o := form{"o.jsonl", 0}.options(t)
		work := o.Output + ".work"
		if err := make(work); err != nil {
			t.Skip("skipped: no links here:", err)
		}
		write(t, filepath.Join(work, "mine.txt"), "mine")
		for _, again := range []bool{false, true} {
			o.Restart, o.Overwrite = again, again
			refused(t, o, sink.ErrExists, work, "move it away")
		}
		if b, err := os.ReadFile(filepath.Join(work, "mine.txt")); string(b) != "mine" {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
	o := form{"o.jsonl", 0}.options(t)
	if err := os.Mkdir(o.Output+".work", 0o755); err != nil { // empty: as a crash at the start leaves it
		t.Fatal(err)
	}
	finish(t, o, in)
}

// TestAppearedMeanwhile: what took the name of an output while the job was not done
// stays; when it is moved away, the job goes on.
func TestAppearedMeanwhile(t *testing.T) {
	in := inputs(t)
	for _, f := range forms {
		o := f.options(t)
		finish(t, o, in)
		want := files(t, filepath.Dir(o.Output))
		for there := range want {
			if strings.Contains(there, "/") {
				there = filepath.Dir(there) // a folder of brat
			}
			o := f.options(t)
			path := filepath.Join(filepath.Dir(o.Output), there)
			if _, _, err := attempt(o, in, 1); err != nil {
				t.Fatal(err)
			}
			write(t, path, "mine")
			if _, _, err := attempt(o, in, all); err == nil || !strings.Contains(err.Error(), path) {
				t.Errorf("%v: %s is there, and the error is %v", f, there, err)
			}
			if b, err := os.ReadFile(path); string(b) != "mine" {
				t.Errorf("%v: %s is %.20q, %v", f, there, b, err)
			}
			remove(t, path)
			finish(t, o, in)
			if d := cmp.Diff(want, files(t, filepath.Dir(o.Output))); d != "" {
				t.Errorf("%v, %s: %.600s", f, there, d)
			}
		}
	}
}

// TestShardsVerified: shards that are whole are looked at when a job goes on.
func TestShardsVerified(t *testing.T) {
	in := inputs(t)
	for name, damage := range map[string]func(path string){
		"not what was written": func(path string) { write(t, path, "x") },
		"gone":                 func(path string) { remove(t, path) },
	} {
		o := form{"o.jsonl", 2}.options(t)
		if _, _, err := attempt(o, in, 8); err != nil {
			t.Fatal(err)
		}
		shard := filepath.Join(filepath.Dir(o.Output), "o-00002.jsonl")
		damage(shard)
		refused(t, o, sink.ErrState, shard, name, "Options.Restart and Options.Overwrite")
		o.Restart, o.Overwrite = true, true // what the error says is enough
		finish(t, o, in)
		fresh := form{"o.jsonl", 2}.options(t)
		finish(t, fresh, in)
		if d := cmp.Diff(files(t, filepath.Dir(fresh.Output)), files(t, filepath.Dir(o.Output))); d != "" {
			t.Errorf("%s, begun anew: %.500s", name, d)
		}
	}
}

// TestOldShards: where shards are overwritten, the old ones stay until the last of
// the new ones is whole, however often the job is killed.
func TestOldShards(t *testing.T) {
	in := inputs(t)
	for _, name := range []string{"o.jsonl", "o.csv.gz", "o.parquet"} {
		fresh := form{name, 2}.options(t)
		finish(t, fresh, in)
		want := files(t, filepath.Dir(fresh.Output))
		o := form{name, 3}.options(t)
		finish(t, o, in)
		old := files(t, filepath.Dir(o.Output))
		o.Shard, o.Overwrite = 2, true
		for most, done := 1, false; !done; most++ {
			var err error
			if done, _, err = attempt(o, in, most); err != nil {
				t.Fatal(err)
			}
			now := files(t, filepath.Dir(o.Output))
			for file := range old {
				if !done && now[file] != old[file] {
					t.Fatalf("%s: %s is not what it was before the new ones are whole", name, file)
				}
			}
		}
		if d := cmp.Diff(want, files(t, filepath.Dir(o.Output))); d != "" {
			t.Errorf("%s: %.600s", name, d)
		}
	}
}

// TestSummaryExists: a summary that exists is overwritten with consent alone; one
// that cannot be written is known at the start.
func TestSummaryExists(t *testing.T) {
	in := inputs(t)
	o := form{"o.jsonl", 0}.options(t)
	o.Summary = filepath.Join(t.TempDir(), "sum.json")
	write(t, o.Summary, "mine")
	refused(t, o, sink.ErrExists, o.Summary)
	o.Overwrite = true
	finish(t, o, in)
	o = form{"o.jsonl", 0}.options(t)
	for _, set := range []func(path string){func(p string) { o.Summary = p }, func(p string) { o.Failed = p }} {
		set(filepath.Join(t.TempDir(), "none", "x"))
		if s, _, err := sink.Open(o); s != nil || err == nil || !strings.Contains(err.Error(), "none") {
			t.Errorf("a folder that is not there: %v", err)
		}
	}
}

// TestEntitiesDropped: a job that has a registry does not go on without.
func TestEntitiesDropped(t *testing.T) {
	in := inputs(t)
	o := form{"o.jsonl", 0}.options(t)
	o.Entities = filepath.Join(filepath.Dir(o.Output), "e.csv")
	o.Registry = func(dst io.Writer, records io.Reader) error { _, err := io.Copy(dst, records); return err }
	if _, _, err := attempt(o, in, 5); err != nil {
		t.Fatal(err)
	}
	o.Entities = ""
	refused(t, o, sink.ErrOther, "Options.Entities")
}
