package source

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Files gives the files that names stand for, in order: a file for itself, a
// directory (with Options.Walk) for the files in it, a pattern as
// path/filepath.Match has them for the files that match, "-" and no names for
// standard input. An error concerns the file beside it.
func Files(names []string, o Options) iter.Seq2[File, error] {
	if len(names) == 0 {
		names = []string{Stdin}
	}
	return func(yield func(File, error) bool) {
		for _, name := range names {
			for _, path := range matches(name) {
				if !files(path, o, yield) {
					return
				}
			}
		}
	}
}

// Missing gives the names that stand for nothing.
func Missing(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		if name == Stdin {
			return true
		}
		_, err := os.Stat(matches(name)[0])
		return err == nil
	})
}

// matches gives the files that match a pattern, or the name itself.
func matches(name string) []string {
	if name == Stdin || !strings.ContainsAny(name, "*?[") {
		return []string{name}
	}
	if _, err := os.Lstat(name); err == nil {
		return []string{name}
	}
	list, err := filepath.Glob(name)
	if !strings.HasPrefix(filepath.Base(name), ".") { // as shells do
		list = slices.DeleteFunc(list, func(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") })
	}
	if err != nil || len(list) == 0 {
		return []string{name}
	}
	return list
}

// files gives a file, or the files of a directory.
func files(path string, o Options, yield func(File, error) bool) bool {
	if path == Stdin {
		return yield(File{Path: path, Size: -1}, nil)
	}
	info, err := os.Stat(path)
	if err != nil {
		return yield(File{Path: path, Size: -1}, ReadError(path, 0, err))
	}
	if !info.IsDir() || !o.Walk {
		return yield(file(path, info), nil)
	}
	err = filepath.WalkDir(path, func(at string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if !yield(File{Path: at, Size: -1, Walked: true}, ReadError(at, 0, err)) {
				return errStop
			}
			return nil
		case at != path && (strings.HasPrefix(d.Name(), ".") || o.Exclude != nil && o.Exclude(at)):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || o.Format == Auto && byName(at) == Auto:
			return nil
		}
		info, err := os.Stat(at) // of what a link points to
		if err != nil {
			if !yield(File{Path: at, Size: -1, Walked: true}, ReadError(at, 0, err)) {
				return errStop
			}
			return nil
		}
		if !info.Mode().IsRegular() {
			return nil
		}
		f := file(at, info)
		f.Walked = true
		if !yield(f, nil) {
			return errStop
		}
		return nil
	})
	return !errors.Is(err, errStop)
}

func file(path string, info fs.FileInfo) File {
	f := File{Path: path, Size: -1}
	if info.Mode().IsRegular() {
		f.Size, f.Time = info.Size(), info.ModTime()
	}
	return f
}
