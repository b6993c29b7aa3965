package metrics

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/alam-nlp/alam/batch"
)

// TestServe: the figures are served, on the loopback if no host is named.
func TestServe(t *testing.T) {
	m := New()
	defer m.Close()
	at, err := m.Serve(":0")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(at, "127.0.0.1:") {
		t.Errorf("served at %s", at)
	}
	m.Event(batch.Event{Bytes: 100, Mentions: map[string]int64{"PER": 2}, Latency: time.Millisecond})
	m.Event(batch.Event{Err: errors.New("x"), Reason: "json"})
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
	} {
		if !strings.Contains(string(b), line) {
			t.Errorf("no line %s", line)
		}
	}
	if _, err := New().Serve("nonsense"); err == nil || !strings.Contains(err.Error(), "HOST:PORT") {
		t.Error(err)
	}
	if _, err := New().Serve(at); err == nil {
		t.Error("an address is served twice")
	}
}
