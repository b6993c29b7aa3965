package registry

import (
	"cmp"
	"io"
	"slices"
	"strings"
)

// Build makes the registry of the documents whose records are read, the entities of
// most documents first.
func Build(records io.Reader, o Options) ([]Entity, error) {
	if records == nil {
		return nil, nil
	}
	if o.CoMentions == 0 {
		o.CoMentions = DefaultCoMentions
	}
	if o.Documents == 0 {
		o.Documents = DefaultDocuments
	}
	w, err := loadWords()
	if err != nil {
		return nil, err
	}
	a, err := read(records)
	if err != nil {
		return nil, err
	}
	g := &grouper{archive: a, sets: newSets(len(a.nodes)), words: w, splits: map[int32][]int32{}, origins: map[int32]int32{}}
	a.formOf, a.aboutOf = nil, nil // they have served
	if err := g.merge(o.Merges, o.Note); err != nil {
		return nil, err
	}
	g.spellings()
	g.shorts()
	c := counter{grouper: g, o: &o}
	c.number()
	return c.rows(), nil
}

// A counter counts what the rows say.
type counter struct {
	*grouper
	o        *Options
	entities []Entity
	of       []int32 // per root the number of its entity
	spans    []int   // per entity where its documents begin in at
	at       []int32 // documents, entity by entity
	shared   []int32 // per entity how many documents name it and the one that is counted
	touched  []int32 // the entities that have some
}

// number gives the places the numbers of their entities.
func (c *counter) number() {
	c.of = slices.Repeat([]int32{-1}, len(c.nodes))
	for i := range c.places {
		p := &c.places[i]
		root := c.sets.find(p.group)
		if c.of[root] < 0 {
			c.of[root] = int32(len(c.entities))
			c.entities = append(c.entities, c.entity(c.sets.heads[root]))
		}
		p.group = c.of[root]
	}
}

// entity is that of a head, with what its documents say of it.
func (c *counter) entity(head int32) Entity {
	x := &c.nodes[head]
	a := c.what(x)
	return Entity{ID: x.id, Label: a.label, Kind: a.kind, Name: a.name, NameEn: a.nameEn, Country: a.country,
		Names: []Count{}, ByDocument: []Count{}, ByMonth: []Count{}, CoMentions: []Count{}, IDs: []Count{}}
}

// compact leaves one place for an entity in a document, and files the documents
// under their entities. The forms are counted before.
func (c *counter) compact() {
	c.spans = make([]int, len(c.entities)+1)
	from, to := 0, 0
	for i := range c.documents {
		d := &c.documents[i]
		places := c.places[from:d.end]
		from = d.end
		slices.SortFunc(places, func(p, q place) int { return cmp.Compare(p.group, q.group) })
		begin := to
		for _, p := range places {
			if to > begin && c.places[to-1].group == p.group {
				c.places[to-1].n += p.n
				continue
			}
			c.places[to] = p
			c.spans[p.group+1]++
			to++
		}
		d.end = to
	}
	c.places = c.places[:to]
	for k := range c.entities {
		c.spans[k+1] += c.spans[k]
	}
	c.at = make([]int32, to)
	next := slices.Clone(c.spans)
	from = 0
	for i := range c.documents {
		for _, p := range c.places[from:c.documents[i].end] {
			c.at[next[p.group]] = int32(i)
			next[p.group]++
		}
		from = c.documents[i].end
	}
}

// rows fills in the entities and puts them into order.
func (c *counter) rows() []Entity {
	c.names()
	c.compact()
	c.shared = make([]int32, len(c.entities))
	for k := range c.entities {
		c.count(int32(k))
	}
	slices.SortFunc(c.entities, func(p, q Entity) int {
		return cmp.Or(cmp.Compare(q.Documents, p.Documents), cmp.Compare(q.Mentions, p.Mentions), strings.Compare(p.ID, q.ID))
	})
	return c.entities
}

// count counts what the documents of an entity say of it.
func (c *counter) count(k int32) {
	e := &c.entities[k]
	at := c.at[c.spans[k]:c.spans[k+1]]
	e.Documents = len(at)
	var list []tally // documents
	first, last, months := int32(0), int32(0), []tally(nil)
	for _, i := range at {
		d := &c.documents[i]
		own := int64(0)
		for _, p := range c.in(i) {
			if p.group == k {
				own = int64(p.n)
			} else if c.o.CoMentions > 0 {
				if c.shared[p.group] == 0 {
					c.touched = append(c.touched, p.group)
				}
				c.shared[p.group]++
			}
		}
		list = append(list, tally{i, own})
		e.Mentions += own
		if d.day > 0 {
			first, last = cmp.Or(min(cmp.Or(first, d.day), d.day), d.day), max(last, d.day)
			months = addTally(months, d.day/100, own)
		}
	}
	e.First, e.Last = dayText(first), dayText(last)
	slices.SortFunc(months, func(p, q tally) int { return cmp.Compare(p.of, q.of) })
	for _, m := range months {
		e.ByMonth = append(e.ByMonth, Count{dayText(m.of*100 + 1)[:len("2006-01")], m.n})
	}
	slices.SortFunc(list, func(p, q tally) int {
		return cmp.Or(cmp.Compare(q.n, p.n), strings.Compare(c.documents[p.of].id, c.documents[q.of].id))
	})
	if c.o.Documents > 0 {
		list = list[:min(len(list), c.o.Documents)]
	}
	for _, t := range list {
		e.ByDocument = append(e.ByDocument, Count{c.documents[t.of].id, t.n})
	}
	c.coMentions(e)
}

// in are the places of a document.
func (c *counter) in(i int32) []place {
	from := 0
	if i > 0 {
		from = c.documents[i-1].end
	}
	return c.places[from:c.documents[i].end]
}

// coMentions takes the entities that share most documents.
func (c *counter) coMentions(e *Entity) {
	most := make([]int32, 0, max(c.o.CoMentions, 0)+1)
	for _, k := range c.touched {
		i, _ := slices.BinarySearchFunc(most, k, func(a, b int32) int {
			return cmp.Or(cmp.Compare(c.shared[b], c.shared[a]), strings.Compare(c.entities[a].ID, c.entities[b].ID))
		})
		if i < c.o.CoMentions {
			most = slices.Insert(most, i, k)
			most = most[:min(len(most), c.o.CoMentions)]
		}
	}
	for _, k := range most {
		e.CoMentions = append(e.CoMentions, Count{c.entities[k].ID, int64(c.shared[k])})
	}
	for _, k := range c.touched {
		c.shared[k] = 0
	}
	c.touched = c.touched[:0]
}
