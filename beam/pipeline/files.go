package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/alam-nlp/alam/batch/source"
)

// ErrInput is wrapped by the error for inputs that cannot be read.
var ErrInput = errors.New("input")

// Files gives the files that inputs stand for, as alam batch does: files,
// directories, patterns; of a store, as gs://, names and patterns. None of them
// is standard input, which no worker has. What lies at skip, or below it, is no
// input; left is told what else is none.
func Files(ctx context.Context, inputs []string, o ReadOptions, left *source.LeftOut, skip ...string) ([]File, error) {
	var files []File
	for _, input := range inputs {
		if input == source.Stdin {
			return nil, fmt.Errorf("%w: - is standard input, which workers do not have; give files", ErrInput)
		}
		if remote(input) {
			names, err := list(ctx, input)
			if err == nil && len(names) == 0 {
				err = errors.New("no such file")
			}
			if err != nil {
				return nil, fmt.Errorf("%w: %s: %w", ErrInput, input, err)
			}
			for _, name := range names {
				files = append(files, File{Path: name, Size: -1})
			}
			continue
		}
		if missing := source.Missing([]string{input}); len(missing) > 0 {
			return nil, fmt.Errorf("%w: %s: no such file; check the name", ErrInput, input)
		}
		so := o.source()
		so.Walk, so.Exclude, so.PassedOver = true, below(skip), left.Note
		for f, err := range source.Files([]string{input}, so) {
			if err != nil {
				return nil, fmt.Errorf("%w: %w", ErrInput, err)
			}
			files = append(files, File{Path: f.Path, Size: f.Size, Walked: f.Walked})
		}
	}
	if len(files) == 0 {
		err := fmt.Errorf("%w: no texts and no tables in %s", ErrInput, strings.Join(inputs, ", "))
		if s := left.String(); s != "" {
			err = fmt.Errorf("%w; passed over: %s", err, s)
		}
		return nil, err
	}
	group(files)
	return files, nil
}

// below reports whether a path is one of those, or below it.
func below(skip []string) func(string) bool {
	var absolute []string
	for _, s := range skip {
		if a, err := filepath.Abs(s); err == nil && !remote(s) {
			absolute = append(absolute, a)
		}
	}
	return func(path string) bool {
		a, err := filepath.Abs(path)
		for _, s := range absolute {
			if err == nil && (a == s || strings.HasPrefix(a, s+string(filepath.Separator))) {
				return true
			}
		}
		return false
	}
}
