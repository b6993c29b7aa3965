package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/cmd/alam/internal/labelled"
	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/compare"
	"github.com/alam-nlp/alam/eval/page"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/lab/measure"
	"github.com/alam-nlp/alam/ner"
)

func newEval() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval --gold FILE [flags]",
		Short: "Measure precision and recall on labelled data",
		Long: `Measure precision and recall on labelled data. Without --pred, alam tags the
gold's own text. A file may be - for standard input.

Gold and prediction may be of different formats:

` + formatHelp() + `
--input says which where it cannot be told, and --text names the text of a table
of spans. They meet on the text: tokens and white space may differ, other
differences are an error. Where the gold is CoNLL, predicted spans are widened to
its tokens.

Labels are renamed by --map and then selected by --labels, on both sides: what
is not selected is dropped. Precision, recall and F1 are strict: the same start,
end and label. Where the gold names entities, a line says how well mentions fall
into them. docs/evaluation.md says what each figure means and when to quote it.

  alam eval --gold FILE --compare A B

compares two files of predictions: what changed, and how sure that is.

  alam eval --gold FILE --by rule

says what each rule is worth: its hits, and the score without it; --by list says
it of the lists, and --by candidate how many names the lists have at all, how
many of them are kept, and how often they strike where there is none.

  alam eval --format conlleval [-l] [-r] [-o TAG] [-d DELIM] [FILE]

is conlleval itself: a file whose last two columns are gold and prediction.

  alam eval --format nervaluate --gold FILE --pred FILE

prints what another scorer of the field would: seqeval and seqeval-strict, seqscore
and its two repairs, nervaluate (1.2) and nervaluate-1.1, which pairs otherwise.`,
		Example: `  alam eval --gold test.conll --map PERS=PER,MIS=MISC --labels PER,LOC,ORG
  alam eval --gold article.gold.tsv --text article.txt --errors --html report.html
  alam eval --gold gold.jsonl --pred tagged.jsonl --intervals --json
  alam eval --gold project.json --compare before.jsonl after.jsonl
  alam eval --gold test.conll --by rule --rules mine.rules
  alam tag --format conll test.conll | alam eval --format conlleval`,
		Args: cobra.MaximumNArgs(2),
	}
	f.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := f.check(cmd, args); err != nil {
			return err
		}
		switch {
		case f.format == formatConlleval:
			return f.conlleval.run(cmd, args)
		case f.compare:
			return f.runCompare(cmd, args)
		case f.by != "":
			return f.runBy(cmd)
		}
		if err := writable(f.html); err != nil {
			return err
		}
		return f.run(cmd)
	}
	cmd.AddCommand(newEvalTopics())
	return cmd
}

// run scores one prediction.
func (f *evalFlags) run(cmd *cobra.Command) error {
	truth, source, err := f.readGold(cmd)
	if err != nil {
		return err
	}
	pred, err := f.predictions(cmd, truth, &source)
	if err != nil {
		return err
	}
	if err := f.checkLabels(cmd, truth, pred); err != nil {
		return err
	}
	if f.scorer() {
		var b bytes.Buffer
		if err := (labelled.Selection{Map: f.o.Map, Labels: f.o.Labels}).Score(&b, f.format, truth, pred); err != nil {
			return failure{fmt.Errorf("%s: %w", f.format, bare(err))}
		}
		if _, err := cmd.OutOrStdout().Write(b.Bytes()); err != nil {
			return writeError(err)
		}
		return nil
	}
	q := measure.Options{Scoring: f.options(truth), Errors: f.errors, Entities: f.entities, Folds: f.folds}
	if f.intervals {
		q.Intervals = &eval.BootstrapOptions{Trials: f.trials, Level: f.level, Seed: f.seed}
	}
	if f.train != "" {
		if q.Train, _, err = readLabelled(cmd, f.train, nil, f.goldOptions()); err != nil {
			return failure{err}
		}
		if q.Train == nil {
			q.Train = []gold.Document{} // an empty file: every name is unseen
		}
	}
	report, pred, err := measure.Score(truth, pred, q)
	if err != nil {
		return failure{err}
	}
	report.Conll = source.Conll
	if f.html != "" {
		if err := f.writePage(cmd.OutOrStdout(), truth, pred, report, q); err != nil {
			return err
		}
	}
	return f.write(cmd, report)
}

