package sink

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/source"
)

// checkpointVersion is raised when a checkpoint of before cannot be read.
const checkpointVersion = 2

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
	// Aside says that whole shards wait in the folder of the job for the last one,
	// since those that they take the place of are whole.
	Aside bool `json:"aside,omitempty"`
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
	line, sum, _ := bytes.Cut(b, []byte("\n"))
	var c checkpoint
	err = json.Unmarshal(line, &c)
	switch {
	case err == nil && c.Version != checkpointVersion:
		return nil, fmt.Errorf("%w: %s is of another version of alam", ErrState, path)
	case string(sum) != sumOf(line):
		return nil, fmt.Errorf("%w: %s is not what was written: its checksum does not fit", ErrState, path)
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %w", ErrState, path, err)
	}
	return &c, nil
}

// sumOf is the line that stands below a line of JSON, and vouches for it.
func sumOf(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:]) + "\n"
}

// Content is a value of Options.Job for a file: what it holds decides whether a job
// is the same, and an error names it.
func Content(path string) (string, error) {
	_, sum, err := fileSum(path)
	return contentMark + sum + " " + path, err
}

const contentMark = "content "

// content gives the checksum and the path of such a value.
func content(value string) (sum, path string, ok bool) {
	rest, ok := strings.CutPrefix(value, contentMark)
	sum, path, cut := strings.Cut(rest, " ")
	return sum, path, ok && cut
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
	var other []string
	for _, name := range slices.Compact(names) {
		if difference := differ(c.Job[name], job[name]); difference != "" {
			other = append(other, name+" "+difference)
		}
	}
	if len(other) > 0 {
		return fmt.Errorf("%w: %s", ErrOther, strings.Join(other, "; "))
	}
	return nil
}

// differ says how two values of a job differ; the empty text is not at all.
func differ(was, is string) string {
	oldSum, old, a := content(was)
	newSum, path, b := content(is)
	switch {
	case was == is || a && b && oldSum == newSum:
		return ""
	case a && b && old == path:
		return fmt.Sprintf("%s holds something else than before", path)
	}
	if a {
		was = old
	}
	if b {
		is = path
	}
	return fmt.Sprintf("was %q and is %q", was, is)
}

// save makes the checkpoint the one that counts.
func (s *Sink) save() error {
	b, err := json.Marshal(&s.at)
	if err != nil {
		return err
	}
	return replace(s.names.state, s.names.in("checkpoint.tmp"), s.open, func(f File) error {
		_, err := f.Write(append(append(b, '\n'), sumOf(b)...))
		return err
	})
}
