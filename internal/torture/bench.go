//go:build linux

package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// bench is what trials share: the command, the input, and what undisturbed jobs
// wrote of it.
type bench struct {
	root, alam, dir, input string
	paragraphs             []string
	clean                  map[int]clean // by number of the job
	kills, jobs            int
	peaks                  map[string]int64
	longest                map[string]time.Duration
}

// clean is what an undisturbed job did.
type clean struct {
	files  map[string]string
	status int
	span   time.Duration
}

// Exit statuses of the command.
const (
	statusDone   = 0
	statusFailed = 1
	statusUsage  = 2
	statusKilled = -1 // a signal ended it
)

// jobs are the kinds of job: the output's name and further flags, DIR being the
// folder of the output. Where old is set there is an output already, of another
// input.
var jobs = []struct {
	out   string
	flags string
	old   bool
}{
	{out: "out.jsonl"},
	{out: "out.jsonl.gz"},
	{out: "out.jsonl.zst"},
	{out: "out.csv"},
	{out: "out.csv.zst"},
	{out: "out.tsv.gz"},
	{out: "out.conll"},
	{out: "out.conll.zst"},
	{out: "out.html"},
	{out: "out.parquet"},
	{out: "out.brat"},
	{out: "out.geojson"},
	{out: "out.jsonl", flags: "--shard 70"},
	{out: "out.csv.gz", flags: "--shard 110"},
	{out: "out.jsonl", flags: "--overwrite", old: true},
	{out: "out.jsonl.zst", flags: "--shard 90 --overwrite", old: true},
	{out: "out.csv", flags: "--entities DIR/entities.csv"},
	{out: "out.parquet", flags: "--entities DIR/entities.parquet"},
	{out: "out.jsonl", flags: "--topics 3 --categories 2 --explain --with-text"},
	{out: "out.tsv", flags: "--offsets utf16 --min-score 1 --failed DIR/no.jsonl"},
}

func newBench(root, alam, dir string) (*bench, error) {
	b := &bench{
		root: root, alam: alam, dir: dir, input: filepath.Join(dir, "input"),
		clean: map[int]clean{}, peaks: map[string]int64{}, longest: map[string]time.Duration{},
	}
	files, _ := filepath.Glob(filepath.Join(root, "data/samples/*.txt"))
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		for p := range strings.SplitSeq(string(text), "\n") {
			if len(p) > 80 {
				b.paragraphs = append(b.paragraphs, p)
			}
		}
	}
	if len(b.paragraphs) == 0 {
		return nil, errors.New("data/samples has no texts")
	}
	return b, b.writeInput()
}

