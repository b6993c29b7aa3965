package data_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/internal/flat"
)

var update = flag.Bool("update", false, "write the rows of each file into README.md")

// TestReadme counts what README.md claims: the rows of each file, that each file
// is there, the classes of words, columns, and the kinds of names. With -update
// it writes the rows.
func TestReadme(t *testing.T) {
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(b)
	claimed := map[string]bool{}
	var counted strings.Builder
	for line := range strings.Lines(readme) {
		cells := strings.Split(line, "|")
		if len(cells) < 7 || !strings.HasPrefix(line, "| `") {
			counted.WriteString(line)
			continue
		}
		files := named(t, cells[1])
		for _, f := range files {
			claimed[f] = true
		}
		if figure := strings.TrimSpace(cells[3]); figure != "" {
			got := grouped(rows(t, files))
			if got != figure && !*update {
				t.Errorf("%s: README.md says %s rows, there are %s; go generate ./data writes them", strings.TrimSpace(cells[1]), figure, got)
			}
			cells[3] = " " + got + " "
		}
		counted.WriteString(strings.Join(cells, "|"))
	}
	if *update && counted.String() != readme {
		if err := os.WriteFile("README.md", []byte(counted.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, pattern := range []string{"*.bin", "*.tsv", "*/*.tsv", "rules/*"} {
		for _, f := range glob(t, pattern) {
			if !claimed[f] && filepath.Dir(f) != "sources" {
				t.Errorf("README.md does not say where %s is from", f)
			}
		}
	}

	s := sections(t, data.WordContexts())
	fine, coarse := len(s[4]), int(slices.Max([]byte(s[4])))+1
	if want := fmt.Sprintf("among %d and %d classes of words", fine, coarse); !strings.Contains(readme, want) {
		t.Errorf("README.md does not say %q", want)
	}

	for _, f := range glob(t, "gazetteer/*.tsv") {
		if head := "Gazetteer: `" + strings.Join(table(t, f)[0], " ") + "`"; !strings.Contains(readme, head) {
			t.Errorf("%s: README.md does not say %q", f, head)
		}
	}
	used := map[string]map[string]bool{"PER": {}, "LOC": {}, "ORG": {}}
	for _, f := range glob(t, "gazetteer/*.tsv") {
		for _, row := range table(t, f)[1:] {
			used[row[1]][row[2]] = true
		}
	}
	for label, kinds := range used {
		_, line, _ := strings.Cut(readme, "\n- "+label+": ")
		line, _, _ = strings.Cut(line, "\n")
		want := strings.Fields(line)
		slices.Sort(want)
		if got := slices.Sorted(maps.Keys(kinds)); !slices.Equal(got, want) {
			t.Errorf("%s: README.md lists the kinds %v, the lists have %v", label, want, got)
		}
	}
}

// name is a file or a pattern in a cell of the table.
var name = regexp.MustCompile("`([^`]+)`")

// named gives the files of a cell; those after the first are in its folder.
func named(t *testing.T, cell string) []string {
	t.Helper()
	var out []string
	dir := ""
	for _, m := range name.FindAllStringSubmatch(cell, -1) {
		pattern := m[1]
		if dir == "" {
			dir = filepath.Dir(pattern)
		} else if !strings.Contains(pattern, "/") {
			pattern = filepath.Join(dir, pattern)
		}
		if strings.HasSuffix(pattern, "/") {
			pattern += "*"
		}
		found := glob(t, pattern)
		if len(found) == 0 {
			t.Errorf("README.md names %s, which is not there", m[1])
		}
		out = append(out, found...)
	}
	return out
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	out, err := filepath.Glob(filepath.FromSlash(pattern))
	if err != nil {
		t.Fatal(err)
	}
	for i := range out {
		out[i] = filepath.ToSlash(out[i])
	}
	return out
}

// rows counts the rows of files: lines without comments and header, rules,
// articles, or the words and buckets of generated tables.
func rows(t *testing.T, files []string) int {
	t.Helper()
	n := 0
	for _, f := range files {
		switch {
		case strings.HasPrefix(f, "samples/"):
			if filepath.Ext(f) == ".txt" {
				n++
			}
		case filepath.Ext(f) == ".tsv":
			n += len(table(t, f)) - 1
		case filepath.Ext(f) == ".rules":
			for _, line := range lines(t, f) {
				if strings.HasPrefix(line, "rule ") {
					n++
				}
			}
		case f == "wordstats.bin":
			n += len(sections(t, data.WordStats())[3]) / 4 // bytes of counts a word
		case f == "wordcontext.bin":
			n += len(sections(t, data.WordContexts())[0]) / 4 // where each word ends
		case f == "nameshape.bin":
			n += len(sections(t, data.NameShape())[1]) / 3 // a weight for each sort of name
		case f == "docfreq.bin":
			n += len(sections(t, data.DocFreq())[1]) / 4
		case f == "categories.bin":
			vectors := sections(t, data.Categories())[0] // a file in the file
			n += len(sections(t, vectors)[1]) / 4
		default:
			t.Errorf("nobody knows what a row of %s is", f)
		}
	}
	return n
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}

// table gives the cells of a list, its header first.
func table(t *testing.T, path string) [][]string {
	t.Helper()
	var out [][]string
	for _, line := range lines(t, path) {
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// sections opens a generated table, whatever its magic and version are.
func sections(t *testing.T, file string) []string {
	t.Helper()
	s, err := flat.Open(file, file[:8], flat.U32(file, 8)>>8, int(flat.U32(file, 20)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// grouped writes a number as README.md does: 1,234.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
