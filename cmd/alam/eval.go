package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"alam/eval"
	"alam/internal/input"
	"alam/internal/output"
	"alam/ner"
)

// evalFlags are what alam eval is asked.
type evalFlags struct {
	gold, pred, text string
	format           string
	json, markdown   bool
	o                eval.Options
	known            analyzerFlags
	conlleval        conllevalFlags
}

func newEval() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval --gold FILE [flags]",
		Short: "Measure precision and recall on labelled data",
		Long: `Measure precision and recall on labelled data. Without --pred, alam tags the
gold's own text. A file may be - for standard input.

Gold and prediction are CoNLL (in any tag scheme, the last column is the tag),
JSON lines with mentions as alam tag writes them (the gold with a field text),
or a table with tabs: start, end, label, text, entity name, of the text in
--text. Where the gold is CoNLL, predicted spans are widened to its tokens.

Labels are renamed by --map and then selected by --labels, on both sides: what
is not selected is dropped. Precision, recall and F1 are strict: the same start,
end and label. Where the gold names entities, a line says how well mentions fall
into them.

  alam eval --format conlleval [-l] [-r] [-o TAG] [-d DELIM] [FILE]

is conlleval itself: a file whose last two columns are gold and prediction.`,
		Example: `  alam eval --gold test.conll --map PERS=PER,MIS=MISC --labels PER,LOC,ORG
  alam eval --gold article.gold.tsv --text article.txt
  alam eval --gold gold.jsonl --pred tagged.jsonl --json
  alam tag --format conll test.conll | alam eval --format conlleval`,
		Args: cobra.MaximumNArgs(1),
	}
	flags := cmd.Flags()
	flags.StringVar(&f.gold, "gold", "", "labelled `FILE`")
	flags.StringVar(&f.pred, "pred", "", "`FILE` of predictions; without it alam tags the text")
	flags.StringVar(&f.text, "text", "", "`FILE` with the text that a table of spans points into")
	flags.Var(&value{"", "FROM=TO,...", func(s string) (err error) {
		f.o.Map, err = eval.ParseLabelMap(s)
		return bare(err)
	}}, "map", "rename labels, as in PERS=PER,MIS=MISC")
	flags.Var(&value{"", "LABELS", func(s string) (err error) {
		f.o.Labels, err = eval.ParseLabels(s)
		return bare(err)
	}}, "labels", "labels to compare, after --map (default all)")
	choice(cmd, &f.format, "format", "text", "form of the report, or conlleval for the filter", "text", "json", "markdown", "conlleval")
	flags.BoolVar(&f.json, "json", false, "the same as --format json")
	flags.BoolVar(&f.markdown, "markdown", false, "the same as --format markdown")
	f.known.add(cmd)
	f.conlleval.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if f.format == "conlleval" {
			return f.conlleval.run(cmd, args)
		}
		return f.run(cmd, args)
	}
	return cmd
}

func (f *evalFlags) run(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) > 0:
		return fmt.Errorf("%q: name the labelled file with --gold", args[0])
	case f.json && f.markdown, (f.json || f.markdown) && cmd.Flags().Changed("format"):
		return errors.New("--json, --markdown and --format do not go together")
	case f.gold == "":
		return errors.New("--gold FILE is needed")
	case f.conlleval.given(cmd) != "":
		return fmt.Errorf("-%s goes with --format conlleval", f.conlleval.given(cmd))
	}
	stdins := 0
	for _, path := range []string{f.gold, f.pred, f.text} {
		if path == input.Stdin {
			stdins++
		}
	}
	if stdins > 1 {
		return errors.New("- (standard input) stands for more than one of --gold, --pred and --text")
	}
	report, err := f.report(cmd)
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	switch {
	case f.json || f.format == "json":
		err = report.WriteJSON(out)
	case f.markdown || f.format == "markdown":
		err = report.WriteMarkdown(out)
	default:
		err = report.WriteText(out, eval.TextOptions{Isolate: output.IsTerminal(out)})
	}
	if err != nil {
		return writeError(err)
	}
	return nil
}

// report reads, tags if need be, and scores.
func (f *evalFlags) report(cmd *cobra.Command) (*eval.Report, error) {
	stdin := cmd.InOrStdin()
	var texts []eval.Document
	if f.text != "" {
		text, err := input.ReadAll(f.text, stdin)
		if err != nil {
			return nil, failure{err}
		}
		texts = []eval.Document{{ID: f.text, Text: text}}
	}
	gold, info, err := input.Spans(f.gold, stdin, texts)
	if err != nil {
		return nil, failure{err}
	}
	var pred []eval.Document
	if f.pred == "" {
		pred, err = f.predict(cmd, gold)
	} else {
		var read *eval.ConllInfo
		if pred, read, err = input.Spans(f.pred, stdin, gold); info != nil && read != nil {
			info.Pred = read.Gold
		}
	}
	if err != nil {
		return nil, asFailure(err)
	}
	if err := input.Align(gold, pred, f.o); err != nil {
		return nil, failure{err}
	}
	report, err := eval.Score(gold, pred, f.o)
	if err != nil {
		return nil, failure{err}
	}
	report.Conll = info
	return report, nil
}

// predict tags the gold's own text.
func (f *evalFlags) predict(cmd *cobra.Command, gold []eval.Document) ([]eval.Document, error) {
	for _, l := range []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC} {
		if slices.Contains(f.o.Labels, string(l)) {
			f.known.labels = append(f.known.labels, l)
		}
	}
	a, err := f.known.build(0)
	if err != nil {
		return nil, err
	}
	docs := func(yield func(*input.Document, error) bool) {
		for i := range gold {
			d := &input.Document{ID: gold[i].ID, Text: gold[i].Text}
			if d.Text == "" && len(gold[i].Mentions) > 0 {
				yield(nil, &input.Error{Path: f.gold, Err: fmt.Errorf("document %q has mentions and no text", d.ID),
					Hint: "give each line a field text, or a text by --text"})
				return
			}
			if !yield(d, nil) {
				return
			}
		}
	}
	var pred []eval.Document
	for r, err := range input.Map(docs, analyze(cmd, a)) {
		if err != nil {
			return nil, err
		}
		pred = append(pred, eval.Document{ID: r.Document.ID, Text: r.Document.Text, Mentions: output.Mentions(r)})
	}
	return pred, nil
}

// asFailure marks an error of the input, if it is not marked.
func asFailure(err error) error {
	var f failure
	if errors.As(err, &f) {
		return err
	}
	return failure{err}
}