// writeInput makes 600 documents in four forms, some of which are broken.
func (b *bench) writeInput() error {
	line := func(i int) string {
		switch text := b.paragraphs[i%len(b.paragraphs)]; {
		case i%90 == 29:
			return `{"id":1,"text":"` + "\n"
		case i%90 == 59:
			return "{\"id\":1,\"text\":\"\xff\"}\n"
		case i%90 == 89:
			return `{"id":1}` + "\n"
		default:
			return fmt.Sprintf("{\"id\":\"d%d\",\"date\":\"2026-0%d-01\",\"text\":%s}\n", i, 1+i%9, strconv.Quote(text))
		}
	}
	var plain, packed, table bytes.Buffer
	z := gzip.NewWriter(&packed)
	table.WriteString("id,text\n")
	for i := range 450 {
		switch {
		case i < 300:
			plain.WriteString(line(i))
		case i < 400:
			if _, err := z.Write([]byte(line(i))); err != nil {
				return err
			}
		default:
			fmt.Fprintf(&table, "c%d,\"%s\"\n", i, strings.ReplaceAll(b.paragraphs[i%len(b.paragraphs)], `"`, `""`))
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(b.input, "texts"), 0o755); err != nil {
		return err
	}
	all := map[string][]byte{"a.jsonl": plain.Bytes(), "b.jsonl.gz": packed.Bytes(), "c.csv": table.Bytes()}
	for i := range 150 {
		text := b.paragraphs[(i*7)%len(b.paragraphs)]
		if i == 77 {
			text += "\xff"
		}
		all[fmt.Sprintf("texts/%03d.txt", i)] = []byte(text)
	}
	for name, content := range all {
		if err := os.WriteFile(filepath.Join(b.input, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// job is the command of a job that writes into a folder.
func (b *bench) job(n int, dir string, more ...string) *exec.Cmd {
	j := jobs[n]
	args := []string{"batch", b.input, "-o", filepath.Join(dir, j.out), "--checkpoint", "20", "--progress", "none"}
	for f := range strings.FieldsSeq(j.flags) {
		args = append(args, strings.ReplaceAll(f, "DIR", dir))
	}
	b.jobs++
	return exec.Command(b.alam, append(args, more...)...)
}

// prepare puts the old output where a job has one.
func (b *bench) prepare(n int, dir string) error {
	if !jobs[n].old {
		return nil
	}
	old := b.job(n, dir)
	old.Args[2] = filepath.Join(b.input, "c.csv")
	if says, err := old.CombinedOutput(); err != nil {
		return fmt.Errorf("the job before: %w: %s", err, says)
	}
	return nil
}

// undisturbed is what a job does that nobody disturbs.
func (b *bench) undisturbed(n int) (clean, error) {
	if c, ok := b.clean[n]; ok {
		return c, nil
	}
	dir, err := os.MkdirTemp(b.dir, "clean")
	if err != nil {
		return clean{}, err
	}
	defer gone(dir)
	if err := b.prepare(n, dir); err != nil {
		return clean{}, err
	}
	started := time.Now()
	says, err := b.job(n, dir).CombinedOutput()
	c := clean{status: status(err), span: time.Since(started)}
	if c.status != statusFailed {
		return c, fmt.Errorf("undisturbed: status %d, want %d, as some documents are broken: %s", c.status, statusFailed, says)
	}
	if c.files, err = contents(dir); err != nil {
		return c, err
	}
	b.clean[n] = c
	return c, nil
}

// same says how what a job left differs from what an undisturbed one does.
func (c *clean) same(dir string) error {
	got, err := contents(dir)
	if err != nil {
		return err
	}
	var wrong []string
	for name, want := range c.files {
		if content, ok := got[name]; !ok {
			wrong = append(wrong, name+" is not there")
		} else if content != want {
			wrong = append(wrong, fmt.Sprintf("%s differs: %d bytes, want %d", name, len(content), len(want)))
		}
	}
	for name := range got {
		if _, ok := c.files[name]; !ok {
			wrong = append(wrong, name+" is left")
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	slices.Sort(wrong)
	return errors.New(strings.Join(wrong[:min(len(wrong), 5)], "; "))
}

// contents gives the files below a folder, by name.
func contents(dir string) (map[string]string, error) {
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(name)] = string(content)
		return err
	})
	return out, err
}

// status is the exit status, statusKilled for a process that a signal ended.
func status(err error) int {
	var e *exec.ExitError
	if errors.As(err, &e) {
		if w, ok := e.Sys().(syscall.WaitStatus); ok && w.Signaled() {
			return statusKilled
		}
		return e.ExitCode()
	}
	if err != nil {
		return -2
	}
	return statusDone
}

// broken says whether a command ended otherwise than by its own will.
func broken(status int, says string) error {
	if status != statusDone && status != statusFailed && status != statusUsage {
		return fmt.Errorf("status %d: %.500s", status, says)
	}
	for _, sign := range []string{"panic:", "fatal error:", "goroutine ", "runtime error"} {
		if strings.Contains(says, sign) {
			return fmt.Errorf("it broke: %.800s", says)
		}
	}
	return nil
}

// gone takes a folder of a trial away. What is left goes with the bench's own.
func gone(dir string) { _ = os.RemoveAll(dir) }
