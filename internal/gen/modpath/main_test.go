package main

import (
	"bytes"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

const from = "example.com/old/names"

func TestReplacePath(t *testing.T) {
	for _, c := range [][2]string{
		{`import "example.com/old/names"`, `import "NEW"`},
		{`import "example.com/old/names/ner/fit"`, `import "NEW/ner/fit"`},
		{"https://example.com/old/names.git, example.com/old/names.", "https://NEW.git, NEW."},
		{"go doc example.com/old/names/ner.Model", "go doc NEW/ner.Model"},
		{"example.com/old/names@v0.1.0=../alam", "NEW@v0.1.0=../alam"},
		{"example.com/old/names-data example.com/old/names_x example.com/old/names2", "example.com/old/names-data example.com/old/names_x example.com/old/names2"},
		{"my.example.com/old/names other/example.com/old/names", "my.example.com/old/names other/example.com/old/names"},
	} {
		if got := replacePath(c[0], from, "NEW"); got != c[1] {
			t.Errorf("%s\ngot  %s\nwant %s", c[0], got, c[1])
		}
	}
	if got := replacePath(from+" "+from+"/x", from, from+"/v2"); got != from+"/v2 "+from+"/v2/x" {
		t.Errorf("got %s", got)
	}
}

// put writes the files of a small module.
func put(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range map[string]string{
		"go.mod":        "module example.com/old/names // the path\n\ngo 1.26.0\n\nrequire golang.org/x/text v0.43.0\n",
		"sub/go.mod":    "module example.com/old/names/sub\n\ngo 1.26.0\n\nrequire example.com/old/names v0.0.0\n\nreplace example.com/old/names => ../\n",
		"a.go":          "package a\n\nimport (\n\t_ \"example.com/old/names/b\"\n\t_ \"golang.org/x/text\"\n\t_ \"nowhere.org/c\"\n)\n",
		"lint.yml":      `pattern: ^example\.com/old/names/internal`,
		"README.md":     "From example.com/old/names.\n",
		"table.bin":     "\x00example.com/old/names",
		"other.txt":     "example.com/old/names-other\n",
		"run/script.sh": "go run example.com/old/names/cmd\n",
		"untracked.txt": "example.com/old/names\n",
	} {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		mode := os.FileMode(0o644)
		if strings.HasSuffix(name, ".sh") {
			mode = 0o755
		}
		if err := os.WriteFile(at, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// rename runs the command in dir.
func rename(dir string, args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(append([]string{"-C", dir}, args...), &o, &e)
	return status, o.String(), e.String()
}

func TestRename(t *testing.T) {
	dir := put(t)
	content := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, command := range [][]string{{"init", "-q"}, {"add", "."}, {"rm", "-q", "--cached", "untracked.txt"}} {
		cmd := exec.Command("git", command...)
		if cmd.Dir = dir; cmd.Run() != nil {
			t.Skip("no git here")
		}
	}
	status, out, errs := rename(dir, "own.org/z/v3")
	if status != 0 || out != "example.com/old/names is own.org/z/v3 now: 6 files changed\n"+
		"not tracked by git and left as they are, with the old path: untracked.txt\n" {
		t.Fatalf("status %d\n%s%s", status, out, errs)
	}
	for name, want := range map[string]string{
		"go.mod":     "module own.org/z/v3 // the path\n\ngo 1.26.0\n\nrequire golang.org/x/text v0.43.0\n",
		"sub/go.mod": "module own.org/z/v3/sub\n\ngo 1.26.0\n\nrequire own.org/z/v3 v3.0.0\n\nreplace own.org/z/v3 => ../\n",
		"a.go":       "package a\n\nimport (\n\t_ \"golang.org/x/text\"\n\t_ \"nowhere.org/c\"\n\t_ \"own.org/z/v3/b\"\n)\n",
		"lint.yml":   `pattern: ^own\.org/z/v3/internal`,
		"README.md":  "From own.org/z/v3.\n", "run/script.sh": "go run own.org/z/v3/cmd\n",
		"table.bin": "\x00example.com/old/names", "other.txt": "example.com/old/names-other\n", "untracked.txt": "example.com/old/names\n",
	} {
		if got := content(name); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, "run", "script.sh")); err != nil || info.Mode().Perm()&0o100 == 0 {
		t.Errorf("the script cannot be run any more: %v, %v", info.Mode(), err)
	}
	if status, _, errs := rename(dir, from); status != 0 || !strings.Contains(content("sub/go.mod"), "require example.com/old/names v0.0.0\n") {
		t.Errorf("and back: status %d, %s\n%s", status, errs, content("sub/go.mod"))
	}
}

func TestRefused(t *testing.T) {
	dir := put(t)
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{nil, 2, "0 arguments, want one"},
		{[]string{"a.org/b", "c.org/d"}, 2, "2 arguments, want one"},
		{[]string{"-x", "a.org/b"}, 2, "not defined: -x"},
		{[]string{""}, 2, "empty string"},
		{[]string{"names"}, 2, "missing dot in first path element"},
		{[]string{"https://a.org/b"}, 2, "double slash"},
		{[]string{"a.org/b/"}, 2, "trailing slash"},
		{[]string{"../b"}, 2, "malformed import path"},
		{[]string{"a.org/b/v1"}, 2, "malformed module path"},
		{[]string{"a.org/أ"}, 2, "invalid char"},
		{[]string{from}, 2, "the module is example.com/old/names already"},
		{[]string{"golang.org/x/text"}, 2, "go.mod uses golang.org/x/text"},
		{[]string{from + "/sub"}, 2, "sub/go.mod uses"},
	} {
		status, out, errs := rename(dir, c.args...)
		if status != c.status || !strings.Contains(errs, c.want) || out != "" {
			t.Errorf("%q: status %d, %s%s", c.args, status, out, errs)
		}
	}
	if status, _, errs := rename(t.TempDir(), "a.org/b"); status != 1 || !strings.Contains(errs, "no module here") {
		t.Errorf("an empty folder: status %d, %s", status, errs)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "README.md")); err != nil || string(b) != "From example.com/old/names.\n" {
		t.Errorf("something was written: %s %v", b, err)
	}
}

// TestCheckout: a copy of this checkout builds under another path, and nothing
// of the old one is left.
func TestCheckout(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: builds a copy of the checkout")
	}
	const root, to = "../../..", "names.example.org/desk/marker/v2"
	dir := t.TempDir()
	tracked, untracked, err := list(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(tracked, untracked...) {
		b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	was := modfile.ModulePath(b)
	status, out, errs := rename(dir, to)
	if status != 0 || strings.Contains(out, " 0 files") {
		t.Fatalf("status %d\n%s%s", status, out, errs)
	}
	t.Log(out)
	copied, _, err := list(dir)
	if err != nil || len(copied) == 0 {
		t.Fatal(err)
	}
	for _, name := range copied {
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(was)) {
			t.Errorf("%s holds %s", name, was)
		}
		if filepath.Ext(name) != ".go" {
			continue
		}
		if formatted, err := format.Source(b); err != nil || !bytes.Equal(formatted, b) {
			t.Errorf("%s is not gofmt clean: %v", name, err)
		}
	}
	for _, command := range [][]string{
		{".", "build", ".", "./cmd/alam"},
		{"examples", "build", "./..."},
		{"beam", "list", "-m"},
	} {
		cmd := exec.Command("go", command[1:]...)
		cmd.Dir = filepath.Join(dir, command[0])
		cmd.Env = append(os.Environ(), "GOWORK=off", "PWD="+cmd.Dir)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: go %s: %v\n%s", command[0], strings.Join(command[1:], " "), err, out)
		} else if command[1] == "list" && strings.TrimSpace(string(out)) != to+"/"+command[0] {
			t.Errorf("%s is %s", command[0], out)
		}
	}
	if slices.Contains(copied, ".git") {
		t.Error(".git was copied")
	}
}
