package main

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/cmd/alam/internal/metrics"
	"github.com/alam-nlp/alam/cmd/alam/internal/progress"
)

// A watcher shows how a job goes.
type watcher struct {
	events []func(batch.Event)
	ends   []func()
}

func (w *watcher) event(e batch.Event) {
	for _, f := range w.events {
		f(e)
	}
}

func (w *watcher) end() {
	for _, f := range w.ends {
		f()
	}
}

// logEvery is the time between two lines of progress.
const logEvery = 10 * time.Second

// watch makes what shows a job, and lets the job tell it.
func (b *batchFlags) watch(cmd *cobra.Command, o *batch.Options) (*watcher, error) {
	w := &watcher{}
	stderr := cmd.ErrOrStderr()
	kind := b.progress
	if kind == "auto" {
		kind = "log"
		if console.IsTerminal(stderr) {
			kind = "bar"
		}
	}
	var log io.Writer = stderr
	var state *progress.State
	switch kind {
	case "bar":
		bar := progress.NewBar(stderr)
		log, state = bar, &bar.State
		w.ends = append(w.ends, bar.End)
	case "log":
		lines := progress.NewLines(slog.New(slog.NewTextHandler(stderr, nil)), logEvery)
		state = &lines.State
		w.ends = append(w.ends, lines.End)
	}
	o.Log = slog.New(slog.NewTextHandler(log, nil))
	var totals []func(int64)
	if state != nil {
		w.events = append(w.events, state.Event)
		totals = append(totals, state.Total)
	}
	if b.metrics != "" {
		p := thisProgram()
		m := metrics.New(metrics.Build{Version: p.Version, Commit: p.revision(), Go: p.Go, System: p.System}, sink.CheckpointName(b.output))
		at, err := m.Serve(b.metrics)
		if err != nil {
			w.end()
			return nil, err
		}
		o.Log.Info("metrics", "url", "http://"+at+"/metrics")
		w.events = append(w.events, m.Event)
		w.ends = append(w.ends, func() { m.Close() })
		totals = append(totals, m.Total)
	}
	if len(totals) > 0 {
		go total(*o, totals)
	}
	o.Observe = w.event
	return w, nil
}

// total adds up the inputs, while the job has begun already.
func total(o batch.Options, tell []func(int64)) {
	o.Source.Walk, o.Source.Exclude, o.Source.PassedOver = true, sink.Mine(o.Sink), nil
	sum := int64(0)
	for f, err := range source.Files(o.Inputs, o.Source) {
		if err != nil {
			continue // the job will say so
		}
		if f.Path == source.Stdin {
			return
		}
		sum += max(f.Size, 0)
	}
	for _, f := range tell {
		f(sum)
	}
}

// writeSummary says what was done, for people.
func writeSummary(w io.Writer, c *sink.Counts, b *batchFlags) {
	mentions := int64(0)
	for _, n := range c.Mentions {
		mentions += n
	}
	fmt.Fprintf(w, "alam: %d documents of %d files (%s of text) in %s, %.0f documents/s, %.1f MB/s: %s\n",
		c.Documents, c.Files, megabytes(c.Bytes), time.Duration(c.Seconds*float64(time.Second)).Round(10*time.Millisecond),
		float64(c.Documents)/max(c.Seconds, 1e-3), float64(c.Bytes)/1e6/max(c.Seconds, 1e-3), b.output)
	fmt.Fprintf(w, "alam: %d mentions%s\n", mentions, list(c.Mentions))
	if c.Documents == 0 {
		fmt.Fprintln(w, "alam: there was no document; of a directory, files are read whose names end as those of texts and tables do (.txt, .jsonl, .html, ...)")
	}
	if c.Skipped > 0 {
		fmt.Fprintf(w, "alam: %d files of directories are left out, they have no column or field of texts (see --text-field)\n", c.Skipped)
	}
	if left := b.left.String(); left != "" {
		fmt.Fprintf(w, "alam: passed over: %s\n", console.Message(withFlags(left)))
	}
	if f, _, err := sink.ParseName(b.output); err == nil && (f == sink.CSV || f == sink.TSV) && c.Derived > 0 && !b.text {
		fmt.Fprintf(w, "alam: the text of %d documents is not as in their files (HTML, another encoding, a title before it), and their offsets are of that text: --with-text adds it\n", c.Derived)
	}
	if c.Failed > 0 {
		fmt.Fprintf(w, "alam: %d failed%s: %s\n", c.Failed, list(c.Failures), sink.FailedName(b.output, b.failed))
	}
}

// list gives counts by their names.
func list(m map[string]int64) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, k+" "+strconv.FormatInt(m[k], 10))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
