package sink

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// replace writes a file in one step: whoever reads it finds the old one or the
// new one, after a crash too. temp is a name in the same file system.
func replace(path, temp string, open openFunc, write func(File) error) error {
	if err := create(temp, open, write); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// create writes a file, and puts it on the disk. It is a new one: what had that
// name, and may have another, is not written into.
func create(path string, open openFunc, write func(File) error) error {
	if err := removeIf(path); err != nil {
		return err
	}
	f, err := open(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(path)
	}
	return err
}

// give renames a file that is whole, if it is there. What has that name and is not
// this file stays, unless it may be overwritten. It may be done again after a
// crash.
func give(from, to string, overwrite bool) error {
	if overwrite {
		return move(from, to)
	}
	if !exists(from) {
		return nil // done before a crash
	}
	if err := name(from, to); err != nil {
		return err
	}
	if err := removeIf(from); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

// name gives a file a further name, or where that cannot be, another one. What has
// that name and is not this file stays.
func name(from, to string) error {
	if same(from, to) {
		return nil
	}
	err := os.Link(from, to)
	switch {
	case err == nil:
		return syncDir(filepath.Dir(to))
	case exists(to):
		return appeared(to)
	}
	return move(from, to) // a folder, or a file system without links
}

func appeared(path string) error {
	return fmt.Errorf("%w: %s appeared while the job was not done; move it away, and the same command goes on", ErrExists, path)
}

// made gives path, in one step, what write writes, and removes the file that it is
// made of. It does nothing if that is gone. temp is a name in the file system of
// path. It may be done again after a crash.
func (s *Sink) made(of, temp, path string, write func(File) error) error {
	if exists(of) {
		if !same(temp, path) {
			if err := create(temp, s.open, write); err != nil {
				return err
			}
			finish := name
			if s.o.Overwrite {
				finish = move
			}
			if err := finish(temp, path); err != nil {
				return err
			}
		}
		if err := os.RemoveAll(of); err != nil {
			return err
		}
	}
	if same(temp, path) {
		return os.Remove(temp)
	}
	return nil
}

// removeIf removes a file if it is there.
func removeIf(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// same reports whether two names are of one file that is there.
func same(a, b string) bool {
	x, err := os.Lstat(a)
	if err != nil {
		return false
	}
	y, err := os.Lstat(b)
	return err == nil && os.SameFile(x, y)
}

// syncDir puts the names in a folder on the disk.
func syncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil // which does not let a folder be opened for that
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// move renames a file if it is there, and puts the new name on the disk.
func move(from, to string) error {
	err := os.Rename(from, to)
	if errors.Is(err, os.ErrNotExist) {
		if _, err := os.Lstat(from); errors.Is(err, os.ErrNotExist) {
			return nil // done before a crash
		}
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}
