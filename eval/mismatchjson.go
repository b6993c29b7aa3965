package eval

import (
	"encoding/json"
	"fmt"

	"github.com/alam-nlp/alam/gold"
)

// mentionJSON is a mention as reports show it; offsets are bytes of the source.
type mentionJSON struct {
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Label  string  `json:"label"`
	Kind   string  `json:"kind,omitempty"`
	Text   string  `json:"text,omitempty"`
	Entity string  `json:"entity,omitempty"`
	Name   string  `json:"name,omitempty"`
	Score  float64 `json:"score,omitempty"`
}

func newMentionJSON(m *gold.Mention) *mentionJSON {
	if m == nil {
		return nil
	}
	return &mentionJSON{m.Start, m.End, m.Label, m.Kind, m.Text, m.Entity, m.Name, m.Score}
}

func (j *mentionJSON) mention() *gold.Mention {
	if j == nil {
		return nil
	}
	return &gold.Mention{Span: gold.Span{Start: j.Start, End: j.End, Label: j.Label}, Kind: j.Kind, Text: j.Text, Entity: j.Entity, Name: j.Name, Score: j.Score}
}

type mismatchJSON struct {
	Kind   MismatchKind `json:"kind"`
	Count  int          `json:"count,omitempty"`
	Doc    string       `json:"doc"`
	Gold   *mentionJSON `json:"gold"` // null when spurious
	Pred   *mentionJSON `json:"pred"` // null when missed
	Before string       `json:"before"`
	Text   string       `json:"text"`
	After  string       `json:"after"`
}

// MarshalJSON gives kind, count, doc, gold, pred, before, text and after.
func (e Mismatch) MarshalJSON() ([]byte, error) {
	return json.Marshal(mismatchJSON{e.Kind, e.Count, e.Doc, newMentionJSON(e.Gold), newMentionJSON(e.Pred), e.Before, e.Text, e.After})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (e *Mismatch) UnmarshalJSON(b []byte) error {
	var j mismatchJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*e = Mismatch{Doc: j.Doc, Gold: j.Gold.mention(), Pred: j.Pred.mention(), Kind: j.Kind,
		Before: j.Before, Text: j.Text, After: j.After, Count: j.Count}
	return nil
}

// MarshalJSON gives an object of every kind's name and number, in the order of
// [MismatchKinds].
func (c MismatchCounts) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for k, n := range c {
		if k > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, "%q:%d", MismatchKind(k).String(), n)
	}
	return append(b, '}'), nil
}

// UnmarshalJSON reads what MarshalJSON writes; kinds that are not there are 0.
func (c *MismatchCounts) UnmarshalJSON(b []byte) error {
	var m map[MismatchKind]int
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	*c = MismatchCounts{}
	for k, n := range m {
		c[k] = n
	}
	return nil
}

type mentionChangeJSON struct {
	Doc     string       `json:"doc"`
	Mention *mentionJSON `json:"mention"`
	Kind    MismatchKind `json:"kind"`
	Before  string       `json:"before"`
	Text    string       `json:"text"`
	After   string       `json:"after"`
}

// MarshalJSON gives doc, mention, kind, before, text and after.
func (c MentionChange) MarshalJSON() ([]byte, error) {
	return json.Marshal(mentionChangeJSON{c.Doc, newMentionJSON(&c.Mention), c.Kind, c.Before, c.Text, c.After})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *MentionChange) UnmarshalJSON(b []byte) error {
	var j mentionChangeJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*c = MentionChange{Doc: j.Doc, Kind: j.Kind, Before: j.Before, Text: j.Text, After: j.After}
	if j.Mention != nil {
		c.Mention = *j.Mention.mention()
	}
	return nil
}
