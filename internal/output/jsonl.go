package output

import (
	"bytes"
	"encoding/json"

	"alam"
)

// The objects of a line, with their fields in the order in which they stand.
type (
	jsonDocument struct {
		ID       string        `json:"id"`
		Offsets  string        `json:"offsets"`
		Mentions []jsonMention `json:"mentions"`
		Entities []jsonEntity  `json:"entities"`
		Topics   *[]jsonTopic  `json:"topics,omitempty"`
	}
	jsonMention struct {
		Start    int             `json:"start"`
		End      int             `json:"end"`
		Text     string          `json:"text"`
		Label    string          `json:"label"`
		Kind     string          `json:"kind"`
		Entity   string          `json:"entity"`
		Score    float64         `json:"score"`
		Evidence *[]jsonEvidence `json:"evidence,omitempty"`
	}
	jsonEvidence struct {
		Source string  `json:"source"`
		Name   string  `json:"name"`
		Weight float64 `json:"weight"`
	}
	jsonEntity struct {
		ID       string `json:"id"`
		Label    string `json:"label"`
		Kind     string `json:"kind"`
		Name     string `json:"name"`
		NameEn   string `json:"name_en"`
		Mentions []int  `json:"mentions"`
	}
	jsonTopic struct {
		Term   string  `json:"term"`
		Weight float64 `json:"weight"`
		Kind   string  `json:"kind,omitempty"`
		Entity string  `json:"entity,omitempty"`
	}
)

// json appends a document as one line.
func (w *Writer) json(r Result) error {
	a := r.Analysis
	at := w.offsets(r.Document.Text)
	d := jsonDocument{ID: r.Document.ID, Offsets: w.o.Unit.String(),
		Mentions: make([]jsonMention, 0, len(a.Mentions)), Entities: make([]jsonEntity, 0, len(a.Entities))}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		j := jsonMention{Start: at(m.Start), End: at(m.End), Text: m.Text, Label: string(m.Label), Kind: m.Kind,
			Entity: a.Entities[m.Entity].ID, Score: round(m.Score)}
		if w.o.Explain {
			list := make([]jsonEvidence, 0, len(m.Evidence))
			for _, e := range m.Evidence {
				list = append(list, jsonEvidence{e.Source, e.Name, round(e.Weight)})
			}
			j.Evidence = &list
		}
		d.Mentions = append(d.Mentions, j)
	}
	for i := range a.Entities {
		e := &a.Entities[i]
		j := jsonEntity{e.ID, string(e.Label), e.Kind, e.Name, e.NameEn, e.Mentions}
		if j.Mentions == nil {
			j.Mentions = []int{}
		}
		d.Entities = append(d.Entities, j)
	}
	if w.o.Topics {
		list := topicList(a)
		for i := range list {
			list[i].Kind = "" // alam topics gives it
		}
		d.Topics = &list
	}
	return w.line(d)
}

// topicsJSON appends the keyphrases of a document as one line.
func (w *Writer) topicsJSON(r Result) error {
	return w.line(struct {
		ID     string      `json:"id"`
		Topics []jsonTopic `json:"topics"`
	}{r.Document.ID, topicList(r.Analysis)})
}

func topicList(a *alam.Analysis) []jsonTopic {
	list := make([]jsonTopic, 0, len(a.Topics))
	for _, t := range a.Topics {
		j := jsonTopic{Term: t.Term, Weight: round(t.Weight)}
		if t.Entity >= 0 {
			e := &a.Entities[t.Entity]
			j.Entity, j.Kind = e.ID, e.Kind
		}
		list = append(list, j)
	}
	return list
}

// line appends a value as one line, with < > & as they are.
func (w *Writer) line(v any) error {
	b := bytes.NewBuffer(w.buf)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	w.buf = b.Bytes()
	return nil
}
