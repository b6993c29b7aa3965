package cases

import (
	"context"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam"
)

var update = flag.Bool("update", false, "write known-failures.txt anew")

const (
	failuresPath = "known-failures.txt"
	failuresHead = "# Cases that the tagger gets wrong, as file/case, and why. Written by: go test ./internal/cases -update, the reasons by hand.\n"
)

// TestCases: the tagger finds in every case what an editor would mark, to the
// byte, but for the cases that known-failures.txt owns to.
func TestCases(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 160 {
		t.Errorf("%d cases", len(all))
	}
	a, err := alam.New(alam.Options{})
	if err != nil {
		t.Fatal(err)
	}
	known := readFailures(t)
	reasons := maps.Clone(known)
	var failed []string
	for _, c := range all {
		diff := differences(t, a, c)
		_, listed := known[c.Name]
		delete(known, c.Name)
		if diff != "" {
			failed = append(failed, c.Name+"\t"+reasons[c.Name])
		}
		switch {
		case *update, (diff != "") == listed && !testing.Verbose():
		case listed && diff == "":
			t.Errorf("%s is right now: take it out of %s (go test ./internal/cases -update)", c.Name, failuresPath)
		case listed:
			t.Logf("%s (known)\n%s\n%s", c.Name, c.Text, diff)
		case diff != "":
			t.Errorf("%s\n%s\n%s", c.Name, c.Text, diff)
		}
	}
	for name := range known {
		if !*update {
			t.Errorf("%s: no case is called %s", failuresPath, name)
		}
	}
	t.Logf("%d of %d cases right", len(all)-len(failed), len(all))
	if *update {
		slices.Sort(failed)
		if err := os.WriteFile(failuresPath, []byte(failuresHead+lines(failed)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// differences says what is missing and what is too much; empty if nothing.
func differences(t *testing.T, a *alam.Analyzer, c Case) string {
	t.Helper()
	x, err := a.Analyze(context.Background(), c.Text)
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	found := make([]Mention, len(x.Mentions))
	for i, m := range x.Mentions {
		found[i] = Mention{m.Start, m.End, m.Text, string(m.Label), m.Kind}
	}
	var diff []string
	for _, want := range c.Mentions {
		i := slices.IndexFunc(found, func(m Mention) bool { return same(want, m) })
		if i < 0 {
			diff = append(diff, "- "+want.String())
			continue
		}
		found = slices.Delete(found, i, i+1)
	}
	for _, m := range found {
		diff = append(diff, "+ "+m.String())
	}
	return lines(diff)
}

func same(want, got Mention) bool {
	return want.Start == got.Start && want.End == got.End && want.Label == got.Label && (want.Kind == "" || want.Kind == got.Kind)
}

func lines(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return strings.Join(s, "\n") + "\n"
}

// readFailures gives the known failures, each with its reason.
func readFailures(t *testing.T) map[string]string {
	b, err := os.ReadFile(failuresPath)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	last := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, reason, _ := strings.Cut(line, "\t")
		if name <= last {
			t.Errorf("%s: %s stands behind %s, want them sorted", failuresPath, name, last)
		}
		if reason == "" && !*update {
			t.Errorf("%s: %s has no reason: write it behind a tab", failuresPath, name)
		}
		known[name], last = reason, name
	}
	return known
}

// TestFormat: what does not keep to the format is an error that says why.
func TestFormat(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"نص\nLOC نص\n", "no empty line"},
		{"نص\n\n", "want a label"},
		{"نص\n\n# names?\n", "want names"},
		{"بيروت\n\nnone\nLOC بيروت\n", "want names"},
		{"بيروت\n\nCITY بيروت\n", `label "CITY"`},
		{"بيروت\n\nLOC دمشق\n", "does not have it"},
		{"بيروت بيروت\n\nLOC بيروت\n", "2 times"},
		{"بيروت بيروت\n\nLOC بيروت #3\n", "2 times"},
		{"بيروت\n\nLOC بيروت #1\n", "1 times"},
		{"بيروت ودمشق\n\nLOC دمشق\nLOC بيروت\n", "not behind"},
		{"بيروت\\q\n\nLOC بيروت\n", "escape"},
	} {
		if _, err := parse("x", c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.data, err, c.want)
		}
	}
	c, err := parse("x", "في \\u200fبيروت\\nوبيروت\n\n# why\nLOC/city \\u200fبيروت\nLOC بيروت #2\n")
	if err != nil || len(c.Mentions) != 2 || c.Mentions[0].Start != 5 || c.Mentions[1].End != len(c.Text) {
		t.Errorf("got %+v, %v", c, err)
	}
}
