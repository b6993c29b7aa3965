package sink

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"

	"github.com/alam-nlp/alam/batch/encode"
)

// endData writes what stands behind the documents of a file, and commits.
func (s *Sink) endData(next stage) error {
	if err := s.write(s.foot()); err != nil {
		return err
	}
	if s.packing != Plain && s.data.now.Bytes == 0 { // an empty member is a sound file, none is not
		if err := s.pack.begin(); err != nil {
			return err
		}
	}
	s.at.Stage = next
	return s.commit()
}

// rotate ends a shard and begins the next.
func (s *Sink) rotate() error {
	if err := s.endData(closing); err != nil {
		return err
	}
	s.data.close()
	if err := s.nextShard(); err != nil {
		return err
	}
	var err error
	if s.data, err = openLog(s.names.data(s.at.Shard), length{}, s.open); err != nil {
		return err
	}
	if err := syncDir(s.names.work); err != nil {
		return err
	}
	if err := s.startData(); err != nil {
		return err
	}
	return s.commit()
}

// nextShard gives a whole shard its name and lists it.
func (s *Sink) nextShard() error {
	if err := s.publishShard(); err != nil {
		return err
	}
	if err := s.listShard(); err != nil {
		return err
	}
	s.at.Stage, s.at.Data, s.at.Held, s.data = running, length{}, 0, nil
	s.at.Seam = encode.Seam{}
	s.at.Shard++
	return nil
}

