package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

// The ways in which a job is refused.
var (
	ErrExists = errors.New("output exists")
	ErrFormat = errors.New("format of the output is not known")
)

// A Job is a pipeline with its inputs and outputs.
type Job struct {
	Inputs []string
	// Output is a name that ends in .jsonl or .jsonl.gz. The failures go to that
	// name with .failed.jsonl, and are no file if there are none.
	Output string
	// Entities is a file for the counts of entities by day, .tsv, and DocFreq one
	// for document frequencies, .bin, that topics.OpenDocFreq opens; empty for
	// none. MinDF are the least frequencies of words, pairs and triples.
	Entities, DocFreq string
	MinDF             [3]int
	// Overwrite lets the outputs take the place of those that exist.
	Overwrite bool
	// Keep leaves the shards in Output.shards instead of joining them here.
	Keep bool
	Read ReadOptions
	Tag  TagOptions
	// Execute runs a pipeline to its end.
	Execute func(context.Context, *beam.Pipeline) error
}

// A Result is what a job has done.
type Result struct {
	Files  int
	Failed bool // some documents
	// Failures is the file that says why, or the pattern of its shards.
	Failures string
	Shards   string         // the folder, if it was kept
	Left     source.LeftOut // what of the inputs is none
}

// Run does a job from its beginning. Nothing has its final name before it is
// whole, unless shards are kept, but for the table of document frequencies.
func (j Job) Run(ctx context.Context) (Result, error) {
	suffix := ".jsonl"
	stem, ok := strings.CutSuffix(j.Output, suffix)
	if !ok {
		suffix = ".jsonl.gz"
		if stem, ok = strings.CutSuffix(j.Output, suffix); !ok {
			return Result{}, fmt.Errorf("%w: %s; let its name end in .jsonl or .jsonl.gz", ErrFormat, j.Output)
		}
	}
	failed, shards := stem+".failed.jsonl", j.Output+".shards"
	skip := []string{j.Output, shards, failed}
	for _, name := range []string{j.Entities, j.DocFreq} {
		if name != "" {
			skip = append(skip, name)
		}
	}
	var r Result
	files, err := Files(ctx, j.Inputs, j.Read, &r.Left, skip...)
	if err != nil {
		return r, err
	}
	r.Files = len(files)
	if _, err := j.Tag.analyzer(ctx); err != nil {
		return r, err // what lists or rules lack is said before a worker breaks down
	}
	if err := j.clear(ctx, skip, shards); err != nil {
		return r, err
	}
	if !remote(shards) {
		if err := os.MkdirAll(shards, 0o755); err != nil {
			return r, err
		}
	}
	p, s := beam.NewPipelineWithRoot()
	Build(s, files, Options{Read: j.Read, Tag: j.Tag, Shards: shards, Suffix: suffix,
		Entities: j.Entities != "", DocFreq: j.DocFreq, MinDF: j.MinDF})
	if err := j.Execute(ctx, p); err != nil {
		return r, err
	}
	bad, err := list(ctx, join(literal(shards), failedShard+"*"))
	if err != nil {
		return r, err
	}
	r.Failed, r.Failures = len(bad) > 0, failed
	if j.Keep {
		r.Shards, r.Failures = shards, join(shards, failedShard+"*")
		return r, nil
	}
	if err := j.join(ctx, shards, failed, r.Failed); err != nil {
		return r, fmt.Errorf("%w; the shards are whole in %s", err, shards)
	}
	return r, removeShards(ctx, shards)
}

// join makes the files of the shards, the output last.
func (j Job) join(ctx context.Context, shards, failures string, failed bool) error {
	if j.Entities != "" {
		head, err := appendRow(entityColumns...)
		if err != nil {
			return err
		}
		if err := joinShards(ctx, shards, entitiesShard, j.Entities, head); err != nil {
			return err
		}
	}
	if failed {
		if err := joinShards(ctx, shards, failedShard, failures, nil); err != nil {
			return err
		}
	}
	return joinShards(ctx, shards, taggedShard, j.Output, nil)
}

// clear refuses outputs that exist, or removes them, and removes what an
// earlier try has left.
func (j Job) clear(ctx context.Context, outputs []string, shards string) error {
	for _, name := range outputs {
		found, err := list(ctx, literal(name))
		switch {
		case err != nil:
			return err
		case len(found) == 0 || name == shards:
		case !j.Overwrite:
			return fmt.Errorf("%s: %w; name another, or overwrite it with Job.Overwrite", name, ErrExists)
		default:
			if err := remove(ctx, name); err != nil {
				return err
			}
		}
	}
	return removeShards(ctx, shards)
}

// literal is the pattern that matches a name alone.
func literal(name string) string {
	return strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(name)
}

// removeShards removes the shards of a folder, and a local folder if nothing
// else is in it.
func removeShards(ctx context.Context, folder string) error {
	for _, kind := range []string{taggedShard, failedShard, entitiesShard} {
		for _, pattern := range []string{kind + "*", "." + kind + "*"} { // what a killed worker left
			names, err := list(ctx, join(literal(folder), pattern))
			if err == nil {
				err = remove(ctx, names...)
			}
			if err != nil {
				return err
			}
		}
	}
	if !remote(folder) {
		os.Remove(folder) // that is kept if something is in it
	}
	return nil
}

// joinShards writes the shards of a kind, one after the other, to a file.
func joinShards(ctx context.Context, folder, kind, output string, head []byte) error {
	names, err := list(ctx, join(literal(folder), kind+"*"))
	if err != nil {
		return err
	}
	if len(names) == 0 && packed(output) {
		head = bytes.Clone(emptyGzip)
	}
	fs, err := system(ctx, folder)
	if err != nil {
		return err
	}
	defer fs.Close()
	return writeBy(ctx, output, func(w io.Writer) error {
		if _, err := w.Write(head); err != nil {
			return err
		}
		for _, name := range names {
			in, err := fs.OpenRead(ctx, name)
			if err != nil {
				return err
			}
			_, err = io.Copy(w, in)
			if err = errors.Join(err, in.Close()); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	})
}

// emptyGzip is a packed file of nothing (RFC 1952).
var emptyGzip = []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x00\x00\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00")
