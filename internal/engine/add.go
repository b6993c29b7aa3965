package engine

import (
	"cmp"
	"slices"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
)

// add adds to x what a Finder found that overlaps none of its mentions and is
// asked for. Entities stay in the order of their first mentions.
func (a *Analyzer) add(x *Analysis, found []ner.Mention, named []ner.Entity) {
	kept := found[:0:0]
	end, k := 0, 0
	for _, m := range found {
		for k < len(x.Mentions) && x.Mentions[k].End <= m.Start {
			k++
		}
		overlaps := m.Start < end || k < len(x.Mentions) && x.Mentions[k].Start < m.End
		if overlaps || m.Score < a.minScore || !slices.Contains(a.labels, m.Label) {
			continue
		}
		end = m.End
		kept = append(kept, m)
	}
	if len(kept) == 0 {
		return
	}
	byID := make(map[string]int, len(x.Entities))
	for i, e := range x.Entities {
		byID[e.ID] = i
	}
	for _, m := range kept {
		e := named[m.Entity]
		i, ok := byID[e.ID]
		if !ok || x.Entities[i].Label != m.Label {
			i = len(x.Entities)
			byID[e.ID] = i
			x.Entities = append(x.Entities, e)
		}
		if x.Entities[i].NameEn == "" {
			x.Entities[i].NameEn = e.NameEn
		}
		if x.Entities[i].Country == "" {
			x.Entities[i].Country = e.Country
		}
		if x.Entities[i].Ref == (gazetteer.Ref{}) {
			x.Entities[i].Ref = e.Ref
		}
		m.Entity = i
		x.Mentions = append(x.Mentions, m)
	}
	slices.SortFunc(x.Mentions, func(a, b ner.Mention) int { return cmp.Compare(a.Start, b.Start) })
	x.Entities = number(x.Mentions, x.Entities)
}

// place says of each mention in which region it stands, and leaves out those that
// are in none of the regions asked for.
func (a *Analyzer) place(x *Analysis) {
	k := 0
	regions := x.Document.Regions
	for i := range x.Mentions {
		m := &x.Mentions[i]
		for k+1 < len(regions) && regions[k].End <= m.Start {
			k++
		}
		kind := text.Body
		if len(regions) > 0 {
			if kind = regions[k].Kind; regions[k].Article > 0 {
				kind = text.Related
			}
		}
		m.Region = kind.String()
	}
	if len(a.regions) == 0 {
		return
	}
	kept := x.Mentions[:0]
	for _, m := range x.Mentions {
		if slices.Contains(a.regions, m.Region) {
			kept = append(kept, m)
		}
	}
	x.Mentions = kept
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
