package show

import "github.com/alam-nlp/alam/gold"

// Mention is a mention as reports show it; offsets are bytes of the source.
type Mention struct {
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Label  string  `json:"label"`
	Kind   string  `json:"kind,omitempty"`
	Text   string  `json:"text,omitempty"`
	Entity string  `json:"entity,omitempty"`
	Name   string  `json:"name,omitempty"`
	Score  float64 `json:"score,omitempty"`
}

// NewMention gives the JSON of m, null for none.
func NewMention(m *gold.Mention) *Mention {
	if m == nil {
		return nil
	}
	return &Mention{m.Start, m.End, m.Label, m.Kind, m.Text, m.Entity, m.Name, m.Score}
}

// Mention gives back what NewMention was given.
func (j *Mention) Mention() *gold.Mention {
	if j == nil {
		return nil
	}
	return &gold.Mention{Span: gold.Span{Start: j.Start, End: j.End, Label: j.Label}, Kind: j.Kind, Text: j.Text, Entity: j.Entity, Name: j.Name, Score: j.Score}
}
