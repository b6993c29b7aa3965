package fit

import (
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// A Text is a labelled text, ready to be fitted.
type Text struct {
	// Lattice is what the tagger knows of it, Gold the names, in order.
	Lattice *ner.Lattice
	Gold    []Span
	// Optional are names that the guideline leaves open; sentences with one are not
	// fitted to.
	Optional []Span
	// Labels says which labels are annotated; names of others may be unmarked, so
	// that they have no part in what is fitted to it.
	Labels []ner.Label
	// Weight is how much the text counts; 0 is 1.
	Weight float64
	// Guideline says by which guideline it is marked; see Options.OwnL2.
	Guideline string
	// Lost is how many gold names were left out, since they overlap others.
	Lost int

	source string
	tokens []token.Token
}

// A Span is a name: tokens, half-open.
type Span struct {
	First, Last int
	Label       ner.Label
}

// NewText prepares a document whose names are marked. A name is widened to whole
// tokens. names collects the names of properties; it must be the same map
// for all texts of a fit. t must be a tagger without fitted weights.
func NewText(t *ner.Tagger, d *gold.Document, labels []ner.Label, names map[ner.Property]string) Text {
	x := Text{Labels: labels, source: d.Text, tokens: token.Tokenize(d.Text)}
	x.Lattice = t.Lattice(d.Text, x.tokens, nil, names)
	k := 0
	for _, m := range d.Mentions {
		for k > 0 && x.tokens[k-1].End > m.Start {
			k--
		}
		for k < len(x.tokens) && x.tokens[k].End <= m.Start {
			k++
		}
		last := k
		for last < len(x.tokens) && x.tokens[last].Start < m.End {
			last++
		}
		s := Span{k, last, ner.Label(m.Label)}
		if labelIndex(s.Label) < 0 || s.First >= s.Last {
			continue
		}
		if m.Optional {
			x.Optional = append(x.Optional, s)
			continue
		}
		if n := len(x.Gold); n > 0 && x.Gold[n-1].Last > s.First {
			x.Lost++
			continue
		}
		x.Gold = append(x.Gold, s)
	}
	return x
}

// remember builds the lattice anew with the names that were found.
func (x *Text) remember(t *ner.Tagger, found []ner.Stretch, names map[ner.Property]string) {
	x.Lattice = t.Lattice(x.source, x.tokens, found, names)
}
