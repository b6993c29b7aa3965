package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
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
	under   map[string]string // guidelines
	only    []string          // guidelines that are written
	out     string
	folds   int
	trim    bool
	o       train.Options
}

func newFit() *cobra.Command {
	f := namesFitFlags{weights: map[string]float64{}, under: map[string]string{}}
	cmd := &cobra.Command{
		Use:   "fit --gold FILE [flags] -o FILE",
		Short: "Fit the weights of evidence to labelled texts",
		Long: `Fit the weights of evidence to labelled texts, for alam tag --weights. --gold names
a file or folder of any format that alam eval reads, with labels PER, LOC, ORG and MISC once
--map has renamed them; other labels are left out, and a label that a file does not
have at all is taken as not annotated there. Clitics that a CoNLL file splits off
are put back on their words.

The weights maximize the conditional likelihood of the names, with a penalty on
their squares (--l2), by L-BFGS. The same files give the same weights, however many
processors there are. The file says what it was fitted to.

Files may be marked by different guidelines (--guideline): each weight then has a
part that all share and a part for each guideline, and the file of a guideline, for
which {guideline} stands in -o, holds their sum. The folds are tagged by the guideline
of the first file.

--folds N fits N times more, each time without a block of neighbouring sentences of
the first file, and says how well the others' weights tag that block.`,
		Example: `  alam fit --gold anercorp-train.conll --map PERS=PER -o model.tsv
  alam fit --gold ours.jsonl --gold anercorp-train.conll --map PERS=PER --times anercorp-train.conll=0.5 -o model.tsv
  alam fit --gold ours.jsonl --gold anercorp-train.conll --map PERS=PER --guideline ours.jsonl=news \
    --guideline anercorp-train.conll=anercorp -o model-{guideline}.tsv
  alam fit --gold ours.conll --folds 5 -o model.tsv
  alam tag --weights model.tsv article.txt`,
		Args: onlyGold,
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&f.gold, "gold", nil, "labelled `FILE`; repeatable")
	flags.StringVarP(&f.out, "output", "o", "", "`FILE` to write; - for standard output")
	flags.Var(&value{"", "FILE=X", f.setWeight}, "times", "count each name of a file X times; repeatable")
	flags.Var(&value{"", "FILE=NAME", f.setGuideline}, "guideline", "a file is marked by the guideline NAME; repeatable")
	flags.StringArrayVar(&f.only, "write", nil, "write the weights of this `GUIDELINE` only; repeatable")
	flags.StringArrayVar(&f.heads, "heads", nil, "take off the names of this gold `FILE` heads that stand outside (مدينة حماة); repeatable")
	flags.Var(&value{"", "FROM=TO,...", func(s string) (err error) {
		f.o.Map, err = gold.ParseLabelMap(s)
		return bare(err)
	}}, "map", "rename labels, as in PERS=PER,MIS=MISC")
	flags.BoolVar(&f.trim, "trim", false, "cut blanks off the ends of labelled mentions")
	positive(cmd, &f.o.L2, "l2", 12, "strength of the penalty on large weights")
	positive(cmd, &f.o.OwnL2, "own-l2", 3, "how many times that on the weights of a guideline's own, with several guidelines")
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

// setGuideline takes a value of --guideline.
func (f *namesFitFlags) setGuideline(s string) error {
	at := strings.LastIndexByte(s, '=')
	if at <= 0 || !guidelineName.MatchString(s[at+1:]) {
		return errors.New("want FILE=NAME, with a NAME of letters a-z, digits and -")
	}
	f.under[s[:at]] = s[at+1:]
	return nil
}

// guidelineName is what a guideline may be called: the name goes into a path.
var guidelineName = regexp.MustCompile("^[a-z0-9-]+$")

// placeholder stands for the guideline in the path of -o.
const placeholder = "{guideline}"

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
		files = append(files, train.File{Path: path, Weight: f.weights[path], Guideline: f.under[path], Heads: slices.Contains(f.heads, path)})
	}
	for _, path := range f.heads {
		if !slices.Contains(f.gold, path) {
			return fmt.Errorf("--heads %s: no such --gold file", path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(f.under)) {
		if !slices.Contains(f.gold, path) {
			return fmt.Errorf("--guideline %s: no such --gold file", path)
		}
	}
	if err := f.outputs(); err != nil {
		return err
	}
	for path := range f.weights {
		if !slices.Contains(f.gold, path) {
			return fmt.Errorf("--times %s: no such --gold file", path)
		}
	}
	f.o.Read = func(path string) ([]gold.Document, gold.Source, error) {
		return readLabelled(cmd, path, nil, gold.ReadOptions{Trim: f.trim})
	}
	t, err := train.Load(files, f.o)
	if err != nil {
		return failure{err}
	}
	stderr := cmd.ErrOrStderr()
	for _, n := range t.Notes {
		fmt.Fprintln(stderr, console.Message(fmt.Sprint(n)))
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
	for _, g := range f.written() {
		write := func(w io.Writer) error { return fitted.Write(w, g, t.Head(fitted, g)) }
		if err := writeFile(f.outOf(g), cmd.OutOrStdout(), write); err != nil {
			return err
		}
	}
	return nil
}

// outOf is the file that a guideline's weights go to.
func (f *namesFitFlags) outOf(guideline string) string {
	return strings.ReplaceAll(f.out, placeholder, guideline)
}

// written are the guidelines whose weights are written.
func (f *namesFitFlags) written() []string {
	if len(f.only) > 0 {
		return f.only
	}
	var out []string
	for _, path := range f.gold {
		out = append(out, f.under[path])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// outputs checks that the weights of each guideline that is written have a file to
// go to.
func (f *namesFitFlags) outputs() error {
	written := f.written()
	for _, g := range f.only {
		if !slices.Contains(slices.Collect(maps.Values(f.under)), g) {
			return fmt.Errorf("--write %s: no --gold file is marked by it; see --guideline", g)
		}
	}
	if f.out != "" && len(written) > 1 && !strings.Contains(f.out, placeholder) {
		return fmt.Errorf("-o %s: weights for several guidelines; write %s where its name shall stand, as in model-%[2]s.tsv", f.out, placeholder)
	}
	for _, g := range written {
		if err := writable(f.outOf(g)); err != nil {
			return err
		}
	}
	return nil
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
