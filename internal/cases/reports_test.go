package cases

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/tsv"
)

// TestReports: the cases made from public bug reports come out right, but for those
// that reports-known.txt owns to, with the reason.
func TestReports(t *testing.T) {
	f, err := os.Open("../../../shared/reports/give-text.jsonl")
	if err != nil {
		t.Skip("skipped: ../shared is absent, which has the reports")
	}
	defer f.Close()
	a, err := engine.New(engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	known := readKnown(t, "reports-known.tsv")
	in := bufio.NewScanner(f)
	n := 0
	for in.Scan() {
		var c struct {
			ID       string
			Text     string
			Expected []struct{ Label, Text string }
		}
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		n++
		x, err := a.Analyze(context.Background(), c.Text)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, m := range x.Mentions {
			got = append(got, string(m.Label)+" "+m.Text)
		}
		for _, m := range c.Expected {
			want = append(want, m.Label+" "+m.Text)
		}
		slices.Sort(got)
		slices.Sort(want)
		switch right := slices.Equal(got, want); {
		case right && known[c.ID]:
			t.Errorf("%s is right now: take it out of reports-known.tsv", c.ID)
		case !right && !known[c.ID]:
			t.Errorf("%s: %s\ngot  %q\nwant %q", c.ID, c.Text, got, want)
		}
	}
	if err := in.Err(); err != nil || n == 0 {
		t.Errorf("%d reports, %v", n, err)
	}
}

// readKnown reads the ids that a table owns to; each has a reason.
func readKnown(t *testing.T, path string) map[string]bool {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	known := map[string]bool{}
	columns := []string{"id", "why"}
	err = tsv.Read(path, f, columns, columns, func(row tsv.Row) error {
		if row.Cell("why") == "" {
			return row.Fail("why", "no reason")
		}
		known[row.Cell("id")] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return known
}
