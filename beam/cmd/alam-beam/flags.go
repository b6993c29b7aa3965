package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/beam/pipeline"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
)

// A command is what the flags say. Their names are those of alam batch, but for
// those that Beam has taken (--labels, here --find) and for --input, which names
// the inputs; their form is --input-format.
type command struct {
	j                 pipeline.Job
	format, unit      string
	labels            string
	join, verbose     bool
	words, pairs, tri int
}

const usage = `alam-beam tags documents on Apache Beam and writes what alam batch writes.

  alam-beam --input FILE|DIRECTORY|PATTERN [--input ...] --output OUT.jsonl

It runs on Prism, in this process, unless Beam's flags say otherwise:
  --runner flink|spark --endpoint HOST:PORT --environment_type DOCKER|LOOPBACK
  --runner dataflow --project P --region R --staging_location gs://BUCKET/staging
On a cluster files are named as all machines see them, or by gs://.

Flags:
`

// newCommand adds the flags to f.
func newCommand(f *flag.FlagSet) *command {
	c := &command{}
	own := flag.NewFlagSet("alam-beam", flag.ContinueOnError)
	own.Func("input", "`FILE`, directory or pattern to read; repeatable", appendTo(&c.j.Inputs))
	own.StringVar(&c.j.Output, "output", "", "`OUT.jsonl` or OUT.jsonl.gz")
	own.StringVar(&c.j.Entities, "entities", "", "`FILE.tsv` for how often each entity was named on each day")
	own.StringVar(&c.j.DocFreq, "docfreq", "", "`FILE.bin` for document frequencies")
	own.IntVar(&c.words, "docfreq-words", 5, "least document frequency of a word")
	own.IntVar(&c.pairs, "docfreq-pairs", 20, "least document frequency of a phrase of two words")
	own.IntVar(&c.tri, "docfreq-triples", 20, "least document frequency of a phrase of three words")
	own.StringVar(&c.format, "input-format", "auto", "form of the input: "+strings.Join(source.Formats(), ", "))
	own.StringVar(&c.j.Read.TextField, "text-field", "text", "`FIELD` or column that holds the text")
	own.StringVar(&c.j.Read.IDField, "id-field", "id", "`FIELD` or column that holds the id")
	own.StringVar(&c.j.Read.TitleField, "title-field", "title", "`FIELD` or column that holds the title, if there is one; it is put before the text; empty for none")
	own.StringVar(&c.j.Read.DateField, "date-field", "date", "`FIELD` or column that holds the date, for --entities")
	own.StringVar(&c.j.Read.Encoding, "encoding", "", "`ENCODING` of the files, as windows-1256, or detect; UTF-8 if none is given")
	own.Int64Var(&c.j.Read.MaxDocument, "max-document", source.DefaultMaxDocument, "refuse a document of more `BYTES`")
	own.Int64Var(&c.j.Read.MaxUnpacked, "max-unpacked", 0, "refuse what a packed file unpacks to beyond so many `BYTES`; 0 for 250 times its size")
	own.BoolVar(&c.j.Read.FollowLinks, "follow-links", false, "read the folders too that links in an input directory point to")
	own.Func("gazetteer", "`FILE` of names over the embedded ones; repeatable", appendTo(&c.j.Tag.Gazetteers))
	own.StringVar(&c.j.Tag.Lists.Label, "list-label", "", "`LABEL` of the names of own lists that give none, as a plain list, a name a line")
	own.Func("list-columns", "`COLUMN=NAME,...`: which columns of own lists that are tables hold what, as name=Title,label=Type", c.setColumns)
	own.Func("rules", "rule `FILE`, added to the embedded rules; repeatable", appendTo(&c.j.Tag.Rules))
	own.StringVar(&c.labels, "find", "PER,LOC,ORG", "`LABELS` to find, of PER, LOC, ORG and MISC")
	own.Float64Var(&c.j.Tag.MinScore, "min-score", 0, "leave out mentions with a lower `SCORE`")
	own.StringVar(&c.unit, "offsets", gold.Byte.String(), "what start and end count: "+strings.Join([]string{gold.Byte.String(), gold.CodePoint.String(), gold.UTF16.String()}, ", "))
	own.IntVar(&c.j.Tag.Topics, "topics", 0, "add the `N` best keyphrases")
	own.IntVar(&c.j.Tag.Categories, "categories", 0, "add the `N` likeliest categories")
	own.IntVar(&c.j.Tag.Piece, "piece", 0, "cut a document at sentence ends into pieces of so many `BYTES`; 0 for 512 KB")
	own.BoolVar(&c.j.Tag.Explain, "explain", false, "add the evidence of each mention")
	own.BoolVar(&c.j.Tag.Text, "with-text", false, "add the text of each document")
	own.BoolVar(&c.j.Overwrite, "overwrite", false, "let the outputs take the place of those that exist")
	own.BoolVar(&c.join, "join", true, "join the shards into one file; else they stay in OUTPUT.shards")
	own.BoolVar(&c.verbose, "verbose", false, "log what the runner does")
	own.VisitAll(func(x *flag.Flag) { f.Var(x.Value, x.Name, x.Usage) })
	f.Usage = func() {
		fmt.Fprint(f.Output(), usage)
		own.SetOutput(f.Output())
		own.PrintDefaults()
	}
	return c
}