// A shardLine is a shard in the manifest.
type shardLine struct {
	File      string `json:"file"`
	Documents int64  `json:"documents"`
	Bytes     int64  `json:"bytes,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
}

// listShard writes the present shard into the manifest.
func (s *Sink) listShard() error {
	l := shardLine{File: filepath.Base(s.names.shard(s.at.Shard)), Documents: s.at.Held}
	var err error
	if s.format != Brat {
		if l.Bytes, l.SHA256, err = fileSum(s.whole(s.at.Shard)); err != nil {
			return err
		}
	}
	b, err := json.Marshal(l)
	if err != nil {
		return err
	}
	_, err = s.manifest.Write(append(b, '\n'))
	return err
}

// publishShard gives the data of the present shard its name, in its format. It
// does nothing if that was done before a crash.
func (s *Sink) publishShard() error {
	data, path := s.names.data(s.at.Shard), s.shard(s.at.Shard)
	if !exists(data) {
		return s.made(data, s.names.in("result"), path, nil)
	}
	if err := cutBack(data, s.at.Data); err != nil {
		return err
	}
	switch s.format {
	case Parquet, GeoJSON:
		made := s.o.Parquet
		if s.format == GeoJSON {
			made = s.geoJSON
		}
		return s.convert(data, func(r io.Reader) error {
			return s.made(data, s.names.in("result"), path, func(f File) error {
				w := bufio.NewWriterSize(f, 1<<18)
				if err := made(w, r); err != nil {
					return err
				}
				return w.Flush()
			})
		})
	case Brat:
		if !same(filepath.Join(path, bratIndex), s.names.in(bratIndex)) {
			if exists(path) {
				return appeared(path)
			}
			if err := s.convert(data, func(r io.Reader) error { return s.brat(path, r) }); err != nil {
				return err
			}
		}
		if err := os.Remove(data); err != nil {
			return err
		}
		return removeIf(s.names.in(bratIndex))
	}
	return give(data, path, s.o.Overwrite)
}

func (s *Sink) convert(data string, to func(io.Reader) error) error {
	f, err := os.Open(data)
	if err != nil {
		return err
	}
	defer f.Close()
	return to(f)
}

// Finish gives all files their names and removes the state. The Counts are the
// final ones.
func (s *Sink) Finish() (Counts, error) {
	if s.data == nil {
		return Counts{}, ErrNotOpen
	}
	err := s.endData(closed)
	if err == nil {
		for _, l := range s.logs() {
			l.close()
		}
		s.manifest = nil
		err = s.publish()
	}
	if err != nil {
		err = s.where(err)
	}
	return s.Counts(), err
}

// publish gives whole files their names. It may be done again after a crash at
// any moment.
func (s *Sink) publish() error {
	if err := s.publishEntities(); err != nil {
		return err
	}
	if err := s.publishShard(); err != nil {
		return err
	}
	if s.names.sharded {
		if err := s.publishManifest(); err != nil {
			return err
		}
	}
	if err := s.publishFailed(); err != nil {
		return err
	}
	if s.o.Summary != "" {
		if err := s.summary(); err != nil {
			return err
		}
	}
	if err := s.removeOld(); err != nil {
		return err
	}
	if err := os.RemoveAll(s.names.work); err != nil {
		return err
	}
	if err := os.Remove(s.names.state); err != nil {
		return err
	}
	return syncDir(filepath.Dir(s.names.output))
}

func (s *Sink) publishManifest() error {
	path := s.names.in("manifest")
	if !exists(path) {
		return nil // it has its name
	}
	var err error
	if s.manifest, err = openLog(path, s.at.Manifest, s.open); err != nil {
		return err
	}
	if err := s.listShard(); err != nil {
		return err
	}
	if err := s.endManifest(); err != nil {
		return err
	}
	if err := s.giveShards(); err != nil {
		return err
	}
	return give(path, s.names.manifest, s.o.Overwrite)
}

// endManifest writes the last line, which vouches for those above it.
func (s *Sink) endManifest() error {
	if err := s.manifest.sync(); err != nil {
		return err
	}
	_, sum, err := fileSum(s.manifest.path)
	if err != nil {
		return err
	}
	b, err := json.Marshal(manifestEnd{Files: s.at.Shard, Documents: s.at.Counts.Documents - s.at.Counts.Failed, SHA256: sum})
	if err != nil {
		return err
	}
	if _, err := s.manifest.Write(append(b, '\n')); err != nil {
		return err
	}
	if err := s.manifest.sync(); err != nil {
		return err
	}
	s.manifest.close()
	return nil
}

// A manifestEnd is the last line of a manifest.
type manifestEnd struct {
	Files     int    `json:"files"`
	Documents int64  `json:"documents"`
	SHA256    string `json:"sha256"` // of the lines above
}

// fileSum gives length and SHA-256 of a file.
func fileSum(path string) (int64, string, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, f)
	return n, hex.EncodeToString(sum.Sum(nil)), err
}

// publishFailed gives the failures their name; where there are none, there is no
// file.
func (s *Sink) publishFailed() error {
	path := s.names.in("failed")
	if s.at.Failed.Bytes > 0 {
		if _, err := os.Lstat(path); err == nil {
			if err := cutBack(path, s.at.Failed); err != nil {
				return err
			}
		}
		return s.giveAcross(path, s.names.failed)
	}
	if s.o.Overwrite {
		if err := os.Remove(s.names.failed); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// giveAcross is give for a file that may go to another file system.
func (s *Sink) giveAcross(from, to string) error {
	if filepath.Dir(to) == filepath.Dir(s.names.output) {
		return give(from, to, s.o.Overwrite)
	}
	if !exists(from) {
		return s.made(from, to+".tmp", to, nil)
	}
	return s.convert(from, func(r io.Reader) error {
		return s.made(from, to+".tmp", to, func(f File) error {
			_, err := io.Copy(f, r)
			return err
		})
	})
}

// summary writes the final counts, and the rates over all runs.
func (s *Sink) summary() error {
	c := s.at.Counts
	t := max(c.Seconds, 1e-3)
	b, err := json.MarshalIndent(struct {
		Counts
		DocumentRate float64 `json:"documents_per_second"`
		ByteRate     float64 `json:"bytes_per_second"`
	}{c, math.Round(float64(c.Documents)/t*10) / 10, math.Round(float64(c.Bytes) / t)}, "", "  ")
	if err != nil {
		return err
	}
	b = append(b, '\n')
	if info, err := os.Stat(s.o.Summary); err == nil && !info.Mode().IsRegular() { // a pipe, /dev/stdout
		return os.WriteFile(s.o.Summary, b, 0o644)
	}
	if was, err := os.ReadFile(s.o.Summary); err == nil && !s.o.Overwrite {
		if bytes.Equal(was, b) {
			return nil // written before a crash
		}
		return appeared(s.o.Summary)
	}
	return replace(s.o.Summary, s.o.Summary+".tmp", s.open, func(f File) error {
		_, err := f.Write(b)
		return err
	})
}

// removeOld removes the shards of an overwritten output that this one has no
// others for.
func (s *Sink) removeOld() error {
	if !s.names.sharded || !s.o.Overwrite {
		return nil
	}
	for _, path := range s.names.existing() {
		if s.names.number(path) > s.at.Shard {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}
