package ner

import (
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/token"
)

// A Label is the coarse class of a name, comparable with CoNLL and ANERcorp.
type Label string

// The labels.
const (
	PER  Label = "PER"
	LOC  Label = "LOC"
	ORG  Label = "ORG"
	MISC Label = "MISC"
	// None is the label of candidates for what is no name: they compete, and
	// are left out of the result.
	None Label = "O"
)

// A Mention is a name in a text.
type Mention struct {
	// Start and End are bytes of the source as given, half-open.
	Start, End int
	// Text is source[Start:End].
	Text  string
	Label Label
	// Kind refines the label (country, party, athlete); empty where unknown.
	Kind string
	// Score is the sum of the evidence's weights, in nats of log odds.
	Score float64
	// Entity is the index of the entity that is named.
	Entity int
	// Evidence says why, in order of weight.
	Evidence []Evidence
	// Region says where in the page it stands, as text.RegionKind names it; related
	// for all of an article under "read also". Empty where regions are not known.
	Region string
}

// Evidence is one reason for a mention.
type Evidence struct {
	// Source is the sort of reason: gazetteer, rule or memory; with fitted
	// weights also word, before and after, for the words of the name and those
	// around it, and within, for a listed name in it that is a name in any case.
	Source string `json:"source"`
	// Name is the entry's id, the rule's name, or the mention
	// elsewhere in the text that this one repeats; or the word.
	Name   string  `json:"name"`
	Weight float64 `json:"weight"`
	// VariantOf is the listed form of which the text has a variant, spelled as
	// another transliterator would; empty where the text has the form itself.
	VariantOf string `json:"variant_of,omitempty"`
	// Parts are what the weight of a word is the sum of, in order of weight: the
	// properties of the word, as a file of weights names them. Only with
	// Options.Explain.
	Parts []Part `json:"parts,omitempty"`
}

// A Part is a property of a word and what it weighs where the word stands.
type Part struct {
	Name   string  `json:"name"` // as in class title.office
	Weight float64 `json:"weight"`
}

// The sources of evidence.
const (
	FromGazetteer = "gazetteer"
	FromRule      = "rule"
	FromMemory    = "memory"
	FromWord      = "word"
	FromBefore    = "before"
	FromAfter     = "after"
	FromWithin    = "within"
)

// An Entity is one person, place or organization that mentions name.
type Entity struct {
	// ID is the gazetteer entry's, or label:name for one that is not listed.
	ID     string
	Label  Label
	Kind   string
	Name   string // canonical Arabic name, or the fullest mention
	NameEn string // empty where unknown
	// Country is the code of the country that it is of, ISO 3166-1; empty where
	// unknown.
	Country string
	// Ref is what GeoNames, Wikidata and ISO call it, and where it lies; zero where
	// the lists do not say.
	Ref gazetteer.Ref
	// Mentions are the indexes of its mentions, in order.
	Mentions []int
}

// A Finder finds names beside those that a Tagger finds, as package english does
// in the Latin script of a text. It is shared by goroutines.
type Finder interface {
	// Find gives further names in the tokens of source, in order of text, and whom
	// they name. mentions and entities are what is found already and outranks it;
	// they are not to be changed.
	//
	// Of a found mention count span, text, label, kind, score and evidence, and
	// Entity, its place in named; of an entity id, label, kind and names. Those with
	// one id and label are one entity, among named and with those found already.
	Find(source string, tokens []token.Token, mentions []Mention, entities []Entity) (found []Mention, named []Entity)
}
