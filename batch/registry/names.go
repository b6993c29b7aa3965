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

// use counts the forms of the entities.
func (c *counter) use() {
	usual := slices.Repeat([]int32{-1}, len(c.forms)) // the entity of most forms is one
	sums := make([]int64, len(c.forms))
	others := map[[2]int32]int64{}
	for i := range c.places {
		p := &c.places[i]
		if usual[p.form] < 0 {
			usual[p.form] = p.group
		}
		if usual[p.form] == p.group {
			sums[p.form] += int64(p.n)
		} else {
			others[[2]int32{p.group, p.form}] += int64(p.n)
		}
	}
	for f, n := range sums {
		if n > 0 {
			c.uses = append(c.uses, use{usual[f], int32(f), n})
		}
	}
	for of, n := range others {
		c.uses = append(c.uses, use{of[0], of[1], n})
	}
	slices.SortFunc(c.uses, func(p, q use) int { return cmp.Or(cmp.Compare(p.entity, q.entity), cmp.Compare(p.form, q.form)) })
	c.useSpans = make([]int, len(c.heads)+1)
	for _, u := range c.uses {
		c.useSpans[u.entity+1]++
	}
	for k := range c.heads {
		c.useSpans[k+1] += c.useSpans[k]
	}
}

// named fills in what the forms of entity k say, and what is not known of its head.
func (c *counter) named(e *Entity, k int32) {
	ids, texts := map[string]int64{}, map[string]int64{}
	own := map[string]int64{} // of the head by its own name
	var others []int32
	for _, u := range c.uses[c.useSpans[k]:c.useSpans[k+1]] {
		f := c.forms[u.form]
		texts[f.text] += u.n
		from, ok := c.origins[u.form]
		if !ok {
			from = f.node
		}
		ids[c.nodes[from].id] += u.n
		x := &c.nodes[f.node]
		switch {
		case f.node == c.heads[k]:
			if x.listed || keyOf(f.text) == x.key() {
				own[f.text] += u.n
			}
		case c.of[c.sets.find(f.node)] == k && !slices.Contains(others, f.node):
			others = append(others, f.node)
		}
	}
	e.Names, e.IDs = counts(texts), counts(ids)
	slices.SortFunc(others, c.before)
	for _, x := range others {
		if a := c.what(&c.nodes[x]); a.label == e.Label {
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