// setColumns takes the value of --list-columns.
func (c *command) setColumns(s string) error {
	c.j.Tag.Lists.Columns = map[string]string{}
	for pair := range strings.SplitSeq(s, ",") {
		column, name, ok := strings.Cut(pair, "=")
		column, name = strings.TrimSpace(column), strings.TrimSpace(name)
		if !ok || name == "" || !slices.Contains(gazetteer.ListColumns(), column) {
			return fmt.Errorf("want COLUMN=NAME with commas between, and a COLUMN of %s", strings.Join(gazetteer.ListColumns(), ", "))
		}
		c.j.Tag.Lists.Columns[column] = name
	}
	return nil
}

func appendTo(list *[]string) func(string) error {
	return func(s string) error {
		*list = append(*list, s)
		return nil
	}
}

// job checks what the flags say.
func (c *command) job(rest []string) (pipeline.Job, error) {
	j := c.j
	switch {
	case len(rest) > 0:
		return j, fmt.Errorf("%q is no flag; name each input with --input", rest[0])
	case len(j.Inputs) == 0:
		return j, errors.New("name the files to read with --input")
	case j.Output == "":
		return j, errors.New("name the output with --output, as in --output out.jsonl")
	case j.Tag.Topics < 0 || j.Tag.Categories < 0 || j.Tag.Piece < 0:
		return j, errors.New("--topics, --categories and --piece are numbers from 0 on")
	}
	if l := j.Tag.Lists; len(j.Tag.Gazetteers) == 0 && (l.Label != "" || l.Columns != nil) {
		return j, errors.New("--list-label and --list-columns are about own lists, and none is given by --gazetteer")
	}
	known := []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC}
	if l := j.Tag.Lists.Label; l != "" && !slices.Contains(known, ner.Label(l)) {
		return j, fmt.Errorf("--list-label: want one of PER, LOC, ORG, MISC, not %q", l)
	}
	var err error
	if j.Read.Format, err = source.ParseFormat(c.format); err != nil {
		return j, fmt.Errorf("--input-format: %w", err)
	}
	if j.Tag.Unit, err = gold.ParseUnit(c.unit); err != nil {
		return j, fmt.Errorf("--offsets: %w", err)
	}
	if err := source.CheckEncoding(j.Read.Encoding); err != nil {
		return j, fmt.Errorf("--encoding: %w", err)
	}
	for _, l := range strings.Split(c.labels, ",") {
		l := ner.Label(strings.TrimSpace(l))
		if !slices.Contains(known, l) {
			return j, fmt.Errorf("--find: want some of PER, LOC, ORG, MISC, with commas between, not %q", l)
		}
		j.Tag.Labels = append(j.Tag.Labels, l)
	}
	for i, n := range []int{c.words, c.pairs, c.tri} {
		if n == 0 || n < -1 {
			return j, errors.New("--docfreq-words, -pairs and -triples are numbers from 1 on, or -1 for none")
		}
		j.MinDF[i] = n
	}
	j.Keep = !c.join
	return j, nil
}
