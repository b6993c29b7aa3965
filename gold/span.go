package gold

import (
	"cmp"
	"strings"
)

// Span is a labelled half-open range. For documents Start and End are bytes of
// the source; chunks of a tag sequence count tokens instead.
type Span struct {
	Start, End int
	Label      string
}

// Len is the length of the span in its own unit.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether s and t share at least one unit. Touching spans do not.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// SameExtent reports whether s and t start and end at the same places.
func (s Span) SameExtent(t Span) bool { return s.Start == t.Start && s.End == t.End }

// Compare orders spans by start, end and label; it is a total order.
func (s Span) Compare(t Span) int {
	if s.Start != t.Start {
		return cmp.Compare(s.Start, t.Start)
	}
	if s.End != t.End {
		return cmp.Compare(s.End, t.End)
	}
	return strings.Compare(s.Label, t.Label)
}

// Mention is a span with what else a file says about it. Only the span is
// compared; the rest serves reports.
type Mention struct {
	Span
	Kind   string  // finer than the label: country, party, ...
	Text   string  // the surface
	Entity string  // id of the entity it names
	Name   string  // name of that entity
	Score  float64 // confidence of the tagger, 0 when unknown
	// Sources names what the mention was found by: rules, lists (see WorthOf).
	Sources []string
}

// Token is a token of a CoNLL file, in bytes of its document's Text.
type Token struct {
	Start, End int
	Tag        string // as written; "" without a tag column
	Pred       string // as written; "" without a prediction column
}

// Document is one text and what is marked in it.
type Document struct {
	ID       string
	Text     string // what the spans point into; "" when unknown
	Mentions []Mention

	// From CoNLL only: the tokens, and for each sentence the index of its first.
	Tokens    []Token
	Sentences []int
	// Predicted holds the mentions of the prediction column, if one was read.
	Predicted []Mention
}
