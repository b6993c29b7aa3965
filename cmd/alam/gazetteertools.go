package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/word"
)

// gazetteerTools are the verbs that keep lists of names.
func gazetteerTools() []*cobra.Command {
	return []*cobra.Command{newBuild(), newStats(), newLint(), newDiff()}
}

func newBuild() *cobra.Command {
	var to string
	var form listForm
	cmd := &cobra.Command{
		Use:   "build [flags] FILE.tsv ... -o FILE.gaz",
		Short: "Compile lists of names",
		Long: `Compile lists of names, which are read as one, into a file that opens in no
time. The file is written whole or not at all. See docs/gazetteer.md.`,
		Example: `  alam gazetteer build our-names.tsv -o our-names.gaz
  alam gazetteer build people.tsv places.tsv -o all.gaz
  echo 'زار الوفد دار القلم' | alam tag --gazetteer all.gaz`,
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "`FILE` to write")
	form.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		switch {
		case len(files) == 0:
			return errors.New("no FILE.tsv to compile")
		case to == "":
			return errors.New("name the file to write with -o FILE.gaz")
		case slices.ContainsFunc(files, func(f string) bool { return filepath.Clean(f) == filepath.Clean(to) }):
			return fmt.Errorf("-o %s is one of the lists to read", to)
		}
		if err := cmp.Or(checkFiles(cmd, files), form.check(files)); err != nil {
			return err
		}
		return build(cmd, files, &form, to)
	}
	return cmd
}

func build(cmd *cobra.Command, files []string, form *listForm, to string) error {
	sources, findings, err := readSources(cmd, files, form)
	if err != nil {
		return failure{err}
	}
	if findings = append(findings, gazetteer.LintIDs(sources)...); len(findings) > 0 {
		for _, f := range findings {
			report(cmd.ErrOrStderr(), errors.New(f.String()))
		}
		return errReported
	}
	entries := make([]gazetteer.Entry, len(sources))
	for i := range sources {
		entries[i] = sources[i].Entry
	}
	b, err := gazetteer.Compile(entries)
	if err != nil {
		return failure{err}
	}
	return writeFile(to, cmd.OutOrStdout(), func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

func newStats() *cobra.Command {
	var asJSON bool
	var form listForm
	cmd := &cobra.Command{
		Use:   "stats [flags] [FILE ...]",
		Short: "Count entries and names, by label, region and kind",
		Long: `Count the entries and names of lists, TSV or compiled, together; without FILE,
those of the embedded list. The region is that of the entry's country.`,
		Example: `  alam gazetteer stats
  alam gazetteer stats --json our-names.tsv`,
	}
	textOrJSON(cmd, &asJSON, "form of the output")
	form.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		if err := form.check(files); err != nil {
			return err
		}
		lists, err := openEach(files, &form)
		if err != nil {
			return failure{err}
		}
		s := gazetteer.Count(lists...)
		if asJSON {
			err = json.NewEncoder(cmd.OutOrStdout()).Encode(s)
		} else {
			err = s.WriteText(cmd.OutOrStdout())
		}
		if err != nil {
			return writeError(err)
		}
		return nil
	}
	return cmd
}

// openEach opens lists, TSV or compiled; without any, the embedded one.
func openEach(files []string, form *listForm) ([]*gazetteer.Gazetteer, error) {
	if len(files) == 0 {
		g, err := gazetteer.Open(data.Gazetteer())
		return []*gazetteer.Gazetteer{g}, err
	}
	var lists []*gazetteer.Gazetteer
	for _, path := range files {
		g, err := openList(path, form)
		if err != nil {
			return nil, err
		}
		lists = append(lists, g)
	}
	return lists, nil
}

func newLint() *cobra.Command {
	var allow []gazetteer.Code
	var form listForm
	var notes bool
	var help strings.Builder
	for _, c := range gazetteer.Codes() {
		fmt.Fprintf(&help, "\n  %-20s%-9s%s", c.Code, c.Severity, c.Meaning)
	}
	cmd := &cobra.Command{
		Use:   "lint [flags] [FILE.tsv ...]",
		Short: "Say what is wrong with lists of names",
		Long: `Say what is wrong with lists of names, which are read as one; without FILE, with
the embedded list. Exit status 1 if there are errors; warnings are for a reader, and notes only
given with --notes.

` + help.String()[1:],
		Example: `  alam gazetteer lint our-names.tsv
  alam gazetteer lint --allow homonym --allow common-word people.tsv places.tsv`,
	}
	cmd.Flags().Var(&value{"", "CODE", func(s string) error {
		for _, c := range gazetteer.Codes() {
			if string(c.Code) == s {
				allow = append(allow, c.Code)
				return nil
			}
		}
		return errors.New("want a code from the list in --help")
	}}, "allow", "leave out findings of this code; repeatable")
	form.add(cmd)
	cmd.Flags().BoolVar(&notes, "notes", false, "give notes, too: what is nothing wrong")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		if len(files) > 0 {
			if err := checkFiles(cmd, files); err != nil {
				return err
			}
		}
		if err := form.check(files); err != nil {
			return err
		}
		return lint(cmd, files, &form, notes, allow)
	}
	return cmd
}

