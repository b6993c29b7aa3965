package registry

import (
	"cmp"
	"slices"
	"strings"
)

// A use is a form by which an entity is mentioned.
type use struct {
	entity, form int32
	n            int64
}

// names gives the entities the forms of their names, the ids they have in the
// documents, and what is not known of their heads.
func (c *counter) names() {
	uses := c.uses()
	for i := 0; i < len(uses); {
		k := i + 1
		for k < len(uses) && uses[k].entity == uses[i].entity {
			k++
		}
		c.name(&c.entities[uses[i].entity], uses[i:k])
		i = k
	}
}

// uses are those of all entities, in their order.
func (c *counter) uses() []use {
	usual := slices.Repeat([]int32{-1}, len(c.forms)) // the entity of most forms is one
	sums := make([]int64, len(c.forms))
	strays := map[[2]int32]int64{}
	for i := range c.places {
		p := &c.places[i]
		switch {
		case usual[p.form] < 0:
			usual[p.form] = p.group
			fallthrough
		case usual[p.form] == p.group:
			sums[p.form] += int64(p.n)
		default:
			strays[[2]int32{p.group, p.form}] += int64(p.n)
		}
	}
	var uses []use
	for f, n := range sums {
		if n > 0 {
			uses = append(uses, use{usual[f], int32(f), n})
		}
	}
	for of, n := range strays {
		uses = append(uses, use{of[0], of[1], n})
	}
	slices.SortFunc(uses, func(p, q use) int { return cmp.Or(cmp.Compare(p.entity, q.entity), cmp.Compare(p.form, q.form)) })
	return uses
}

// name fills in what the forms of an entity say.
func (c *counter) name(e *Entity, uses []use) {
	var ids []tally
	texts := map[string]int64{}
	own := map[string]int64{} // of the head by its own name
	var others []int32
	for _, u := range uses {
		f := c.forms[u.form]
		texts[f.text] += u.n
		from, ok := c.origins[u.form]
		if !ok {
			from = f.node
		}
		ids = addTally(ids, from, u.n)
		x := &c.nodes[f.node]
		switch {
		case x.id == e.ID:
			if x.listed || keyOf(f.text) == x.key() {
				own[f.text] += u.n
			}
		case c.of[c.sets.find(f.node)] == u.entity && !slices.Contains(others, f.node):
			others = append(others, f.node)
		}
	}
	e.Names = counts(texts)
	byID := map[string]int64{}
	for _, t := range ids {
		byID[c.nodes[t.of].id] += t.n
	}
	e.IDs = counts(byID)
	slices.SortFunc(others, c.before)
	for _, x := range others {
		a := c.what(&c.nodes[x])
		if a.label == e.Label {
			e.Kind, e.NameEn, e.Country = cmp.Or(e.Kind, a.kind), cmp.Or(e.NameEn, a.nameEn), cmp.Or(e.Country, a.country)
		}
	}
	if e.Name == "" {
		if len(own) == 0 {
			own = texts
		}
		e.Name = counts(own)[0].Of
	}
}

// counts are those of a map, the most first, then by their letters.
func counts(m map[string]int64) []Count {
	list := make([]Count, 0, len(m))
	for of, n := range m {
		list = append(list, Count{of, n})
	}
	slices.SortFunc(list, func(p, q Count) int { return cmp.Or(cmp.Compare(q.N, p.N), strings.Compare(p.Of, q.Of)) })
	return list
}
