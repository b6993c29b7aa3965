// Package arch tests what holds for the whole tree: which folder may import
// which, and what text files may hold.
package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers are the folders in the order in which a text passes through them. A
// folder may import the ones before it.
var layers = []string{
	"internal/arabic", "internal/tsv", "internal/near", "internal/flat", "text", "text/repair", "token", "gazetteer", "gazetteer/importer", "rule", "word", "data", "ner/slot", "ner", "topics", "topics/vector", "topics/fit", "topics/discover", "gold/internal/conllform", "gold/internal/sheet", "gold", "eval/internal/draw", "eval/internal/show", "eval", "eval/compare", "eval/learn", "eval/page", "eval/peer", "eval/topic", "ner/fit", "internal/engine", ".",
	"batch/source", "batch/parquet", "batch/analyze", "internal/corpus", "batch/encode", "batch/registry", "batch/sink", "batch",
	"internal/lab/measure", "internal/lab/train", "internal/lab/topics/baseline", "internal/lab/topics", "internal/explore",
	"english", // for the command alone: prose with its model is 8 MB of program
	"cmd/alam/internal/guard", "cmd/alam/internal/config", "cmd/alam/internal/rules", "cmd/alam/internal/progress", "cmd/alam/internal/metrics", "cmd/alam/internal/console", "cmd/alam/internal/labelled",
	"cmd/alam",
	"beam/pipeline", "beam/cmd/alam-beam", // a module of its own, which stands below all
	"examples/tag", "examples/own", "examples/bare", // another, of strangers
}

// except are imports that the order allows and the design does not: who
// brings their own lists embeds nothing, and eval compares spans from anywhere.
var except = map[string][]string{
	"ner":           {"data"},
	"topics":        {"data"},
	"topics/vector": {"data"},
	// Topics are fitted to what the caller brings.
	"topics/fit":      {"data"},
	"topics/discover": {"data", "topics/fit"},
	"data":            {"internal/flat", "text", "token", "gazetteer"},
	"gold":            {"internal/flat", "text", "token", "gazetteer", "data", "ner/slot", "ner", "topics"},
	"eval":            {"internal/flat", "text", "token", "gazetteer", "data", "ner/slot", "ner", "topics"},
	"eval/compare":    {"internal/flat", "text", "token", "gazetteer", "data", "ner/slot", "ner", "topics"},
	"eval/learn":      {"internal/flat", "text", "token", "gazetteer", "data", "ner/slot", "ner", "topics"},
	"eval/page":       {"internal/flat", "text", "token", "gazetteer", "data", "ner/slot", "ner", "topics"},
	"eval/peer":       {"internal/flat", "text", "token", "gazetteer", "data", "ner/slot", "ner", "topics"},
	"eval/topic":      {"internal/flat", "text", "token", "gazetteer", "data", "ner/slot", "ner", "topics"},

	// Parquet is for those who ask for it.
	"batch/analyze":    {"batch/parquet", "batch/source"},
	"internal/corpus":  {"batch/parquet"},
	"batch/encode":     {"batch/parquet"},
	"batch/registry":   {"batch/parquet"},
	"batch/sink":       {"batch/parquet"},
	"batch":            {"batch/parquet"},
	"internal/explore": {"batch/parquet"},
	"examples/bare":    {".", "data"},
}

// only are the folders that may import a module. Who imports another folder
// does not link it.
var only = map[string][]string{
	"github.com/apache/beam":        {},
	"github.com/jdkato/prose":       {"english"},
	"github.com/andybalholm/brotli": {"batch/parquet", "batch/source"},
	"github.com/klauspost/compress": {"batch/parquet", "batch/source", "batch/sink"},
	"github.com/parquet-go":         {"batch/parquet", "internal/torture"},
	"github.com/pierrec/lz4":        {"batch/parquet"},
	"github.com/pelletier/go-toml":  {"cmd/alam/internal/config"},
	"github.com/prometheus":         {"cmd/alam/internal/metrics"},
	"github.com/spf13/cobra":        {"cmd/alam"},
	"github.com/spf13/pflag":        {"cmd/alam"},
	"github.com/vbauerster/mpb":     {"cmd/alam/internal/progress"},
	"golang.org/x/mod":              {"internal/gen/modpath"},
	"golang.org/x/net":              {"batch/source", "cmd/alam/internal/metrics"},
	"gonum.org/v1/gonum":            {"ner/fit", "topics/fit", "topics/discover"},
}

