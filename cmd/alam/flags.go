package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/english"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
)

// A value is a flag whose text is checked when it is set: a wrong one is an
// error that names what is allowed.
type value struct {
	text string
	kind string
	set  func(string) error
}

func (v *value) String() string { return v.text }
func (v *value) Type() string   { return v.kind }
func (v *value) Set(s string) error {
	if err := v.set(s); err != nil {
		return err
	}
	v.text = s
	return nil
}

// choice adds a flag that takes one of some words.
func choice(cmd *cobra.Command, to *string, name, deflt, usage string, allowed ...string) {
	*to = deflt
	cmd.Flags().Var(&value{deflt, strings.Join(allowed, "|"), func(s string) error {
		if !slices.Contains(allowed, s) {
			return fmt.Errorf("want %s", or(allowed))
		}
		*to = s
		return nil
	}}, name, usage)
	complete(cmd, name, cobra.FixedCompletions(allowed, cobra.ShellCompDirectiveNoFileComp))
}

func complete(cmd *cobra.Command, name string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(name, f); err != nil {
		panic(err) // two completions for one flag: a mistake in this package
	}
}

func or(words []string) string {
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " or " + words[n]
}

// count adds a flag that takes a number from least on.
func count(cmd *cobra.Command, to *int, name string, deflt, least int, usage string) {
	*to = deflt
	cmd.Flags().Var(&value{strconv.Itoa(deflt), "N", func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < least {
			return fmt.Errorf("want a number from %d on", least)
		}
		*to = n
		return nil
	}}, name, usage)
}

// inputFlags say how documents are read.
type inputFlags struct {
	format             string
	textField, idField string
	titleField         string
	encoding           string
	keep               []string
}

func (f *inputFlags) add(cmd *cobra.Command) {
	choice(cmd, &f.format, "input", "auto", "form of the input; auto tells by name, then by content", source.Formats()...)
	cmd.Flags().StringVar(&f.textField, "text-field", "text", "`FIELD` of a JSON line, or column of a table, that holds the text")
	cmd.Flags().StringVar(&f.idField, "id-field", "id", "`FIELD` of a JSON line, or column of a table, that holds the id")
	cmd.Flags().StringVar(&f.titleField, "title-field", "title", "`FIELD` of a JSON line, or column of a table, that holds the title, if there is one; it is put before the text; empty for none")
	cmd.Flags().Var(&value{"", "ENCODING", func(s string) error {
		f.encoding = s
		return source.CheckEncoding(s)
	}}, "encoding", "encoding of the files, as windows-1256 or utf-16, or detect; default UTF-8, or what an HTML page declares")
}

// addKeep adds --keep.
func (f *inputFlags) addKeep(cmd *cobra.Command) {
	cmd.Flags().Var(&value{"", "FIELDS", func(s string) error {
		for _, name := range strings.Split(s, ",") {
			name = strings.TrimSpace(name)
			switch {
			case name == "":
				return fmt.Errorf("want names of fields, with commas between, as date,section")
			case slices.Contains(f.keep, name):
				return fmt.Errorf("the field %q is named twice", name)
			}
			f.keep = append(f.keep, name)
		}
		return nil
	}}, "keep", "`FIELDS` of a JSON line, or columns of a table, that stand in the output too, as date,section: in an object \"fields\", or columns fields.NAME of a table; repeatable")
}

// lacking says which fields of --keep no document has, by those that some have.
func (f *inputFlags) lacking(w io.Writer, has func(name string) bool) {
	var none []string
	for _, name := range f.keep {
		if !has(name) {
			none = append(none, strconv.Quote(name))
		}
	}
	if len(none) > 0 {
		fmt.Fprintf(w, "alam: no document has the field %s; look at the names given to --keep\n", strings.Join(none, ", "))
	}
}

func (f *inputFlags) options(cmd *cobra.Command) (source.Options, error) {
	format, err := source.ParseFormat(f.format)
	return source.Options{Format: format, TextField: f.textField, IDField: f.idField, TitleField: f.titleField, Fields: f.keep,
		Encoding: f.encoding, Stdin: cmd.InOrStdin(), MaxDocument: -1, Parquet: parquet.Read}, err
}

// byHand stands for no fitted weights, as the value of --weights.
const byHand = "none"

