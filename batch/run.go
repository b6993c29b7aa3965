package batch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/text/repair"
)

// Run does a job, or goes on with the unfinished one that has the same output.
// When ctx is done, no more documents are read; those that were are finished,
// and the error is ErrInterrupted. After any error but those of package sink
// that refuse the job, the same call goes on where it ended.
func Run(ctx context.Context, o Options) (sink.Counts, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if len(o.Inputs) == 0 {
		o.Inputs = []string{source.Stdin}
	}
	if mine := sink.Mine(o.Sink); mine != nil {
		if i := slices.IndexFunc(o.Inputs, mine); i >= 0 {
			return sink.Counts{}, fmt.Errorf("%s: %w is an input too", o.Inputs[i], errOutput)
		}
	}
	s, done, err := sink.Open(o.Sink)
	if err != nil {
		return sink.Counts{}, err
	}
	if done != nil {
		o.Log.Info("the job was whole already", "output", o.Sink.Output)
		return *done, nil
	}
	defer s.Close()
	if c := s.Counts(); c.Runs > 1 {
		o.Log.Info("going on", "documents", c.Documents, "failed", c.Failed, "run", c.Runs)
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	o.Analyze.Slots = make(chan struct{}, o.Workers)
	j := &job{o: &o, sink: s}
	err = j.run(ctx)
	if j.odd > tellFailures {
		o.Log.Warn("characters could not be decoded in more documents", "documents", j.odd-tellFailures)
	}
	for _, e := range slices.Sorted(maps.Keys(j.guessed)) {
		g := j.guessed[e]
		o.Log.Warn("the encoding of pages that are not UTF-8 and declare none was told by how they read", "encoding", e, "documents", g.documents, "first", g.first)
	}
	if err != nil {
		return s.Counts(), err
	}
	return s.Finish()
}

// errOutput is that a job would write what it reads.
var errOutput = errors.New("the output")

// A job is a run of it.
type job struct {
	o    *Options
	sink *sink.Sink

	file *source.File // of the last record
	read atomic.Int64 // of files before it
	told int          // failures
	odd  int          // documents with characters that could not be decoded
	// passed is what of folders is no input; every run meets all of it.
	passed  map[string]int64
	guessed map[string]*guess // by encoding
}

// A guess is how many documents have an encoding that nobody said, and the id of the
// first.
type guess struct {
	documents int
	first     string
}

// tellFailures is how many failures are logged.
const tellFailures = 20

// run gives all records to the sink.
func (j *job) run(ctx context.Context) error {
	from := j.sink.Position()
	in := j.o.Source
	in.Walk, in.Check = true, j.check(from.File)
	in.PassedOver = j.passedOver(in.PassedOver)
	if in.Exclude == nil {
		in.Exclude = sink.Mine(j.o.Sink)
	}
	records := until(ctx, source.Records(j.o.Inputs, in, from))
	size := func(r *source.Record) int64 { return r.Size }
	mo := analyze.MapOptions{Workers: j.o.Workers, Bytes: readAhead, Done: ctx.Done()}
	var failed error
	for r := range analyze.Map(records, mo, size, j.work) {
		if failed = j.take(r); failed != nil {
			break
		}
	}
	switch {
	case failed == nil && ctx.Err() == nil:
		j.sink.Totals().Passed = j.passed
		return nil
	case failed == nil:
		failed = ErrInterrupted
	case !errors.Is(failed, ErrTooMany):
		return failed
	}
	if err := j.sink.Pause(); err != nil {
		return fmt.Errorf("%s: %w", j.o.Sink.Output, err)
	}
	return failed
}

// readAhead is how many bytes of documents are in memory, unless one is larger.
const readAhead = 8 << 20

// check asks the sink, and adds up the files that are passed over.
func (j *job) check(from int) func(int, source.File) error {
	return func(index int, f source.File) error {
		if index < from {
			j.read.Add(max(f.Size, 0))
		}
		return j.sink.Check(index, f)
	}
}

// passedOver counts what is no input, and tells who wants to know.
func (j *job) passedOver(tell func(string, source.Passed)) func(string, source.Passed) {
	return func(path string, why source.Passed) {
		if j.passed == nil {
			j.passed = map[string]int64{}
		}
		j.passed[string(why)]++
		if tell != nil {
			tell(path, why)
		}
	}
}

// until ends when ctx is done.
func until[T any](ctx context.Context, seq iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range seq {
			if ctx.Err() != nil || !yield(v) {
				return
			}
		}
	}
}

