package gold

import (
	"cmp"
	"strconv"
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
	// Sources names what the mention was found by: rules, lists (see eval/compare).
	Sources []string
	// Optional says of a gold mention that its guideline leaves it open: it is
	// neither asked for nor counted, nor are predictions that overlap it.
	Optional bool
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

// Split cuts a CoNLL document into documents of n sentences each, the last perhaps
// shorter, with ids "ID/1", "ID/2" and so on. A cut that would go through a mention
// is put off to the next sentence end. Without sentences, or with n < 1, the
// document stays whole.
func (d *Document) Split(n int) []Document {
	if n < 1 || len(d.Sentences) <= n {
		return []Document{*d}
	}
	var out []Document
	for from := 0; from < len(d.Sentences); {
		to := min(from+n, len(d.Sentences))
		for to < len(d.Sentences) && d.crossed(d.Tokens[d.Sentences[to]].Start) {
			to++
		}
		out = append(out, d.piece(from, to, d.ID+"/"+strconv.Itoa(len(out)+1)))
		from = to
	}
	return out
}

func (d *Document) crossed(at int) bool {
	for _, list := range [][]Mention{d.Mentions, d.Predicted} {
		for _, m := range list {
			if m.Start < at && at < m.End {
				return true
			}
		}
	}
	return false
}

// piece gives sentences from to to; the first piece has what stands before them,
// the last what stands behind.
func (d *Document) piece(from, to int, id string) Document {
	start, end := 0, len(d.Text)
	first, last := d.Sentences[from], len(d.Tokens)
	if from > 0 {
		start = d.Tokens[first].Start
	}
	if to < len(d.Sentences) {
		last = d.Sentences[to]
		end = d.Tokens[last].Start
	}
	p := Document{ID: id}
	if d.Text != "" {
		p.Text = d.Text[start:end]
	}
	for _, t := range d.Tokens[first:last] {
		t.Start, t.End = t.Start-start, t.End-start
		p.Tokens = append(p.Tokens, t)
	}
	for _, s := range d.Sentences[from:to] {
		p.Sentences = append(p.Sentences, s-first)
	}
	move := func(list []Mention) (out []Mention) {
		for _, m := range list {
			if m.Start >= start && (m.Start < end || to == len(d.Sentences)) {
				m.Start, m.End = m.Start-start, m.End-start
				out = append(out, m)
			}
		}
		return out
	}
	p.Mentions, p.Predicted = move(d.Mentions), move(d.Predicted)
	return p
}
