package sink_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
)

// begun is a job that was left after so many records.
func begun(t *testing.T, name string, in []string, most int) sink.Options {
	t.Helper()
	o := form{name, 0}.options(t)
	if done, _, err := attempt(o, in, most); err != nil || done {
		t.Fatalf("%s: %v, %v", name, done, err)
	}
	return o
}

// refused wants an error of a kind that names all of what.
func refused(t *testing.T, o sink.Options, kind error, what ...string) {
	t.Helper()
	s, _, err := sink.Open(o)
	if s != nil {
		s.Close()
	}
	if !errors.Is(err, kind) {
		t.Errorf("want %v, got %v", kind, err)
		return
	}
	for _, w := range what {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%v: does not name %s", err, w)
		}
	}
}

// TestAnotherJob: only the same job goes on; what differs is named; Restart
// begins anew all the same.
func TestAnotherJob(t *testing.T) {
	in := inputs(t)
	o := begun(t, "o.jsonl", in, 6)
	o.Job = map[string]string{"labels": "PER", "lists": "x"}
	refused(t, o, sink.ErrOther, `labels was "all" and is "PER"; lists was "" and is "x"`)
	for _, job := range []map[string]string{{"labels": "PER"}, {"labels": "all", "lists": "x"}, nil} {
		o := begun(t, "o.jsonl", in, 6)
		o.Job = job
		what := `labels was "all" and is "` + job["labels"] + `"`
		if job["lists"] != "" {
			what = `lists was "" and is "x"`
		}
		refused(t, o, sink.ErrOther, o.Output, what)
		o.Restart = true
		if c := finish(t, o, in); c.Runs != 1 || c.Documents != 11 {
			t.Errorf("begun anew: %+v", c)
		}
	}
}

