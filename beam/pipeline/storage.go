package pipeline

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
)

// remote reports whether a name is one of a store, as gs://bucket/name.
func remote(name string) bool { return strings.Contains(name, "://") }

// system is the file system on which a name is.
func system(ctx context.Context, name string) (filesystem.Interface, error) {
	if !remote(name) {
		return local.New(ctx), nil
	}
	return filesystem.New(ctx, name)
}

// fetchNamed copies a file of a store to this machine and gives its name here,
// which ends as its own does.
func fetchNamed(ctx context.Context, name string) (string, error) {
	fs, err := system(ctx, name)
	if err != nil {
		return "", err
	}
	defer fs.Close()
	in, err := fs.OpenRead(ctx, name)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	defer in.Close()
	out, err := os.CreateTemp("", "alam-*-"+path.Base(name))
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err != nil {
		os.Remove(out.Name())
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return out.Name(), nil
}

// fetch copies a file of a store to this machine; the copy goes when it is
// closed.
func fetch(ctx context.Context, name string) (*os.File, error) {
	at, err := fetchNamed(ctx, name)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(at)
	return f, errors.Join(err, os.Remove(at))
}

// writeFile writes a file under another name and renames it, so that whoever
// reads it reads a whole one, also if two workers write it.
func writeFile(ctx context.Context, name string, content []byte) error {
	return writeBy(ctx, name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

func writeBy(ctx context.Context, name string, content func(io.Writer) error) error {
	fs, err := system(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	at := temporary(name)
	rename, ok := fs.(filesystem.Renamer)
	if !ok {
		at = name // a store that shows nothing before it is closed
	}
	w, err := fs.OpenWrite(ctx, at)
	if err != nil {
		return err
	}
	err = content(w)
	if s, ok := w.(interface{ Sync() error }); ok && err == nil {
		err = s.Sync()
	}
	if err = errors.Join(err, w.Close()); err == nil && at != name {
		err = rename.Rename(ctx, at, name)
	}
	if err != nil {
		if r, ok := fs.(filesystem.Remover); ok && at != name {
			err = errors.Join(err, r.Remove(ctx, at))
		}
		return fmt.Errorf("%s: cannot write: %w", name, err)
	}
	return nil
}

// temporary gives a name beside another that nobody else has.
func temporary(name string) string {
	dir, base := name[:strings.LastIndexByte(name, '/')+1], path.Base(name)
	return dir + "." + base + "." + rand.Text()
}

// list gives the files that match a pattern, by name.
func list(ctx context.Context, pattern string) ([]string, error) {
	fs, err := system(ctx, pattern)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	names, err := fs.List(ctx, pattern)
	slices.Sort(names)
	return names, err
}

// remove removes files.
func remove(ctx context.Context, names ...string) error {
	for _, name := range names {
		fs, err := system(ctx, name)
		if err != nil {
			return err
		}
		r, ok := fs.(filesystem.Remover)
		if ok {
			err = r.Remove(ctx, name)
		}
		if err = errors.Join(err, fs.Close()); err != nil {
			return err
		}
	}
	return nil
}
