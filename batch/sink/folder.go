package sink

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// folderMark is the file by which the folder of a job is known to be one.
const folderMark = "alam-batch-job"

// takeFolder makes the folder of a job, or takes the one that an earlier run left.
// Any other of that name is somebody's, and so is what a link leads to.
func takeFolder(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if err := os.Mkdir(path, 0o755); err != nil {
			return err
		}
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%w: %s, where the job would work, is no folder; move it away, or choose another name", ErrExists, path)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	if mark := filepath.Join(path, folderMark); !exists(mark) {
		if len(entries) > 0 {
			return fmt.Errorf("%w: %s, where the job would work, holds %s and is of no job of this version; move it away, or choose another name", ErrExists, path, entries[0].Name())
		}
		return os.WriteFile(mark, []byte("What an unfinished job of alam batch needs to go on.\n"), 0o644)
	}
	return nil
}

// folders reports whether files can be written where those go that are made at
// the end.
func (s *Sink) folders() error {
	for _, path := range []string{s.names.failed, s.o.Summary, s.o.Entities} {
		dir := filepath.Dir(path)
		if path == "" || dir == filepath.Dir(s.names.output) {
			continue
		}
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			continue // a pipe, /dev/stdout
		}
		f, err := os.CreateTemp(dir, ".alam-*")
		if err != nil {
			return fmt.Errorf("%s cannot be written: %w", path, err)
		}
		f.Close()
		if err := os.Remove(f.Name()); err != nil {
			return err
		}
	}
	return nil
}

// shard is where a whole shard goes, counted from 1: under its name, or aside.
func (s *Sink) shard(k int) string {
	if s.at.Aside {
		return s.names.in(fmt.Sprintf("shard-%05d", k))
	}
	return s.names.shard(k)
}

// whole is where a whole shard is.
func (s *Sink) whole(k int) string {
	if path := s.shard(k); exists(path) {
		return path
	}
	return s.names.shard(k)
}

// giveShards gives the shards that waited aside their names.
func (s *Sink) giveShards() error {
	if !s.at.Aside {
		return nil
	}
	for k := 1; k <= s.at.Shard; k++ {
		if err := move(s.shard(k), s.names.shard(k)); err != nil {
			return err
		}
	}
	return nil
}

// verify compares the shards that are whole with what the manifest says of them.
func (s *Sink) verify() error {
	path := s.names.in("manifest")
	if !s.names.sharded || !exists(path) { // it has its name, and so had the shards
		return nil
	}
	if err := cutBack(path, s.at.Manifest); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	for k := 1; ; k++ {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		var l shardLine
		if err := json.Unmarshal(line, &l); err != nil {
			return fmt.Errorf("%w: %s: %w", ErrState, path, err)
		}
		if err := s.unchanged(k, &l); err != nil {
			return err
		}
	}
}

// unchanged reports whether a whole shard is what was written.
func (s *Sink) unchanged(k int, l *shardLine) error {
	path := s.whole(k)
	switch {
	case !exists(path):
		return fmt.Errorf("%w: %s is gone, which was whole; put it back", ErrState, path)
	case s.format == Brat:
		return nil
	}
	n, sum, err := fileSum(path)
	if err != nil {
		return err
	}
	if n != l.Bytes || sum != l.SHA256 {
		return fmt.Errorf("%w: %s is not what was written: it has %d bytes with the checksum %.12s, and had %d with %.12s", ErrState, path, n, sum, l.Bytes, l.SHA256)
	}
	return nil
}
