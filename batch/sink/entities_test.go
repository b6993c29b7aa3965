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

// TestEntities: the records that a registry is made of are the same after any
// interruption, and a registry that cannot be made is made later.
func TestEntities(t *testing.T) {
	in := inputs(t)
	job := func(dir string) sink.Options {
		return sink.Options{Output: filepath.Join(dir, "o.jsonl"), Entities: filepath.Join(dir, "e.csv"), SegmentDocuments: 3, Shard: 4, OpenFile: unsynced,
			Registry: func(dst io.Writer, records io.Reader) error {
				_, err := io.Copy(dst, records)
				return err
			}}
	}
	dir := t.TempDir()
	finish(t, job(dir), in)
	want := files(t, dir)
	if !strings.Contains(want["e.csv"], "فلاديمير بوتين") {
		t.Fatalf("records are %q", want["e.csv"])
	}
	o := job(t.TempDir())
	for most := 1; ; most++ {
		done, _, err := attempt(o, in, most)
		if err != nil {
			t.Fatal(err)
		}
		if done {
			break
		}
	}
	if d := cmp.Diff(want, files(t, filepath.Dir(o.Output))); d != "" {
		t.Error(d)
	}

	o = job(filepath.Dir(o.Output))
	if _, _, err := attempt(o, in, 99); !errors.Is(err, sink.ErrExists) {
		t.Errorf("over one that exists: %v", err)
	}
	o.Overwrite, o.Entities = true, filepath.Join(t.TempDir(), "e.csv") // of another folder
	wrong := errors.New("cannot be")
	copied := o.Registry
	o.Registry = func(io.Writer, io.Reader) error { return wrong }
	if _, _, err := attempt(o, in, 99); !errors.Is(err, wrong) {
		t.Error(err)
	}
	o.Registry = copied
	finish(t, o, in)
	if b, err := os.ReadFile(o.Entities); err != nil || string(b) != want["e.csv"] {
		t.Errorf("%v: %q", err, b)
	}
}

func TestEntitiesRefused(t *testing.T) {
	in := inputs(t)
	o := begun(t, "o.jsonl", in, 5)
	o.Entities = filepath.Join(filepath.Dir(o.Output), "e.csv")
	refused(t, o, sink.ErrFormat, "nothing that makes a registry")
	o.Registry = func(io.Writer, io.Reader) error { return nil }
	refused(t, o, sink.ErrOther, "no registry of entities")
	o.Entities = o.Output
	refused(t, o, sink.ErrTwice, "Options.Entities")
	o.Entities, o.Restart = filepath.Join(t.TempDir(), "no", "e.csv"), true
	refused(t, o, os.ErrNotExist, o.Entities)
}
