package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/peer"
	"github.com/alam-nlp/alam/gold"
)

var update = flag.Bool("update", false, "write the output of the commands in docs/evaluation.md")

const guide = "../../docs/evaluation.md"

// TestEvaluationGuide runs every command of the guide and compares its output.
// Blocks fenced as "console" hold "$ command" lines and what they print; those
// fenced as "console varies" depend on the embedded lists and rules, so that they
// are only run. A block with a file's name beside its language is that file.
func TestEvaluationGuide(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no sh")
	}
	source, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	data, err := filepath.Abs("../../data")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(data, filepath.Join(dir, "data")); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	lines := strings.SplitAfter(string(source), "\n")
	for i := 0; i < len(lines); i++ {
		out.WriteString(lines[i])
		info, fence := strings.CutPrefix(strings.TrimSpace(lines[i]), "```")
		if !fence {
			continue
		}
		var block []string
		for i++; i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
			block = append(block, lines[i])
		}
		kind, name, _ := strings.Cut(info, " ")
		switch {
		case kind == "console":
			out.WriteString(runGuide(t, dir, block, name == "varies"))
		case name != "":
			if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(block, "")), 0o644); err != nil {
				t.Fatal(err)
			}
			fallthrough
		default:
			out.WriteString(strings.Join(block, ""))
		}
		if i < len(lines) {
			out.WriteString(lines[i])
		}
	}
	if *update && out.String() != string(source) {
		if err := os.WriteFile(guide, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// runGuide gives the block as it is with the output of today.
func runGuide(t *testing.T, dir string, block []string, varies bool) string {
	t.Helper()
	var out strings.Builder
	for i := 0; i < len(block); {
		command, ok := strings.CutPrefix(block[i], "$ ")
		if !ok {
			t.Errorf("output without a command: %q", block[i])
			return strings.Join(block, "")
		}
		out.WriteString(block[i])
		var want strings.Builder
		for i++; i < len(block) && !strings.HasPrefix(block[i], "$ "); i++ {
			want.WriteString(block[i])
		}
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = dir
		b, err := cmd.CombinedOutput()
		got := string(b)
		switch {
		case err != nil:
			t.Errorf("%s%v\n%s", command, err, got)
		case got != want.String() && !varies && !*update:
			t.Errorf("%sprints\n%s\nnot\n%s", command, got, want.String())
		}
		out.WriteString(got)
	}
	return out.String()
}

// TestGreedy holds the figures that the guide gives for nervaluate's pairing
// beside our own.
func TestGreedy(t *testing.T) {
	span := func(start, end int, label string) gold.Span { return gold.Span{Start: start, End: end, Label: label} }
	nested := []gold.Span{span(7, 20, "ORG"), span(13, 20, "LOC")}
	beside := []gold.Span{span(0, 14, "ORG"), span(15, 20, "LOC")}
	two := eval.Outcome{Correct: 2}
	half := eval.Outcome{Correct: 1, Incorrect: 1}
	for _, c := range []struct {
		gold, pred   []gold.Span
		greedy, ours eval.Outcome // strict
	}{
		{nested, []gold.Span{nested[1], nested[0]}, eval.Outcome{Incorrect: 2}, two},
		{nested, nested, two, two},
		{beside, []gold.Span{span(0, 20, "ORG"), beside[0]}, eval.Outcome{Incorrect: 1, Missed: 1, Spurious: 1}, half},
		{beside, []gold.Span{beside[0], span(0, 20, "ORG")}, half, half},
	} {
		r, err := peer.Nervaluate([][]gold.Span{c.gold}, [][]gold.Span{c.pred}, []string{"ORG", "LOC"}, peer.NervaluateOptions{FirstMet: true})
		if err != nil {
			t.Fatal(err)
		}
		if r.Overall.Strict != c.greedy {
			t.Errorf("nervaluate on %v: %+v, want %+v", c.pred, r.Overall.Strict, c.greedy)
		}
		if o := eval.MatchSpans(c.gold, c.pred); o.Strict != c.ours {
			t.Errorf("ours on %v: %+v, want %+v", c.pred, o.Strict, c.ours)
		}
	}
	r, err := peer.Nervaluate([][]gold.Span{nested}, [][]gold.Span{{nested[1], nested[0]}}, []string{"ORG", "LOC"}, peer.NervaluateOptions{FirstMet: true})
	if err != nil {
		t.Fatal(err)
	}
	if o := r.Overall; o.Exact.Correct+o.Type.Correct != 0 || o.Partial.Partial != 2 {
		t.Errorf("nervaluate on nested names: %+v", o)
	}
}