// analyzerFlags say what is known and what is looked for.
type analyzerFlags struct {
	gazetteers, rules []string
	lists             listForm
	minScore          float64
	labels            []ner.Label
	topics            alam.Options // those of topics
	english           bool
	guideline         string
	model             string
	regions           []string
	explain           bool
	repair            bool
}

func (f *analyzerFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.gazetteers, "gazetteer", nil, "`FILE` of names that lies over the embedded one: a list as docs/gazetteer.md has it, a name a line, CSV or compiled; repeatable, the last on top")
	f.lists.add(cmd)
	cmd.Flags().StringArrayVar(&f.rules, "rules", nil, "rule `FILE`, added to the embedded rules; repeatable")
	choice(cmd, &f.guideline, "guideline", "news", "what counts as a name: news, or as a corpus has it, for figures on it", alam.Guidelines()...)
	cmd.Flags().StringVar(&f.model, "weights", "", "`FILE` of fitted weights, as alam fit writes it, in place of the embedded ones of the guideline; none for those written by hand")
	cmd.Flags().Var(&value{"0", "SCORE", func(s string) (err error) {
		f.minScore, err = strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(f.minScore) {
			return fmt.Errorf("want a number")
		}
		return nil
	}}, "min-score", "leave out mentions with a lower score")
}

// addLabels adds --labels, of those that the tagger knows.
func (f *analyzerFlags) addLabels(cmd *cobra.Command) {
	known := []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC}
	f.labels = known[:3]
	cmd.Flags().Var(&value{"PER,LOC,ORG", "LABELS", func(s string) error {
		f.labels = nil
		for _, l := range strings.Split(s, ",") {
			l := ner.Label(strings.TrimSpace(l))
			if !slices.Contains(known, l) {
				return fmt.Errorf("want some of PER, LOC, ORG, MISC, with commas between")
			}
			f.labels = append(f.labels, l)
		}
		return nil
	}}, "labels", "labels to find")
}

// addRegions adds --regions.
func (f *analyzerFlags) addRegions(cmd *cobra.Command) {
	known := text.RegionNames()
	cmd.Flags().Var(&value{"", "REGIONS", func(s string) error {
		f.regions = nil
		for _, r := range strings.Split(s, ",") {
			r = strings.TrimSpace(r)
			if !slices.Contains(known, r) {
				return fmt.Errorf("want some of %s, with commas between", strings.Join(known, ", "))
			}
			f.regions = append(f.regions, r)
		}
		return nil
	}}, "regions", "keep only names in these regions of a page, as title,body (default all)")
}

// addEnglish adds --english.
func (f *analyzerFlags) addEnglish(cmd *cobra.Command, deflt bool) {
	cmd.Flags().BoolVar(&f.english, "english", deflt, "find names in Latin script that no list or rule finds: English paragraphs, names in brackets")
}

// addRepair adds --repair.
func (f *analyzerFlags) addRepair(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.repair, "repair", false, "read damaged text as it was meant: UTF-8 read as Latin-1 or windows-1256, presentation forms, swapped lam-alef; offsets stay those of the text as given")
}

// options gives what the tagger knows.
func (f *analyzerFlags) options() (alam.Options, error) {
	o := f.topics
	o.Guideline, o.Regions = f.guideline, f.regions
	o.MinScore, o.Labels, o.Explain, o.Repair = f.minScore, f.labels, f.explain, f.repair
	var err error
	if f.model == byHand {
		o.ByHand = true
	} else if f.model != "" {
		if o.Model, err = readModel(f.model); err != nil {
			return o, failure{err}
		}
	}
	if err = f.lists.check(f.gazetteers); err != nil {
		return o, err
	}
	for _, path := range f.gazetteers {
		g, err := openList(path, &f.lists)
		if err != nil {
			return o, failure{err}
		}
		o.Gazetteers = append(o.Gazetteers, g)
	}
	for _, path := range f.rules {
		r, err := readRules(path)
		if err != nil {
			return o, failure{err}
		}
		o.Rules = append(o.Rules, r...)
	}
	if f.english {
		e, err := english.New(english.Options{Gazetteers: o.Gazetteers})
		if err != nil {
			return o, failure{err}
		}
		o.English = e
	}
	return o, nil
}

