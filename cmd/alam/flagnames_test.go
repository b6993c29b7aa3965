package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// meanings are the flags that several verbs have and whose help differs: what
// the name means in all of them. A flag that is not here has one help.
var meanings = map[string]string{
	"categories":      "how many categories, the likeliest",
	"category-field":  "field that holds the category of an article",
	"date-field":      "field that holds the date of an article",
	"explain":         "say what a result is made of",
	"folds":           "so many parts, each scored by itself; what is fitted is fitted to the others",
	"format":          "form of the output",
	"gold":            "labelled file",
	"gold-top":        "how many keyphrases of the gold count",
	"guideline":       "what counts as a name; of fit, in a file",
	"html":            "a page to write, too",
	"input":           "form of what is read",
	"iterations":      "steps of a fit at most",
	"keyphrase-field": "field that holds a list of keyphrases",
	"labels":          "labels that count",
	"map":             "rename labels or categories",
	"max-features":    "how many terms, the most frequent",
	"min-df":          "least number of documents of a term",
	"offsets":         "what start and end count",
	"output":          "what is written",
	"pred":            "predictions",
	"seed":            "of what is drawn; equal seeds give equal results",
	"text-field":      "field that holds the text",
	"top":             "how many results, the best",
	"topics":          "add keyphrases, so many",
}

// shapes are the flags whose values have several shapes, and why.
var shapes = map[string]string{
	"format":    "each verb has forms of its own",
	"guideline": "fit says it of each file",
	"input":     "eval reads labelled files, and two of them",
	"output":    "batch tells the format by it",
}

// shorthands are letters that mean something else in one verb.
var shorthands = map[string]string{
	"o": "conlleval's own letter, in alam eval --format conlleval",
}

// TestFlagNames: over all verbs, a flag of one name means one thing and takes one
// sort of value, a letter stands for one flag, and what gathers values says so.
func TestFlagNames(t *testing.T) {
	type use struct {
		verb string
		flag *pflag.Flag
	}
	uses := map[string][]use{}
	letters := map[string]map[string]bool{}
	for _, cmd := range commandsBelow(newRoot()) {
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "help" {
				return
			}
			uses[f.Name] = append(uses[f.Name], use{cmd.CommandPath(), f})
			if f.Shorthand != "" {
				if letters[f.Shorthand] == nil {
					letters[f.Shorthand] = map[string]bool{}
				}
				letters[f.Shorthand][f.Name] = true
			}
			_, gathers := f.Value.(pflag.SliceValue)
			if gathers && !strings.Contains(f.Usage, "repeatable") {
				t.Errorf("%s: --%s gathers values and does not say that it is repeatable", cmd.CommandPath(), f.Name)
			}
			if strings.HasPrefix(f.Name, "no-") && uses[strings.TrimPrefix(f.Name, "no-")] != nil {
				t.Errorf("%s: --%s is not the contrary of --%s", cmd.CommandPath(), f.Name, f.Name[3:])
			}
		})
	}
	brackets := regexp.MustCompile(` ?\([^)]*\)`)
	for name, all := range uses {
		same := func(of func(*pflag.Flag) string) bool {
			return !slices.ContainsFunc(all, func(u use) bool { return of(u.flag) != of(all[0].flag) })
		}
		if !same(func(f *pflag.Flag) string { kind, _ := pflag.UnquoteUsage(f); return kind }) && shapes[name] == "" {
			t.Errorf("--%s takes several sorts of value; what is it in each verb? %v", name, slices.Collect(maps.Keys(uses)))
		}
		if !same(func(f *pflag.Flag) string { return brackets.ReplaceAllString(f.Usage, "") }) && meanings[name] == "" {
			for _, u := range all {
				t.Errorf("%s: --%s: %s", u.verb, name, u.flag.Usage)
			}
			t.Errorf("--%s has several helps: is it one thing? Then write into the list of meanings what it is", name)
		}
	}
	for _, list := range []map[string]string{meanings, shapes} {
		for name := range list {
			if len(uses[name]) < 2 {
				t.Errorf("--%s stands in a list and is a flag of %d verbs", name, len(uses[name]))
			}
		}
	}
	for letter, names := range letters {
		if len(names) > 1 && shorthands[letter] == "" {
			t.Errorf("-%s stands for %v", letter, slices.Collect(maps.Keys(names)))
		}
	}
}

// commandsBelow are all commands below one that do something of ours.
func commandsBelow(cmd *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range cmd.Commands() {
		if c.Name() != "help" && c.Name() != "completion" {
			out = append(append(out, c), commandsBelow(c)...)
		}
	}
	return out
}

// TestFormerFlags: a name that was given up is refused by each verb that has the
// flag of now, with its name; and every verb says which flag was meant.
func TestFormerFlags(t *testing.T) {
	for _, c := range commandsBelow(newRoot()) {
		path := strings.Fields(c.CommandPath())[1:]
		for old, now := range former {
			if formerOf(c, old) == "" {
				continue
			}
			status, _, stderr := command(t, "", append(slices.Clone(path), "--"+old, "x")...)
			if want := "unknown flag: --" + old + ", did you mean --" + now + "?"; status != statusUsage || !strings.Contains(stderr, want) {
				t.Errorf("%v --%s: status %d, %s", path, old, status, stderr)
			}
		}
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if len(f.Name) < 4 {
				return
			}
			status, _, stderr := command(t, "", append(slices.Clone(path), "--"+f.Name+"x")...)
			if status != statusUsage || !strings.Contains(stderr, "did you mean --"+f.Name) {
				t.Errorf("%v --%sx: status %d, %s", path, f.Name, status, stderr)
			}
		})
	}
}
