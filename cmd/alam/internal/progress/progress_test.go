package progress

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/sink"
)

// screen is a buffer that may be written to and read at once.
type screen struct {
	lock sync.Mutex
	b    bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.b.Write(p)
}

func (s *screen) String() string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.b.String()
}

// TestLines: a line has the figures of all runs, and the time left.
func TestLines(t *testing.T) {
	var out screen
	l := NewLines(slog.New(slog.NewTextHandler(&out, nil)), 10*time.Millisecond)
	l.started = l.started.Add(-10 * time.Second)
	l.Total(1000)
	l.Event(batch.Event{Bytes: 10, Read: 500, Counts: &sink.Counts{Documents: 51, Failed: 1}})
	l.Event(batch.Event{Bytes: 10, Read: 750, Counts: &sink.Counts{Documents: 52, Failed: 1}})
	for range 500 {
		if strings.Contains(out.String(), "done=51") {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	l.End()
	if s := out.String(); !strings.Contains(s, "msg=progress done=51 failed=1 documents/s=0 MB/s=0 left=10s") {
		t.Error(s)
	}
}

// TestBar: the bar shows the figures, what is written stands above it, and the
// end comes though the inputs were not read to theirs.
func TestBar(t *testing.T) {
	var out screen
	b := NewBar(&out)
	b.Event(batch.Event{Bytes: 10, Read: 50, Counts: &sink.Counts{Documents: 2, Failed: 1}})
	b.Total(100)
	b.Write([]byte("a failure\n"))
	for range 500 {
		if strings.Contains(out.String(), "1 done, 1 failed") {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	b.End()
	if s := out.String(); !strings.Contains(s, "1 done, 1 failed") || !strings.Contains(s, "a failure\n") {
		t.Errorf("%q", s)
	}
}
