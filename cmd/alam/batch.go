package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/gold"
)

// statusInterrupted is what a job ends with that Ctrl-C stopped, as shells have it.
const statusInterrupted = 130

// errInterrupted ends a verb that Ctrl-C stopped and that has said so.
var errInterrupted = errors.New("interrupted")

// batchFlags are those of alam batch alone.
type batchFlags struct {
	output, unit, failed, summary   string
	explain, text, overwrite, again bool
	score                           topicFlags
	registry                        registryFlags
	workers                         int
	shard, failures                 int
	document, unpacked, piece       int64
	segmentDocuments                int
	metrics, progress               string
	formulas                        bool
	links                           bool
	notes                           []string // of the output, for the end
	left                            source.LeftOut
}

func newBatch() *cobra.Command {
	var (
		in    inputFlags
		known analyzerFlags
		b     batchFlags
	)
	cmd := &cobra.Command{
		Use:   "batch [flags] INPUT ... -o OUTPUT",
		Short: "Tag archives and streams, and lose nothing",
		Long: `Tag archives and streams of documents, and lose nothing. INPUT is a file, a
directory (the texts and tables in it), a pattern, or - for standard input:
text, JSON lines, JSON, RSS and Atom, CSV, TSV, CoNLL, HTML, WARC, Parquet; gzip
and zstd are unpacked. OUTPUT's name is its format: .jsonl (a line as alam tag writes it),
.csv or .tsv (a row for each mention), .conll, .html, each with .gz or .zst to
pack it, .parquet, .brat (a folder), .geojson (a point for each place).

A job that was killed goes on when the same command is given again, and its
output is what an undisturbed one would have written. Until it is whole it
stands in OUTPUT.work and OUTPUT.checkpoint. What cannot be tagged goes to
OUTPUT's name with .failed.jsonl. Ctrl-C finishes the documents at work.

--entities FILE adds one row for each person, place and organization over all
documents: how often, under which names, in which documents and months, and
with whom.

Exit status: 0 done, 1 done but some documents failed, or the job ended early,
2 wrong use, 130 interrupted.`,
		Example: `  alam batch data/samples -o out.jsonl
  alam batch 'archive/*.warc.gz' -o pages.parquet
  alam batch --text-field body articles.csv -o names.csv.gz
  zstdcat dump.jsonl.zst | alam batch - -o dump.jsonl.zst --summary dump.json
  alam batch archive/ -o places.geojson
  alam batch --shard 100000 articles.parquet -o tagged/part.jsonl.gz
  alam batch archive.jsonl -o names.parquet --entities entities.csv --merges merges.tsv`,
	}
	in.add(cmd)
	in.addKeep(cmd)
	known.add(cmd)
	known.addLabels(cmd)
	known.addRegions(cmd)
	known.addEnglish(cmd, false)
	known.addRepair(cmd)
	b.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, inputs []string) error { return b.run(cmd, inputs, &in, &known) }
	return cmd
}

