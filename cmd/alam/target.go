package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/alam-nlp/alam/batch/source"
)

// writeFile writes a file that comes into being when it is complete, so that
// whoever reads it has the old or the new one. "-" is standard output.
func writeFile(path string, stdout io.Writer, write func(io.Writer) error) error {
	t, err := create(path, stdout)
	if err != nil {
		return failure{err}
	}
	if err := write(t); err != nil {
		t.abandon()
		if t.file == nil {
			return writeError(err)
		}
		return failure{unwritable(path, err)}
	}
	if err := t.commit(); err != nil {
		return failure{err}
	}
	return nil
}

// writable reports whether a file can be written, before what goes into it is made
// in minutes.
func writable(path string) error {
	info, err := os.Stat(path)
	if path == "" || path == source.Stdin || err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil // a pipe must not be opened twice
	}
	t, err := create(path, nil)
	if err != nil {
		return failure{err}
	}
	t.abandon()
	return nil
}

// A target is a file that comes into being when it is complete, or a stream.
type target struct {
	io.Writer
	file *os.File // temporary; nil for a stream
	path string
	mode os.FileMode
}

// create opens a target. What exists and is no regular file (a pipe, a
// terminal) is written to directly; a link stays one.
func create(path string, stdout io.Writer) (*target, error) {
	if path == source.Stdin {
		return &target{Writer: stdout}, nil
	}
	t := &target{path: path, mode: 0o644}
	var err error
	if info, missing := os.Stat(path); missing == nil {
		if !info.Mode().IsRegular() {
			f, err := os.OpenFile(path, os.O_WRONLY, 0)
			if err != nil {
				return nil, unwritable(path, err)
			}
			return &target{Writer: f}, nil
		}
		t.mode = info.Mode().Perm()
		if t.path, err = filepath.EvalSymlinks(path); err != nil {
			return nil, unwritable(path, err)
		}
	}
	if t.file, err = os.CreateTemp(filepath.Dir(t.path), "."+filepath.Base(t.path)+".*"); err != nil {
		return nil, unwritable(path, err)
	}
	t.Writer = t.file
	return t, nil
}

// commit gives the file its name.
func (t *target) commit() error {
	if t.file == nil {
		return nil
	}
	err := errors.Join(t.file.Chmod(t.mode), t.file.Sync(), t.file.Close())
	if err == nil {
		err = os.Rename(t.file.Name(), t.path)
	}
	if err != nil {
		os.Remove(t.file.Name())
		return unwritable(t.path, err)
	}
	return nil
}

func (t *target) abandon() {
	if t.file != nil {
		t.file.Close()
		os.Remove(t.file.Name())
	}
}

func unwritable(path string, err error) error {
	return fmt.Errorf("%s: cannot be written: %w", path, bareOS(err))
}

// bareOS leaves the operation and the path out of an error.
func bareOS(err error) error {
	var of *os.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}
