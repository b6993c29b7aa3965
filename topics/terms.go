package topics

import (
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// A Term is a word or an entity of a text: what vectors of a corpus are made of
// if names are to count as one term, whatever form they have.
type Term struct {
	// Key is the same for all forms: the stem of a word, or @ and the id of an
	// entity (its name where it has no id), blanks turned into _.
	Key string
	// Form is how this place writes it, behind proclitics; for an entity, its name.
	Form string
	// Entity is the index of the entity, -1 for words.
	Entity int
}

// EntityMark begins the keys of entities.
const EntityMark = "@"

// Terms gives the terms of a text in the order in which they stand: what
// Keyphrases takes phrases from. The arguments are those of Keyphrases.
func (x *Extractor) Terms(src string, tokens []token.Token, mentions []ner.Mention, entities []ner.Entity) []Term {
	if len(tokens) == 0 {
		return nil
	}
	x = x.ready()
	r := x.scratch.Get().(*ranking)
	r.reset(x, src, tokens, entities)
	r.run(src, tokens, mentions, len(entities))
	out := make([]Term, 0, len(r.units))
	for i := range r.units {
		u := &r.units[i]
		if u.id >= entityBit {
			e := int(u.id - entityBit)
			t := Term{Key: entities[e].ID, Form: entities[e].Name, Entity: e}
			if t.Form == "" {
				t.Form = clean(src[u.start:u.end])
			}
			if t.Key == "" {
				t.Key = token.Key(t.Form)
			}
			t.Key = EntityMark + strings.Join(strings.Fields(t.Key), "_")
			out = append(out, t)
			continue
		}
		form := src[u.start:u.end]
		if u.article {
			form = arabic.AlefS + form
		}
		out = append(out, Term{Key: strings.Clone(r.stems[u.id]), Form: clean(form), Entity: -1})
	}
	x.put(r)
	return out
}
