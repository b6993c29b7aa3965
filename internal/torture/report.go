//go:build linux

package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// report counts what came of the trials.
type report struct {
	seed     uint64
	started  time.Time
	outcomes map[string]map[outcome]int // by kind
	skipped  map[string]string          // why, by kind
	findings []string

	kills  int
	jobs   int
	peaks  map[string]int64 // most memory in bytes, by kind of file
	longst map[string]time.Duration
}

func newReport(seed uint64) *report {
	return &report{seed: seed, started: time.Now(), outcomes: map[string]map[outcome]int{}, skipped: map[string]string{}}
}

func (r *report) add(kind string, trial int, what outcome, err error) {
	var s skip
	switch {
	case errors.As(err, &s):
		r.skipped[kind] = string(s)
		return
	case err != nil:
		r.find(kind, trial, err)
		what = "FOUND"
	}
	if r.outcomes[kind] == nil {
		r.outcomes[kind] = map[outcome]int{}
	}
	r.outcomes[kind][what]++
}

func (r *report) find(kind string, trial int, err error) {
	r.findings = append(r.findings, fmt.Sprintf("%s, trial %d (-seed %d -only %s -trial %d): %v", kind, trial, r.seed, kind, trial, err))
}

// bench takes over what the bench has counted.
func (r *report) bench(b *bench) {
	r.kills, r.jobs, r.peaks, r.longst = b.kills, b.jobs, b.peaks, b.longest
}

// write writes it in Markdown.
func (r *report) write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Seed %d, %.1f minutes: %d commands, %d kills.\n\n", r.seed, time.Since(r.started).Minutes(), r.jobs, r.kills)
	b.WriteString("| trials | | came of it |\n| --- | --- | --- |\n")
	for _, k := range kinds {
		if why := r.skipped[k.name]; why != "" {
			fmt.Fprintf(&b, "| %s | skipped | %s |\n", k.name, why)
			continue
		}
		n, parts := 0, []string{}
		for _, what := range slices.Sorted(maps.Keys(r.outcomes[k.name])) {
			n += r.outcomes[k.name][what]
			parts = append(parts, fmt.Sprintf("%s %d", what, r.outcomes[k.name][what]))
		}
		fmt.Fprintf(&b, "| %s | %d | %s |\n", k.name, n, strings.Join(parts, ", "))
	}
	if len(r.peaks) > 0 {
		b.WriteString("\n| broken file | most memory | longest |\n| --- | --- | --- |\n")
		for _, name := range slices.Sorted(maps.Keys(r.peaks)) {
			fmt.Fprintf(&b, "| %s | %d MB | %.1f s |\n", name, r.peaks[name]>>20, r.longst[name].Seconds())
		}
	}
	fmt.Fprintf(&b, "\nFindings: %d\n", len(r.findings))
	for _, f := range r.findings {
		fmt.Fprintf(&b, "\n- %s\n", f)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
