package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/data"
)

func newVersion() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version, its commit, and which data are in it",
		Long: `Version prints the version; the commit it was built from, with the date of
that; the checksum and the month of the embedded data; and the toolchain. What
the build did not note is unknown: a commit is noted by go build in a checkout,
unless -buildvcs=false is given.`,
		Example: "  alam version\n  alam version --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return printVersion(cmd.OutOrStdout(), asJSON)
		},
	}
	textOrJSON(cmd, &asJSON, "form of the output")
	return cmd
}

// printVersion writes what this program and its data are.
func printVersion(w io.Writer, asJSON bool) error {
	p := thisProgram()
	p.Data, p.DataDate = data.Checksum(), data.Date
	text := p.text()
	if asJSON {
		line, err := json.Marshal(p)
		if err != nil {
			return err
		}
		text = string(line) + "\n"
	}
	if _, err := io.WriteString(w, text); err != nil {
		return writeError(err)
	}
	return nil
}

// A program is what this one was built from, empty where that was not noted.
type program struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Changed  bool   `json:"changed"`        // there were changes beside the commit
	Date     string `json:"date,omitempty"` // of the commit
	Data     string `json:"data"`
	DataDate string `json:"data_date"`
	Go       string `json:"go"`
	System   string `json:"system"`
}

// thisProgram is this program, without its data: their checksum takes
// its time.
func thisProgram() program {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = new(debug.BuildInfo)
	}
	return programOf(info)
}

func programOf(info *debug.BuildInfo) program {
	p := program{Version: info.Main.Version, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			p.Commit = s.Value
		case "vcs.modified":
			p.Changed = s.Value == "true"
		case "vcs.time":
			p.Date = s.Value
		}
	}
	if p.Version == "" {
		p.Version = "(devel)"
	}
	return p
}

// identity names the program in a checkpoint: what decides on its output, and
// no date.
func (p program) identity() string {
	name := p.Version
	if p.Commit != "" { // the version is made of it and of its date
		name = p.revision()
	}
	return fmt.Sprintf("alam %s (%s %s)", name, p.Go, p.System)
}

// revision is the commit, with a sign of changes.
func (p program) revision() string {
	if p.Changed {
		return p.Commit + "+changes"
	}
	return p.Commit
}

// text is what alam version prints.
func (p program) text() string {
	commit := "unknown"
	if p.Commit != "" {
		if commit = p.Commit[:min(12, len(p.Commit))]; p.Date != "" {
			commit += " of " + p.Date
		}
		if p.Changed {
			commit += ", with changes"
		}
	}
	return fmt.Sprintf("alam %s\ncommit %s\ndata %s of %s\nbuilt with %s for %s\n", p.Version, commit, p.Data, p.DataDate, p.Go, p.System)
}
