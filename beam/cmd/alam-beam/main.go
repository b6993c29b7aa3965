// Command alam-beam tags documents on Apache Beam. In: files. Out: what alam
// batch writes, byte for byte, with counts of entities by day and document
// frequencies if they are wanted. It runs on Prism, in its own process, or by
// Beam's flags on a cluster.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/alam-nlp/alam/beam/pipeline"
)

// The ways in which the command ends.
const (
	statusDone   = 0
	statusFailed = 1 // documents, or the job
	statusUsage  = 2
)

func main() {
	pipeline.Register()
	c := newCommand(flag.CommandLine)
	flag.Parse()
	if !c.verbose {
		log.LogLevel = "error"
	}
	beam.Init() // does not return in a worker
	os.Exit(c.run(context.Background(), flag.Args(), beamx.Run, os.Stderr))
}

// run does the job and says how it ended.
func (c *command) run(ctx context.Context, rest []string, execute func(context.Context, *beam.Pipeline) error, stderr io.Writer) int {
	j, err := c.job(rest)
	if err != nil {
		fmt.Fprintf(stderr, "alam-beam: %v; --help lists the flags\n", err)
		return statusUsage
	}
	if *jobopts.Async && !j.Keep {
		fmt.Fprintln(stderr, "alam-beam: --async does not wait for the shards to join them; give --join=false too")
		return statusUsage
	}
	j.Execute = execute
	r, err := j.Run(ctx)
	switch {
	case errors.Is(err, pipeline.ErrFormat):
		fmt.Fprintf(stderr, "alam-beam: %v\n", err)
		return statusUsage
	case errors.Is(err, pipeline.ErrExists):
		fmt.Fprintf(stderr, "alam-beam: %s\n", strings.ReplaceAll(err.Error(), "Job.Overwrite", "--overwrite"))
		return statusFailed
	case err != nil:
		fmt.Fprintf(stderr, "alam-beam: %v\n", err)
		return statusFailed
	case *jobopts.Async:
		fmt.Fprintf(stderr, "%d files, under way; the shards go to %s\n", r.Files, r.Shards)
		return statusDone
	}
	where := j.Output
	if r.Shards != "" {
		where = r.Shards
	}
	fmt.Fprintf(stderr, "%d files done: %s\n", r.Files, where)
	if left := r.Left.String(); left != "" {
		fmt.Fprintf(stderr, "alam-beam: passed over: %s\n", strings.ReplaceAll(left, "Options.FollowLinks", "--follow-links"))
	}
	if r.Failed {
		fmt.Fprintf(stderr, "alam-beam: some documents could not be tagged; %s says why\n", r.Failures)
		return statusFailed
	}
	return statusDone
}
