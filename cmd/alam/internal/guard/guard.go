// Package guard keeps a command from writing over what it reads, or twice to one
// file.
//
// In: the names of files that a command reads and writes. Out: an error, or none.
//
// # Law
//
// Two names are of one file if the system says so, through links of both kinds, or,
// where there is no file yet, if they lead to one place. Nothing is opened and
// nothing is made. Pipes and devices are nobody's.
//
// # Sharing
//
// The functions are safe for concurrent use.
package guard

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrSame is that an output is an input, or another output.
var ErrSame = errors.New("is the same file")

// A File is a name of a file and what it is to the command, as "--html".
type File struct{ Role, Path string }

// Check refuses outputs that are inputs, and outputs that are one file.
func Check(outputs, inputs []File) error {
	for i, out := range outputs {
		for _, in := range inputs {
			if Same(out.Path, in.Path) {
				return fmt.Errorf("%s %s %w as %s %s, which it would overwrite; name another file to write", out.Role, out.Path, ErrSame, in.Role, in.Path)
			}
		}
		for _, other := range outputs[:i] {
			if Same(out.Path, other.Path) {
				return fmt.Errorf("%s %s %w as %s %s; name two files to write", out.Role, out.Path, ErrSame, other.Role, other.Path)
			}
		}
	}
	return nil
}

// Same reports whether two names are of one file. No name and "-", which is
// standard input or output, are of none.
func Same(a, b string) bool {
	if a == "" || b == "" || a == "-" || b == "-" {
		return false
	}
	at, err1 := os.Stat(a)
	bt, err2 := os.Stat(b)
	switch {
	case err1 == nil && err2 == nil:
		return os.SameFile(at, bt) && (at.Mode().IsRegular() || at.IsDir())
	case err1 == nil || err2 == nil:
		return false
	}
	return place(a) == place(b)
}

// place is where a name of no file leads to.
func place(path string) string {
	for range 40 { // as many links as systems follow
		to, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(folder, filepath.Base(path))
	}
	return path
}
