package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/text/repair"
)

// tagLong is the help of alam tag.
const tagLong = `Find the names in texts, and whom they name. FILE - or none is standard input.

Texts come as plain text (a document a file), JSON lines (a document a line), JSON
(an array of objects, as pandas writes it), RSS and Atom (an item each), CoNLL (a
token a line), and what else --input lists; anything else is UTF-8 or an error. Results come in the
order of the input:

  pretty  for people: entities with their mentions
  jsonl   {"id","offsets","mentions":[{"start","end","text","label","kind",
          "entity","score","region"}],"entities":[{"id","label","kind","name",
          "name_en","country","geonames","wikidata","iso","lat","lon",
          "mentions"}]}, a line for each document; from geonames to lon only
          what is known; region says where in the page the mention stands, as
          title, body or related (--regions keeps those of some)
  tsv     a header, and for each mention: id of the document, what offsets count,
          start, end, label, kind, text, entity id, entity name
  conll   the lines of a CoNLL input with the predicted IOB2 tag as the last
          column; a token that holds proclitic and name is tagged as the name.
          Other input: its words and their tags
  geojson a map: a FeatureCollection (RFC 7946) with a point for each place of
          each document whose coordinates are known

Names in Latin script that no list has under that spelling are found by their
English names, by the Arabic name before a bracket and, in paragraphs of English,
by the statistical model of prose v2, read (some 0.2 s) at the first of them; it is
slow, and often wrong about organizations. Their evidence is "english", their
score 1 to 3; --english=false leaves them out.

Text that cannot be Arabic as it stands (UTF-8 read as Latin-1, presentation forms,
األمم for الأمم, words in reverse, no word known) is told in a note at the end and, in
jsonl, as "damage":[{"kind","first","count","of"}], in words; --repair mends the first three.

Offsets are of the text as given; those of a CoNLL document are of its tokens
with a blank between them and a line end after each sentence.`

func newTag() *cobra.Command {
	var (
		in      inputFlags
		known   analyzerFlags
		out     outputFlags
		topics  int
		explain bool
		unit    string
	)
	cmd := &cobra.Command{
		Use:   "tag [flags] [FILE ...]",
		Short: "Find the names in texts, and whom they name",
		Long:  tagLong,
		Example: `  alam tag article.txt
  echo 'وصل الوفد إلى بيروت' | alam tag --explain
  alam tag --format tsv --labels LOC *.txt
  alam tag --format geojson *.txt > places.geojson
  alam tag --text-field body --topics 5 articles.jsonl > tagged.jsonl
  alam tag --keep date,section articles.jsonl
  alam tag --gazetteer our-names.tsv --rules our.rules articles.jsonl
  alam tag --format conll test.conll | alam eval --format conlleval`,
	}
	in.add(cmd)
	in.addKeep(cmd)
	known.add(cmd)
	known.addLabels(cmd)
	known.addRegions(cmd)
	known.addEnglish(cmd, true)
	known.addRepair(cmd)
	out.add(cmd, "pretty", "jsonl", "tsv", "conll", "geojson")
	count(cmd, &topics, "topics", 0, 0, "add the N best keyphrases (pretty and jsonl)")
	count(cmd, &known.topics.Categories, "categories", 0, 0, "add the N likeliest categories (pretty and jsonl)")
	cmd.Flags().BoolVar(&explain, "explain", false, "add the evidence of each mention: lists, rules, words and what of them weighs")
	unitFlag(cmd, &unit)
	cmd.RunE = func(cmd *cobra.Command, files []string) (err error) {
		o := out.options(cmd.OutOrStdout())
		switch {
		case (topics > 0 || known.topics.Categories > 0) && o.Format != console.Pretty && o.Format != encode.JSONL:
			return fmt.Errorf("--topics and --categories go with --format pretty or jsonl, not %s", o.Format)
		case len(in.keep) > 0 && o.Format != encode.JSONL && o.Format != encode.TSV:
			return fmt.Errorf("--keep goes with --format jsonl or tsv, not %s", o.Format)
		case explain && (o.Format == encode.CoNLL || o.Format == encode.GeoJSON):
			return fmt.Errorf("--explain goes with --format pretty, jsonl or tsv, not %s", o.Format)
		}
		if o.Unit, err = gold.ParseUnit(unit); err != nil {
			return err
		}
		o.Explain, o.Keep, o.Topics, o.Categories = explain, in.keep, topics > 0, known.topics.Categories > 0
		known.explain = explain
		return each(cmd, files, &in, &known, topics, o, (*console.Writer).Write)
	}
	return cmd
}

