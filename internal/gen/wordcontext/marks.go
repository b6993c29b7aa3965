package main

import (
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// marks say which triggers a token ends or begins, and whether it stands in
// quotes or brackets.
type marks uint16

// The marks of a token.
const (
	endsTitle marks = 1 << iota
	endsSay
	endsNisba
	endsPlaceHead
	endsIn
	endsOrgHead
	endsGiven
	startsFamily
	startsSay
	startsNisba
	quoted
	bracket
)

// markedAs are the lexicon classes that give marks, with what a token has that
// ends or begins a form of such a class.
var markedAs = []struct {
	class        string
	ends, starts marks
}{
	{"title.office", endsTitle, 0},
	{"title.royal", endsTitle, 0},
	{"title.military", endsTitle, 0},
	{"title.religious", endsTitle, 0},
	{"title.honorific", endsTitle, 0},
	{"title.profession", endsTitle, 0},
	{"say", endsSay, startsSay},
	{"nisba", endsNisba, startsNisba},
	{"head.loc", endsPlaceHead, 0},
	{"prep.in", endsIn, 0},
	{"head.org", endsOrgHead, 0},
	{"name.given", endsGiven, 0},
	{"name.family", 0, startsFamily},
}

// A marker gives the tokens of a text their marks.
type marker struct {
	lexicon *ner.Lexicon
	of      map[uint32][2]marks // per class of the lexicon
	finder  gazetteer.Scratch
	matches []gazetteer.Match
	out     []marks
}

func newMarker(l *ner.Lexicon) *marker {
	m := &marker{lexicon: l, of: map[uint32][2]marks{}}
	for i := range l.Len() {
		c := l.Class(i)
		label, _ := l.ClassNames(c)
		var both [2]marks
		for _, a := range markedAs {
			// A name that is a word too says little of its neighbours.
			if (label == a.class || strings.HasPrefix(label, a.class+".")) && !strings.HasPrefix(label, "name.") || label == a.class {
				both[0] |= a.ends
				both[1] |= a.starts
			}
		}
		m.of[c] = both
	}
	return m
}

// mark gives the marks of tokens, good until the next call.
func (m *marker) mark(tokens []token.Token) []marks {
	m.out = append(m.out[:0], make([]marks, len(tokens))...)
	m.matches = m.lexicon.Append(m.matches[:0], &m.finder, tokens)
	for k := range m.matches {
		t := &m.matches[k]
		of := m.of[m.lexicon.Class(t.Entry)]
		m.out[t.Last-1] |= of[0]
		if t.Proclitics == 0 {
			m.out[t.First] |= of[1]
		}
	}
	for i := range tokens {
		if s := tokens[i].Surface; s == "(" || s == "[" {
			m.out[i] |= bracket
		}
	}
	m.quotes(tokens)
	return m.out
}

// longest is how many words a name in quotes or brackets has at most.
const longest = 5

// The marks that open a quotation, and what closes each.
var closing = map[string]string{"\"": "\"", "«": "»", "“": "”", "(": ")", "[": "]", "'": "'"}

// quotes marks the words of short quotations and brackets.
func (m *marker) quotes(tokens []token.Token) {
	for i := 0; i < len(tokens); i++ {
		want, ok := closing[tokens[i].Surface]
		if !ok {
			continue
		}
		for k := i + 1; k < len(tokens) && k <= i+longest+1 && !tokens[k].Has(token.SentenceStart); k++ {
			if tokens[k].Surface != want {
				continue
			}
			for j := i + 1; j < k; j++ {
				m.out[j] |= quoted
			}
			i = k // a quote that closes does not open
			break
		}
	}
}
