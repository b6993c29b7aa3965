package input

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
)

// ErrNoText is wrapped by the error for spans without the text they point into.
var ErrNoText = errors.New("a table of spans needs the text it points into")

// spansHead is how much of a labelled file is looked at to tell its format.
const spansHead = 1 << 20

// Spans reads the documents of a labelled file of any format that eval knows.
// texts are the documents whose text the spans may point into, by id; a single
// one serves whatever the id. A brat .ann points into the .txt beside it, and
// into one of texts where there is none. Path, Text and Open of o are filled in
// here. Errors name file and line.
func Spans(path string, stdin io.Reader, texts []gold.Document, o gold.ReadOptions) ([]gold.Document, gold.Source, error) {
	r, _, err := source.Open(path, stdin)
	if err != nil {
		return nil, gold.Source{}, err
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, spansHead)
	head, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, gold.Source{}, source.ReadError(path, 0, err)
	}
	if err := source.CheckHead(path, head); err != nil {
		return nil, gold.Source{}, err
	}
	o.Path = path
	o.Text = func(id string) (string, bool) { return find(texts, id) }
	o.Open = func(path string) (io.ReadCloser, error) { return Open(path, nil) }
	if o.Format == gold.FormatAuto {
		o.Format = gold.DetectFormat(path, head)
		if o.Format == gold.FormatConll && len(texts) == 1 && noRows(head) {
			o.Format = gold.FormatTSV // of a text without names
		}
	}
	if o.Format == gold.FormatBrat {
		if _, err := os.Stat(strings.TrimSuffix(path, filepath.Ext(path)) + ".txt"); err == nil || len(texts) == 0 {
			o.Text = nil
		}
	}
	docs, source, err := gold.ReadDocuments(in, o)
	if o.Format == gold.FormatTSV && errors.Is(err, gold.ErrNoText) {
		e := &Error{Path: path, Err: ErrNoText, Hint: "name it with --text FILE"}
		if len(texts) > 1 {
			e.Err = fmt.Errorf("a table of spans is about one text, and there are %d", len(texts))
			e.Hint = "use JSON lines or CoNLL"
		}
		return nil, source, e
	}
	return docs, source, err
}

func find(texts []gold.Document, id string) (string, bool) {
	if len(texts) == 1 {
		return texts[0].Text, true
	}
	for i := range texts {
		if texts[i].ID == id {
			return texts[i].Text, true
		}
	}
	return "", false
}

// noRows says whether a file holds blank lines and comments alone.
func noRows(head []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(head, []byte(bom))) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// NeedTexts refuses documents of a file that have mentions and no text: they
// cannot be tagged.
func NeedTexts(path string, docs []gold.Document) error {
	for i := range docs {
		if docs[i].Text == "" && len(docs[i].Mentions) > 0 {
			return &Error{Path: path, Err: fmt.Errorf("document %q has mentions and no text", docs[i].ID),
				Hint: "give each line a field text, or a text by --text"}
		}
	}
	return nil
}

// Align gives the predictions in the order, on the text and under the ids of
// the gold documents (see eval.Align). Where these come from CoNLL, predicted
// mentions are widened to its tokens, and the documents get the tags that they
// make. The arguments are not changed.
func Align(truth, pred []gold.Document) ([]gold.Document, error) {
	out, err := gold.Align(truth, pred)
	if err != nil {
		return nil, err
	}
	for i := range truth {
		if g := &truth[i]; len(g.Tokens) > 0 {
			out[i] = g.Predict(out[i].Mentions)
		}
		out[i].ID = truth[i].ID
	}
	return out, nil
}
