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
	"github.com/alam-nlp/alam/eval"
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
func Spans(path string, stdin io.Reader, texts []eval.Document, o eval.ReadOptions) ([]eval.Document, eval.Source, error) {
	r, _, err := source.Open(path, stdin)
	if err != nil {
		return nil, eval.Source{}, err
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, spansHead)
	head, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, eval.Source{}, source.ReadError(path, 0, err)
	}
	if err := source.CheckHead(path, head); err != nil {
		return nil, eval.Source{}, err
	}
	o.Path = path
	o.Text = func(id string) (string, bool) { return find(texts, id) }
	o.Open = func(path string) (io.ReadCloser, error) { return Open(path, nil) }
	if o.Format == eval.FormatAuto {
		o.Format = eval.DetectFormat(path, head)
		if o.Format == eval.FormatConll && len(texts) == 1 && noRows(head) {
			o.Format = eval.FormatTSV // of a text without names
		}
	}
	if o.Format == eval.FormatBrat {
		if _, err := os.Stat(strings.TrimSuffix(path, filepath.Ext(path)) + ".txt"); err == nil || len(texts) == 0 {
			o.Text = nil
		}
	}
	docs, source, err := eval.ReadDocuments(in, o)
	if o.Format == eval.FormatTSV && errors.Is(err, eval.ErrNoText) {
		e := &Error{Path: path, Err: ErrNoText, Hint: "name it with --text FILE"}
		if len(texts) > 1 {
			e.Err = fmt.Errorf("a table of spans is about one text, and there are %d", len(texts))
			e.Hint = "use JSON lines or CoNLL"
		}
		return nil, source, e
	}
	return docs, source, err
}

func find(texts []eval.Document, id string) (string, bool) {
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
func NeedTexts(path string, docs []eval.Document) error {
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
func Align(gold, pred []eval.Document) ([]eval.Document, error) {
	out, err := eval.Align(gold, pred)
	if err != nil {
		return nil, err
	}
	for i := range gold {
		if g := &gold[i]; len(g.Tokens) > 0 {
			out[i] = g.Predict(out[i].Mentions)
		}
		out[i].ID = gold[i].ID
	}
	return out, nil
}
