package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/word"
)

func newGazetteer() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gazetteer",
		Short: "Ask the lists of names",
		Args:  noVerb,
		RunE:  help,
	}
	cmd.AddCommand(newLookup())
	cmd.AddCommand(newImport())
	cmd.AddCommand(gazetteerTools()...)
	return cmd
}

func newLookup() *cobra.Command {
	var (
		lists  []string
		form   listForm
		asJSON bool
		color  string
	)
	cmd := &cobra.Command{
		Use:   "lookup [flags] NAME ...",
		Short: "Say how a name is read, and why it matches or does not",
		Long: `Say how a name is read: with every cut of proclitics, what the lists have for
it, as it is or as a variant in another transliteration, and why they do not. Exit status 1 if none of the names is listed.`,
		Example: `  alam gazetteer lookup 'وبالكرملين'
  alam gazetteer lookup 'للأمم المتحدة' 'القاهره'
  alam gazetteer lookup --json --gazetteer our-names.tsv 'بيروت'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("no NAME to look up")
			}
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&lists, "gazetteer", nil, "`FILE` of names that lies over the embedded one: a list as docs/gazetteer.md has it, a name a line, CSV or compiled; repeatable, the last on top")
	form.add(cmd)
	textOrJSON(cmd, &asJSON, "form of the output; json is an object for each name")
	choice(cmd, &color, "color", "auto", "colour on the terminal; auto respects NO_COLOR", "auto", "always", "never")
	cmd.RunE = func(cmd *cobra.Command, names []string) error {
		if err := form.check(lists); err != nil {
			return err
		}
		layers, listName, err := openLists(lists, &form)
		if err != nil {
			return failure{err}
		}
		return lookup(cmd, names, layers, listName, asJSON, color)
	}
	return cmd
}

// openLists lays the lists over the embedded one, and says how each is called.
func openLists(paths []string, form *listForm) (*gazetteer.Layers, func(*gazetteer.Gazetteer) string, error) {
	embedded, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		return nil, nil, err
	}
	all := []*gazetteer.Gazetteer{embedded}
	names := map[*gazetteer.Gazetteer]string{embedded: "embedded list"}
	for _, path := range paths {
		g, err := openList(path, form)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, g)
		names[g] = path
	}
	return gazetteer.NewLayers(all...), func(g *gazetteer.Gazetteer) string { return names[g] }, nil
}

func lookup(cmd *cobra.Command, names []string, layers *gazetteer.Layers,
	listName func(*gazetteer.Gazetteer) string, asJSON bool, color string) error {
	out := cmd.OutOrStdout()
	stats, err := word.OpenStats(data.WordStats())
	if err != nil {
		return failure{err}
	}
	lexicon, err := ner.OpenLexicon(data.Lexicon())
	if err != nil {
		return failure{err}
	}
	finder := gazetteer.Scratch{Ordinary: ner.OrdinaryWords(stats, lexicon)}
	found := false
	for _, name := range names {
		if err := source.CheckText("NAME", name); err != nil {
			return failure{err}
		}
		l := &console.Lookup{Name: name, Readings: layers.LookupBy(&finder, name), ListName: listName}
		found = found || l.Found()
		if asJSON {
			err = console.WriteLookupJSON(out, l)
		} else {
			err = console.WriteLookup(out, l, console.UseColor(color, out, os.Getenv))
		}
		if err != nil {
			return writeError(err)
		}
	}
	if !found {
		return errReported
	}
	return nil
}
