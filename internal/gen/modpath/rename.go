package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// errPath says that the new path will not do.
var errPath = errors.New("cannot take this path")

// A renaming is what a new path changes.
type renaming struct {
	from, to  string
	changed   []file
	untracked []string // files that hold the old path and are none of git's
}

type file struct {
	name    string // from the root, with /
	content []byte
	mode    fs.FileMode
}

// plan reads the module in dir and works out its renaming.
func plan(dir, to string) (*renaming, error) {
	b, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return nil, fmt.Errorf("no module here: %w", err)
	}
	r := &renaming{from: modfile.ModulePath(b), to: to}
	if r.from == "" {
		return nil, fmt.Errorf("%s names no module", filepath.Join(dir, "go.mod"))
	}
	if err := module.CheckImportPath(to); err != nil {
		return nil, fmt.Errorf("%w: %w", errPath, err)
	}
	if err := module.CheckPath(to); err != nil { // a dot in its first element, no /v1
		return nil, fmt.Errorf("%w: %w", errPath, err)
	}
	if to == r.from {
		return nil, fmt.Errorf("%w: the module is %s already", errPath, to)
	}
	tracked, untracked, err := list(dir)
	if err != nil {
		return nil, err
	}
	for _, name := range tracked {
		if err := r.add(dir, name); err != nil {
			return nil, err
		}
	}
	for _, name := range untracked {
		f, err := read(dir, name)
		if err != nil {
			return nil, err
		}
		if f != nil && replacePath(string(f.content), r.from, to) != string(f.content) {
			r.untracked = append(r.untracked, name)
		}
	}
	return r, nil
}

// add notes what becomes of a file.
func (r *renaming) add(dir, name string) error {
	f, err := read(dir, name)
	if err != nil || f == nil {
		return err
	}
	var is []byte
	switch {
	case path.Base(name) == "go.mod":
		is, err = r.modFile(name, f.content)
	case path.Ext(name) == ".go":
		is = r.code(f.content)
	default:
		is = []byte(r.text(string(f.content)))
	}
	if err != nil {
		return err
	}
	if !bytes.Equal(is, f.content) {
		f.content = is
		r.changed = append(r.changed, *f)
	}
	return nil
}

// text puts the new path into a text, also where its dots are escaped.
func (r *renaming) text(s string) string {
	s = replacePath(s, r.from, r.to)
	if escaped := regexp.QuoteMeta(r.from); escaped != r.from {
		s = replacePath(s, escaped, regexp.QuoteMeta(r.to))
	}
	return s
}

// code is text for a file of Go, whose imports are in order of their new paths.
func (r *renaming) code(b []byte) []byte {
	is := []byte(r.text(string(b)))
	if bytes.Equal(is, b) {
		return b
	}
	formatted, err := format.Source(is)
	if err != nil { // a broken file, as tests may have
		return is
	}
	return formatted
}

// modFile is text for a go.mod. A module whose path ends with another major
// version is required in such a version.
func (r *renaming) modFile(name string, b []byte) ([]byte, error) {
	was, err := modfile.Parse(name, b, nil)
	if err != nil {
		return nil, err
	}
	used := []string{was.Module.Mod.Path}
	for _, q := range was.Require {
		used = append(used, q.Mod.Path)
	}
	if slices.Contains(used, r.to) {
		return nil, fmt.Errorf("%w: %s uses %s", errPath, name, r.to)
	}
	is := []byte(r.text(string(b)))
	if bytes.Equal(is, b) {
		return b, nil
	}
	f, err := modfile.Parse(name, is, r.version)
	if err != nil {
		return nil, err
	}
	return f.Format()
}

// version is a version that a path can have: v0.0.0 is none of example.org/alam/v2.
func (r *renaming) version(of, version string) (string, error) {
	if of != r.to && !strings.HasPrefix(of, r.to+"/") {
		return version, nil
	}
	_, major, _ := module.SplitPathVersion(of)
	switch {
	case module.CheckPathMajor(version, major) == nil:
		return version, nil
	case major == "":
		return "v0.0.0", nil
	}
	return module.PathMajorPrefix(major) + ".0.0", nil
}

// replacePath replaces a path where it stands as a path, or before what follows
// in one: not the end of another, nor the beginning of a longer element.
func replacePath(s, from, to string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, from)
		if i < 0 {
			break
		}
		before, after := s[:i], s[i+len(from):]
		b.WriteString(before)
		if begins(before) && ends(after) {
			b.WriteString(to)
		} else {
			b.WriteString(from)
		}
		s = after
	}
	b.WriteString(s)
	return b.String()
}

func begins(before string) bool {
	return before == "" || strings.HasSuffix(before, "://") || !element(before[len(before)-1]) && !strings.ContainsRune("./", rune(before[len(before)-1]))
}

func ends(after string) bool { return after == "" || !element(after[0]) }

// element reports whether a byte is of an element of a path, dots aside.
func element(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_~", c) >= 0
}

// read reads a file of text; nil for another, a link, and one that is gone.
func read(dir, name string) (*file, error) {
	at := filepath.Join(dir, filepath.FromSlash(name))
	info, err := os.Lstat(at)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(at)
	if err != nil || bytes.IndexByte(b, 0) >= 0 || !utf8.Valid(b) {
		return nil, err
	}
	return &file{name, b, info.Mode().Perm()}, nil
}

// list gives the files below dir: those that git tracks and the others that it
// does not ignore; where dir is none of git's, all but those of .git.
func list(dir string) (tracked, untracked []string, err error) {
	if tracked, err = git(dir, "ls-files", "-z"); err == nil && slices.Contains(tracked, "go.mod") {
		untracked, err = git(dir, "ls-files", "-z", "--others", "--exclude-standard")
		return tracked, untracked, err
	}
	tracked = nil
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == ".git" && d.IsDir():
			return fs.SkipDir
		case d.Type().IsRegular() && d.Name() != ".git":
			tracked = append(tracked, name)
		}
		return nil
	})
	return tracked, nil, err
}

// git asks git for names, which a zero byte ends.
func git(dir string, args ...string) ([]string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return strings.FieldsFunc(string(out), func(c rune) bool { return c == 0 }), nil
}

// write writes the files that changed.
func (r *renaming) write(dir string) error {
	for _, f := range r.changed {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(f.name)), f.content, f.mode); err != nil {
			return err
		}
	}
	return nil
}
