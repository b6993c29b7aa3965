package alam

import (
	"cmp"
	"slices"

	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// A Finder finds names beside those that lists and rules find, as package
// english does in the Latin script of a text. It is shared by goroutines.
type Finder interface {
	// Find gives names in the tokens of source, in order of text. mentions and
	// entities are what is found already and outranks it; they are not to be
	// changed.
	Find(source string, tokens []token.Token, mentions []ner.Mention, entities []ner.Entity) []Found
}

// A Found is a name of a Finder, and whom it names.
type Found struct {
	// Mention has span, text, label, kind, score and evidence; its Entity does
	// not count.
	Mention ner.Mention
	// Entity has id, label, kind and names. Mentions with one id name one entity.
	Entity ner.Entity
}

// add adds to x what overlaps none of its mentions and is asked for. Entities
// stay in the order of their first mentions.
func (a *Analyzer) add(x *Analysis, found []Found) {
	kept := found[:0:0]
	end, k := 0, 0
	for _, f := range found {
		m := &f.Mention
		for k < len(x.Mentions) && x.Mentions[k].End <= m.Start {
			k++
		}
		overlaps := m.Start < end || k < len(x.Mentions) && x.Mentions[k].Start < m.End
		if overlaps || m.Score < a.minScore || !slices.Contains(a.labels, m.Label) {
			continue
		}
		end = m.End
		kept = append(kept, f)
	}
	if len(kept) == 0 {
		return
	}
	byID := make(map[string]int, len(x.Entities))
	for i, e := range x.Entities {
		byID[e.ID] = i
	}
	for _, f := range kept {
		i, ok := byID[f.Entity.ID]
		if !ok || x.Entities[i].Label != f.Mention.Label {
			i = len(x.Entities)
			byID[f.Entity.ID] = i
			x.Entities = append(x.Entities, f.Entity)
		}
		if x.Entities[i].NameEn == "" {
			x.Entities[i].NameEn = f.Entity.NameEn
		}
		f.Mention.Entity = i
		x.Mentions = append(x.Mentions, f.Mention)
	}
	slices.SortFunc(x.Mentions, func(a, b ner.Mention) int { return cmp.Compare(a.Start, b.Start) })
	x.Entities = number(x.Mentions, x.Entities)
}

// number orders entities by their first mention.
func number(mentions []ner.Mention, entities []ner.Entity) []ner.Entity {
	rank := make([]int, len(entities))
	sorted := make([]ner.Entity, 0, len(entities))
	for i := range mentions {
		k := mentions[i].Entity
		if rank[k] == 0 {
			e := entities[k]
			e.Mentions = nil
			sorted = append(sorted, e)
			rank[k] = len(sorted)
		}
		at := rank[k] - 1
		mentions[i].Entity = at
		sorted[at].Mentions = append(sorted[at].Mentions, i)
	}
	return sorted
}
