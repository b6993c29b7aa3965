package metrics

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/sink"
)

// TestServe: the figures are served, on the loopback if no host is named.
func TestServe(t *testing.T) {
	checkpoint := filepath.Join(t.TempDir(), "checkpoint")
	m := New(Build{Version: "v1", Commit: "abc", Go: "go", System: "linux/amd64"}, checkpoint)
	defer m.Close()
	at, err := m.Serve(":0")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(at, "127.0.0.1:") {
		t.Errorf("served at %s", at)
	}
	m.Event(batch.Event{Bytes: 100, Mentions: map[string]int64{"PER": 2}, Latency: time.Millisecond})
	m.Event(batch.Event{Err: errors.New("x"), Reason: "json", Read: 70, Counts: &sink.Counts{Documents: 9, Failed: 3, Failures: map[string]int64{"json": 2, "empty": 1}}})
	m.Total(500)
	r, err := http.Get("http://" + at + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`alam_documents_total{status="done"} 1`, `alam_documents_total{status="failed"} 1`, `alam_text_bytes_total 100`,
		`alam_mentions_total{label="PER"} 2`, `alam_failures_total{reason="json"} 1`, `alam_document_seconds_count 2`, "go_goroutines",
		`alam_job_documents{status="done"} 6`, `alam_job_documents{status="failed"} 3`, `alam_job_failures{reason="json"} 2`, `alam_job_failures{reason="empty"} 1`,
		`alam_job_read_bytes 70`, `alam_job_total_bytes 500`, `alam_build_info{commit="abc",go="go",system="linux/amd64",version="v1"} 1`, "alam_checkpoint_age_seconds ",
	} {
		if !strings.Contains(string(b), line) {
			t.Errorf("no line %s", line)
		}
	}
	if _, err := New(Build{}, "").Serve("nonsense"); err == nil || !strings.Contains(err.Error(), "HOST:PORT") {
		t.Error(err)
	}
	if _, err := New(Build{}, "").Serve(at); err == nil {
		t.Error("an address is served twice")
	}
}

// TestSince: the age is that of the checkpoint of this run; one that an earlier
// run left is as old as this run.
func TestSince(t *testing.T) {
	path := filepath.Join(t.TempDir(), "checkpoint")
	now := time.Now()
	near := func(want time.Duration, started time.Time) {
		t.Helper()
		if got := since(path, started); got < want || got > want+time.Minute {
			t.Errorf("age %s, want %s", got, want)
		}
	}
	near(time.Hour, now.Add(-time.Hour)) // there is none
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ written, started, want time.Duration }{{5, 10, 5}, {20, 10, 10}, {-3, 10, 0}} {
		at := now.Add(-c.written * time.Hour)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		near(c.want*time.Hour, now.Add(-c.started*time.Hour))
	}
}

// TestConnections: who opens connections and says nothing keeps others waiting, and
// is sent away when its time is over.
func TestConnections(t *testing.T) {
	m := New(Build{}, "")
	defer m.Close()
	at, err := m.Serve("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	for range maxConnections {
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	ask := func(wait time.Duration) error {
		client := http.Client{Timeout: wait, Transport: &http.Transport{DisableKeepAlives: true}}
		r, err := client.Get("http://" + at + "/metrics")
		if err != nil {
			return err
		}
		return r.Body.Close()
	}
	if ask(time.Second) == nil {
		t.Error("more connections than are allowed")
	}
	if testing.Short() {
		t.Skip("waiting for the silent to be sent away takes seconds")
	}
	if err := ask(4 * readTimeout); err != nil {
		t.Errorf("the silent were not sent away: %v", err)
	}
}
