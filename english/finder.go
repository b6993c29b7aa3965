package english

import (
	"fmt"
	"sync"
	"unicode"

	"github.com/jdkato/prose/v2"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// Source is the source of the evidence of these names. Their weights are set
// by hand, not fitted: Beside and Listed for those that are known, Guessed for
// those of prose.
const (
	Source  = "english"
	Beside  = 3.0
	Listed  = 2.0
	Guessed = 1.0
)

// MinWords is how many Latin words make a paragraph.
const MinWords = 5

// Options say which names are known. The zero value knows the English names of
// the embedded list.
type Options struct {
	// Gazetteers lie over the embedded list, the last on top.
	Gazetteers []*gazetteer.Gazetteer
}

// A Finder is an ner.Finder for Latin script. New makes one; the zero value finds
// nothing.
type Finder struct {
	lists []*gazetteer.Gazetteer // the topmost first
	names func() *names
	model func() *prose.Model
}

var _ ner.Finder = (*Finder)(nil)

// New makes a Finder. The names and the model are read when first needed.
func New(o Options) (*Finder, error) {
	list, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	f := &Finder{lists: []*gazetteer.Gazetteer{list}}
	for _, g := range o.Gazetteers {
		f.lists = append([]*gazetteer.Gazetteer{g}, f.lists...)
	}
	f.names = sync.OnceValue(func() *names { return readNames(f.lists) })
	f.model = sync.OnceValue(loadModel)
	return f, nil
}

// Find finds names as the package says.
func (f *Finder) Find(source string, tokens []token.Token, mentions []ner.Mention, entities []ner.Entity) (found []ner.Mention, named []ner.Entity) {
	if f.names == nil {
		return nil, nil
	}
	for i, x := range f.find(source, tokens, mentions, entities) {
		x.mention.Entity = i
		found, named = append(found, x.mention), append(named, x.entity)
	}
	return found, named
}

// A name is a name found, and whom it names.
type name struct {
	mention ner.Mention
	entity  ner.Entity
}

func (f *Finder) find(source string, tokens []token.Token, mentions []ner.Mention, entities []ner.Entity) []name {
	var found []name
	behind := 0 // mentions that end before the stretch
	for from := 0; from < len(tokens); {
		to := stretch(tokens, from)
		if to == from {
			from++
			continue
		}
		s := newStretch(source, tokens[from:to])
		for behind < len(mentions) && mentions[behind].End <= tokens[from].Start {
			behind++
		}
		switch {
		case s.address():
		case s.paragraph():
			found = f.inParagraph(found, s)
		default:
			if x, ok := beside(s, mentions[:behind], entities); ok {
				found = append(found, x)
			} else {
				found = f.inShort(found, s)
			}
		}
		from = to
	}
	return found
}

// beside takes a stretch in brackets behind the last of the mentions before it for
// the same name.
func beside(s *stretched, mentions []ner.Mention, entities []ner.Entity) (x name, ok bool) {
	first, last, ok := s.bracketed()
	if !ok {
		return x, false
	}
	if len(mentions) == 0 {
		return x, false
	}
	m := &mentions[len(mentions)-1]
	if !blank(s.source[m.End:s.tokens[first-1].Start]) {
		return x, false
	}
	e := entities[m.Entity]
	x = s.found(first, last, m.Label, Beside, m.Text)
	if e.NameEn == "" {
		e.NameEn = x.mention.Text
	}
	x.mention.Kind, x.entity = m.Kind, e
	return x, true
}

// blank reports whether a text has nothing but white space, as it does between a
// name and a bracket: little.
func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// inShort finds listed names, and a person that is all of the stretch.
func (f *Finder) inShort(found []name, s *stretched) []name {
	before := len(found)
	for i := 0; i < len(s.tokens); {
		if entry, n := f.names().at(s, i); n > 0 {
			found = append(found, s.listed(i, i+n, entry))
			i += n
		} else {
			i++
		}
	}
	if len(found) > before {
		return found
	}
	first, last, ok := s.capitalized()
	if !ok {
		return found
	}
	words := f.tag(s)
	for i := first; i < last; i++ {
		if words[i].label != "PERSON" {
			return found
		}
	}
	return append(found, s.guessed(first, last, "PERSON"))
}

// inParagraph finds listed names, then those of prose between them.
func (f *Finder) inParagraph(found []name, s *stretched) []name {
	words := f.tag(s)
	for i := 0; i < len(s.tokens); {
		if entry, n := f.names().at(s, i); n > 0 && proper(words[i:i+n]) {
			found = append(found, s.listed(i, i+n, entry))
			i += n
			continue
		}
		if n, label := chunk(s, words, i); n > 0 {
			found = append(found, s.guessed(i, i+n, label))
			i += n
			continue
		}
		i++
	}
	return found
}
