package registry

import (
	"cmp"
	"io"
	"iter"
	"slices"
	"strings"
)

// A Registry is what an archive names. It belongs to one goroutine.
type Registry struct {
	c *counter
}

// Build makes the registry of the documents whose records are read.
func Build(records io.Reader, o Options) (*Registry, error) {
	if records == nil {
		return &Registry{}, nil
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
	a.formOf, a.aboutOf = nil, nil // they have served
	g := &grouper{archive: a, sets: newSets(len(a.nodes)), words: w, splits: map[int32][]int32{}, origins: map[int32]int32{}, takenOut: map[int32]bool{}}
	if err := g.merge(o.Merges, o.Note); err != nil {
		return nil, err
	}
	a.nodeOf = nil
	g.spellings()
	g.shorts()
	c := &counter{grouper: g, o: o}
	c.number()
	c.use()
	c.compact()
	return &Registry{c}, nil
}

// Entities gives the entities, those of most documents first, then those of most
// mentions, then by their ids.
func (r *Registry) Entities() iter.Seq[Entity] {
	return func(yield func(Entity) bool) {
		if r == nil || r.c == nil {
			return
		}
		for _, k := range r.c.order() {
			if !yield(r.c.entity(k)) {
				return
			}
		}
	}
}

// A counter counts what is said of entities, which are numbered.
type counter struct {
	*grouper
	o        Options
	heads    []int32 // per entity its node
	mentions []int64
	of       []int32 // per root the number of its entity
	uses     []use   // entity by entity
	useSpans []int   // per entity where its uses begin
	at       []int32 // documents, entity by entity
	atSpans  []int
	rank     []int32 // per entity the place of its id among all
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
			c.of[root] = int32(len(c.heads))
			c.heads, c.mentions = append(c.heads, c.sets.heads[root]), append(c.mentions, 0)
		}
		p.group = c.of[root]
		c.mentions[p.group] += int64(p.n)
	}
	c.shared = make([]int32, len(c.heads))
}

// compact leaves one place for an entity in a document, and files the documents
// under their entities. The forms are counted before.
func (c *counter) compact() {
	c.atSpans = make([]int, len(c.heads)+1)
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
			c.atSpans[p.group+1]++
			to++
		}
		d.end = to
	}
	c.places = c.places[:to]
	for k := range c.heads {
		c.atSpans[k+1] += c.atSpans[k]
	}
	c.at = make([]int32, to)
	next := slices.Clone(c.atSpans)
	for i := range c.documents {
		for _, p := range c.in(int32(i)) {
			c.at[next[p.group]] = int32(i)
			next[p.group]++
		}
	}
}

// in are the places of a document.
func (c *counter) in(i int32) []place {
	from := 0
	if i > 0 {
		from = c.documents[i-1].end
	}
	return c.places[from:c.documents[i].end]
}

// order gives the numbers of the entities in the order of the rows.
func (c *counter) order() []int32 {
	list := make([]int32, len(c.heads))
	for k := range list {
		list[k] = int32(k)
	}
	slices.SortFunc(list, func(p, q int32) int { return strings.Compare(c.id(p), c.id(q)) })
	c.rank = make([]int32, len(list))
	for i, k := range list {
		c.rank[k] = int32(i)
	}
	documents := func(k int32) int { return c.atSpans[k+1] - c.atSpans[k] }
	slices.SortFunc(list, func(p, q int32) int {
		return cmp.Or(cmp.Compare(documents(q), documents(p)), cmp.Compare(c.mentions[q], c.mentions[p]), cmp.Compare(c.rank[p], c.rank[q]))
	})
	return list
}

// id is that of an entity.
func (c *counter) id(k int32) string { return c.nodes[c.heads[k]].id }
