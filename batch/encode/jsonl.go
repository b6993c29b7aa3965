package encode

import (
	"bytes"
	"encoding/json"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/ner"
)

// The objects of a line, with their fields in the order in which they stand.
type (
	jsonMention struct {
		Start    int             `json:"start"`
		End      int             `json:"end"`
		Text     string          `json:"text"`
		Label    string          `json:"label"`
		Kind     string          `json:"kind"`
		Entity   string          `json:"entity"`
		Score    float64         `json:"score"`
		Region   string          `json:"region"`
		Evidence *[]jsonEvidence `json:"evidence,omitempty"`
	}
	jsonEvidence struct {
		Source    string     `json:"source"`
		Name      string     `json:"name"`
		Weight    float64    `json:"weight"`
		VariantOf string     `json:"variant_of,omitempty"`
		List      string     `json:"list,omitempty"`
		Parts     []jsonPart `json:"parts,omitempty"`
	}
	jsonPart struct {
		Name   string  `json:"name"`
		Weight float64 `json:"weight"`
	}
	jsonEntity struct {
		ID      string `json:"id"`
		Label   string `json:"label"`
		Kind    string `json:"kind"`
		Name    string `json:"name"`
		NameEn  string `json:"name_en"`
		Country string `json:"country"`
		Ref
		Mentions []int `json:"mentions"`
	}
	jsonTopic struct {
		Term   string   `json:"term"`
		Weight float64  `json:"weight"`
		Kind   string   `json:"kind,omitempty"`
		Entity string   `json:"entity,omitempty"`
		Why    *jsonWhy `json:"why,omitempty"`
	}
	// jsonWhy is what a keyphrase's weight is made of: tfidf * boost * share.
	jsonWhy struct {
		TF    int     `json:"tf"`
		DF    int     `json:"df"`
		N     int     `json:"n"`
		IDF   float64 `json:"idf"`
		TFIDF float64 `json:"tfidf"`
		Boost float64 `json:"boost"`
		Share float64 `json:"share"`
		Title bool    `json:"title"`
		Start int     `json:"start"`
		End   int     `json:"end"`
	}
	// jsonDamage is why a text cannot be Arabic as it stands.
	jsonDamage struct {
		Kind  string `json:"kind"`
		First int    `json:"first"`
		Count int    `json:"count"`
		Of    int    `json:"of"`
	}
	jsonCategory struct {
		ID     string  `json:"id"`
		Name   string  `json:"name"`
		NameAr string  `json:"name_ar"`
		Score  float64 `json:"score"`
	}
)

// json appends a document as one line, piece by piece.
func (w *Writer) json(r Result) error {
	a := r.Analysis
	at := Offsets(r.Document.Text, w.o.Unit)
	w.buf = append(w.buf, `{"id":`...)
	w.value(r.Document.ID)
	w.buf = append(w.buf, `,"offsets":`...)
	w.value(w.o.Unit.String())
	if w.o.Text || r.Document.Derived {
		w.buf = append(w.buf, `,"text":`...)
		w.value(r.Document.Text)
	}
	w.kept(r)
	w.buf = append(w.buf, `,"mentions":[`...)
	for i := range a.Mentions {
		w.comma(i)
		w.mention(a, &a.Mentions[i], at)
		if err := w.spill(); err != nil {
			return err
		}
	}
	w.buf = append(w.buf, `],"entities":[`...)
	for i := range a.Entities {
		e := &a.Entities[i]
		w.comma(i)
		w.value(jsonEntity{e.ID, string(e.Label), e.Kind, e.Name, e.NameEn, e.Country, RefOf(&e.Ref), append([]int{}, e.Mentions...)})
		if err := w.spill(); err != nil {
			return err
		}
	}
	w.buf = append(w.buf, ']')
	if w.o.Topics {
		list := topicList(a)
		for i := range list {
			list[i].Kind = "" // alam topics gives it
		}
		w.buf = append(w.buf, `,"topics":`...)
		w.value(list)
	}
	if w.o.Categories {
		w.buf = append(w.buf, `,"categories":`...)
		w.value(categoryList(a))
	}
	if len(a.Damage) > 0 {
		w.buf = append(w.buf, `,"damage":`...)
		w.value(damageList(a, at))
	}
	w.buf = append(w.buf, "}\n"...)
	return w.fail
}