// readGold reads the labelled file.
func (f *evalFlags) readGold(cmd *cobra.Command) ([]gold.Document, gold.Source, error) {
	var texts []gold.Document
	if f.text != "" {
		text, err := source.ReadAll(f.text, cmd.InOrStdin())
		if err != nil {
			return nil, gold.Source{}, failure{err}
		}
		texts = []gold.Document{{ID: f.text, Text: text}}
	}
	f.gold = labelled.Names(f.gold)
	var truth []gold.Document
	var source gold.Source
	for i, path := range f.gold {
		docs, read, err := f.readOneGold(cmd, path, texts)
		if err != nil {
			return nil, read, failure{err}
		}
		if source = read; i > 0 {
			source.Conll = nil // it is of one file
		}
		if len(f.gold) > 1 {
			for j := range docs { // ids may stand in several files
				docs[j].ID = path + ":" + docs[j].ID
			}
		}
		truth, f.parts = append(truth, docs...), append(f.parts, len(docs))
	}
	return truth, source, nil
}

// readOneGold reads one of the labelled files.
func (f *evalFlags) readOneGold(cmd *cobra.Command, path string, texts []gold.Document) ([]gold.Document, gold.Source, error) {
	truth, source, err := readLabelled(cmd, path, texts, f.goldOptions())
	switch {
	case errors.Is(err, gold.ErrNoText) && source.Format == gold.FormatTSV:
		err = fmt.Errorf("%w; name it with --text FILE", err)
	case err == nil && source.Format != gold.FormatConll:
		if name := f.forConll(cmd); name != "" {
			err = fmt.Errorf("%s: read as %s, and %s is for CoNLL; --input conll reads it so", path, source.Format, name)
		}
	}
	return truth, source, err
}

// predictions gives those of --pred, of the gold file itself, or of alam.
func (f *evalFlags) predictions(cmd *cobra.Command, truth []gold.Document, source *gold.Source) ([]gold.Document, error) {
	switch {
	case len(f.pred) > 0:
		pred, read, err := f.readPreds(cmd, truth)
		if err == nil && source.Conll != nil && read.Conll != nil {
			source.Conll.Pred = read.Conll.Gold
		}
		return pred, err
	case f.predColumn != 0:
		pred := make([]gold.Document, len(truth))
		for i := range truth {
			pred[i] = truth[i].Column()
		}
		return pred, nil
	}
	o, err := f.tagger(truth)
	if err != nil {
		return nil, err
	}
	a, err := engine.New(engine.Options(o))
	if err != nil {
		return nil, failure{err}
	}
	pred, err := measure.Predict(cmd.Context(), a, truth)
	if err != nil {
		return nil, failure{err}
	}
	return pred, nil
}

// readPreds reads the files of --pred, each beside its file of gold.
func (f *evalFlags) readPreds(cmd *cobra.Command, truth []gold.Document) ([]gold.Document, gold.Source, error) {
	paths, err := labelled.Pairs(f.gold, labelled.Names(f.pred))
	if err != nil {
		return nil, gold.Source{}, err
	}
	var all []gold.Document
	var source gold.Source
	from := 0
	for i, path := range paths {
		of := truth
		if len(paths) > 1 && len(paths) == len(f.parts) {
			of, from = truth[from:from+f.parts[i]], from+f.parts[i]
			of = labelled.Unnamed(of, f.gold[i]+":")
		}
		docs, read, err := f.readPred(cmd, path, of)
		if err != nil {
			return nil, read, err
		}
		if len(of) < len(truth) { // the ids of each pair are its own
			if docs, err = gold.Align(of, docs); err != nil {
				return nil, read, failure{fmt.Errorf("%s: %w", path, bare(err))}
			}
			for j := range docs {
				docs[j].ID = f.gold[i] + ":" + docs[j].ID
			}
		}
		if source = read; i > 0 {
			source.Conll = nil
		}
		all = append(all, docs...)
	}
	if len(paths) > 1 {
		all = labelled.Joined(all, truth)
	}
	if _, err := gold.Pair(truth, all); err != nil {
		return nil, source, failure{fmt.Errorf("%s: %w", strings.Join(f.pred, ", "), bare(err))}
	}
	return all, source, nil
}

func (f *evalFlags) readPred(cmd *cobra.Command, path string, truth []gold.Document) ([]gold.Document, gold.Source, error) {
	pred, source, err := readLabelled(cmd, path, truth, f.predOptions())
	if err != nil {
		return nil, source, failure{err}
	}
	return pred, source, nil
}

