package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// manyFiles makes 5,000 documents of the paragraphs of the samples, in three
// forms, every hundredth broken in one of three ways.
func manyFiles(t *testing.T) (dir string) {
	t.Helper()
	var paragraphs []string
	files, _ := filepath.Glob("../../data/samples/*.txt")
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range strings.Split(string(b), "\n") {
			if len(p) > 80 {
				paragraphs = append(paragraphs, p)
			}
		}
	}
	if len(paragraphs) == 0 {
		t.Fatal("no samples")
	}
	dir = t.TempDir()
	line := func(i int) string {
		switch text := paragraphs[i%len(paragraphs)]; {
		case i%300 == 99:
			return `{"id":1,"text":"` + "\n"
		case i%300 == 199:
			return "{\"id\":1,\"text\":\"\xff\"}\n"
		case i%300 == 299:
			return `{"id":1}` + "\n"
		default:
			return fmt.Sprintf("{\"id\":\"d%d\",\"text\":%s}\n", i, strconv.Quote(text))
		}
	}
	var plain, packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for i := range 4000 {
		plain.WriteString(line(i))
	}
	for i := 4000; i < 4800; i++ {
		z.Write([]byte(line(i)))
	}
	z.Close()
	write := func(name string, b []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.jsonl", plain.Bytes())
	write("b.jsonl.gz", packed.Bytes())
	if err := os.Mkdir(filepath.Join(dir, "texts"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		text := paragraphs[i%len(paragraphs)]
		if i == 77 {
			text += "\xff"
		}
		write(fmt.Sprintf("texts/%03d.txt", i), []byte(text))
	}
	return dir
}

// outputs gives what a job left, by name.
func outputs(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			t.Errorf("folder %s is left", e.Name())
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}

// TestKilled: jobs over 5,000 documents that are killed at 20 random moments in
// all, or interrupted at 20, write what an undisturbed one writes, and the same
// failures. With -short the moments are a few: most of the time of this
// package's tests goes here.
func TestKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	in := manyFiles(t)
	for _, c := range []struct {
		name   string
		signal syscall.Signal
		times  int
		out    string
		flags  []string
	}{
		{"kill", syscall.SIGKILL, 20, "out.jsonl", nil},
		{"interrupt", syscall.SIGINT, 20, "out.jsonl", nil},
		{"kill, packed shards", syscall.SIGKILL, 6, "out.jsonl.gz", []string{"--shard", "700"}},
		{"interrupt, packed", syscall.SIGINT, 6, "out.csv.zst", nil},
		{"kill, parquet", syscall.SIGKILL, 6, "out.parquet", nil},
		{"kill, registry", syscall.SIGKILL, 6, "out.csv.gz", []string{"--entities", "DIR/entities.parquet"}},
	} {
		trials := 2 // undisturbed; the machine may have been busy at the first
		if testing.Short() {
			c.times, trials = max(c.times/7, 1), 1
		}
		t.Run(c.name, func(t *testing.T) {
			job := func(dir string) *exec.Cmd {
				args := append([]string{"batch", in, "-o", filepath.Join(dir, c.out), "--checkpoint", "50"}, c.flags...)
				for i := range args {
					args[i] = strings.Replace(args[i], "DIR", dir, 1)
				}
				return exec.Command("alam", args...)
			}
			span, want := time.Hour, map[string]string(nil)
			for range trials {
				dir, started := t.TempDir(), time.Now()
				if b, err := job(dir).CombinedOutput(); status(err) != statusFailed {
					t.Fatalf("undisturbed: %v\n%s", err, b)
				}
				span, want = min(span, time.Since(started)), outputs(t, dir)
			}
			if n := strings.Count(want["out.failed.jsonl"], "\n"); n != 49 {
				t.Errorf("%d failures, want 49", n)
			}
			random := rand.New(rand.NewPCG(1, 2))
			rounds, hits := 0, 0
			for ; hits < c.times; rounds++ {
				dir := t.TempDir()
				for fresh := true; ; fresh = false {
					cmd, started := job(dir), time.Now()
					var errs bytes.Buffer
					cmd.Stderr = &errs
					if err := cmd.Start(); err != nil {
						t.Fatal(err)
					}
					if hits < c.times {
						wait := time.AfterFunc(time.Duration(random.Int64N(int64(span))), func() { cmd.Process.Signal(c.signal) })
						defer wait.Stop()
					}
					err := cmd.Wait()
					if status(err) == statusFailed {
						if fresh { // the signal would have come too late
							span = min(span, time.Since(started))
						}
						break
					}
					if s := status(err); s != -1 && s != statusInterrupted {
						t.Fatalf("status %d: %s", s, &errs)
					}
					hits++
				}
				got := outputs(t, dir)
				for name, content := range want {
					if got[name] != content {
						t.Errorf("round %d: %s differs: %d bytes, want %d", rounds, name, len(got[name]), len(content))
					}
				}
				if len(got) != len(want) {
					t.Errorf("round %d: %d files, want %d", rounds, len(got), len(want))
				}
			}
			t.Logf("%d jobs, %d signals", rounds, hits)
		})
	}
}

// status is the exit status; -1 for a process that a signal ended.
func status(err error) int {
	var e *exec.ExitError
	if errors.As(err, &e) {
		return e.ExitCode()
	}
	if err != nil {
		return -2
	}
	return 0
}
