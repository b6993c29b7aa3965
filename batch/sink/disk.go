package sink

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// replace writes a file in one step: whoever reads it finds the old one or the
// new one, after a crash too. temp is a name in the same file system.
func replace(path, temp string, open openFunc, write func(File) error) error {
	f, err := open(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
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
		os.Remove(temp)
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
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
