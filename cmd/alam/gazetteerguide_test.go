package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestGazetteerGuide runs every command of docs/gazetteer.md as
// TestEvaluationGuide does those of its guide; -update writes what they print.
func TestGazetteerGuide(t *testing.T) { runGuideFile(t, "../../docs/gazetteer.md") }

// TestRulesGuide does so for docs/rules.md.
func TestRulesGuide(t *testing.T) { runGuideFile(t, "../../docs/rules.md") }

func runGuideFile(t *testing.T, guide string) {
	if runtime.GOOS == "windows" {
		t.Skip("no sh")
	}
	source, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var out strings.Builder
	for i, part := range strings.Split(string(source), "```") {
		if i > 0 {
			out.WriteString("```")
		}
		info, body, _ := strings.Cut(part, "\n")
		kind, name, _ := strings.Cut(info, " ")
		switch {
		case i%2 == 0 || kind != "console" && name == "":
			out.WriteString(part)
		case kind == "console":
			out.WriteString(info + "\n" + runGuide(t, dir, lines(body), name == "varies"))
		default:
			if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
			out.WriteString(part)
		}
	}
	if *update && out.String() != string(source) {
		if err := os.WriteFile(guide, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// lines are the lines of s with their ends.
func lines(s string) []string {
	l := strings.SplitAfter(s, "\n")
	return l[:len(l)-1]
}