// checkLabels refuses labels that cannot meet, and notes those that match nothing.
func (f *evalFlags) checkLabels(cmd *cobra.Command, truth, pred []gold.Document) error {
	notes, err := labelled.Selection{Map: f.o.Map, Labels: f.o.Labels}.Check(truth, pred)
	if err != nil {
		return failure{err}
	}
	for _, n := range notes {
		if !slices.Contains(f.noted, n) {
			f.noted = append(f.noted, n)
			report(cmd.ErrOrStderr(), errors.New("note: "+n))
		}
	}
	return nil
}

// tagger gives the options of the analyzer that tags the gold, which must have
// a text.
func (f *evalFlags) tagger(truth []gold.Document) (alam.Options, error) {
	if err := gold.CheckTexts(strings.Join(f.gold, ", "), truth); err != nil {
		return alam.Options{}, failure{fmt.Errorf("%w; give each line a field text, or a text by --text", err)}
	}
	for _, l := range []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC} {
		if slices.Contains(f.o.Labels, string(l)) {
			f.known.labels = append(f.known.labels, l)
		}
	}
	return f.known.options()
}

// runCompare compares two predictions.
func (f *evalFlags) runCompare(cmd *cobra.Command, args []string) error {
	truth, _, err := f.readGold(cmd)
	if err != nil {
		return err
	}
	var runs [2][]gold.Document
	for i, path := range args {
		pred, _, err := f.readPred(cmd, path, truth)
		if err != nil {
			return err
		}
		if err := f.checkLabels(cmd, truth, pred); err != nil {
			return failure{fmt.Errorf("%s: %w", path, bare(err))}
		}
		if runs[i], err = gold.Align(truth, pred); err != nil {
			return failure{fmt.Errorf("%s: %w", path, bare(err))}
		}
	}
	c, err := compare.Runs(truth, runs[0], runs[1], compare.Options{Options: f.options(truth),
		Randomization: compare.RandomizationOptions{Trials: f.trials, Seed: f.seed},
		Bootstrap:     eval.BootstrapOptions{Trials: f.trials, Level: f.level, Seed: f.seed}})
	if err != nil {
		return failure{err}
	}
	return f.write(cmd, c)
}

// runBy says what each rule or list is worth, or what becomes of candidates.
func (f *evalFlags) runBy(cmd *cobra.Command) error {
	gold, _, err := f.readGold(cmd)
	if err != nil {
		return err
	}
	o, err := f.tagger(gold)
	if err != nil {
		return err
	}
	var table anyReport
	if f.by == "list" {
		table, err = measure.ByList(cmd.Context(), engine.Options(o), gold, f.o)
	} else {
		var a *engine.Analyzer
		if a, err = engine.New(engine.Options(o)); err != nil {
			return failure{err}
		}
		if f.by == "candidate" {
			table, err = measure.ByCandidate(cmd.Context(), a, gold, f.o)
		} else {
			table, err = measure.ByRule(cmd.Context(), a, gold, f.o)
		}
	}
	if err != nil {
		return failure{err}
	}
	return f.write(cmd, table)
}

// write writes a report in the form that was asked for.
func (f *evalFlags) write(cmd *cobra.Command, r anyReport) error {
	out := cmd.OutOrStdout()
	var err error
	switch {
	case f.json || f.format == "json":
		err = r.WriteJSON(out)
	case f.markdown || f.format == "markdown":
		err = r.WriteMarkdown(out)
	default:
		err = r.WriteText(out, eval.TextOptions{Isolate: console.IsTerminal(out)})
	}
	if err != nil {
		return writeError(err)
	}
	return nil
}

// writePage writes the report as a page.
func (f *evalFlags) writePage(stdout io.Writer, gold, pred []gold.Document, r *eval.Report, q measure.Options) error {
	o, err := q.ErrorOptions()
	if err != nil {
		return failure{err}
	}
	return writeFile(f.html, stdout, func(w io.Writer) error {
		return page.Write(w, page.Evaluation{Title: strings.Join(f.gold, ", "), Report: r, Gold: gold, Pred: pred, Options: o})
	})
}

// formatHelp lists the formats of labelled files.
func formatHelp() string {
	var b strings.Builder
	for _, f := range gold.Formats() {
		fmt.Fprintf(&b, "  %-12s %s; its text: %s\n", f.Format, plain(f.Title), plain(f.Text))
	}
	return b.String()
}

// plain is a text without the backquotes of Markdown.
func plain(s string) string { return strings.ReplaceAll(s, "`", "") }