// A result is what a worker made of a record.
type result struct {
	record  *source.Record
	id      string
	encoded sink.Encoded
	end     bool
	err     error
	took    time.Duration
	odd     int    // characters that could not be decoded
	guessed string // the encoding
	damage  []repair.Damage
}

// work reads, analyzes and encodes a document.
func (j *job) work(r *source.Record) (out result) {
	out = result{record: r, end: r.End()}
	if r.Fatal != nil || out.end {
		return out
	}
	started := time.Now()
	defer func() { out.took = time.Since(started) }()
	d, err := r.Document()
	if err != nil {
		out.err = err
		return out
	}
	out.id, out.odd, out.guessed = d.ID, d.Replaced, d.Guessed
	x, err := analyze.Analyze(context.Background(), j.o.Analyzer, d.Text, j.o.Analyze)
	if err == nil {
		out.damage = x.Damage
		out.encoded, err = j.sink.Encode(d, x)
	}
	out.err = err
	return out
}

// take gives a result to the sink.
func (j *job) take(r result) error {
	rec := r.record
	if rec.Fatal != nil {
		return fmt.Errorf("the inputs are not those of the unfinished job: %w; put them back, or begin anew with Options.Restart", rec.Fatal)
	}
	if j.file != rec.File {
		if j.file != nil {
			j.read.Add(max(j.file.Size, 0))
		}
		j.file = rec.File
	}
	e := Event{ID: r.id, Path: rec.File.Path, Bytes: r.encoded.Bytes, Mentions: r.encoded.Mentions, Latency: r.took, Err: r.err, Read: j.read.Load(), Damage: r.damage}
	if rec.File.Size > 0 {
		e.Read += min(rec.Read, rec.File.Size)
	}
	if r.odd > 0 {
		if j.odd++; j.odd <= tellFailures {
			j.o.Log.Warn("characters could not be decoded and are U+FFFD", "id", r.id, "characters", r.odd)
		}
	}
	j.guess(r.guessed, r.id)
	var err error
	switch {
	case r.end:
		err = j.sink.End(rec)
	case r.err != nil:
		f := Failure(rec.File.Path, rec.Line, rec.Next.Record, r.id, r.err)
		if j.o.Describe != nil {
			f.Error = j.o.Describe(r.err)
		}
		e.ID, e.Reason = f.ID, f.Reason
		switch j.told++; {
		case j.told < tellFailures:
			j.o.Log.Warn("failed", "id", f.ID, "reason", f.Reason, "error", f.Error)
		case j.told == tellFailures:
			j.o.Log.Warn("failed; more failures are in the file alone", "id", f.ID, "reason", f.Reason, "error", f.Error)
		}
		err = j.sink.Fail(rec, f)
	default:
		err = j.sink.Write(rec, r.encoded)
	}
	if err != nil {
		return fmt.Errorf("%s: cannot write: %w", j.o.Sink.Output, err)
	}
	c := j.sink.Totals()
	if j.o.Observe != nil && !r.end {
		e.Counts = c
		j.o.Observe(e)
	}
	if j.o.MaxFailures > 0 && c.Failed >= j.o.MaxFailures && r.err != nil {
		return fmt.Errorf("%w: %d", ErrTooMany, c.Failed)
	}
	return nil
}

// guess notes that the encoding of a document was guessed; empty if it was not.
func (j *job) guess(encoding, id string) {
	if encoding == "" {
		return
	}
	if j.guessed == nil {
		j.guessed = map[string]*guess{}
	}
	if j.guessed[encoding] == nil {
		j.guessed[encoding] = &guess{first: id}
	}
	j.guessed[encoding].documents++
}

// Failure says why a document failed: a record of a file, by its number from 1,
// at a line. id may be empty.
func Failure(path string, line, record int, id string, err error) sink.Failure {
	f := sink.Failure{ID: id, Path: path, Line: line, Record: record, Reason: source.Reason(err), Error: err.Error()}
	if errors.Is(err, analyze.ErrPanic) {
		f.Reason = "analyzer"
	}
	if f.ID == "" {
		f.ID = f.Path
		if f.Line > 0 {
			f.ID = fmt.Sprintf("%s:%d", f.Path, f.Line)
		}
	}
	return f
}
