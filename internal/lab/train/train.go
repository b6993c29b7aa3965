// Package train makes a file of fitted weights from labelled files, and
// cross-validates it.
//
// In: labelled files of any format that eval reads. Out: weights with their
// provenance, reports of eval.
//
// # Law
//
// What is reported of a fold was tagged by weights that were fitted without it.
package train

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/ner/fit"
)

// A File is a labelled file to fit to.
type File struct {
	Path   string
	Weight float64 // 0 is 1
	// Texts is a file of articles that Path has the labels of, apart from them; see
	// ReadApart. Empty if Path has both.
	Texts string
	// Guideline says by which guideline it is marked.
	Guideline string
	// Heads says that its names begin with heads which the lexicon has outside of
	// them (مدينة حماة): they are taken off.
	Heads bool
}

// Options say how to fit.
type Options struct {
	fit.Options
	// Map renames labels. Those that are not PER, LOC, ORG or MISC then are
	// left out.
	Map gold.LabelMap
	// Read reads a labelled file; nil for gold.ReadFile, of packed files too.
	Read func(path string) ([]gold.Document, gold.Source, error)
	// Tagger changes what the tagger is made of, while fitting and after, as
	// engine.NewWith does; nil for not.
	Tagger func(*ner.Options)
	// Follow is the guideline by which Analyzer tags, that of the first file if it
	// is empty; one that the embedded data does not know is taken as news.
	Follow string
}

// A Trainer holds labelled files, ready to be fitted.
type Trainer struct {
	// Notes say, a line each, what was read.
	Notes []string

	tagger *ner.Tagger
	names  map[ner.Property]string
	files  []loaded
	opts   Options
}

type loaded struct {
	File
	docs   []gold.Document
	apart  []gold.Document // those of docs whose clitics were put back, before that; else docs
	labels []ner.Label
}

// fitted are the labels that can be fitted.
var fitted = []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC}

// Load reads labelled files.
func Load(files []File, o Options) (*Trainer, error) {
	a, err := engine.NewWith(engine.Options{ByHand: true}, o.Tagger)
	if err != nil {
		return nil, err
	}
	t := &Trainer{tagger: a.Tagger(), names: map[ner.Property]string{}, opts: o}
	for _, f := range files {
		docs, format, err := f.read(&o)
		if err != nil {
			return nil, err
		}
		if err := gold.CheckTexts(f.Path, docs); err != nil {
			return nil, err
		}
		x := loaded{File: f, docs: docs}
		joined, beheaded := false, 0
		count := map[ner.Label]int{}
		for i := range docs {
			d := &docs[i]
			d.Mentions = o.rename(d.Mentions, count)
			if f.Heads {
				beheaded += t.behead(d)
			}
			x.apart = append(x.apart, *d)
			if format == gold.FormatConll && SplitClitics(d) {
				*d, joined = JoinClitics(d), true
			}
		}
		note := fmt.Sprintf("%s:", filepath.Base(f.Path))
		for _, l := range fitted {
			if count[l] > 0 {
				x.labels = append(x.labels, l)
				note += fmt.Sprintf(" %s %d", l, count[l])
			}
		}
		if len(x.labels) == 0 {
			return nil, fmt.Errorf("%s: no name labelled PER, LOC, ORG or MISC; rename its labels with Options.Map", f.Path)
		}
		if f.Weight != 0 && f.Weight != 1 {
			note += fmt.Sprintf(", each counting %g", f.Weight)
		}
		if f.Guideline != "" {
			note += ", by the guideline " + f.Guideline
		}
		if joined {
			note += ", clitics put back on their words"
		}
		if f.Heads {
			note += fmt.Sprintf(", heads taken off %d", beheaded)
		}
		t.Notes = append(t.Notes, note)
		t.files = append(t.files, x)
	}
	return t, nil
}

// read reads a file, and says of which format it is.
func (f *File) read(o *Options) ([]gold.Document, gold.Format, error) {
	if f.Texts != "" {
		docs, err := ReadApart(f.Path, f.Texts)
		return docs, "", err
	}
	open := o.Read
	if open == nil {
		open = func(path string) ([]gold.Document, gold.Source, error) {
			return gold.ReadFile(path, nil, gold.ReadOptions{Open: func(path string) (io.ReadCloser, error) { return source.OpenText(path, nil) }})
		}
	}
	docs, read, err := open(f.Path)
	if err != nil {
		return nil, "", err
	}
	return docs, read.Format, nil
}

// rename renames mentions' labels and leaves out those that are not fitted.
func (o *Options) rename(mentions []gold.Mention, count map[ner.Label]int) []gold.Mention {
	var out []gold.Mention
	for _, m := range mentions {
		if to, ok := o.Map[m.Label]; ok {
			m.Label = to
		}
		if l := ner.Label(m.Label); slices.Contains(fitted, l) {
			if !m.Optional {
				count[l]++
			}
			out = append(out, m)
		}
	}
	return out
}

// behead takes the heads off a document's names that stand outside of names by
// the lexicon, and says how many.
func (t *Trainer) behead(d *gold.Document) (n int) {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if k := t.tagger.Head(d.Text[m.Start:m.End], ner.Label(m.Label)); k > 0 {
			m.Start += k
			n++
		}
	}
	return n
}

func (t *Trainer) text(f *loaded, d *gold.Document) fit.Text {
	x := fit.NewText(t.tagger, d, f.labels, t.names)
	x.Weight, x.Guideline = f.Weight, f.Guideline
	return x
}

// Run fits to all files.
func (t *Trainer) Run() (*fit.Fit, error) {
	var texts []fit.Text
	for i := range t.files {
		for k := range t.files[i].docs {
			texts = append(texts, t.text(&t.files[i], &t.files[i].docs[k]))
		}
	}
	return fit.Run(t.tagger, texts, t.names, t.opts.Options)
}

// Head gives the comments for the top of a file of a guideline's weights.
func (t *Trainer) Head(f *fit.Fit, guideline string) []string {
	head := []string{"Fitted weights, in nats, made by alam fit (ner/fit); not to be edited by hand.",
		"A column is a slot: the token of a name, or beside it, of which the property is asked; its numbers are for PER, LOC, ORG, MISC.",
		fmt.Sprintf("Fitted to %d names in %d steps; L2 %s. From:", f.Names, f.Steps, f.Penalty())}
	if guideline != "" {
		head = append(head[:2:2], "For the guideline "+guideline+".", head[2])
	}
	return append(head, t.Notes...)
}

// Watch has a fit's progress told to f.
func (t *Trainer) Watch(f func(fit.Progress)) { t.opts.Progress = f }

// Labels are those that the first file has.
func (t *Trainer) Labels() []string {
	var out []string
	for _, l := range t.files[0].labels {
		out = append(out, string(l))
	}
	return out
}
