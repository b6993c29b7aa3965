package sink_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
)

// known are the names that find finds.
var known = []ner.Entity{
	{ID: "Q1", Label: ner.PER, Kind: "politician", Name: "فلاديمير بوتين", NameEn: "Vladimir Putin"},
	{ID: "Q2", Label: ner.LOC, Kind: "city", Name: "القاهرة", NameEn: "Cairo", Country: "EG",
		Ref: gazetteer.Ref{GeoNames: 360630, Wikidata: 85, ISO: "EG-C", Lat: 30.06263, Lon: 31.24967}},
	{ID: "ORG:a b", Label: ner.ORG, Name: "\"بنك\", مصر\tالأول"},
}

// find is the least that a tagger could be: it finds the names of known.
func find(text string) *alam.Analysis {
	a := &alam.Analysis{}
	for at := 0; at < len(text); {
		size := 1
		for _, e := range known {
			if !strings.HasPrefix(text[at:], e.Name) {
				continue
			}
			size = len(e.Name)
			a.Mentions = append(a.Mentions, ner.Mention{Start: at, End: at + size, Text: e.Name, Label: e.Label, Kind: e.Kind,
				Score: 1.23456, Entity: len(a.Entities), Evidence: []ner.Evidence{{Source: "gazetteer", Name: e.ID, Weight: 1.25}}})
			e.Mentions = []int{len(a.Mentions) - 1}
			a.Entities = append(a.Entities, e)
			break
		}
		at += size
	}
	return a
}

