package ner

import "github.com/alam-nlp/alam/token"

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
