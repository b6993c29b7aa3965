package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/guard"
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

// outputNames are the flags that name files to write. Every other flag of a FILE names
// one to read, and so does an argument.
var outputNames = []string{"output", "html", "failed", "summary", "entities"}

// guarded refuses a command that would write over what it reads, or twice to one
// file, before it opens anything; the configuration is read, too.
func guarded(cmd *cobra.Command, args []string, config ...string) error {
	var outputs, inputs []guard.File
	for _, path := range config {
		inputs = append(inputs, guard.File{Role: "the configuration", Path: path})
	}
	for _, a := range args {
		inputs = append(inputs, expanded("the input", a)...)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		kind, _ := pflag.UnquoteUsage(f)
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		written := slices.Contains(outputNames, f.Name)
		if !written && !strings.Contains(kind, "FILE") {
			return
		}
		for _, v := range values {
			if written {
				outputs = append(outputs, expanded("--"+f.Name, v)...)
			} else {
				inputs = append(inputs, expanded("--"+f.Name, v)...)
			}
		}
	})
	if out := cmd.Flags().Lookup("output"); cmd.Name() == "batch" && out != nil && out.Value.String() != "" {
		path := out.Value.String()
		outputs = append(outputs, guard.File{Role: "the checkpoint", Path: path + ".checkpoint"}, guard.File{Role: "the folder of the job", Path: path + ".work"})
		if cmd.Flags().Lookup("failed").Value.String() == "" {
			outputs = append(outputs, guard.File{Role: "the file of failures", Path: sink.FailedName(path, "")})
		}
	}
	return guard.Check(outputs, inputs)
}

// expanded gives the files that a name stands for: itself, those of a pattern, or
// those of every guideline.
func expanded(role, name string) []guard.File {
	out := []guard.File{{Role: role, Path: name}}
	if name = strings.ReplaceAll(name, placeholder, "*"); !strings.ContainsAny(name, "*?[") {
		return out
	}
	list, _ := filepath.Glob(name) // a pattern that is none is a name
	for _, path := range list {
		out = append(out, guard.File{Role: role, Path: path})
	}
	return out
}