// inputs are two files of eleven documents in all, of which the one with the
// number 4 is broken.
func inputs(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	var out []string
	for f, n := range []int{7, 4} {
		var b strings.Builder
		for i := range n {
			line := fmt.Sprintf("{\"id\":\"d%d.%d\",\"text\":\"زار فلاديمير بوتين %s القاهرة\\nيوم %d\"}\n", f, i, strings.Repeat("ثم", i), i)
			if f == 0 && i == 4 {
				line = "{\"id\":\n"
			}
			b.WriteString(line)
		}
		path := filepath.Join(dir, fmt.Sprintf("in%d.jsonl", f))
		write(t, path, b.String())
		out = append(out, path)
	}
	return out
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// work does up to most records of a job that is open, from where it is, and
// reports whether there are no more.
func work(s *sink.Sink, in []string, most int) (done bool, err error) {
	for r := range source.Records(in, source.Options{Check: s.Check}, s.Position()) {
		if most--; most < 0 {
			return false, nil
		}
		if r.Fatal != nil {
			return false, r.Fatal
		}
		d, err := r.Document()
		switch {
		case r.End():
			err = s.End(r)
		case err != nil:
			err = s.Fail(r, sink.Failure{ID: "?", Path: r.File.Path, Line: r.Line, Record: r.Next.Record, Reason: source.Reason(err), Error: "broken"})
		default:
			var e sink.Encoded
			if e, err = s.Encode(d, find(d.Text)); err == nil {
				err = s.Write(r, e)
			}
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// all is more records than there are.
const all = 1 << 30

// attempt opens a job, does up to most records, and finishes it if these were
// all. A job that is not finished is left as by a crash: nothing is flushed.
func attempt(o sink.Options, in []string, most int) (done bool, c sink.Counts, err error) {
	s, whole, err := sink.Open(o)
	switch {
	case err != nil:
		return false, c, err
	case whole != nil:
		return true, *whole, nil
	}
	defer s.Close()
	if done, err = work(s, in, most); err != nil || !done {
		return false, s.Counts(), err
	}
	c, err = s.Finish()
	return err == nil, c, err
}

// finish does a job to its end, which must be reached at once.
func finish(t *testing.T, o sink.Options, in []string) sink.Counts {
	t.Helper()
	done, c, err := attempt(o, in, all)
	if err != nil || !done {
		t.Fatalf("%s: done is %v, error %v", o.Output, done, err)
	}
	return c
}

// files gives all files of a folder, by name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(name)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A form is an output that must survive a crash.
type form struct {
	name  string
	shard int64
}

func (f form) String() string { return fmt.Sprintf("%s by %d", f.name, f.shard) }

// options are for an output in a folder of its own.
func (f form) options(t *testing.T) sink.Options {
	return sink.Options{Output: filepath.Join(t.TempDir(), f.name), Shard: f.shard, SegmentDocuments: 2, Text: true,
		Job: map[string]string{"labels": "all"}, Parquet: parquet.Write, OpenFile: unsynced}
}

// unsynced opens files without fsync, which takes the most time and says nothing
// where only the process dies; TestEachFault has it.
func unsynced(name string, flag int, perm os.FileMode) (sink.File, error) {
	f, err := os.OpenFile(name, flag, perm)
	return fast{f}, err
}

type fast struct{ *os.File }

func (fast) Sync() error { return nil }

var forms = []form{
	{"o.jsonl", 0}, {"o.jsonl", 3}, {"o.jsonl.gz", 0}, {"o.jsonl.zst", 4}, {"o.csv", 0}, {"o.tsv.gz", 3}, {"o.conll", 0},
	{"o.conll", 4}, {"o.html", 0}, {"o.html.zst", 5}, {"o.parquet", 0}, {"o.parquet", 4}, {"o.brat", 0}, {"o.brat", 4},
	{"o.geojson", 0}, {"o.geojson", 4},
}

// TestCrash: a job that ends at any record, with more or less behind its last
// checkpoint, is gone on with and gives the bytes of an undisturbed one.
func TestCrash(t *testing.T) {
	in := inputs(t)
	for _, f := range forms {
		o := f.options(t)
		finish(t, o, in)
		want := files(t, filepath.Dir(o.Output))
		if len(want) < 2 {
			t.Fatalf("%v: %d files", f, len(want))
		}
		for _, most := range []int{1, 2, 3, 5, 9, 13} {
			o := f.options(t)
			runs := 0
			for done := false; !done; runs++ {
				// Each run comes further, by most records or the next checkpoint.
				var err error
				if done, _, err = attempt(o, in, most+runs); err != nil {
					t.Fatalf("%v, by %d: %v", f, most, err)
				}
				if _, err := os.Lstat(o.Output); err == nil && !done {
					t.Fatalf("%v, by %d: the output has its name before it is whole", f, most)
				}
				if !done && !sink.Unfinished(o.Output) {
					t.Fatalf("%v, by %d: nobody knows of the job", f, most)
				}
				if runs > 40 {
					t.Fatalf("%v, by %d: it never ends", f, most)
				}
			}
			if d := cmp.Diff(want, files(t, filepath.Dir(o.Output))); d != "" {
				t.Errorf("%v, by %d records: %.600s", f, most, d)
			}
			if sink.Unfinished(o.Output) {
				t.Errorf("%v: still unfinished", f)
			}
		}
	}
}

// TestCutBack: what a crash left behind the checkpoint, whole lines or half of
// one, in any file of the job, is dropped.
func TestCutBack(t *testing.T) {
	in := inputs(t)
	for _, f := range forms {
		o := f.options(t)
		finish(t, o, in)
		want := files(t, filepath.Dir(o.Output))
		o = f.options(t)
		if _, _, err := attempt(o, in, 6); err != nil {
			t.Fatal(err)
		}
		appended := 0
		for name := range files(t, o.Output+".work") {
			if name == "lock" {
				continue
			}
			appended++
			path := filepath.Join(o.Output+".work", name)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, string(b)+"{\"id\":\"never\"}\n{\"half")
		}
		if appended < 3 {
			t.Errorf("%v: only %d files in work", f, appended)
		}
		finish(t, o, in)
		if d := cmp.Diff(want, files(t, filepath.Dir(o.Output))); d != "" {
			t.Errorf("%v: %.600s", f, d)
		}
	}
}

// TestPause: a job that ends early keeps all that was done, a packed one what its
// last member has.
func TestPause(t *testing.T) {
	in := inputs(t)
	for name, want := range map[string]int64{"o.jsonl": 3, "o.jsonl.gz": 0} {
		o := form{name, 0}.options(t)
		o.SegmentDocuments = 100
		s, _, err := sink.Open(o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := work(s, in, 3); err != nil {
			t.Fatal(err)
		}
		if got := s.Totals().Documents; got != 3 {
			t.Errorf("%s: %d documents were written, want 3", name, got)
		}
		if err := s.Pause(); err != nil {
			t.Fatal(err)
		}
		s.Close()
		if s, _, err = sink.Open(o); err != nil {
			t.Fatal(err)
		}
		if c := s.Counts(); c.Documents != want || c.Runs != 2 || int64(s.Position().Record) != want {
			t.Errorf("%s: goes on with %+v at %+v, want %d documents", name, c, s.Position(), want)
		}
		s.Close()
	}
}

// TestSegments: a checkpoint is made after so many documents, or bytes of text.
func TestSegments(t *testing.T) {
	in := inputs(t)
	for _, c := range []struct {
		documents, bytes int64
		most             int
		want             int64
	}{{0, 0, 6, 0}, {1, 0, 6, 6}, {4, 0, 6, 4}, {0, 1, 6, 6}, {0, 100, 3, 2}} {
		o := form{"o.jsonl", 0}.options(t)
		o.SegmentDocuments, o.SegmentBytes = c.documents, c.bytes
		if _, _, err := attempt(o, in, c.most); err != nil {
			t.Fatal(err)
		}
		s, _, err := sink.Open(o)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Counts().Documents; got != c.want {
			t.Errorf("%+v: %d documents were committed", c, got)
		}
		s.Close()
	}
}
