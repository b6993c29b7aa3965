package labelled

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
)

// ErrNone is the state of a folder without labelled files.
var ErrNone = errors.New("no labelled file in the folder")

// A Reader reads labelled files.
type Reader struct {
	Options gold.ReadOptions // of every file
	Stdin   io.Reader        // what - stands for
	Note    func(string)     // is told what a user should know
}

// Names gives the files and folders that names and patterns stand for.
func Names(names []string) (out []string) {
	for _, name := range names {
		list, err := filepath.Glob(name)
		if _, missing := os.Lstat(name); missing == nil || err != nil || len(list) == 0 || name == source.Stdin {
			list = []string{name}
		}
		out = append(out, list...)
	}
	return out
}

// Pairs puts predictions beside gold: by name where every name but for its ending
// is on both sides, else in their order. One file on a side holds the documents of
// all of the other; other counts that differ are an error.
func Pairs(truth, pred []string) ([]string, error) {
	if len(truth) == 1 || len(pred) == 1 {
		return pred, nil
	}
	if len(truth) != len(pred) {
		return nil, fmt.Errorf("%d files of gold and %d of predictions do not pair: give as many of both, or one that holds all (gold: %s; predictions: %s)",
			len(truth), len(pred), strings.Join(truth, ", "), strings.Join(pred, ", "))
	}
	byStem := make(map[string]string)
	for _, p := range pred {
		byStem[stem(p)] = p
	}
	out := make([]string, 0, len(pred))
	for _, g := range truth {
		if p, ok := byStem[stem(g)]; ok {
			out = append(out, p)
			delete(byStem, stem(g))
		}
	}
	if len(out) != len(truth) {
		return pred, nil
	}
	return out, nil
}

// stem is a file's name without folder and endings.
func stem(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return name
}

// Read reads a file, or the labelled files of a folder. texts are as for
// [gold.ReadFile].
func (r *Reader) Read(path string, texts []gold.Document) ([]gold.Document, gold.Source, error) {
	if info, err := os.Stat(path); path != source.Stdin && err == nil && info.IsDir() {
		return r.folder(path, texts)
	}
	docs, s, err := r.file(path, texts)
	if r.Note != nil && err == nil {
		for _, n := range s.Notes {
			r.Note(path + ": " + n)
		}
	}
	return docs, s, err
}

// file reads a file. Tables with ids and Parquet are read as the JSON lines that
// they stand for.
func (r *Reader) file(path string, texts []gold.Document) ([]gold.Document, gold.Source, error) {
	o := r.Options
	o.Open = func(path string) (io.ReadCloser, error) { return source.OpenText(path, r.Stdin) }
	var lines io.Reader
	var err error
	if strings.HasSuffix(path, ".parquet") && o.Format == gold.FormatAuto {
		lines, err = parquetLines(path)
	} else if sep := r.comma(path); sep != 0 {
		lines, err = r.table(path, sep, texts)
	}
	if err != nil {
		return nil, gold.Source{}, err
	}
	if lines != nil {
		o.Format = gold.FormatJSONL
		o.Open = func(string) (io.ReadCloser, error) { return io.NopCloser(lines), nil }
	}
	docs, s, err := gold.ReadFile(path, known(texts), o)
	if err != nil {
		return nil, s, err
	}
	if s.Format == gold.FormatConll {
		docs = withBlank(docs, texts)
	}
	return docs, s, nil
}

// table reads a table of mentions with ids.
func (r *Reader) table(path string, sep rune, texts []gold.Document) (io.Reader, error) {
	in, err := source.OpenText(path, r.Stdin)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return table(in, path, sep, texts)
}

// comma gives what parts the columns of a table of mentions with ids, or 0.
// Standard input cannot be looked at twice: it is no such table.
func (r *Reader) comma(path string) rune {
	info, err := os.Stat(path)
	if path == source.Stdin || err != nil || !info.Mode().IsRegular() || r.Options.Format != gold.FormatAuto && r.Options.Format != gold.FormatTSV {
		return 0
	}
	in, err := source.OpenText(path, r.Stdin)
	if err != nil {
		return 0 // ReadFile says what is wrong
	}
	defer in.Close()
	head, _ := bufio.NewReader(in).Peek(4096) // likewise
	return comma(head)
}

// known gives the texts where all are known: one that is blank stands for no other.
func known(texts []gold.Document) []gold.Document {
	for i := range texts {
		if texts[i].Text == "" && len(texts[i].Mentions) > 0 {
			return nil
		}
	}
	return texts
}

