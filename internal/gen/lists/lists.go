// Package lists reads the TSV lists of a folder, for the generators.
package lists

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// Read gives the rows of all .tsv files in a folder, in order of their names.
func Read[T any](folder string, parse func(path string, r io.Reader) ([]T, error)) ([]T, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no .tsv lists in %s", folder)
	}
	slices.Sort(paths)
	var all []T
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, err
		}
		rows, err := parse(filepath.ToSlash(p), f)
		f.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return all, nil
}
