// Package progress shows how far a job is: a bar on a terminal, log lines
// elsewhere.
//
// In: a batch.Event for each document. Out: text for people.
//
// # Law
//
// Nothing is written to the job's output, and who shows nothing loses nothing.
//
// # Sharing
//
// Event belongs to one goroutine; the rest of the package sees to itself.
package progress

import (
	"fmt"
	"sync"
	"time"

	"github.com/alam-nlp/alam/batch"
)

// A State is how far a job is.
type State struct {
	lock    sync.Mutex
	started time.Time
	first   int64 // of the inputs, read by earlier runs
	read    int64
	total   int64 // of the inputs; 0 if it is not known
	done    int64 // documents of this run, failed ones too
	failed  int64 // documents of all runs
	all     int64 // documents of all runs, failed ones too
	bytes   int64 // of texts, of this run
}

// Event notes a document.
func (s *State) Event(e batch.Event) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.done == 0 {
		s.first = e.Read
	}
	s.done++
	s.read, s.bytes = e.Read, s.bytes+e.Bytes
	if e.Counts != nil {
		s.all, s.failed = e.Counts.Documents, e.Counts.Failed
	}
}

// Total says how large the inputs are.
func (s *State) Total(bytes int64) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.total = bytes
}

// A view is what is shown.
type view struct {
	read, total         int64
	all, failed         int64
	documents, megabyte float64       // a second
	left                time.Duration // negative if it is not known
}

func (s *State) view() view {
	s.lock.Lock()
	defer s.lock.Unlock()
	v := view{read: s.read, total: s.total, all: s.all, failed: s.failed, left: -1}
	t := time.Since(s.started)
	if t > 0 {
		v.documents, v.megabyte = float64(s.done)/t.Seconds(), float64(s.bytes)/1e6/t.Seconds()
	}
	if here := s.read - s.first; here > 0 && s.total >= s.read && t > time.Second {
		v.left = time.Duration(float64(t) * float64(s.total-s.read) / float64(here)).Round(time.Second)
	}
	return v
}

// rates are the figures after the bar.
func (v view) rates() string {
	s := fmt.Sprintf("%d done, %d failed, %.0f/s, %.1f MB/s", v.all-v.failed, v.failed, v.documents, v.megabyte)
	if v.left >= 0 {
		s += ", " + v.left.String() + " left"
	}
	return s
}