// TestLinks: the modules that not everybody wants are imported where they are
// needed and nowhere else.
func TestLinks(t *testing.T) {
	seen := map[string]bool{}
	eachFile(t, func(path string, _ []byte) {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || nested(path) {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		from := filepath.ToSlash(filepath.Dir(path))
		for _, spec := range file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			for module, folders := range only {
				if !strings.HasPrefix(name, module) {
					continue
				}
				if seen[module] = true; !slices.Contains(folders, from) {
					t.Errorf("%s imports %s, which is for %v", path, name, folders)
				}
			}
		}
	})
	for module, folders := range only {
		if len(folders) > 0 && !seen[module] {
			t.Errorf("nobody imports %s", module)
		}
	}
}

// TestLayers reads the imports with go/parser, so that the cache of go test
// notices a change (go list would pass from the cache).
func TestLayers(t *testing.T) {
	rank := map[string]int{}
	for i, l := range layers {
		rank[l] = i
	}
	eachFile(t, func(path string, _ []byte) {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return
		}
		from := filepath.ToSlash(filepath.Dir(path))
		at, ok := rank[from]
		if !ok {
			if !strings.HasPrefix(from, "internal/") {
				t.Errorf("%s: folder %s is not in the order of the layers", path, from)
			}
			return // generators and tests of the tree may import anything
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		for _, spec := range file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			if name == module {
				name = "."
			} else if name, ok = strings.CutPrefix(name, module+"/"); !ok {
				continue
			}
			if to, ok := rank[name]; !ok || to >= at {
				t.Errorf("%s imports %s, which does not stand above %s", path, name, from)
			}
			for _, no := range except[from] {
				if name == no {
					t.Errorf("%s imports %s: %s must do without it", path, name, from)
				}
			}
		}
	})
}

// nested reports whether a file belongs to one of the modules below the root.
func nested(path string) bool {
	return strings.HasPrefix(path, "beam/") || strings.HasPrefix(path, "examples/")
}

// TestExamples: the examples import what a stranger can, and so nothing of
// internal: their path would allow it.
func TestExamples(t *testing.T) {
	programs := 0
	eachFile(t, func(path string, _ []byte) {
		if !strings.HasPrefix(path, "examples/") || !strings.HasSuffix(path, ".go") {
			return
		}
		programs++
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		for _, spec := range file.Imports {
			name, _ := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module+"/")
			if strings.HasPrefix(name, "internal/") || strings.Contains(strings.SplitN(name, "/", 2)[0], ".") && name != module {
				t.Errorf("%s imports %s", path, name)
			}
		}
	})
	if programs < 6 {
		t.Errorf("%d files of examples", programs)
	}
}

// TestModules: the graph of the root module holds nothing of Beam, nor the
// module that does, nor the examples. It reads the files, as TestLayers does.
func TestModules(t *testing.T) {
	const beam = "github.com/apache/beam"
	for _, name := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, no := range []string{beam, module + "/beam", module + "/examples"} {
			if strings.Contains(string(b), no) {
				t.Errorf("%s names %s", name, no)
			}
		}
	}
	b, err := os.ReadFile(filepath.Join(root, "beam", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), beam) {
		t.Errorf("beam/go.mod does not name %s", beam)
	}
	for _, name := range []string{"beam", "examples"} {
		b, err := os.ReadFile(filepath.Join(root, name, "go.mod"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"module " + module + "/" + name, "replace " + module + " => ../"} {
			if !strings.Contains("\n"+string(b), "\n"+line+"\n") {
				t.Errorf("%s/go.mod has no line %q", name, line)
			}
		}
	}
}

const (
	root   = "../.."
	module = "github.com/alam-nlp/alam"
)

// eachFile gives every file of the tree, with / in its path from the root.
func eachFile(t *testing.T, yield func(path string, content []byte)) {
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == ".git" || name == "fuzz" || path == "internal/scratch" {
				return fs.SkipDir
			}
			return nil
		}
		b, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			return err
		}
		yield(path, b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