// damageList gives the damage of a text, with the places where it begins; at takes
// offsets in any order.
func damageList(a *alam.Analysis, at func(int) int) []jsonDamage {
	list := make([]jsonDamage, 0, len(a.Damage))
	for _, d := range a.Damage {
		list = append(list, jsonDamage{string(d.Kind), at(d.First), d.Count, d.Of})
	}
	return list
}

func (w *Writer) mention(a *alam.Analysis, m *ner.Mention, at func(int) int) {
	j := jsonMention{Start: at(m.Start), End: at(m.End), Text: m.Text, Label: string(m.Label), Kind: m.Kind,
		Entity: a.Entities[m.Entity].ID, Score: round(m.Score), Region: m.Region}
	if w.o.Explain {
		list := make([]jsonEvidence, 0, len(m.Evidence))
		for _, e := range m.Evidence {
			j := jsonEvidence{Source: e.Source, Name: e.Name, Weight: round(e.Weight), VariantOf: e.VariantOf, List: e.List}
			for _, p := range e.Parts {
				j.Parts = append(j.Parts, jsonPart{p.Name, round(p.Weight)})
			}
			list = append(list, j)
		}
		j.Evidence = &list
	}
	w.value(j)
}

// comma stands before every value but the first.
func (w *Writer) comma(i int) {
	if i > 0 {
		w.buf = append(w.buf, ',')
	}
}

// topicsJSON appends the keyphrases and categories of a document as one line.
func (w *Writer) topicsJSON(r Result) error {
	list := topicList(r.Analysis)
	if w.o.Explain {
		for i, t := range r.Analysis.Topics {
			list[i].Why = &jsonWhy{t.TF, t.DF, t.N, round(t.IDF), round(t.TFIDF), round(t.Boost), round(t.Share), t.Title, t.Start, t.End}
		}
	}
	return w.line(struct {
		ID         string         `json:"id"`
		Topics     []jsonTopic    `json:"topics"`
		Categories []jsonCategory `json:"categories"`
	}{r.Document.ID, list, categoryList(r.Analysis)})
}

func categoryList(a *alam.Analysis) []jsonCategory {
	list := make([]jsonCategory, 0, len(a.Categories))
	for _, c := range a.Categories {
		list = append(list, jsonCategory{c.ID, c.Name, c.NameAr, round(c.Score)})
	}
	return list
}

func topicList(a *alam.Analysis) []jsonTopic {
	list := make([]jsonTopic, 0, len(a.Topics))
	for _, t := range a.Topics {
		j := jsonTopic{Term: t.Term, Weight: round(t.Weight), Kind: "word"}
		if t.Words > 1 {
			j.Kind = "phrase"
		}
		if t.Entity >= 0 {
			e := &a.Entities[t.Entity]
			j.Entity, j.Kind = e.ID, e.Kind
		}
		list = append(list, j)
	}
	return list
}

// value appends a value, with < > & as they are.
func (w *Writer) value(v any) {
	if w.encoder == nil {
		w.encoder = json.NewEncoder(&w.encoded)
		w.encoder.SetEscapeHTML(false)
	}
	w.encoded.Reset()
	if err := w.encoder.Encode(v); err != nil && w.fail == nil {
		w.fail = err
	}
	w.buf = append(w.buf, bytes.TrimSuffix(w.encoded.Bytes(), []byte("\n"))...)
}

// line appends a value as one line.
func (w *Writer) line(v any) error {
	w.value(v)
	w.buf = append(w.buf, '\n')
	return w.fail
}
