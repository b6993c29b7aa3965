package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ofNone is the excuse of methods that take the place of something in a list:
// in an empty one there is none, and 0 is no legal value.
const ofNone = "a place in an empty list"

// excused are calls that may panic on zero values, and why.
var excused = map[string]string{
	"gold.Document.Sentence":           ofNone,
	"gold.Sentence.Word":               ofNone,
	"gold.Tags.Tag":                    ofNone,
	"gazetteer.Gazetteer.AppendAt":     ofNone,
	"gazetteer.Gazetteer.AppendLonger": ofNone,
	"ner.Lexicon.AppendAt":             ofNone,
	"ner.Lexicon.AppendLonger":         ofNone,
	"topics.CSR.At":                    ofNone,
	"topics.CSR.Row":                   ofNone,
	"topics.Vectorizer.DF":             ofNone,
	"topics.Vectorizer.IDF":            ofNone,
	"topics/discover.Counts.NPMI":      ofNone,
	"topics/discover.Counts.Together":  ofNone,
}

// TestZeroValues: no exported function panics when it is called with zero
// values, and no exported method with these on a zero receiver. The functions
// and types are read from the sources, and called by a program that is built
// from testdata/zero.txt: package reflect cannot list what a package holds.
func TestZeroValues(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it builds a program of all packages")
	}
	exports := map[string][]string{} // per folder, names that are called
	types := map[string][]string{}
	eachFile(t, func(path string, content []byte) {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || !public(path) {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, content, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			return
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.IsExported() && d.Type.TypeParams == nil {
					exports[dir] = append(exports[dir], d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() && s.TypeParams == nil {
						types[dir] = append(types[dir], s.Name.Name)
					}
				}
			}
		}
	})
	var imports, calls strings.Builder
	for i, dir := range layers {
		if len(exports[dir])+len(types[dir]) == 0 {
			continue
		}
		fmt.Fprintf(&imports, "\tp%d %q\n", i, strings.TrimSuffix(module+"/"+dir, "/."))
		for _, f := range exports[dir] {
			fmt.Fprintf(&calls, "\tcall(%q, reflect.ValueOf(p%d.%s))\n", dir+"."+f, i, f)
		}
		for _, name := range types[dir] {
			fmt.Fprintf(&calls, "\tmethods(%q, reflect.TypeFor[*p%d.%s]())\n", dir+"."+name, i, name)
		}
	}
	source, err := os.ReadFile("testdata/zero.txt")
	if err != nil {
		t.Fatal(err)
	}
	made := strings.NewReplacer("MODULE", module, "\t// IMPORTS\n", imports.String(), "\t// CALLS\n", calls.String()).Replace(string(source))
	dir := t.TempDir()
	main, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "zero.exe")
	if err := os.WriteFile(main, []byte(made), 0o644); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", program, main)
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.Command(program)
	run.Dir = dir
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	panicked := map[string]string{}
	called := 0
	for line := range strings.Lines(string(out)) {
		name, why, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if n, ok := strings.CutPrefix(name, "called "); ok {
			called, _ = strconv.Atoi(n)
			continue
		}
		panicked[name] = why
	}
	if called < 500 {
		t.Errorf("%d calls, which is few:\n%s", called, out)
	}
	for name, why := range panicked {
		if excused[name] == "" {
			t.Errorf("%s panics on zero values: %s", name, why)
		}
	}
	for name := range excused {
		if panicked[name] == "" {
			t.Errorf("%s does not panic and needs no excuse", name)
		}
	}
}

// public reports whether users can import the folder of a file.
func public(path string) bool {
	parts := strings.Split(path, "/")
	return !slices.Contains(parts, "internal") && parts[0] != "cmd" && parts[0] != "beam"
}
