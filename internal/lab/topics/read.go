package topics

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/eval/topic"
	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/topics/vector"
)

// A line is one that alam topics writes.
type line struct {
	ID     json.RawMessage `json:"id"`
	Topics []struct {
		Term string `json:"term"`
	} `json:"topics"`
	Categories []struct {
		ID    string  `json:"id"`
		Score float64 `json:"score"`
	} `json:"categories"`
}

// predictions reads the lines of a file by id.
func predictions(path string, stdin io.Reader, articles []*corpus.Article) ([]line, error) {
	byID := map[string]line{}
	for r := range source.Records([]string{path}, source.Options{Format: source.Lines, Stdin: stdin, MaxDocument: -1}, source.Position{}) {
		d, err := r.Document()
		if err != nil {
			return nil, err
		}
		if d == nil {
			continue
		}
		var l line
		if err := json.Unmarshal([]byte(d.Text), &l); err != nil {
			return nil, &source.Error{Path: path, Line: r.Line, Err: fmt.Errorf("%w: %w", source.ErrJSON, err), Hint: "give what alam topics writes"}
		}
		id := string(l.ID) // a number as it is written
		if len(l.ID) > 0 && l.ID[0] == '"' {
			if err := json.Unmarshal(l.ID, &id); err != nil {
				return nil, &source.Error{Path: path, Line: r.Line, Err: fmt.Errorf("%w: %w", source.ErrJSON, err)}
			}
		}
		byID[id] = l
	}
	out := make([]line, len(articles))
	for i, a := range articles {
		l, ok := byID[a.ID]
		if !ok {
			return nil, &source.Error{Path: path, Err: fmt.Errorf("no line has the id %q of the gold", a.ID), Hint: "the ids of both files must be the same"}
		}
		out[i] = l
	}
	return out, nil
}

// ReadPhrases reads predicted keyphrases and pairs them with articles by id.
func ReadPhrases(path string, stdin io.Reader, articles []*corpus.Article) ([]topic.Phrases, error) {
	lines, err := predictions(path, stdin, articles)
	if err == nil && !slices.ContainsFunc(lines, func(l line) bool { return l.Topics != nil }) {
		err = &source.Error{Path: path, Err: fmt.Errorf("%w: no line has topics", source.ErrField), Hint: "give what alam topics writes as jsonl"}
	}
	if err != nil {
		return nil, err
	}
	out := make([]topic.Phrases, len(lines))
	for i, l := range lines {
		out[i] = topic.Phrases{ID: articles[i].ID, Gold: articles[i].Keyphrases}
		for _, t := range l.Topics {
			out[i].Pred = append(out[i].Pred, t.Term)
		}
	}
	return out, nil
}

// ReadCategories reads predicted categories and pairs them with articles by id.
func ReadCategories(path string, stdin io.Reader, articles []*corpus.Article) ([]topic.Categories, error) {
	lines, err := predictions(path, stdin, articles)
	if err == nil && !slices.ContainsFunc(lines, func(l line) bool { return l.Categories != nil }) {
		err = &source.Error{Path: path, Err: fmt.Errorf("%w: no line has categories", source.ErrField), Hint: "give what alam topics writes as jsonl"}
	}
	if err != nil {
		return nil, err
	}
	out := make([]topic.Categories, len(lines))
	for i, l := range lines {
		out[i] = topic.Categories{ID: articles[i].ID, Gold: articles[i].Label}
		if len(l.Categories) > 0 {
			out[i].Pred, out[i].Score = l.Categories[0].ID, l.Categories[0].Score
		}
	}
	return out, nil
}

// Embedded is the model of IPTC Media Topics.
func Embedded() (*vector.Classifier, error) { return engine.OpenClassifier(data.Categories()) }
