package main

import (
	"errors"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestFlagOf: the flags that stand in for fields of options are flags.
func TestFlagOf(t *testing.T) {
	known := map[string]bool{}
	var add func(*cobra.Command)
	add = func(cmd *cobra.Command) {
		for _, flag := range flagOf {
			known[flag] = known[flag] || cmd.Flags().Lookup(flag) != nil
		}
		for _, c := range cmd.Commands() {
			add(c)
		}
	}
	add(newRoot())
	for field, flag := range flagOf {
		if !known[flag] {
			t.Errorf("Options.%s: no verb has --%s", field, flag)
		}
	}
	const want = "a; raise it with --max-document or Options.Other"
	if got := withFlags("a; raise it with Options.MaxDocument or Options.Other"); got != want {
		t.Errorf("got %s", got)
	}
}

// TestPackages: the packages whose errors begin with a word and a colon are all
// known, and no others. internal/arch sees to it that the word is their name.
func TestPackages(t *testing.T) {
	prefix := regexp.MustCompile(`(?:errors\.New|fmt\.Errorf)\("([a-z]+): `)
	inner := []string{"internal/engine", "internal/explore"} // errors of the others say no package
	var found []string
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (path == ".git" || path == "cmd" || path == "beam" || strings.HasPrefix(path, "internal/") && !slices.Contains(inner, path)):
			return fs.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		b, err := fs.ReadFile(root, path)
		for _, m := range prefix.FindAllSubmatch(b, -1) {
			found = append(found, string(m[1]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	if found = slices.Compact(found); !slices.Equal(found, packages) {
		t.Errorf("the packages are\n%v, known are\n%v", found, packages)
	}
	if got := bare(errors.New("alam: topics: classifier: broken")).Error(); got != "classifier: broken" {
		t.Errorf("got %s", got)
	}
}
