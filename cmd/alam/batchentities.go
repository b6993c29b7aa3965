package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/registry"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
)

// registryFlags are those of the registry of entities.
type registryFlags struct {
	file, merges, dateField string
	coMentions, documents   int
}

// defaultDate is the field of dates, as alam-beam has it.
const defaultDate = "date"

func (r *registryFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&r.file, "entities", "", "`FILE` for a row an entity over all documents: .csv, .tsv, .jsonl or .parquet")
	f.StringVar(&r.merges, "merges", "", "`FILE` that says which entities are one and which are not: columns action (merge, split), a, b; goes with --entities")
	f.StringVar(&r.dateField, "date-field", defaultDate, "`FIELD` of a JSON line, or column of a table, that holds the date, if there is one; for --entities")
	count(cmd, &r.coMentions, "co-mentions", registry.DefaultCoMentions, 0, "how many entities that stand in the same documents an entity lists; for --entities")
	count(cmd, &r.documents, "entity-documents", registry.DefaultDocuments, 0, "how many of its documents an entity lists, those that mention it most; 0 for all; for --entities")
}

// date is the field that the job reads.
func (r *registryFlags) date() string {
	if r.file == "" {
		return ""
	}
	return r.dateField
}

// set puts the registry into the job, and refuses what cannot be one.
func (r *registryFlags) set(cmd *cobra.Command, o *batch.Options) error {
	if r.file == "" {
		for _, flag := range []string{"merges", "date-field", "co-mentions", "entity-documents"} {
			if cmd.Flags().Changed(flag) {
				return fmt.Errorf("--%s goes with --entities", flag)
			}
		}
		return nil
	}
	format, err := registry.ParseName(r.file)
	if err != nil {
		return err
	}
	ro := registry.Options{CoMentions: r.coMentions, Documents: r.documents}
	if ro.CoMentions == 0 {
		ro.CoMentions = -1
	}
	if ro.Documents == 0 {
		ro.Documents = -1
	}
	if r.merges != "" {
		a, err1 := sink.Place(r.merges)
		b, err2 := sink.Place(r.file)
		if err := errors.Join(err1, err2); err != nil || a == b {
			return fmt.Errorf("--entities and --merges are both %s", r.file)
		}
		if ro.Merges, err = parsed(r.merges, registry.ReadMerges); err != nil {
			return failure{err}
		}
	}
	ro.Note = func(s string) { fmt.Fprintln(cmd.ErrOrStderr(), "alam: "+console.Message(s)) }
	o.Source.DateField = r.dateField
	o.Sink.Entities = r.file
	w := registry.WriteOptions{EscapeFormulas: o.Sink.EscapeFormulas}
	o.Sink.Registry = func(dst io.Writer, records io.Reader) error { return makeRegistry(dst, records, format, ro, w) }
	return nil
}

// makeRegistry writes the registry of records.
func makeRegistry(dst io.Writer, records io.Reader, format registry.Format, o registry.Options, w registry.WriteOptions) error {
	// What saveMemory sets is for tagging; the registry is large and lives long.
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(math.MaxInt64)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	r, err := registry.Build(records, o)
	if err != nil {
		return err
	}
	entities := r.Entities()
	if format != registry.Parquet {
		return registry.Write(dst, format, entities, w)
	}
	lines, to := io.Pipe()
	go func() { to.CloseWithError(registry.Write(to, registry.JSONL, entities, w)) }()
	defer lines.Close()
	return parquet.WriteEntities(dst, lines)
}
