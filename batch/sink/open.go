package sink

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Open begins a job, or goes on with the unfinished one of the same name. It
// gives nil and the Counts if that was whole and only wanted its names.
func Open(o Options) (*Sink, *Counts, error) {
	s, err := newSink(o)
	if err != nil {
		return nil, nil, err
	}
	done, err := s.begin()
	if err != nil {
		s.Close()
		return nil, nil, s.where(err)
	}
	if done != nil {
		s.Close()
		return nil, done, nil
	}
	return s, nil, nil
}

// newSink checks the options and fills in what is not said.
func newSink(o Options) (*Sink, error) {
	format, packing, err := ParseName(o.Output)
	if err != nil {
		return nil, err
	}
	if format == Parquet && o.Parquet == nil {
		return nil, fmt.Errorf("%w: there is no writer for Parquet in this program", ErrFormat)
	}
	if o.Entities != "" && o.Registry == nil {
		return nil, fmt.Errorf("%w: there is nothing that makes a registry of entities in this program", ErrFormat)
	}
	if o.SegmentDocuments <= 0 {
		o.SegmentDocuments = DefaultSegmentDocuments
	}
	if o.SegmentBytes <= 0 {
		o.SegmentBytes = DefaultSegmentBytes
	}
	if o.OpenFile == nil {
		o.OpenFile = func(name string, flag int, perm os.FileMode) (File, error) { return os.OpenFile(name, flag, perm) }
	}
	s := &Sink{o: o, format: format, packing: packing, names: namesOf(&o, packing), open: o.OpenFile, started: time.Now()}
	s.lines = linesOptions(&o, format)
	return s, s.apart()
}

// begin takes the job and finds out where it is.
func (s *Sink) begin() (*Counts, error) {
	dir := filepath.Dir(s.names.output)
	if info, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("its folder: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("%s is no folder", dir)
	}
	if err := s.folders(); err != nil {
		return nil, err
	}
	saved, err := load(s.names.state)
	if err != nil && !s.o.Restart {
		return nil, err
	}
	if s.o.Restart {
		saved = nil
	}
	if saved == nil {
		if err := s.free(); err != nil {
			return nil, err
		}
	}
	if err := takeFolder(s.names.work); err != nil {
		return nil, err
	}
	if s.lock, err = lock(s.names.in("lock")); err != nil {
		return nil, err
	}
	if saved != nil {
		// Another process may have gone on before the lock was ours.
		if saved, err = load(s.names.state); err != nil {
			return nil, err
		}
		if saved == nil {
			return nil, fmt.Errorf("%w: it was finished just now", ErrExists)
		}
		if err := saved.same(s.o.Job); err != nil {
			return nil, fmt.Errorf("%w; give the same job, or %s", err, s.anew())
		}
		return s.resume(saved)
	}
	return nil, s.begin0()
}

// free reports whether the names of the output are free.
func (s *Sink) free() error {
	list := s.taken()
	switch {
	case len(list) == 0:
		return nil
	case !s.o.Overwrite:
		return fmt.Errorf("%w: %s; choose another name, or overwrite it with Options.Overwrite", ErrExists, list[0])
	case s.format == Brat && list[0] != s.names.failed && list[0] != s.o.Entities && list[0] != s.o.Summary:
		return fmt.Errorf("%w: folder %s is not overwritten; remove it first", ErrExists, list[0])
	}
	for _, path := range list {
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
			return fmt.Errorf("%w: %s is no file that could be overwritten", ErrExists, path)
		}
	}
	return nil
}

// taken lists the names of the output under which something stands.
func (s *Sink) taken() []string {
	list := s.names.existing()
	for _, path := range []string{s.names.failed, s.names.manifest} {
		if _, err := os.Lstat(path); err == nil && (path == s.names.failed || s.names.sharded) {
			list = append(list, path)
		}
	}
	for _, path := range []string{s.o.Entities, s.o.Summary} {
		if info, err := os.Stat(path); path != "" && err == nil && (path == s.o.Entities || info.Mode().IsRegular()) {
			list = append(list, path)
		}
	}
	return list
}

