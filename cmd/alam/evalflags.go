package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/labelled"
	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/lab/measure"
)

const formatConlleval = "conlleval"

// evalFlags are what alam eval is asked.
type evalFlags struct {
	gold, pred                         []string
	text, train                        string
	parts                              []int          // how many documents each file of gold has
	inputs                             [2]gold.Format // of the gold and of predictions
	offsets                            *gold.Unit
	tokenColumn, tagColumn, predColumn int
	annotator, layer, textField        string
	trim                               bool
	names                              []string
	o                                  eval.Options

	format           string
	json, markdown   bool
	html             string
	errors, entities bool
	compare          bool
	by               string
	folds            int
	intervals        bool
	unit             string
	trials           int
	seed             uint64
	level            float64
	known            analyzerFlags
	conlleval        conllevalFlags
	noted            []string // notes that were given
}

// anyReport is what every way of evaluating ends in.
type anyReport interface {
	WriteText(io.Writer, eval.TextOptions) error
	WriteJSON(io.Writer) error
	WriteMarkdown(io.Writer) error
}

func (f *evalFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.gold, "gold", nil, "labelled `FILE` or folder, or a pattern; repeatable, in pairs with --pred")
	flags.StringArrayVar(&f.pred, "pred", nil, "`FILE` or folder of predictions, or a pattern; repeatable; without it alam tags the text")
	flags.StringVar(&f.text, "text", "", "`FILE` with the text that a table of spans points into")
	flags.Var(&value{"auto", "GOLD[,PRED]", f.setInputs}, "input",
		"form of the gold and of predictions: "+or(gold.FormatNames()))
	choice(cmd, new(string), "offsets", "", "", "byte", "codepoint", "utf16")
	offsets := flags.Lookup("offsets")
	offsets.Usage = "what start and end count in files that do not say (default what their format has)"
	offsets.Value.(*value).set = f.setOffsets
	column(cmd, &f.tokenColumn, "token-column", "CoNLL column of the token, from 1, or from -1 backwards (default 1)")
	column(cmd, &f.tagColumn, "tag-column", "CoNLL column of the gold tag in --gold and --train (default the last)")
	column(cmd, &f.predColumn, "pred-column", "CoNLL column of --gold with the predicted tag, instead of --pred")
	flags.StringVar(&f.annotator, "annotator", "", "Label Studio: `WHO` annotated, by id or email, where several did")
	flags.BoolVar(&f.trim, "trim", false, "cut blanks off the ends of labelled mentions")
	flags.StringVar(&f.textField, "text-field", "", "Label Studio: `FIELD` of data that holds the text (default text, or the only string)")
	flags.StringVar(&f.layer, "layer", "", "WebAnno: the span `LAYER` to read, or LAYER|FEATURE (default NamedEntity, or the only one)")
	flags.Var(&value{"", "O,B-PER,...", func(s string) error {
		f.names = strings.Split(s, ",")
		for i, name := range f.names {
			if f.names[i] = strings.TrimSpace(name); f.names[i] == "" {
				return errors.New("want the names of the tags in order, with commas between")
			}
		}
		return nil
	}}, "tag-names", "Hugging Face: what tags mean that are numbers, in order from 0 on")
	flags.Var(&value{"", "FROM=TO,...", func(s string) (err error) {
		f.o.Map, err = gold.ParseLabelMap(s)
		return bare(err)
	}}, "map", "rename labels, as in PERS=PER,MIS=MISC")
	flags.Var(&value{"", "LABELS", func(s string) (err error) {
		f.o.Labels, err = gold.ParseLabels(s)
		return bare(err)
	}}, "labels", "labels to compare, after --map (default all)")

	flags.BoolVar(&f.errors, "errors", false, "errors by kind, confusion, and the most frequent errors")
	flags.StringVar(&f.train, "train", "", "labelled `FILE`: score the names that occur in it apart from the others")
	flags.BoolVar(&f.entities, "score-entities", false, "score entities too, each once per document")
	flags.BoolVar(&f.intervals, "intervals", false, "bootstrap intervals of the scores")
	flags.BoolVar(&f.compare, "compare", false, "compare two files of predictions, A and B")
	choice(cmd, &f.by, "by", "", "what each rule or list is worth, or how many names the lists have before and after the choice", "rule", "list", "candidate")
	count(cmd, &f.folds, "folds", 0, 2, "score N blocks of neighbouring documents or sentences each by itself")
	choice(cmd, &f.unit, "unit", "", "what intervals draw and comparisons exchange (default sentence where the gold is one document)", "document", "sentence")
	count(cmd, &f.trials, "trials", 0, 1, "draws and exchanges (default 1000 draws, 10000 exchanges)")
	flags.Var(&value{"0", "N", func(s string) (err error) {
		if f.seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			return errors.New("want a number from 0 on")
		}
		return nil
	}}, "seed", "of the draws; equal seeds give equal results")
	f.level = 0.95
	flags.Var(&value{"0.95", "SHARE", func(s string) (err error) {
		if f.level, err = strconv.ParseFloat(s, 64); err != nil || !(f.level > 0 && f.level < 1) {
			return errors.New("want a number between 0 and 1")
		}
		return nil
	}}, "level", "of confidence")

	choice(cmd, &f.format, "format", "text", "form of the report, or the scorer whose figures to print", append([]string{"text", "json", "markdown", formatConlleval}, labelled.Scorers...)...)
	flags.BoolVar(&f.json, "json", false, "the same as --format json")
	flags.BoolVar(&f.markdown, "markdown", false, "the same as --format markdown")
	flags.StringVar(&f.html, "html", "", "write a page with the texts and their errors to `FILE`, too")
	f.known.add(cmd)
	f.conlleval.add(cmd)
}