func (b *batchFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVarP(&b.output, "output", "o", "", "`OUTPUT`; its ending says the format")
	unitFlag(cmd, &b.unit)
	f.BoolVar(&b.explain, "explain", false, "add the evidence of each mention (jsonl, parquet)")
	f.BoolVar(&b.formulas, "escape-formulas", false, "put an apostrophe before cells of text that begin with = + - @, which spreadsheets take for formulas (csv, tsv, and --entities of these)")
	f.BoolVar(&b.text, "with-text", false, "add the text of each document (jsonl, parquet; csv and tsv, on its first row)")
	count(cmd, &b.score.top, "topics", 0, 0, "add the N best keyphrases (jsonl, parquet)")
	count(cmd, &b.score.categories, "categories", 0, 0, "add the N likeliest categories (jsonl, parquet)")
	b.score.addFiles(cmd)
	b.score.addModel(cmd)
	count(cmd, &b.workers, "workers", runtime.GOMAXPROCS(0), 1, "how many documents to analyze at a time")
	count(cmd, &b.shard, "shard", 0, 0, "write files of N documents each, OUTPUT-00001 and so on, and a manifest; 0 for one file")
	count(cmd, &b.failures, "max-failures", 0, 0, "end the job when N documents have failed; 0 for never")
	count(cmd, &b.segmentDocuments, "checkpoint", sink.DefaultSegmentDocuments, 1, "make a checkpoint after N documents, and after 16 MB of text in any case")
	size(cmd, &b.document, "max-document", source.DefaultMaxDocument, "refuse a document that is larger")
	size(cmd, &b.piece, "piece", analyze.DefaultPiece, "cut a document at sentence ends into pieces of this size, and join the results")
	f.BoolVar(&b.links, "follow-links", false, "read the folders too that links in an INPUT directory point to; an INPUT that is a link is followed in any case")
	size(cmd, &b.unpacked, "max-unpacked", 0, "refuse what a packed file unpacks to beyond this; 0 for 250 times its size")
	f.StringVar(&b.failed, "failed", "", "`FILE` for documents that could not be tagged (default OUTPUT's name with .failed.jsonl)")
	f.StringVar(&b.summary, "summary", "", "`FILE` for the final figures, as JSON")
	b.registry.add(cmd)
	f.BoolVar(&b.overwrite, "overwrite", false, "let the output take the place of one that exists")
	f.BoolVar(&b.again, "restart", false, "begin anew instead of going on with an unfinished job")
	choice(cmd, &b.progress, "progress", "auto", "how to show progress; auto is a bar on a terminal and log lines elsewhere", "auto", "bar", "log", "none")
	f.StringVar(&b.metrics, "metrics-addr", "", "serve Prometheus figures at `HOST:PORT`/metrics; :PORT is on the loopback only")
}

// run does the job.
func (b *batchFlags) run(cmd *cobra.Command, inputs []string, in *inputFlags, known *analyzerFlags) error {
	o, err := b.options(cmd, inputs, in, known)
	if err != nil {
		return err
	}
	saveMemory(o.Workers)
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl-C ends the process at once; that loses nothing
	}()
	w, err := b.watch(cmd, &o)
	if err != nil {
		return err
	}
	var damaged damages
	w.events = append(w.events, func(e batch.Event) { damaged.note(e.ID, e.Damage) })
	counts, err := batch.Run(ctx, o)
	w.end()
	damaged.end(cmd.ErrOrStderr(), known.repair)
	return b.report(cmd, in, counts, err)
}

// saveMemory lets the collector run less often than it does by default, as what
// is made for a document is short-lived and the rest is small, but more often
// beyond what documents of ordinary size take. GOGC and GOMEMLIMIT go before.
func saveMemory(workers int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(128<<20 + int64(workers)*32<<20)
	}
}

// table reports whether a format has cells that a spreadsheet opens.
func table(format string) bool { return format == string(sink.CSV) || format == string(sink.TSV) }

