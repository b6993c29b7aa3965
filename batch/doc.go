// Package batch tags many documents and loses none: it reads them with
// batch/source, analyzes them with batch/analyze, and writes them with batch/sink.
//
// In: names of files, directories and patterns. Out: one file or shards, and a
// file of the documents that could not be tagged.
//
// # Law
//
// Every document of the inputs stands once, in the order of the inputs, in the
// output or among the failures. The output is the same whatever the number of
// workers and however often the job was killed and begun again (see batch/sink
// for what is promised of the disk). Memory does not grow with the number of
// documents, nor, beyond its own length and that of what is found in it, with
// the length of one; a registry of entities alone takes what package
// batch/registry says, at the end.
//
// # Sharing
//
// A job belongs to one process. Observers are called from one goroutine.
package batch

import (
	"errors"
	"log/slog"
	"time"

	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/text/repair"
)

// The ways in which a job ends unfinished. The same job goes on later.
var (
	ErrInterrupted = errors.New("interrupted")
	ErrTooMany     = errors.New("too many documents have failed")
)

// Options say what a job does.
type Options struct {
	// Inputs are files, directories, patterns, or "-" for standard input.
	Inputs []string
	Source source.Options
	Sink   sink.Options
	// Analyzer analyzes; *alam.Analyzer does.
	Analyzer analyze.Analyzer
	Analyze  analyze.Options
	// Workers is the number of goroutines that analyze; 0 for as many as there
	// are processors. It does not change the output.
	Workers int
	// MaxFailures ends the job when so many documents have failed, in all its
	// runs; 0 for never.
	MaxFailures int64
	// Observe is called after each document, in order; it may be nil.
	Observe func(Event)
	// Describe says what is wrong with a document, for the file of failures and
	// Log; nil for what its error says.
	Describe func(error) string
	// Log is told of failures and of the job's course; nil for silence.
	Log *slog.Logger
}

// An Event is a document that is done.
type Event struct {
	ID       string
	Path     string
	Bytes    int64
	Mentions map[string]int64 // by label
	Latency  time.Duration    // of reading and analysis on a worker
	Err      error            // why it failed
	Reason   string           // a word for that
	Damage   []repair.Damage  // why the text cannot be Arabic as it stands
	// Read is how much of the inputs has been read, of those files that have a
	// size; Counts are what all runs have done so far.
	Read   int64
	Counts *sink.Counts
}