// column adds a flag that takes a column of CoNLL.
func column(cmd *cobra.Command, to *int, name, usage string) {
	cmd.Flags().Var(&value{"", "N", func(s string) (err error) {
		if *to, err = strconv.Atoi(s); err != nil || *to == 0 {
			return errors.New("want a column, from 1 on, or from -1 back")
		}
		return nil
	}}, name, usage)
}

func (f *evalFlags) setInputs(s string) error {
	truth, pred, _ := strings.Cut(s, ",")
	for i, name := range []string{truth, pred} {
		var err error
		if f.inputs[i], err = gold.ParseFormat(strings.TrimSpace(name)); err != nil {
			return bare(err)
		}
	}
	return nil
}

func (f *evalFlags) setOffsets(s string) error {
	u, err := gold.ParseUnit(s)
	if err != nil || s == "" {
		return errors.New("want byte, codepoint or utf16")
	}
	f.offsets = &u
	return nil
}

// goldOptions say how labelled files are read.
func (f *evalFlags) goldOptions() gold.ReadOptions {
	return gold.ReadOptions{Format: f.inputs[0], Unit: f.offsets, Annotator: f.annotator, TextKey: f.textField, Layer: f.layer, Names: f.names, Trim: f.trim,
		Conll: gold.ConllOptions{TokenColumn: f.tokenColumn, TagColumn: f.tagColumn, PredColumn: f.predColumn}}
}

// predOptions say how files of predictions are read: the last column is the tag.
func (f *evalFlags) predOptions() gold.ReadOptions {
	o := f.goldOptions()
	o.Format, o.Conll.TagColumn, o.Conll.PredColumn = f.inputs[1], 0, 0
	return o
}

// options say what is compared, and whether by sentences.
func (f *evalFlags) options(gold []gold.Document) eval.Options {
	o := f.o
	o.BySentence = (f.intervals || f.compare) && (f.unit == "sentence" || f.unit == "" && measure.ManySentences(gold))
	return o
}

// forConll names the first flag given that is for CoNLL alone.
func (f *evalFlags) forConll(cmd *cobra.Command) string {
	for _, name := range []string{"token-column", "tag-column", "pred-column"} {
		if cmd.Flags().Changed(name) {
			return "--" + name
		}
	}
	if f.unit == "sentence" {
		return "--unit sentence"
	}
	return ""
}