func lint(cmd *cobra.Command, files []string, form *listForm, notes bool, allow []gazetteer.Code) error {
	words, err := word.OpenStats(data.WordStats())
	if err != nil {
		return failure{err}
	}
	sources, findings, err := readSources(cmd, files, form)
	if err != nil {
		return failure{err}
	}
	findings = slices.DeleteFunc(findings, func(f gazetteer.Finding) bool { return slices.Contains(allow, f.Code) })
	more, err := gazetteer.Lint(sources, gazetteer.LintOptions{Allow: allow, Notes: notes, Words: func(key string) (int, int, int) {
		c := words.Find(key)
		return c.Bare, c.Article, c.Suffix
	}})
	if err != nil {
		return failure{err}
	}
	n := map[gazetteer.Severity]int{}
	for _, f := range append(findings, more...) {
		n[f.Severity]++
		if _, err := fmt.Fprintln(cmd.OutOrStdout(), console.Visible(f.String())); err != nil {
			return writeError(err)
		}
	}
	if len(n) > 0 {
		sums := fmt.Sprintf("errors: %d, warnings: %d", n[gazetteer.Error], n[gazetteer.Warning])
		if notes {
			sums += fmt.Sprintf(", notes: %d", n[gazetteer.Note])
		}
		fmt.Fprintln(cmd.ErrOrStderr(), sums)
	}
	if n[gazetteer.Error] > 0 {
		return errReported
	}
	return nil
}

// readSources reads lists in TSV; without any, the embedded one. Rows that
// cannot be read are findings.
func readSources(cmd *cobra.Command, files []string, form *listForm) ([]gazetteer.Located, []gazetteer.Finding, error) {
	var sources []gazetteer.Located
	var findings []gazetteer.Finding
	if len(files) == 0 {
		lists, err := openEach(nil, nil)
		if err != nil {
			return nil, nil, err
		}
		for _, e := range lists[0].Entries() {
			sources = append(sources, gazetteer.Located{Entry: e, Path: "embedded list"})
		}
	}
	for _, path := range files {
		r, _, err := source.Open(path, cmd.InOrStdin())
		if err != nil {
			return nil, nil, err
		}
		rows, errs := gazetteer.ReadList(path, r, form.of(path))
		r.Close()
		sources = append(sources, rows...)
		for _, err := range errs {
			findings = append(findings, gazetteer.FormatFinding(err))
		}
	}
	return sources, findings, nil
}

func newDiff() *cobra.Command {
	var form listForm
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say how one list of names differs from another",
		Long: `Say how one list of names, TSV or compiled, differs from another: entries added,
removed and changed, told apart by their ids, and names gained and lost.`,
		Example: `  alam gazetteer diff old.gaz our-names.tsv
  alam gazetteer diff --list-label PER last-year.txt this-year.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return fmt.Errorf("want two lists, OLD and NEW, not %d", len(args))
			}
			return nil
		},
	}
	form.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		if err := form.check(files); err != nil {
			return err
		}
		lists, err := openEach(files, &form)
		if err != nil {
			return failure{err}
		}
		if err := gazetteer.Difference(lists[0], lists[1]).WriteText(cmd.OutOrStdout()); err != nil {
			return writeError(err)
		}
		return nil
	}
	return cmd
}
