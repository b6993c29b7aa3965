package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/cmd/alam/internal/progress"
	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/lab/train"
	"github.com/alam-nlp/alam/ner/fit"
)

// namesFitFlags are those of alam fit.
type namesFitFlags struct {
	gold    []string
	weights map[string]float64
	heads   []string
	out     string
	folds   int
	o       train.Options
}

func newFit() *cobra.Command {
	f := namesFitFlags{weights: map[string]float64{}}
	cmd := &cobra.Command{
		Use:   "fit --gold FILE [flags] -o FILE",
		Short: "Fit the weights of evidence to labelled texts",
		Long: `Fit the weights of evidence to labelled texts, for alam tag --weights. --gold names
a file of any format that alam eval reads, with labels PER, LOC, ORG and MISC once
--map has renamed them; other labels are left out, and a label that a file does not
have at all is taken as not annotated there. Clitics that a CoNLL file splits off
are put back on their words.

The weights maximize the conditional likelihood of the names, with a penalty on
their squares (--l2), by L-BFGS. The same files give the same weights, however many
processors there are. The file says what it was fitted to.

--folds N fits N times more, each time without a block of neighbouring sentences of
the first file, and says how well the others' weights tag that block.`,
		Example: `  alam fit --gold anercorp-train.conll --map PERS=PER -o model.tsv
  alam fit --gold ours.jsonl --gold anercorp-train.conll --map PERS=PER --times anercorp-train.conll=0.5 -o model.tsv
  alam fit --gold ours.conll --folds 5 -o model.tsv
  alam tag --weights model.tsv article.txt`,
		Args: onlyGold,
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&f.gold, "gold", nil, "labelled `FILE`; repeatable")
	flags.StringVarP(&f.out, "output", "o", "", "`FILE` to write; - for standard output")
	flags.Var(&value{"", "FILE=X", f.setWeight}, "times", "count each name of a file X times; repeatable")
	flags.StringArrayVar(&f.heads, "heads", nil, "take off the names of this gold `FILE` heads that stand outside (نهر الأردن); repeatable")
	flags.Var(&value{"", "OLD=NEW,...", func(s string) (err error) {
		f.o.Map, err = gold.ParseLabelMap(s)
		return bare(err)
	}}, "map", "rename labels, as in PERS=PER,MIS=MISC")
	positive(cmd, &f.o.L2, "l2", 12, "strength of the penalty on large weights")
	count(cmd, &f.o.Iterations, "iterations", 100, 1, "steps at most, of each stage")
	count(cmd, &f.o.HeldOut, "held-out", 0, 0, "hold one sentence of N back, and stop when it gains no more; 0 holds none back")
	count(cmd, &f.folds, "folds", 0, 0, "cross-validate over N blocks of the first file; 0 does not")
	flags.BoolVar(&f.o.NoMemory, "no-memory", false, "leave out names found elsewhere in the text; faster")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		switch {
		case len(f.gold) == 0:
			return errors.New("--gold FILE is needed: a labelled file to fit to")
		case f.out == "" && f.folds == 0:
			return errors.New("-o FILE is needed, or --folds N")
		case f.folds == 1:
			return errors.New("--folds 1: want 2 or more")
		case f.o.HeldOut == 1:
			return errors.New("--held-out 1: want 2 or more, or nothing is left to fit to")
		}
		return f.run(cmd)
	}
	return cmd
}

// setWeight takes a value of --times.
func (f *namesFitFlags) setWeight(s string) error {
	at := strings.LastIndexByte(s, '=')
	x, err := strconv.ParseFloat(s[at+1:], 64)
	if at <= 0 || err != nil || !(x > 0 && x <= 1000) {
		return errors.New("want FILE=X, with X above 0 and at most 1000")
	}
	f.weights[s[:at]] = x
	return nil
}

// positive adds a flag that takes a number above 0.
func positive(cmd *cobra.Command, to *float64, name string, deflt float64, usage string) {
	*to = deflt
	cmd.Flags().Var(&value{strconv.FormatFloat(deflt, 'g', -1, 64), "X", func(s string) error {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil || !(x > 0 && x < 1e9) {
			return errors.New("want a number above 0")
		}
		*to = x
		return nil
	}}, name, usage)
}

func (f *namesFitFlags) run(cmd *cobra.Command) error {
	var files []train.File
	for _, path := range f.gold {
		files = append(files, train.File{Path: path, Weight: f.weights[path], Heads: slices.Contains(f.heads, path)})
	}
	for _, path := range f.heads {
		if !slices.Contains(f.gold, path) {
			return fmt.Errorf("--heads %s: no such --gold file", path)
		}
	}
	for path := range f.weights {
		if !slices.Contains(f.gold, path) {
			return fmt.Errorf("--times %s: no such --gold file", path)
		}
	}
	if err := writable(f.out); err != nil {
		return err
	}
	f.o.Stdin = cmd.InOrStdin()
	t, err := train.Load(files, f.o)
	if err != nil {
		return failure{err}
	}
	stderr := cmd.ErrOrStderr()
	for _, n := range t.Notes {
		fmt.Fprintln(stderr, n)
	}
	if f.folds > 0 {
		if err := f.crossValidate(cmd, t); err != nil {
			return err
		}
	}
	if f.out == "" {
		return nil
	}
	started := time.Now()
	end := f.watch(t, stderr)
	fitted, err := t.Run()
	end()
	if err != nil {
		return failure{err}
	}
	fmt.Fprintf(stderr, "fitted to %d names (%d could not be used) in %s\n", fitted.Names, fitted.Lost, time.Since(started).Round(time.Second))
	return writeFile(f.out, cmd.OutOrStdout(), func(w io.Writer) error { return fitted.Write(w, t.Head(fitted)) })
}

// watch shows how far the fit is: a bar on a terminal, else nothing.
func (f *namesFitFlags) watch(t *train.Trainer, stderr io.Writer) (end func()) {
	if !console.IsTerminal(stderr) {
		return func() {}
	}
	stages := 3
	if f.o.NoMemory {
		stages = 1
	}
	bar := progress.NewSteps(stderr, stages*f.o.Iterations)
	t.Watch(func(p fit.Progress) {
		bar.Set((p.Stage-1)*p.Steps+p.Step, fmt.Sprintf(" loss %.0f", p.Loss))
	})
	return bar.End
}

// crossValidate writes the scores over the folds.
func (f *namesFitFlags) crossValidate(cmd *cobra.Command, t *train.Trainer) error {
	report, _, err := t.CrossValidate(cmd.Context(), f.folds, eval.Options{Labels: t.Labels()})
	if err != nil {
		return failure{err}
	}
	out := cmd.OutOrStdout()
	if err := report.WriteText(out, eval.TextOptions{Isolate: console.IsTerminal(out)}); err != nil {
		return writeError(err)
	}
	return nil
}
