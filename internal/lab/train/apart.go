package train

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/corpus"
)

// apart is a line of a file of labels whose texts may not be copied: they are the
// first Bytes bytes of the title, a line end and the text of the article ID.
type apart struct {
	ID       string `json:"id"`
	Bytes    int    `json:"bytes"`
	Mentions []struct {
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Label    string `json:"label"`
		Kind     string `json:"kind"`
		Optional bool   `json:"optional"`
	} `json:"mentions"`
}

// ReadApart reads labels that stand apart from their texts, which it takes from a
// file of articles with id, title and text.
func ReadApart(labels, texts string) ([]gold.Document, error) {
	lines, err := readLines(labels)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]int, len(lines))
	for i, l := range lines {
		byID[l.ID] = i
	}
	docs := make([]gold.Document, len(lines))
	for a, err := range corpus.Read([]string{texts}, corpus.Fields{Title: "title"}, source.Options{Format: source.JSONL}) {
		if err != nil {
			return nil, err
		}
		i, ok := byID[a.ID]
		if !ok {
			continue
		}
		if docs[i], err = lines[i].document(a.Title + "\n" + a.Text); err != nil {
			return nil, fmt.Errorf("%s: article %s: %w", labels, a.ID, err)
		}
	}
	for i := range docs {
		if docs[i].ID == "" {
			return nil, fmt.Errorf("%s: article %s is not in %s", labels, lines[i].ID, texts)
		}
	}
	return docs, nil
}

func readLines(path string) ([]apart, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var lines []apart
	in := json.NewDecoder(bufio.NewReader(f))
	for {
		var l apart
		if err := in.Decode(&l); errors.Is(err, io.EOF) {
			return lines, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: document %d: %w", path, len(lines)+1, err)
		}
		lines = append(lines, l)
	}
}

var errOutside = errors.New("a label is outside of the text, or within a character: is it another version of the article?")

func (l *apart) document(text string) (gold.Document, error) {
	d := gold.Document{ID: l.ID}
	if l.Bytes > len(text) {
		return d, errOutside
	}
	d.Text = text[:l.Bytes]
	for _, m := range l.Mentions {
		if m.Start < 0 || m.End <= m.Start || m.End > len(d.Text) || !utf8.RuneStart(d.Text[m.Start]) || m.End < len(d.Text) && !utf8.RuneStart(d.Text[m.End]) {
			return d, errOutside
		}
		d.Mentions = append(d.Mentions, gold.Mention{Span: gold.Span{Start: m.Start, End: m.End, Label: m.Label},
			Kind: m.Kind, Text: d.Text[m.Start:m.End], Optional: m.Optional})
	}
	return d, nil
}
