package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestSmallDisk: a job on a disk that is too small says so, and goes on when
// there is room. It needs the right to mount.
func TestSmallDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("no tmpfs")
	}
	in, dir := manyFiles(t), t.TempDir()
	if b, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "none", dir).CombinedOutput(); err != nil {
		t.Skipf("skipped: no right to mount a small disk: %s", b)
	}
	defer exec.Command("umount", "-l", dir).Run()
	job := func(dir string) (string, int) {
		b, err := exec.Command("alam", "batch", in, "-o", filepath.Join(dir, "out.jsonl"), "--checkpoint", "50", "--progress", "none").CombinedOutput()
		return string(b), status(err)
	}
	whole := t.TempDir()
	if says, s := job(whole); s != statusFailed {
		t.Fatalf("undisturbed: status %d: %s", s, says)
	}
	for range 2 {
		if says, s := job(dir); s != statusFailed || !strings.Contains(says, "no space left on device") || !strings.Contains(says, "the same command goes on") {
			t.Fatalf("status %d: %s", s, says)
		}
	}
	if b, err := exec.Command("mount", "-o", "remount,size=100m", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	if says, s := job(dir); s != statusFailed {
		t.Fatalf("with room: status %d: %s", s, says)
	}
	if d := cmp.Diff(outputs(t, whole), outputs(t, dir)); d != "" {
		t.Errorf("%.500s", d)
	}
}

// TestInterruptedStream: who interrupts a job that waits for its input is not
// kept waiting.
func TestInterruptedStream(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	dir := t.TempDir()
	cmd := exec.Command("alam", "batch", "--input", "lines", "-", "-o", filepath.Join(dir, "out.jsonl"))
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in.Write([]byte("زار بوتين القاهرة\n"))
	for range 3000 { // until it listens to signals
		if _, err := os.Stat(filepath.Join(dir, "out.jsonl.checkpoint")); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	cmd.Process.Signal(syscall.SIGINT)
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		if status(err) != statusInterrupted {
			t.Errorf("status %d, want %d", status(err), statusInterrupted)
		}
	case <-time.After(30 * time.Second):
		cmd.Process.Kill()
		t.Error("it waits")
	}
	in.Close()
}
