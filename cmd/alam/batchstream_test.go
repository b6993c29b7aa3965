package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

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