// each analyzes every document of the files and writes the results in order.
// What fails is reported, and the rest done.
func each(cmd *cobra.Command, files []string, in *inputFlags, known *analyzerFlags, topics int,
	o console.Options, write func(*console.Writer, encode.Result) error) error {
	read, err := in.options(cmd)
	if err != nil {
		return err
	}
	if err := checkFiles(cmd, files); err != nil {
		return err
	}
	a, err := known.build(topics)
	if err != nil {
		return err
	}
	o.Names = len(files) > 1
	w := console.NewWriter(cmd.OutOrStdout(), o)
	failed := false
	tag := tagRecord(cmd, a, analyze.Options{Topics: topics, Categories: known.topics.Categories, Evidence: o.Explain,
		Slots: make(chan struct{}, runtime.GOMAXPROCS(0))})
	records := source.Records(files, read, source.Position{})
	size := func(r *source.Record) int64 { return r.Size }
	replaced := replacements{to: cmd.ErrOrStderr()}
	var damaged damages
	documents, kept := 0, map[string]bool{}
	for r := range analyze.Map(records, analyze.MapOptions{}, size, tag) {
		if r.Document != nil && r.err == nil {
			documents++
			replaced.note(r.Document)
			damaged.note(r.Document.ID, r.Analysis.Damage)
			for name := range r.Document.Fields {
				kept[name] = true
			}
		}
		switch {
		case r.err != nil:
			failed = true
			report(cmd.ErrOrStderr(), r.err)
		case r.Document != nil:
			if err := write(w, r.Result); err != nil {
				return writeError(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		return writeError(err)
	}
	if all, nowhere := w.Places(); nowhere > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "alam: %d of %d places have no coordinates and are left out\n", nowhere, all)
	}
	replaced.end()
	damaged.end(cmd.ErrOrStderr(), known.repair)
	if documents > 0 {
		in.lacking(cmd.ErrOrStderr(), func(name string) bool { return kept[name] })
	}
	if failed {
		return errReported
	}
	if documents == 0 {
		noDocument(cmd)
	}
	return nil
}

// noDocument says that an input was read in which there was nothing.
func noDocument(cmd *cobra.Command) {
	fmt.Fprintln(cmd.ErrOrStderr(), "alam: there was no document in the input")
}

// replacements says which documents hold characters that could not be decoded, the
// first by name.
type replacements struct {
	to              io.Writer
	documents, more int
	guessed         map[string][]string // documents by the encoding that nobody said
}

func (r *replacements) note(d *source.Document) {
	if d.Guessed != "" {
		if r.guessed == nil {
			r.guessed = map[string][]string{}
		}
		r.guessed[d.Guessed] = append(r.guessed[d.Guessed], d.ID)
	}
	switch {
	case d.Replaced == 0:
	case r.documents < shownErrors:
		r.documents++
		fmt.Fprintf(r.to, "alam: %s: %d characters could not be decoded and are U+FFFD; see --encoding\n", d.ID, d.Replaced)
	default:
		r.more++
	}
}

func (r *replacements) end() {
	if r.more > 0 {
		fmt.Fprintf(r.to, "alam: %d more documents hold characters that could not be decoded\n", r.more)
	}
	for _, e := range slices.Sorted(maps.Keys(r.guessed)) {
		list := r.guessed[e]
		first := console.Message(strings.Join(list[:min(len(list), shownErrors)], ", "))
		fmt.Fprintf(r.to, "alam: %d pages are not UTF-8 and declare no encoding, and were read as %s: %s; see --encoding\n", len(list), e, first)
	}
}

// damages says once, at the end, in how many documents text cannot be Arabic as it
// stands, the first by name, and what to do.
type damages struct {
	documents map[repair.Kind]int
	first     map[repair.Kind]string
}

func (d *damages) note(id string, list []repair.Damage) {
	if len(list) > 0 && d.documents == nil {
		d.documents, d.first = map[repair.Kind]int{}, map[repair.Kind]string{}
	}
	for _, x := range list {
		if d.documents[x.Kind]++; d.documents[x.Kind] == 1 {
			d.first[x.Kind] = id
		}
	}
}

// advice is what to do about damage, of what --repair does not mend.
var advice = map[repair.Kind]string{
	repair.Visual:  "its letters stand in reverse; take the text out of its file anew, with a tool that gives logical order",
	repair.Unknown: "hardly a word is known; is it Arabic, and in the encoding it is read in?",
}

// end writes the note. mended says that --repair was given.
func (d *damages) end(to io.Writer, mended bool) {
	var told []string
	again := false
	for _, k := range repair.Kinds() {
		n := d.documents[k]
		if n == 0 {
			continue
		}
		what := advice[k]
		if k.Mends() {
			what = "mended"
			if !mended {
				what, again = k.Means(), true
			}
		}
		told = append(told, fmt.Sprintf("%s in %d of the documents, the first %s (%s)", k, n, d.first[k], what))
	}
	if len(told) == 0 {
		return
	}
	note := "text that cannot be Arabic as it stands: " + strings.Join(told, "; ")
	if again {
		note += "; give --repair to have it mended, with the offsets of the text as given"
	}
	fmt.Fprintf(to, "alam: %s\n", note)
}

// A tagged is a result, or why there is none; neither for the end of a file.
type tagged struct {
	encode.Result
	err error
}

// tagRecord gives the function that reads and analyzes a record.
func tagRecord(cmd *cobra.Command, a *alam.Analyzer, o analyze.Options) func(*source.Record) tagged {
	return func(r *source.Record) tagged {
		d, err := r.Document()
		if d == nil || err != nil {
			return tagged{err: err}
		}
		x, err := analyze.Analyze(cmd.Context(), a, d.Text, o)
		if err != nil {
			return tagged{err: fmt.Errorf("%s: %w", d.ID, err)}
		}
		return tagged{Result: encode.Result{Document: d, Analysis: x}}
	}
}

// checkFiles refuses standard input named twice, and says that it is read if
// somebody sits before it.
func checkFiles(cmd *cobra.Command, files []string) error {
	if i := slices.Index(files, source.Stdin); i >= 0 && slices.Contains(files[i+1:], source.Stdin) {
		return errors.New("- (standard input) is named twice")
	}
	if len(files) == 0 && console.IsTerminal(cmd.InOrStdin()) {
		hint(cmd.ErrOrStderr())
	}
	return nil
}

func hint(stderr io.Writer) {
	fmt.Fprintln(stderr, "alam: reading standard input, to its end (Ctrl-D); name files to read these instead")
}

// writeError is what a failed write ends with; a closed pipe is for main.
func writeError(err error) error {
	if errors.Is(err, syscall.EPIPE) {
		return err
	}
	return failure{fmt.Errorf("cannot write: %s", strings.TrimPrefix(err.Error(), "write "))}
}