// withBlank adds the documents without any word, which CoNLL cannot hold, where
// those read are as many as the others of texts.
func withBlank(docs, texts []gold.Document) []gold.Document {
	blank := func(d *gold.Document) bool { return strings.TrimSpace(d.Text) == "" && len(d.Mentions) == 0 }
	words := 0
	for i := range texts {
		if !blank(&texts[i]) {
			words++
		}
	}
	if len(docs) != words || words == len(texts) {
		return docs
	}
	out := make([]gold.Document, 0, len(texts))
	for i := range texts {
		if blank(&texts[i]) {
			out = append(out, gold.Document{Text: texts[i].Text}) // without an id: by place
			continue
		}
		out, docs = append(out, docs[0]), docs[1:]
	}
	return out
}

// folder reads every labelled file below a folder, by name.
func (r *Reader) folder(path string, texts []gold.Document) ([]gold.Document, gold.Source, error) {
	var all []gold.Document
	var first gold.Source
	var passed []string
	notes := newNotes()
	read := 0
	root := path + string(filepath.Separator) // follows a link
	err := filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case at != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || beside(at):
			return nil
		case !isFile(at):
			passed = append(passed, at)
			return nil
		}
		docs, s, err := r.file(at, texts)
		switch {
		case errors.Is(err, gold.ErrUnknownFormat), errors.Is(err, source.ErrBinary):
			passed = append(passed, at)
			return nil
		case err != nil:
			return err
		}
		if s.Format == gold.FormatBrat && len(docs) == 1 {
			docs[0].ID = bratID(path, at)
		}
		notes.add(at, s.Notes)
		if read++; read == 1 {
			first = s
		}
		first.Conll, first.Notes = nil, nil // they are of one file
		all = append(all, docs...)
		return nil
	})
	switch {
	case err != nil:
		return nil, first, err
	case read == 0:
		return nil, first, fmt.Errorf("%s: %w; %d files were looked at; looked for %s", path, ErrNone, len(passed), strings.Join(gold.FormatNames(), ", "))
	case r.Note == nil:
		return all, first, nil
	}
	notes.tell(r.Note)
	if len(passed) > 0 {
		r.Note(fmt.Sprintf("%s: %d files are not labelled and were passed over: %s", path, len(passed), strings.Join(passed[:min(len(passed), 3)], ", ")))
	}
	return Joined(all, texts), first, nil
}

// isFile reports whether a name is that of a file, or of a link to one, and not of a
// link to a folder, a FIFO, a socket or a device.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular() // reading says what is wrong
}

// Joined puts together what several tables say of one document: each table gives
// every document that it is read beside, with the mentions it has rows for.
func Joined(docs, texts []gold.Document) []gold.Document {
	if len(docs) <= len(texts) || len(texts) == 0 {
		return docs
	}
	at := make(map[string]int, len(texts))
	for i := range texts {
		at[texts[i].ID] = i
	}
	if len(at) < len(texts) {
		return docs // ids do not tell documents apart
	}
	var out []gold.Document
	place := make(map[string]int, len(texts))
	for i := range docs {
		id := docs[i].ID
		if _, known := at[id]; !known {
			return docs
		}
		if first, seen := place[id]; seen {
			out[first].Mentions = append(slices.Clip(out[first].Mentions), docs[i].Mentions...)
			continue
		}
		place[id] = len(out)
		out = append(out, docs[i])
	}
	return out
}

// beside reports whether a file is one that stands beside labelled ones: the texts
// and settings of brat, the manifest and the failures of a job.
func beside(path string) bool {
	if base, ok := strings.CutSuffix(path, ".txt"); ok {
		_, err := os.Stat(base + ".ann")
		return err == nil
	}
	for _, end := range []string{".conf", ".manifest.jsonl", ".failed.jsonl", ".checkpoint"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return filepath.Base(path) == bratIndex
}

// bratIndex is the file of a folder of alam batch with the number and the id of
// each document.
const bratIndex = "index.tsv"

// bratID gives the id of a document of a folder: that of the index, or its path.
func bratID(folder, path string) string {
	name := strings.TrimSuffix(filepath.Base(path), ".ann")
	index, err := os.ReadFile(filepath.Join(filepath.Dir(path), bratIndex))
	if err == nil {
		for row := range strings.Lines(string(index)) {
			if number, id, ok := strings.Cut(strings.TrimRight(row, "\r\n"), "\t"); ok && number == name {
				return id
			}
		}
	}
	if rel, err := filepath.Rel(folder, path); err == nil {
		return strings.TrimSuffix(filepath.ToSlash(rel), ".ann")
	}
	return name
}

// Unnamed gives documents without the name of their file before their ids.
func Unnamed(docs []gold.Document, prefix string) []gold.Document {
	out := slices.Clone(docs)
	for i := range out {
		out[i].ID = strings.TrimPrefix(out[i].ID, prefix)
	}
	return out
}
