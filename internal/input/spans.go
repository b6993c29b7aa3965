package input

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"alam/eval"
)

// ErrNoText is wrapped by the error for spans without the text they point into.
var ErrNoText = errors.New("a table of spans needs the text it points into")

// Spans reads the documents of an annotated file: CoNLL, JSON lines with
// mentions, or a table of spans of one text. texts are the documents whose text
// the spans may point into, by id; a single one serves whatever the id. info is
// about CoNLL files and nil for others. Errors name file and line.
func Spans(path string, stdin io.Reader, texts []eval.Document) (docs []eval.Document, info *eval.ConllInfo, err error) {
	r, _, err := open(path, stdin)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, bufferSize)
	head, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, readError(path, 0, err)
	}
	whole := err != nil
	if err := checkHead(path, head); err != nil {
		return nil, nil, err
	}
	o := eval.SpanOptions{Path: path, Text: func(id string) (string, bool) { return find(texts, id) }}
	switch {
	case looksJSONL(head):
		docs, err = eval.ReadSpanJSONL(in, o)
		return docs, nil, err
	case looksSpans(head) || len(texts) == 1 && !looksConll(head, whole):
		switch {
		case len(texts) == 0:
			return nil, nil, &Error{Path: path, Err: ErrNoText, Hint: "name it with --text FILE"}
		case len(texts) > 1:
			return nil, nil, &Error{Path: path, Err: fmt.Errorf("a table of spans is about one text, and there are %d", len(texts)),
				Hint: "use JSON lines or CoNLL"}
		}
		mentions, err := eval.ReadSpanTSV(in, texts[0].Text, o)
		if err != nil {
			return nil, nil, err
		}
		return []eval.Document{{ID: texts[0].ID, Text: texts[0].Text, Mentions: mentions}}, nil, nil
	}
	docs, read, err := eval.ReadConll(in, eval.ConllOptions{Path: path})
	return docs, &read, err
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

// looksSpans says whether the first row is a header of a span table, or begins
// with two numbers.
func looksSpans(head []byte) bool {
	for _, line := range bytes.Split(bytes.TrimPrefix(head, []byte(bom)), []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 || line[0] == '#' {
			continue
		}
		fields := bytes.Split(line, []byte("\t"))
		if len(fields) < 3 {
			return false
		}
		if string(fields[0]) == "start" {
			return true
		}
		for _, f := range fields[:2] {
			if _, err := strconv.Atoi(string(f)); err != nil {
				return false
			}
		}
		return true
	}
	return false
}

// Align prepares predictions for eval.Score: they get the order of the gold
// documents, and where these come from CoNLL the predicted mentions are widened
// to its tokens and both sides get their tags, as o renames and selects them.
// Documents pair by id where every id is there once, else by place.
func Align(gold, pred []eval.Document, o eval.Options) error {
	if len(gold) != len(pred) {
		return fmt.Errorf("%d gold documents, but %d predicted: %w", len(gold), len(pred), eval.ErrDocument)
	}
	byID := make(map[string]*eval.Document, len(pred))
	for i := range pred {
		byID[pred[i].ID] = &pred[i]
	}
	ordered := make([]eval.Document, 0, len(pred))
	for i := range gold {
		if p := byID[gold[i].ID]; p != nil {
			ordered = append(ordered, *p)
			delete(byID, gold[i].ID)
		}
	}
	if len(ordered) == len(pred) {
		copy(pred, ordered)
	}
	for i := range gold {
		if len(gold[i].Tokens) > 0 {
			toTokens(&gold[i], &pred[i], o)
		}
		pred[i].ID = gold[i].ID
	}
	return nil
}

// toTokens gives pred the tokens of gold, with the tags that its mentions make.
func toTokens(gold, pred *eval.Document, o eval.Options) {
	keep := func(label string) (string, bool) {
		label = o.Map.Get(label)
		for _, l := range o.Labels {
			if l == label {
				return label, true
			}
		}
		return label, o.Labels == nil
	}
	snapped := pred.Mentions
	if pred.Text == "" || pred.Text == gold.Text {
		snapped = gold.SnapToTokens(pred.Mentions)
	}
	pred.Mentions = snapped
	var selected []eval.Mention
	for _, m := range snapped {
		if l, ok := keep(m.Label); ok {
			m.Label = l
			selected = append(selected, m)
		}
	}
	tags := gold.AppendTags(nil, selected)
	pred.Tokens = make([]eval.Token, len(tags))
	for i := range tags {
		t := &gold.Tokens[i]
		pred.Tokens[i] = eval.Token{Start: t.Start, End: t.End, Tag: tags[i]}
		switch tag := eval.ParseTag(t.Tag); {
		case tag.Label == "":
		default:
			if l, ok := keep(tag.Label); ok {
				t.Tag = tag.Prefix + "-" + l
			} else {
				t.Tag = "O"
			}
		}
	}
}
