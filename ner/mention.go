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
	// List is the origin of the list whose entry Name is, as in
	// gazetteer.Gazetteer.SetOrigin; empty for a list without, as the embedded
	// one, and for other sources.
	List string `json:"list,omitempty"`
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

// groups is what grouping the mentions of one text needs, kept for the next one.
type groups struct {
	spans    [][2]int32
	memos    []int32 // per mention the memo of a short form, or -1
	entries  []int32 // per mention the match that gives its entry, or -1
	ids      []int32 // per mention the number of its id
	numbers  map[string]int32
	named    []string   // the id of each number
	entityOf []int32    // of each number, -1 where there is none yet
	ends     []int32    // per mention where its evidence ends in evidence
	evidence []Evidence // of all mentions
	found    []Entity   // in the order in which they were met
	ranks    []int32    // of found, in the order of the text
	sizes    []int32    // of found, how many mentions
	id       []byte
	homonyms homonyms
}

// keepIDs is how many ids the table of numbers may have had to be kept: what a longer
// one takes to clear would weigh on all texts that follow.
const keepIDs = 1 << 10

// reset makes room for another text.
func (g *groups) reset() {
	if g.numbers == nil || len(g.numbers) > keepIDs {
		g.numbers = map[string]int32{}
	}
	clear(g.numbers)
	clear(g.named) // nothing is to hold on to a text
	clear(g.evidence)
	clear(g.found)
	g.spans, g.memos, g.entries, g.ids, g.ends = g.spans[:0], g.memos[:0], g.entries[:0], g.ids[:0], g.ends[:0]
	g.named, g.entityOf, g.evidence, g.found = g.named[:0], g.entityOf[:0], g.evidence[:0], g.found[:0]
}

// number is the number of an id.
func (g *groups) number(id string) int32 {
	n, ok := g.numbers[id]
	if !ok {
		n = g.add(id)
	}
	return n
}

// unlisted is the number of the id of a name that no list has.
func (g *grouper) unlisted(l Label, first, last int32) int32 {
	g.id = appendNameKey(append(append(g.id[:0], l...), ':'), &g.view, first, last)
	n, ok := g.numbers[string(g.id)]
	if !ok {
		n = g.add(string(g.id))
	}
	return n
}

func (g *groups) add(id string) int32 {
	n := int32(len(g.named))
	g.numbers[id] = n
	g.named, g.entityOf = append(g.named, id), append(g.entityOf, -1)
	return n
}
