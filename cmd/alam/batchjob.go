package main

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/data"
)

// job says what a job does, by the names of what decides on its output.
func (b *batchFlags) job(inputs []string, in *inputFlags, known *analyzerFlags) (map[string]string, error) {
	job := map[string]string{
		"alam":           thisProgram().identity(),
		"data":           data.Checksum(),
		"inputs":         strings.Join(inputs, "\n"),
		"--input":        in.format,
		"--follow-links": strconv.FormatBool(b.links),
		"--encoding":     in.encoding,
		"--text-field":   in.textField, "--id-field": in.idField, "--title-field": in.titleField,
		"--keep":            strings.Join(in.keep, ","),
		"--guideline":       known.guideline,
		"--regions":         strings.Join(known.regions, ","),
		"--labels":          fmt.Sprint(known.labels),
		"--english":         strconv.FormatBool(known.english),
		"--repair":          strconv.FormatBool(known.repair),
		"--min-score":       strconv.FormatFloat(known.minScore, 'g', -1, 64),
		"--offsets":         b.unit,
		"--explain":         strconv.FormatBool(b.explain),
		"--with-text":       strconv.FormatBool(b.text),
		"--escape-formulas": strconv.FormatBool(b.formulas),
		"--topics":          strconv.Itoa(b.score.top),
		"--categories":      strconv.Itoa(b.score.categories),
		"--shard":           strconv.Itoa(b.shard),
		"--checkpoint":      strconv.Itoa(b.segmentDocuments),
		"--max-document":    strconv.FormatInt(b.document, 10),
		"--max-unpacked":    strconv.FormatInt(b.unpacked, 10),
		"--piece":           strconv.FormatInt(b.piece, 10),
		"--failed":          b.failed,
		"--entities":        b.registry.file,
		"--date-field":      b.registry.date(),
	}
	// Two builds of changed sources have one commit.
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if job["program"], err = sink.Content(program); err != nil {
		return nil, err
	}
	for flag, path := range map[string]string{"--weights": known.model, "--docfreq": b.score.docFreq, "--ranking": b.score.ranking, "--model": b.score.model} {
		if job[flag] = path; path == "" || flag == "--weights" && path == byHand {
			continue
		}
		var err error
		if job[flag], err = sink.Content(path); err != nil {
			return nil, err
		}
	}
	for _, path := range known.gazetteers {
		if o := known.lists.of(path); o.Label != "" || o.Columns != nil {
			job["--list-label "+path], job["--list-columns"] = o.Label, fmt.Sprint(o.Columns) // maps print in order
		}
	}
	for flag, files := range map[string][]string{"--gazetteer": known.gazetteers, "--rules": known.rules} {
		for i, path := range files {
			var err error
			if job[fmt.Sprintf("%s %d", flag, i+1)], err = sink.Content(path); err != nil {
				return nil, err
			}
		}
	}
	return job, nil
}

// size adds a flag that takes a number of bytes: 500, 64KB, 1.5MB, 2GB.
func size(cmd *cobra.Command, to *int64, name string, deflt int64, usage string) {
	*to = deflt
	cmd.Flags().Var(&value{sizeText(deflt), "SIZE", func(s string) error {
		n, ok := parseSize(s)
		if !ok {
			return fmt.Errorf("want a size, as 500KB, 64MB or 2GB")
		}
		*to = n
		return nil
	}}, name, usage)
}

var sizeUnits = []struct {
	name string
	size int64
}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"B", 1}, {"", 1}}

func parseSize(s string) (int64, bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	for _, u := range sizeUnits {
		if number, ok := strings.CutSuffix(s, u.name); ok {
			x, err := strconv.ParseFloat(number, 64)
			n := x * float64(u.size)
			return int64(n), err == nil && n >= 0 && n < math.MaxInt64/2
		}
	}
	return 0, false
}

func sizeText(n int64) string {
	for _, u := range sizeUnits[:3] {
		if n >= u.size && n%u.size == 0 {
			return strconv.FormatInt(n/u.size, 10) + u.name
		}
	}
	return strconv.FormatInt(n, 10)
}