// options gives the job, and refuses what cannot be one.
func (b *batchFlags) options(cmd *cobra.Command, inputs []string, in *inputFlags, known *analyzerFlags) (batch.Options, error) {
	var o batch.Options
	switch {
	case b.output == "":
		return o, errors.New("name the output with -o, as in -o out.jsonl")
	case len(inputs) == 0:
		return o, errors.New("no INPUT; name files or directories, or - for standard input")
	}
	format, _, err := sink.ParseName(b.output)
	if err != nil {
		return o, err
	}
	lines := format == sink.JSONL || format == sink.Parquet
	switch {
	case !lines && !table(string(format)) && (b.text || len(in.keep) > 0):
		return o, fmt.Errorf("--with-text and --keep go with .jsonl, .parquet, .csv and .tsv, not %s", format)
	case !lines && (b.explain || b.score.top > 0 || b.score.categories > 0):
		return o, fmt.Errorf("--explain, --topics and --categories go with .jsonl and .parquet, not %s", format)
	}
	if b.formulas && !table(string(format)) && !table(strings.TrimPrefix(filepath.Ext(b.registry.file), ".")) {
		return o, fmt.Errorf("--escape-formulas goes with .csv and .tsv, not %s", format)
	}
	for _, x := range []struct {
		flag, file, needs string
		n                 int
	}{{"docfreq", b.score.docFreq, "topics", b.score.top}, {"ranking", b.score.ranking, "topics", b.score.top}, {"model", b.score.model, "categories", b.score.categories}} {
		if cmd.Flags().Changed(x.flag) && x.file != "" && x.n == 0 {
			return o, fmt.Errorf("--%s goes with --%s", x.flag, x.needs)
		}
	}
	if err := checkFiles(cmd, inputs); err != nil {
		return o, err
	}
	if missing := source.Missing(inputs); len(missing) > 0 {
		return o, failure{fmt.Errorf("%s: no such file; check the name; - stands for standard input", strings.Join(missing, ", "))}
	}
	unit, err := gold.ParseUnit(b.unit)
	if err != nil {
		return o, err
	}
	if o.Source, err = in.options(cmd); err != nil {
		return o, err
	}
	o.Inputs, o.Workers, o.MaxFailures = inputs, b.workers, int64(b.failures)
	o.Source.MaxDocument, o.Source.MaxUnpacked = b.document, b.unpacked
	o.Source.FollowLinks, o.Source.PassedOver = b.links, b.left.Note
	o.Describe = func(err error) string { return withFlags(err.Error()) }
	o.Analyze = analyze.Options{Piece: int(b.piece), Topics: b.score.top, Categories: b.score.categories, Evidence: b.explain}
	o.Sink = sink.Options{Output: b.output, Unit: unit, Explain: b.explain, Topics: b.score.top > 0, Categories: b.score.categories > 0,
		Text: b.text, EscapeFormulas: b.formulas, Keep: in.keep, Shard: int64(b.shard), SegmentDocuments: int64(b.segmentDocuments), Failed: b.failed, Summary: b.summary,
		Overwrite: b.overwrite, Restart: b.again, Parquet: parquet.WriteWith(in.keep), Note: func(s string) { b.notes = append(b.notes, s) }}
	if err := b.registry.set(cmd, &o); err != nil {
		return o, err
	}
	if known.topics, err = b.score.options(); err != nil {
		return o, err
	}
	a, err := known.build(b.score.top)
	if err != nil {
		return o, err
	}
	o.Analyzer = a
	if o.Sink.Job, err = b.job(inputs, in, known); err != nil {
		return o, failure{err}
	}
	return o, nil
}

// report says how the job ended.
func (b *batchFlags) report(cmd *cobra.Command, in *inputFlags, c sink.Counts, err error) error {
	stderr := cmd.ErrOrStderr()
	for _, n := range b.notes {
		fmt.Fprintf(stderr, "alam: %s\n", console.Message(n))
	}
	switch {
	case err == nil:
		writeSummary(stderr, &c, b)
		if c.Documents > c.Failed {
			in.lacking(stderr, func(name string) bool { return c.Kept[name] > 0 })
		}
		if c.Failed > 0 {
			return errReported
		}
		return nil
	case errors.Is(err, batch.ErrInterrupted):
		fmt.Fprintf(stderr, "alam: interrupted after %d documents; the same command goes on from there\n", c.Documents)
		return errInterrupted
	case errors.Is(err, sink.ErrOther), errors.Is(err, sink.ErrLocked), errors.Is(err, sink.ErrState), errors.Is(err, sink.ErrExists), errors.Is(err, source.ErrChanged), !sink.Unfinished(b.output):
		return failure{err}
	}
	return failure{fmt.Errorf("%[1]w; what was done up to the last checkpoint is safe in %[2]s.work and %[2]s.checkpoint, and the same command goes on from there", err, b.output)}
}
