package sink_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/batch/sink"
)

// A disk fails at the step that its number says, an open, a write or an fsync,
// and at all that follow.
type disk struct{ steps int }

func (d *disk) step() error {
	if d.steps--; d.steps < 0 {
		return syscall.ENOSPC
	}
	return nil
}

func (d *disk) open(name string, flag int, perm os.FileMode) (sink.File, error) {
	if err := d.step(); err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	f, err := os.OpenFile(name, flag, perm)
	return &file{f, d}, err
}

type file struct {
	*os.File
	disk *disk
}

// Write writes half of what it is given when the disk is full.
func (f *file) Write(p []byte) (int, error) {
	if err := f.disk.step(); err != nil {
		n, _ := f.File.Write(p[:len(p)/2])
		return n, err
	}
	return f.File.Write(p)
}

func (f *file) Sync() error { return f.disk.step() }

// TestEachFault: a job whose disk fails at the first, the second, ... step is
// gone on with and gives the bytes of an undisturbed one; until then nothing
// has the name of the output.
func TestEachFault(t *testing.T) {
	in := inputs(t)
	for _, f := range []form{{"o.jsonl", 0}, {"o.csv.gz", 4}, {"o.html.zst", 0}, {"o.parquet", 4}, {"o.brat", 0}, {"o.geojson", 4}} {
		o := f.options(t)
		o.SegmentDocuments = 4
		finish(t, o, in)
		want := files(t, filepath.Dir(o.Output))
		faults := 0
		for steps := 0; ; steps++ {
			o := f.options(t)
			o.SegmentDocuments, o.OpenFile = 4, (&disk{steps}).open
			done, _, err := attempt(o, in, all)
			if err == nil && done {
				break
			}
			if faults++; !errors.Is(err, syscall.ENOSPC) {
				t.Fatalf("%v, step %d: %v", f, steps, err)
			}
			if _, err := os.Lstat(o.Output); err == nil && f.shard == 0 {
				t.Errorf("%v, step %d: the output is there", f, steps)
			}
			o.OpenFile = unsynced
			finish(t, o, in)
			if d := cmp.Diff(want, files(t, filepath.Dir(o.Output))); d != "" {
				t.Fatalf("%v, step %d: %.500s", f, steps, d)
			}
		}
		if faults < 20 {
			t.Errorf("%v: %d faults only", f, faults)
		}
	}
}

// TestWhole: a job that was whole when it was killed, and wanted only its names,
// gets them and tells its counts; it is not done again.
func TestWhole(t *testing.T) {
	in := inputs(t)
	for _, name := range []string{"o.parquet", "o.brat"} {
		o := form{name, 0}.options(t)
		want := finish(t, o, in)
		found := false
		for steps := 0; !found; steps++ {
			o := form{name, 0}.options(t)
			o.OpenFile = (&disk{steps}).open
			if done, _, err := attempt(o, in, all); done {
				t.Fatalf("%s: no fault left it whole", name)
			} else if err == nil {
				t.Fatal("no error")
			}
			o.OpenFile = unsynced
			s, whole, err := sink.Open(o)
			if err != nil {
				t.Fatal(err)
			}
			if whole == nil {
				s.Close()
				continue
			}
			found = true
			want.Seconds, whole.Seconds = 0, 0
			if d := cmp.Diff(want, *whole); d != "" {
				t.Errorf("%s: %s", name, d)
			}
			if sink.Unfinished(o.Output) {
				t.Errorf("%s: unfinished", name)
			}
		}
	}
}

// TestSyncedBeforeCounted: all files are on the disk before the checkpoint that
// counts them takes its place.
func TestSyncedBeforeCounted(t *testing.T) {
	in := inputs(t)
	var order []string
	dirty := map[string]bool{}
	o := form{"o.jsonl", 3}.options(t)
	o.OpenFile = func(name string, flag int, perm os.FileMode) (sink.File, error) {
		f, err := os.OpenFile(name, flag, perm)
		return &watched{f, filepath.Base(name), &order, dirty}, err
	}
	finish(t, o, in)
	checkpoints := 0
	for _, step := range order {
		if strings.HasPrefix(step, "checkpoint.tmp synced") {
			checkpoints++
			if step != "checkpoint.tmp synced, 0 dirty" {
				t.Errorf("%s", step)
			}
		}
	}
	if checkpoints < 5 {
		t.Errorf("%d checkpoints: %v", checkpoints, order)
	}
}

// A watched file tells when it is synced, and how many files are not.
type watched struct {
	*os.File
	name  string
	order *[]string
	dirty map[string]bool
}

func (w *watched) Write(p []byte) (int, error) {
	w.dirty[w.name] = true
	return w.File.Write(p)
}

func (w *watched) Sync() error {
	delete(w.dirty, w.name)
	*w.order = append(*w.order, fmt.Sprintf("%s synced, %d dirty", w.name, len(w.dirty)))
	return nil
}
