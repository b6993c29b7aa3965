package eval

import (
	"encoding/json"
	"fmt"

	"github.com/alam-nlp/alam/eval/internal/show"
)

type mismatchJSON struct {
	Kind     MismatchKind  `json:"kind"`
	Count    int           `json:"count,omitempty"`
	Doc      string        `json:"doc"`
	Gold     *show.Mention `json:"gold"` // null when spurious
	Pred     *show.Mention `json:"pred"` // null when missed
	Before   string        `json:"before"`
	Text     string        `json:"text"`
	After    string        `json:"after"`
	Training string        `json:"training,omitempty"`
}

// MarshalJSON gives kind, count, doc, gold, pred, before, text, after and training.
func (e Mismatch) MarshalJSON() ([]byte, error) {
	return json.Marshal(mismatchJSON{e.Kind, e.Count, e.Doc, show.NewMention(e.Gold), show.NewMention(e.Pred), e.Before, e.Text, e.After, e.Training})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (e *Mismatch) UnmarshalJSON(b []byte) error {
	var j mismatchJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*e = Mismatch{Doc: j.Doc, Gold: j.Gold.Mention(), Pred: j.Pred.Mention(), Kind: j.Kind,
		Before: j.Before, Text: j.Text, After: j.After, Count: j.Count, Training: j.Training}
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
