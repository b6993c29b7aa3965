package sink

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/source"
)

// checkpointVersion is raised when a checkpoint of before cannot be read.
const checkpointVersion = 1

// A checkpoint is the state of a job between two documents.
type checkpoint struct {
	Version int               `json:"version"`
	Job     map[string]string `json:"job"`
	// Stage says what comes next: more documents, or the names of the files.
	Stage stage `json:"stage"`
	// Position is where reading goes on.
	Position source.Position `json:"position"`
	// Inputs is how many files stand in the list of inputs.
	Inputs int `json:"inputs"`
	// Shard is the number of the file that is written, and Held how many
	// documents it holds.
	Shard int   `json:"shard"`
	Held  int64 `json:"held"`
	// The committed lengths of the files.
	Data     length `json:"data"`
	Failed   length `json:"failed"`
	List     length `json:"list"`
	Manifest length `json:"manifest"`
	Entities length `json:"entities"`
	// Seam is how the last document of a CoNLL file ends.
	Seam   encode.Seam `json:"seam"`
	Counts Counts      `json:"counts"`
}

type stage string

const (
	running stage = "running"
	closing stage = "closing" // a shard is whole and wants its name
	closed  stage = "closed"  // all is whole and wants its names
)

// load reads the checkpoint; nil if there is none.
func load(path string) (*checkpoint, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var c checkpoint
	if err := json.Unmarshal(b, &c); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrState, path, err)
	}
	if c.Version != checkpointVersion {
		return nil, fmt.Errorf("%w: %s is of another version of alam", ErrState, path)
	}
	return &c, nil
}

// same says in what the job of the checkpoint is another.
func (c *checkpoint) same(job map[string]string) error {
	var names []string
	for name := range c.Job {
		names = append(names, name)
	}
	for name := range job {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if was, is := c.Job[name], job[name]; was != is {
			return fmt.Errorf("%w: %s was %q and is %q", ErrOther, name, was, is)
		}
	}
	return nil
}

// save makes the checkpoint the one that counts.
func (s *Sink) save() error {
	b, err := json.Marshal(&s.at)
	if err != nil {
		return err
	}
	return replace(s.names.state, s.names.in("checkpoint.tmp"), s.open, func(f File) error {
		_, err := f.Write(append(b, '\n'))
		return err
	})
}