// apart are the flags that each flag does not go with.
var apart = []struct {
	flag string
	with []string
}{
	{"by", []string{"pred", "pred-column", "compare", "errors", "train", "score-entities", "intervals", "folds", "html"}},
	{"compare", []string{"pred", "pred-column", "errors", "train", "score-entities", "intervals", "folds", "html", "gazetteer", "rules", "min-score"}},
	{"pred", []string{"pred-column", "gazetteer", "rules", "min-score"}},
	{"pred-column", []string{"gazetteer", "rules", "min-score"}},
}

// needs are the flags that make sense with one of some others alone.
var needs = []struct {
	flag string
	one  []string
}{
	{"train", []string{"errors", "html"}},
	{"trials", []string{"intervals", "compare"}},
	{"seed", []string{"intervals", "compare"}},
	{"level", []string{"intervals", "compare"}},
	{"unit", []string{"intervals", "compare"}},
}

// check refuses what does not go together; its errors are those of use.
func (f *evalFlags) check(cmd *cobra.Command, args []string) error {
	given, set := cmd.Flags().Changed, func(name string) bool { return has(cmd, name) }
	if f.format == formatConlleval {
		return f.checkConlleval(cmd, args)
	}
	switch {
	case f.compare && len(args) != 2:
		return fmt.Errorf("--compare needs two files of predictions, as in --compare A B, not %d", len(args))
	case !f.compare && len(args) > 0:
		return fmt.Errorf("%q: name the labelled file with --gold", args[0])
	case f.json && f.markdown, (f.json || f.markdown) && set("format"):
		return errors.New("--json, --markdown and --format do not go together")
	case len(f.gold) == 0 || slices.Contains(f.gold, ""):
		return errors.New("--gold FILE is needed")
	case f.conlleval.given(cmd) != "":
		return fmt.Errorf("-%s goes with --format conlleval", f.conlleval.given(cmd))
	case f.html == source.Stdin:
		return errors.New("--html needs the name of a file, not -")
	}
	for _, a := range apart {
		for _, other := range a.with {
			if set(a.flag) && set(other) {
				return fmt.Errorf("--%s and --%s do not go together", a.flag, other)
			}
		}
	}
	for _, n := range needs {
		if given(n.flag) && !set(n.one[0]) && !set(n.one[1]) {
			return fmt.Errorf("--%s goes with --%s or --%s", n.flag, n.one[0], n.one[1])
		}
	}
	if f.scorer() {
		for _, name := range besideScorers {
			if given(name) {
				return fmt.Errorf("--%s does not go with --format %s, which prints that scorer's figures and no others", name, f.format)
			}
		}
	}
	stdins := 0
	for _, path := range slices.Concat(f.gold, f.pred, []string{f.text, f.train}, args) {
		if path == source.Stdin {
			stdins++
		}
	}
	if stdins > 1 {
		return errors.New("- (standard input) stands for more than one of --gold, --pred and --text (or --train, or the runs to compare)")
	}
	return nil
}

// scorer reports whether the figures of a scorer of the field are asked for.
func (f *evalFlags) scorer() bool { return slices.Contains(labelled.Scorers, f.format) }

// besideScorers are flags that ask for what other scorers do not have.
var besideScorers = []string{"errors", "train", "score-entities", "intervals", "compare", "by", "folds", "html"}

// alone are flags that conlleval does not have, beside those it refuses itself.
var alone = []string{"train", "input", "offsets", "token-column", "tag-column", "pred-column", "annotator", "text-field", "trim", "layer", "errors", "score-entities", "intervals",
	"compare", "by", "folds", "unit", "trials", "seed", "level", "json", "markdown", "html"}

func (f *evalFlags) checkConlleval(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%q: --format conlleval reads one file", args[1])
	}
	for _, name := range alone {
		if cmd.Flags().Changed(name) {
			return fmt.Errorf("--%s does not go with --format conlleval, which reads one file with both tags", name)
		}
	}
	return nil
}
