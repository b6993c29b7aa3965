package importer

import (
	"bytes"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/alam-nlp/alam/gazetteer"
)

var update = flag.Bool("update", false, "write what is found into testdata/cases")

// files opens files that are held in memory.
func files(contents map[string][]byte) func(string) (io.ReadCloser, error) {
	return func(path string) (io.ReadCloser, error) {
		b, ok := contents[path]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		}
		return io.NopCloser(bytes.NewReader(b)), nil
	}
}

// parseFlags reads the flags of a case.
func parseFlags(t *testing.T, s string) (o Options) {
	f := strings.Fields(s)
	for i := 0; i < len(f); i++ {
		if f[i] == "--untagged" {
			o.Untagged = true
			continue
		}
		v := f[i+1]
		n, _ := strconv.Atoi(v)
		switch f[i] {
		case "--from":
			o.From = v
		case "--alternate-names":
			o.AlternateNames = v
		case "--kind":
			o.Kinds = strings.Split(v, ",")
		case "--lang":
			o.Langs = strings.Split(v, ",")
		case "--min-population":
			o.MinPopulation = int64(n)
		case "--min-prominence":
			o.MinProminence = n
		default:
			t.Fatalf("flag %s", f[i])
		}
		i++
	}
	return o
}

// TestCases imports the files of every case in testdata/cases, in memory and
// with every record spilled, and compares list and report.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			o := parseFlags(t, string(a.Comment))
			contents := map[string][]byte{}
			var names []string
			for _, f := range a.Files {
				contents[f.Name] = f.Data
				if !strings.HasPrefix(f.Name, "want.") && f.Name != o.AlternateNames {
					names = append(names, f.Name)
				}
			}
			o.Open = files(contents)
			for _, o.runBytes = range []int{0, 1} {
				list, report := imported(t, names, o)
				got := map[string]string{"want.tsv": list, "want.report": report}
				for i := range a.Files {
					f := &a.Files[i]
					if g, ok := got[f.Name]; ok && *update {
						f.Data = []byte(g)
					} else if ok {
						if d := cmp.Diff(string(f.Data), g); d != "" {
							t.Errorf("runBytes %d, %s (-want +got):\n%s", o.runBytes, f.Name, d)
						}
					}
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// imported gives list and report, after checking what holds for every import.
func imported(t testing.TB, names []string, o Options) (string, string) {
	t.Helper()
	var list bytes.Buffer
	report, err := Import(names, &list, o)
	if err != nil {
		t.Fatal(err)
	}
	check(t, list.String(), report)
	var b strings.Builder
	if err := report.Write(&b); err != nil {
		t.Fatal(err)
	}
	return list.String(), b.String()
}

// check is the law of the package.
func check(t testing.TB, list string, report *Report) {
	t.Helper()
	entries, err := gazetteer.ReadTSV("list.tsv", strings.NewReader(list))
	if err != nil {
		t.Fatalf("does not read back: %v", err)
	}
	if !slices.IsSortedFunc(entries, func(a, b gazetteer.Entry) int { return compareID(a.ID, b.ID) }) {
		t.Error("not sorted by id")
	}
	names := 0
	for i, e := range entries {
		if i > 0 && e.ID == entries[i-1].ID {
			t.Errorf("id %s stands twice", e.ID)
		}
		if e.Kind != "" && !slices.Contains(Kinds(), e.Kind) {
			t.Errorf("%s: kind %q is not listed", e.ID, e.Kind)
		}
		names += 1 + len(e.Aliases)
		r := &run{report: newReport()}
		for _, s := range append([]gazetteer.Alias{{Text: e.Name}}, e.Aliases...) {
			if again, reason := r.clean(s.Text, false); again != s.Text {
				t.Errorf("%s: name %q is not clean: %q %s", e.ID, s.Text, again, reason)
			}
		}
	}
	if int64(len(entries)) != report.Entries || int64(names) != report.Names {
		t.Errorf("%d entries, %d names, reported %d, %d", len(entries), names, report.Entries, report.Names)
	}
	sum := report.Kept
	for _, n := range report.Dropped {
		sum += n
	}
	if sum != report.Rows {
		t.Errorf("%d rows read, %d kept or dropped", report.Rows, sum)
	}
	if _, err := gazetteer.New(entries); err != nil {
		t.Errorf("does not compile: %v", err)
	}
}
