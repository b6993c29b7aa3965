//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestRounds makes some rounds with the command as it is.
func TestRounds(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: with -short no jobs are killed")
	}
	root, dir, alam := built(t)
	b, err := newBench(root, alam, dir)
	if err != nil {
		t.Fatal(err)
	}
	r := run(b, options{minutes: 10, rounds: 4, trial: -1})
	var says strings.Builder
	if err := r.write(&says); err != nil {
		t.Fatal(err)
	}
	if t.Log(says.String()); len(r.findings) > 0 {
		t.Errorf("%d findings", len(r.findings))
	}
	for _, k := range kinds {
		if r.skipped[k.name] == "" && len(r.outcomes[k.name]) == 0 {
			t.Errorf("no trial of %s", k.name)
		}
	}
}

// built makes the command, in a folder of its own.
func built(t *testing.T) (root, dir, alam string) {
	t.Helper()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	alam = dir + "/alam"
	build := exec.Command("go", "build", "-o", alam, "./cmd/alam")
	build.Dir = root
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // the C library reserves 64 MB of addresses for each thread
	if says, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, says)
	}
	return root, dir, alam
}

// TestMain makes the input of a load where measureLoad asks for it.
func TestMain(m *testing.M) {
	if len(os.Args) == 5 && os.Args[1] == "-make" {
		main()
		return
	}
	os.Exit(m.Run())
}

// TestMemory: no kind of input takes more memory than docs/batch.md promises.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: with -short no large files are made")
	}
	root, dir, alam := built(t)
	docs, err := os.ReadFile(filepath.Join(root, "docs", "batch.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range loads {
		got := measureLoad(alam, dir, l)
		t.Logf("%s: %d MB", l.name, got.peak)
		if got.err != nil {
			t.Errorf("%s: %v", l.name, got.err)
		}
		row := regexp.MustCompile(fmt.Sprintf(`(?m)^\| %s \|.* \| %d MB \|$`, regexp.QuoteMeta(l.name), l.bound))
		if !row.Match(docs) {
			t.Errorf("docs/batch.md has no row of %q with the bound %d MB: make its table anew with go run ./internal/torture -memory", l.name, l.bound)
		}
	}
}

// TestFinds: a command that does wrong is found out.
func TestFinds(t *testing.T) {
	c := clean{files: map[string]string{"out.jsonl": "a\n"}}
	if c.same(t.TempDir()) == nil {
		t.Error("an output that is not there is taken for the same")
	}
	for _, says := range []string{"panic: x", "fatal error: out of memory"} {
		if broken(statusUsage, says) == nil {
			t.Errorf("%q is taken for an end of its own", says)
		}
	}
	if broken(statusKilled, "") == nil || broken(134, "") == nil {
		t.Error("a process that a signal ended is taken for one that ended itself")
	}
}