// TestDamaged: state that is not what was committed is never gone on with, and
// Restart begins anew.
func TestDamaged(t *testing.T) {
	in := inputs(t)
	o := form{"o.jsonl", 0}.options(t)
	finish(t, o, in)
	want := files(t, filepath.Dir(o.Output))
	for name, damage := range map[string]func(t *testing.T, out string){
		"checkpoint is no JSON":         func(t *testing.T, out string) { write(t, out+".checkpoint", "{") },
		"checkpoint of another version": func(t *testing.T, out string) { write(t, out+".checkpoint", `{"version":99}`) },
		"checkpoint with a number changed": func(t *testing.T, out string) {
			b, err := os.ReadFile(out + ".checkpoint")
			if err != nil {
				t.Fatal(err)
			}
			write(t, out+".checkpoint", strings.Replace(string(b), `"runs":1`, `"runs":3`, 1))
		},
		"checkpoint cut": func(t *testing.T, out string) {
			b, err := os.ReadFile(out + ".checkpoint")
			if err != nil {
				t.Fatal(err)
			}
			write(t, out+".checkpoint", string(b[:len(b)-1]))
		},
		"data cut": func(t *testing.T, out string) { write(t, out+".work/data-00001", "{") },
		"data changed": func(t *testing.T, out string) {
			b, err := os.ReadFile(out + ".work/data-00001")
			if err != nil {
				t.Fatal(err)
			}
			b[10] ^= 1
			write(t, out+".work/data-00001", string(b))
		},
		"data gone":     func(t *testing.T, out string) { remove(t, out+".work/data-00001") },
		"failures gone": func(t *testing.T, out string) { remove(t, out+".work/failed") },
		"inputs gone":   func(t *testing.T, out string) { remove(t, out+".work/inputs") },
		"all gone":      func(t *testing.T, out string) { remove(t, out+".work") },
	} {
		t.Run(name, func(t *testing.T) {
			o := begun(t, "o.jsonl", in, 7)
			damage(t, o.Output)
			refused(t, o, sink.ErrState, o.Output, "Options.Restart")
			o.Restart = true
			finish(t, o, in)
			if d := cmp.Diff(want, files(t, filepath.Dir(o.Output))); d != "" {
				t.Errorf("begun anew: %.500s", d)
			}
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// TestLocked: nobody else does a job that is open.
func TestLocked(t *testing.T) {
	o := form{"o.jsonl", 0}.options(t)
	s, _, err := sink.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, o, sink.ErrLocked, o.Output, "lock")
	restart := o
	restart.Restart = true
	refused(t, restart, sink.ErrLocked)
	s.Close()
	finish(t, o, inputs(t))
}

// TestExists: what has the name of an output is never lost unasked, and asked
// only when the new output is whole.
func TestExists(t *testing.T) {
	in := inputs(t)
	for _, c := range []struct {
		form
		there string
	}{
		{form{"o.jsonl", 0}, "o.jsonl"}, {form{"o.jsonl", 0}, "o.failed.jsonl"}, {form{"o.csv.gz", 3}, "o-00002.csv.gz"},
		{form{"o.csv", 3}, "o.manifest.jsonl"}, {form{"o.parquet", 3}, "o-00009.parquet"},
	} {
		o := c.options(t)
		dir := filepath.Dir(o.Output)
		write(t, filepath.Join(dir, c.there), "mine")
		refused(t, o, sink.ErrExists, c.there)
		o.Overwrite = true
		if _, _, err := attempt(o, in, 2); err != nil {
			t.Fatal(err)
		}
		if got := files(t, dir)[c.there]; got != "mine" {
			t.Errorf("%v: %s is %q before the new one is whole", c.form, c.there, got)
		}
		finish(t, o, in)
		fresh := c.options(t)
		finish(t, fresh, in)
		if d := cmp.Diff(files(t, filepath.Dir(fresh.Output)), files(t, dir)); d != "" {
			t.Errorf("%v over %s: %.500s", c.form, c.there, d)
		}
	}
}

// TestFailuresOfBefore: the failures of an overwritten output go, where the new
// one has none.
func TestFailuresOfBefore(t *testing.T) {
	o := form{"o.jsonl", 0}.options(t)
	o.Failed, o.Overwrite = filepath.Join(filepath.Dir(o.Output), "f.jsonl"), true
	write(t, o.Failed, "old")
	finish(t, o, inputs(t)[1:])
	if _, err := os.Lstat(o.Failed); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the failures of before are left: %v", err)
	}
}

// TestNotOverwritten: folders are not, and brat's are not even with their
// consent.
func TestNotOverwritten(t *testing.T) {
	for name, kind := range map[string]string{"o.jsonl": "no file that could be overwritten", "o.brat": "remove it first"} {
		o := form{name, 0}.options(t)
		o.Overwrite = true
		if err := os.Mkdir(o.Output, 0o755); err != nil {
			t.Fatal(err)
		}
		refused(t, o, sink.ErrExists, o.Output, kind)
	}
}

// TestUnwritable: an output that cannot be is an error that names it, and leaves
// nothing.
func TestUnwritable(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "")
	for _, out := range []string{"none/o.jsonl", "file/o.jsonl"} {
		o := sink.Options{Output: filepath.Join(dir, filepath.FromSlash(out))}
		s, _, err := sink.Open(o)
		if s != nil || err == nil || !strings.Contains(err.Error(), o.Output) {
			t.Errorf("%s: %v", out, err)
		}
	}
	write(t, filepath.Join(dir, "o.jsonl.work"), "a file where the folder should be")
	if s, _, err := sink.Open(sink.Options{Output: filepath.Join(dir, "o.jsonl")}); s != nil || err == nil {
		t.Errorf("a file in place of the folder: %v", err)
	}
	for _, o := range []sink.Options{{Output: "o.doc"}, {Output: "o.parquet"}} {
		refused(t, o, sink.ErrFormat)
	}
	if got := files(t, dir); len(got) != 2 {
		t.Errorf("left are %v", got)
	}
}

// TestInputsChanged: a file that was begun must be what it was; one that comes
// after may be added.
func TestInputsChanged(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, in []string) []string
		want   string // in the error; empty for none
	}{
		"longer":       {func(t *testing.T, in []string) []string { write(t, in[0], "{}"); return in }, "has 2 of"},
		"touched":      {func(t *testing.T, in []string) []string { touch(t, in[0]); return in }, "1970-01-01"},
		"gone":         {func(t *testing.T, in []string) []string { remove(t, in[0]); return in }, "is gone"},
		"another":      {func(_ *testing.T, in []string) []string { return []string{in[1], in[0]} }, "file 1 of the inputs was"},
		"not reached":  {func(t *testing.T, in []string) []string { touch(t, in[1]); return in }, ""},
		"one is added": {func(t *testing.T, in []string) []string { return append(in, inputs(t)[1]) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := inputs(t)
			o := begun(t, "o.jsonl", in, 4)
			in = c.change(t, in)
			_, _, err := attempt(o, in, all)
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (!errors.Is(err, source.ErrChanged) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), in[0])):
				t.Errorf("got %v, want %q with %s", err, c.want, in[0])
			}
		})
	}
}

func touch(t *testing.T, path string) {
	t.Helper()
	if err := os.Chtimes(path, time.Time{}, time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
}

// TestAppeared: a file that was missing and is there now is another input.
func TestAppeared(t *testing.T) {
	in := inputs(t)
	late := filepath.Join(t.TempDir(), "late.jsonl")
	in = append([]string{late}, in...)
	o := begun(t, "o.jsonl", in, 6)
	write(t, late, "{}")
	if _, _, err := attempt(o, in, all); !errors.Is(err, source.ErrChanged) || !strings.Contains(err.Error(), "is there now") {
		t.Errorf("got %v", err)
	}
}
