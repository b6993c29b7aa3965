package sink

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
)

// publishEntities makes the registry of the records of all documents. It comes before
// the names of the other files, so that a job with merges that cannot be goes on
// when they are put right. After a crash it is done again.
func (s *Sink) publishEntities() error {
	path := s.names.in("entities")
	if s.o.Entities == "" {
		return nil
	}
	temp := s.o.Entities + ".tmp"
	if filepath.Dir(s.o.Entities) == filepath.Dir(s.names.output) {
		temp = s.names.in("registry")
	}
	if !exists(path) {
		return s.made(path, temp, s.o.Entities, nil)
	}
	if err := cutBack(path, s.at.Entities); err != nil {
		return err
	}
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	records, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer records.Close()
	return s.made(path, temp, s.o.Entities, func(f File) error {
		w := bufio.NewWriterSize(f, 1<<18)
		if err := s.o.Registry(w, records); err != nil {
			return err
		}
		return w.Flush()
	})
}

// apart refuses a registry that is another file of the job.
func (s *Sink) apart() error {
	if s.o.Entities == "" {
		return nil
	}
	others := s.o
	others.Entities = ""
	if mine := Mine(others); mine != nil && mine(s.o.Entities) {
		return fmt.Errorf("%w: %s; choose another for Options.Entities", ErrTwice, s.o.Entities)
	}
	return nil
}
