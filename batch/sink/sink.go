package sink

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/source"
)

// A Sink is a job's output. Open makes one.
type Sink struct {
	o       Options
	format  Format
	packing Packing
	names   names
	lines   encode.Options
	open    openFunc

	lock                                   *os.File
	at                                     checkpoint // as of now; what is saved is what was committed
	data, failed, list, manifest, entities *log
	pack, packEntities                     packer
	documents, bytes                       int64 // since the last commit
	started                                time.Time
	before                                 float64 // seconds of earlier runs

	check     *bufio.Reader // the list of inputs, up to the last commit before
	checkFile *os.File
}

// A Failure is a document that could not be tagged.
type Failure struct {
	ID     string `json:"id"`
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"`
	Record int    `json:"record"` // of the file, from 1
	Reason string `json:"reason"`
	Error  string `json:"error"`
}

// AppendLine appends the line of JSON that stands in the file of failures.
func (f Failure) AppendLine(dst []byte) ([]byte, error) {
	b, err := json.Marshal(f)
	return append(append(dst, b...), '\n'), err
}

// Position is where reading goes on.
func (s *Sink) Position() source.Position { return s.at.Position }

// Counts are what was done, in earlier runs too.
func (s *Sink) Counts() Counts {
	c := s.at.Counts.clone()
	c.Seconds = s.seconds()
	return c
}

// Totals are the Counts without their time, valid until the next document.
func (s *Sink) Totals() *Counts { return &s.at.Counts }

func (s *Sink) seconds() float64 { return s.before + time.Since(s.started).Seconds() }

// Write takes a document, and commits if it is time to.
func (s *Sink) Write(r *source.Record, e Encoded) error {
	if s.data == nil {
		return ErrNotOpen
	}
	if s.o.Shard > 0 && s.at.Held == s.o.Shard {
		if err := s.rotate(); err != nil {
			return err
		}
	}
	if s.format == CoNLL {
		if err := s.write([]byte(s.at.Seam.Between(e.path, e.conll))); err != nil {
			return err
		}
		s.at.Seam.After(e.seam, len(e.body))
	}
	if err := s.write(e.body); err != nil {
		return err
	}
	if len(e.names) > 0 {
		if _, err := s.packEntities.Write(e.names); err != nil {
			return err
		}
	}
	s.at.Held++
	s.at.Counts.Documents++
	s.at.Counts.Bytes += e.Bytes
	for label, n := range e.Mentions {
		s.at.Counts.Mentions[label] += n
	}
	for _, name := range e.kept {
		if s.at.Counts.Kept == nil {
			s.at.Counts.Kept = map[string]int64{}
		}
		s.at.Counts.Kept[name]++
	}
	if e.derived {
		s.at.Counts.Derived++
	}
	return s.advance(r, e.Bytes)
}

// Fail takes why there is no document.
func (s *Sink) Fail(r *source.Record, f Failure) error {
	if s.data == nil {
		return ErrNotOpen
	}
	b, err := f.AppendLine(nil)
	if err != nil {
		return err
	}
	if _, err := s.failed.Write(b); err != nil {
		return err
	}
	s.at.Counts.Documents++
	s.at.Counts.Failed++
	s.at.Counts.Failures[f.Reason]++
	return s.advance(r, 0)
}

// End takes the end of a file.
func (s *Sink) End(r *source.Record) error {
	if s.data == nil {
		return ErrNotOpen
	}
	if err := s.input(r.File); err != nil {
		return err
	}
	s.at.Position = r.Next
	if r.Skipped {
		s.at.Counts.Skipped++
	} else {
		s.at.Counts.Files++
	}
	return nil
}

// advance notes that a record is done.
func (s *Sink) advance(r *source.Record, bytes int64) error {
	if err := s.input(r.File); err != nil {
		return err
	}
	s.at.Position = r.Next
	s.documents++
	s.bytes += bytes
	if s.documents < s.o.SegmentDocuments && s.bytes < s.o.SegmentBytes {
		return nil
	}
	return s.commit()
}

// commit makes all that was written count.
func (s *Sink) commit() error {
	if err := s.pack.end(); err != nil {
		return err
	}
	if err := s.packEntities.end(); err != nil {
		return err
	}
	for _, l := range s.logs() {
		if l != nil {
			if err := l.sync(); err != nil {
				return err
			}
		}
	}
	s.at.Data, s.at.Failed, s.at.List = s.data.now, s.failed.now, s.list.now
	if s.manifest != nil {
		s.at.Manifest = s.manifest.now
	}
	if s.entities != nil {
		s.at.Entities = s.entities.now
	}
	s.documents, s.bytes = 0, 0
	s.at.Counts.Seconds = s.seconds()
	return s.save()
}

// Pause commits what can be before the job ends unfinished. A packed output
// keeps what the last commit has, for its parts must end where those of an
// undisturbed run do; what came after is tagged again.
func (s *Sink) Pause() error {
	if s.data == nil {
		return ErrNotOpen
	}
	if s.packing != Plain {
		return nil
	}
	return s.commit()
}

// Close ends the use of the sink. What is not committed is dropped.
func (s *Sink) Close() {
	for _, l := range s.logs() {
		l.close()
	}
	if s.checkFile != nil {
		s.checkFile.Close()
	}
	if s.lock != nil {
		s.lock.Close()
	}
}

// logs are the files of the job; those that it has none of are nil.
func (s *Sink) logs() []*log { return []*log{s.data, s.failed, s.list, s.manifest, s.entities} }

// write writes to the data, packed if that is wanted.
func (s *Sink) write(p []byte) error {
	if len(p) == 0 {
		return nil
	}
	_, err := s.pack.Write(p)
	return err
}

// where names the output in an error, and what to do.
func (s *Sink) where(err error) error {
	if errors.Is(err, ErrState) {
		return fmt.Errorf("%s: %w; %s", s.names.output, err, s.anew())
	}
	return fmt.Errorf("%s: %w", s.names.output, err)
}
