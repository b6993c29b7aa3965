package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/alam-nlp/alam/beam/pipeline"
)

// TestRun: what the command says and with which status it ends.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(text, []byte("زار بوتين القاهرة"), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out.jsonl")
	// shards is a runner that writes what the pipeline would.
	shards := func(names ...string) func(context.Context, *beam.Pipeline) error {
		return func(context.Context, *beam.Pipeline) error {
			for _, name := range names {
				if err := os.WriteFile(filepath.Join(out+".shards", name), []byte(name+"\n"), 0o644); err != nil {
					return err
				}
			}
			return nil
		}
	}
	breaks := func(context.Context, *beam.Pipeline) error { return errors.New("the cluster is gone") }
	for _, c := range []struct {
		args    []string
		execute func(context.Context, *beam.Pipeline) error
		status  int
		says    string
	}{
		{nil, nil, statusUsage, "name the files to read with --input"},
		{[]string{"--input", text}, nil, statusUsage, "name the output"},
		{[]string{"--input", text, text, "--output", out}, nil, statusUsage, "is no flag"},
		{[]string{"--input", text, "--output", "o.csv"}, nil, statusUsage, ".jsonl.gz"},
		{[]string{"--input", text, "--output", out, "--find", "X"}, nil, statusUsage, "PER, LOC, ORG, MISC"},
		{[]string{"--input", text, "--output", out, "--input-format", "x"}, nil, statusUsage, "--input-format"},
		{[]string{"--input", text, "--output", out, "--list-label", "PER"}, nil, statusUsage, "none is given by --gazetteer"},
		{[]string{"--input", text, "--output", out, "--gazetteer", text, "--list-label", "X"}, nil, statusUsage, "--list-label: want one of"},
		{[]string{"--input", text, "--output", out, "--encoding", "x"}, nil, statusUsage, "--encoding"},
		{[]string{"--input", text, "--output", out, "--offsets", "x"}, nil, statusUsage, "--offsets"},
		{[]string{"--input", text, "--output", out, "--docfreq-words", "0"}, nil, statusUsage, "from 1 on"},
		{[]string{"--input", "nowhere", "--output", out}, nil, statusFailed, "no such file"},
		{[]string{"--input", text, "--output", out}, breaks, statusFailed, "the cluster is gone"},
		{[]string{"--input", text, "--output", out}, shards("tagged-00002.jsonl", "tagged-00001.jsonl"), statusDone, "1 files done: " + out},
		{[]string{"--input", text, "--output", out}, nil, statusFailed, "output exists"},
		{[]string{"--input", text, "--output", out, "--overwrite"}, shards("failed-00001.jsonl", "tagged-00001.jsonl"), statusFailed, "out.failed.jsonl says why"},
		{[]string{"--input", text, "--output", out, "--overwrite", "--join=false"}, shards("tagged-00001.jsonl"), statusDone, "out.jsonl.shards"},
	} {
		f := flag.NewFlagSet("", flag.ContinueOnError)
		f.SetOutput(io.Discard)
		cmd := newCommand(f)
		if err := f.Parse(c.args); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		if status := cmd.run(context.Background(), f.Args(), c.execute, &said); status != c.status || !strings.Contains(said.String(), c.says) {
			t.Errorf("%q: status %d, want %d, and %q, want %q", c.args, status, c.status, said.String(), c.says)
		}
		if slices.Contains(c.args, "--overwrite") || c.execute == nil {
			continue
		}
		if b, _ := os.ReadFile(out); c.status == statusDone && string(b) != "tagged-00001.jsonl\ntagged-00002.jsonl\n" {
			t.Errorf("joined: %q", b)
		}
	}
}

// TestFlags: no flag takes the name of one of Beam's, and defaults are those of
// alam batch.
func TestFlags(t *testing.T) {
	c := newCommand(flag.CommandLine) // panics if a name is taken
	c.j.Inputs, c.j.Output = []string{"a"}, "o.jsonl"
	j, err := c.job(nil)
	if err != nil {
		t.Fatal(err)
	}
	if j.Keep || len(j.Tag.Labels) != 3 || j.MinDF != [3]int{5, 20, 20} || j.Read.DateField != "date" || j.Read.TextField != "text" {
		t.Errorf("%+v", j)
	}
	pipeline.Register() // panics if a function is not what Beam wants
}