// build makes the analyzer, which scores so many topics.
func (f *analyzerFlags) build(topics int) (*alam.Analyzer, error) {
	o, err := f.options()
	if err != nil {
		return nil, err
	}
	o.Topics = topics
	a, err := alam.New(o)
	if err != nil {
		return nil, failure{err}
	}
	return a, nil
}

// outputFlags say how results are written.
type outputFlags struct {
	format, color string
}

func (f *outputFlags) add(cmd *cobra.Command, formats ...string) {
	choice(cmd, &f.format, "format", "", "form of the output (default pretty on a terminal, else jsonl)", formats...)
	choice(cmd, &f.color, "color", "auto", "colour on the terminal; auto respects NO_COLOR", "auto", "always", "never")
}

// options gives the format, which depends on what stdout is if none was named.
func (f *outputFlags) options(out io.Writer) console.Options {
	o := console.Options{Options: encode.Options{Format: encode.Format(f.format)}, Color: console.UseColor(f.color, out, os.Getenv)}
	if o.Format == "" {
		o.Format = encode.JSONL
		if console.IsTerminal(out) {
			o.Format = console.Pretty
		}
	}
	return o
}

// unitFlag adds --offsets.
func unitFlag(cmd *cobra.Command, to *string) {
	choice(cmd, to, "offsets", "byte", "what start and end count", gold.Byte.String(), gold.CodePoint.String(), gold.UTF16.String())
}

// former are names that flags had, and those of now: a verb that has the flag of
// now and not the other one refuses the old name and says the new.
var former = map[string]string{
	"entities":   "score-entities",
	"gold":       "gold-top",
	"keyphrases": "keyphrase-field",
	"labels":     "category-field",
	"names":      "tag-names",
	"split":      "input",
	"steps":      "iterations",
	"time-field": "date-field",
	"topics":     "num-topics",
}

// formerOf gives the name of now of a flag that a verb does not have; empty if it
// never had it.
func formerOf(cmd *cobra.Command, name string) string {
	now := former[name]
	if now == "" || cmd.Flags().Lookup(name) != nil || cmd.Flags().Lookup(now) == nil {
		return ""
	}
	return now
}

// textOrJSON adds --format with these two, and --json for short.
func textOrJSON(cmd *cobra.Command, asJSON *bool, usage string) {
	clash := errors.New("--json and --format text do not go together")
	choice(cmd, new(string), "format", "text", usage, "text", "json")
	form := cmd.Flags().Lookup("format").Value.(*value)
	set := form.set
	form.set = func(s string) error {
		if err := set(s); err != nil {
			return err
		}
		if s == "text" && *asJSON {
			return clash
		}
		*asJSON = s == "json"
		return nil
	}
	short := cmd.Flags().VarPF(&value{"false", "bool", func(s string) error {
		yes, err := strconv.ParseBool(s)
		if err != nil {
			return errors.New("want true or false")
		}
		if yes && form.text == "text" && cmd.Flags().Changed("format") {
			return clash
		}
		*asJSON = yes
		return nil
	}}, "json", "", "the same as --format json")
	short.NoOptDefVal = "true"
}

// A once is a flag that holds one value: a second, other value is an error,
// where the last would win in silence.
type once struct {
	pflag.Value
	given *string
}

// Set takes the value, or refuses it beside another one.
func (o *once) Set(s string) error {
	if o.given != nil && *o.given != s {
		return fmt.Errorf("the flag is given twice, as %q and as %q; it takes one value", *o.given, s)
	}
	if err := o.Value.Set(s); err != nil {
		return err
	}
	o.given = &s
	return nil
}

// single makes every flag of a command and of those below it that does not
// gather its values, or say in its help that it is repeatable, refuse a second one.
func single(cmd *cobra.Command) {
	wrap := func(f *pflag.Flag) {
		if _, gathers := f.Value.(pflag.SliceValue); !gathers && !strings.Contains(f.Usage, "repeatable") {
			f.Value = &once{Value: f.Value}
		}
	}
	cmd.Flags().VisitAll(wrap)
	if cmd.HasPersistentFlags() {
		cmd.PersistentFlags().VisitAll(wrap)
	}
	for _, c := range cmd.Commands() {
		single(c)
	}
}
