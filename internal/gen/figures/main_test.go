package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../../.."

// TestFigures: every number of the pages is that of its figure, the table of
// figures is that of today, and no number stands without a source.
func TestFigures(t *testing.T) {
	all, err := gather(root)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pages(root)
	if err != nil {
		t.Fatal(err)
	}
	defined, err := readTable(root, definedFile, 4)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, name := range names {
		page := read(t, name)
		p, err := fill(page, all, used)
		if err != nil {
			t.Errorf("%s:%v", name, err)
			continue
		}
		was, is := strings.Split(page, "\n"), strings.Split(p, "\n")
		for i := range is {
			if was[i] != is[i] {
				t.Errorf("%s:%d: a number is not that of its figure; go run ./internal/gen/figures writes\n%s", name, i+1, is[i])
			}
		}
		var own []string
		for _, d := range defined {
			if d[0] == name {
				own = append(own, d[1])
			}
		}
		for _, l := range unsourced(page, own, name == "README.md") {
			t.Errorf("%s:%d: %q has no source: put <!-- fig: NAME --> behind it, the name of a figure of %s, %s or a generated table; or list what defines it in %s",
				name, l.line, l.text, figuresFile, measuredFile, definedFile)
		}
	}
	if got := table(all, used); got != read(t, figuresFile) {
		t.Errorf("%s is not up to date: go run ./internal/gen/figures", figuresFile)
	}
	rows, err := measured(root)
	if err != nil {
		t.Fatal(err)
	}
	ratios := map[string]bool{"speed.topics": true}
	for _, r := range rows {
		if !used[r.name] && !ratios[r.name] {
			t.Errorf("%s: no page has the figure %s", measuredFile, r.name)
		}
	}
}

// TestDefined: what a page says of limits stands in the code as the table has it.
func TestDefined(t *testing.T) {
	rows, err := readTable(root, definedFile, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range rows {
		page, text, file, line := c[0], c[1], c[2], c[3]
		if !strings.Contains(read(t, page), text) {
			t.Errorf("%s: %s does not say %q", definedFile, page, text)
		}
		if file != "" && !strings.Contains(read(t, file), line) {
			t.Errorf("%s says %q by %s, which has no %q: look what it is now", page, text, file, line)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestUnsourced(t *testing.T) {
	page := "It makes 5.6 MB/s, 12 % of `3.4`, 1,650 articles in 2024, v2.1 at 8 s.\n```\n99.1\n```\nLimit 64 MB, 94.2<!-- fig: x -->, F1@10 of 33.\n"
	var got []string
	for _, l := range unsourced(page, []string{"64 MB"}, true) {
		got = append(got, l.text)
	}
	if want := "5.6|12 %|1,650|8 s|33"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %s", got, want)
	}
	all := map[string]figure{"x": {name: "x", value: 94.266}, "n": {name: "n", value: 1650}}
	out, err := fill("F1 94.2<!-- fig: x --> of 9<!-- fig: n -->", all, map[string]bool{})
	if want := "F1 94.3<!-- fig: x --> of 1,650<!-- fig: n -->"; err != nil || out != want {
		t.Errorf("%q, %v, want %q", out, err, want)
	}
	for _, wrong := range []string{"1<!-- fig: y -->", "one<!-- fig: x -->"} {
		if _, err := fill(wrong, all, map[string]bool{}); err == nil {
			t.Errorf("%q: no error", wrong)
		}
	}
}

func TestTaken(t *testing.T) {
	out := "BenchmarkAnalyze-2  10  1 ns/op   5.61 MB/s\nBenchmarkAnalyzeTopics  10  1 ns/op  3.2 MB/s\n"
	for take, want := range map[string]float64{"BenchmarkAnalyze MB/s": 5.61, "BenchmarkAnalyzeTopics MB/s": 3.2} {
		if got, err := taken(out, take); err != nil || got != want {
			t.Errorf("%s: %v, %v", take, got, err)
		}
	}
	if _, err := taken(out, "BenchmarkOther MB/s"); err == nil {
		t.Error("no error for a benchmark that did not run")
	}
}