// anew says how to begin the job anew: where files of it stand already, they
// must be given up as well.
func (s *Sink) anew() string {
	if list := s.taken(); len(list) > 0 && !s.o.Overwrite {
		return fmt.Sprintf("begin anew with Options.Restart and Options.Overwrite, as %s exists", list[0])
	}
	return "begin anew with Options.Restart"
}

// begin0 begins a job from nothing.
func (s *Sink) begin0() error {
	entries, err := os.ReadDir(s.names.work)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != "lock" && e.Name() != folderMark {
			if err := os.RemoveAll(s.names.in(e.Name())); err != nil {
				return err
			}
		}
	}
	s.at = checkpoint{Version: checkpointVersion, Job: s.o.Job, Stage: running, Shard: 1}
	s.at.Aside = s.names.sharded && s.o.Overwrite && len(s.names.existing()) > 0
	s.at.Counts = s.at.Counts.clone()
	s.at.Counts.Runs = 1
	if err := s.openLogs(); err != nil {
		return err
	}
	if err := s.commit(); err != nil {
		return err
	}
	return syncDir(filepath.Dir(s.names.output))
}

// resume goes on from a checkpoint.
func (s *Sink) resume(c *checkpoint) (*Counts, error) {
	if s.o.Entities != "" && c.Entities.Bytes == 0 && c.Counts.Documents > c.Counts.Failed {
		return nil, fmt.Errorf("%w: it has no registry of entities; leave Options.Entities out, or %s", ErrOther, s.anew())
	}
	if s.o.Entities == "" && c.Entities.Bytes > 0 {
		return nil, fmt.Errorf("%w: it has a registry of entities; give Options.Entities, or %s", ErrOther, s.anew())
	}
	s.at = *c
	s.at.Counts = s.at.Counts.clone()
	s.before = s.at.Counts.Seconds
	if err := s.verify(); err != nil {
		return nil, err
	}
	if s.at.Stage == closed {
		if err := s.publish(); err != nil {
			return nil, err
		}
		done := s.at.Counts.clone()
		return &done, nil
	}
	s.at.Counts.Runs++
	if s.at.Stage == closing {
		var err error
		if s.manifest, err = openLog(s.names.in("manifest"), s.at.Manifest, s.open); err != nil {
			return nil, err
		}
		if err := s.nextShard(); err != nil {
			return nil, err
		}
	}
	if err := s.openLogs(); err != nil {
		return nil, err
	}
	if err := s.openCheck(); err != nil {
		return nil, err
	}
	return nil, s.commit()
}

// openLogs opens the files of the job and cuts them back.
func (s *Sink) openLogs() error {
	for _, l := range []struct {
		to   **log
		path string
		now  length
	}{
		{&s.data, s.names.data(s.at.Shard), s.at.Data},
		{&s.failed, s.names.in("failed"), s.at.Failed},
		{&s.list, s.names.in("inputs"), s.at.List},
		{&s.manifest, s.names.in("manifest"), s.at.Manifest},
		{&s.entities, s.names.in("entities"), s.at.Entities},
	} {
		if *l.to != nil || l.to == &s.manifest && !s.names.sharded || l.to == &s.entities && s.o.Entities == "" {
			continue
		}
		var err error
		if *l.to, err = openLog(l.path, l.now, s.open); err != nil {
			return err
		}
	}
	if s.entities != nil {
		s.packEntities = packer{to: s.entities, kind: Zstd}
	}
	if err := syncDir(s.names.work); err != nil { // the names of new files
		return err
	}
	return s.startData()
}

// startData begins to write a file, with what stands before its documents.
func (s *Sink) startData() error {
	s.pack = packer{to: s.data, kind: s.packing}
	if s.at.Data.Bytes > 0 || s.at.Held > 0 {
		return nil
	}
	return s.write(s.head())
}

// Unfinished reports whether there is an unfinished job with an output of this
// name, that the same command goes on with.
func Unfinished(out string) bool {
	_, err := os.Stat(filepath.Clean(out) + ".checkpoint")
	return err == nil
}
