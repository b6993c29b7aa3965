package registry

import (
	"cmp"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
)

// entity is the row of an entity.
func (c *counter) entity(k int32) Entity {
	x := &c.nodes[c.heads[k]]
	a := c.what(x)
	at := c.at[c.atSpans[k]:c.atSpans[k+1]]
	e := Entity{ID: x.id, Label: a.label, Kind: a.kind, Name: a.name, NameEn: a.nameEn, Country: a.country, Ref: a.ref(),
		Mentions: c.mentions[k], Documents: len(at)}
	c.named(&e, k)

	documents := make([]tally, 0, len(at))
	first, last, months := int32(0), int32(0), []tally(nil)
	for _, i := range at {
		n := c.meet(k, i)
		documents = append(documents, tally{i, n})
		if day := c.documents[i].day; day > 0 {
			first, last = min(cmp.Or(first, day), day), max(last, day)
			months = addTally(months, day/100, n)
		}
	}
	e.First, e.Last = dayText(first), dayText(last)
	slices.SortFunc(months, func(p, q tally) int { return cmp.Compare(p.of, q.of) })
	for _, m := range months {
		e.ByMonth = append(e.ByMonth, Count{dayText(m.of*100 + 1)[:len("2006-01")], m.n})
	}
	slices.SortFunc(documents, func(p, q tally) int {
		return cmp.Or(cmp.Compare(q.n, p.n), strings.Compare(c.documents[p.of].id, c.documents[q.of].id))
	})
	if c.o.Documents > 0 {
		documents = documents[:min(len(documents), c.o.Documents)]
	}
	for _, t := range documents {
		e.ByDocument = append(e.ByDocument, Count{c.documents[t.of].id, t.n})
	}
	e.CoMentions = c.coMentions()
	return e
}

// meet counts the other entities of document i, and gives the mentions of entity k.
func (c *counter) meet(k, i int32) (own int64) {
	for _, p := range c.in(i) {
		switch {
		case p.group == k:
			own = int64(p.n)
		case c.o.CoMentions > 0:
			if c.shared[p.group] == 0 {
				c.touched = append(c.touched, p.group)
			}
			c.shared[p.group]++
		}
	}
	return own
}

// coMentions are the entities that share most documents with the one that was
// counted; the counts begin anew.
func (c *counter) coMentions() []Count {
	before := func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.shared[b], c.shared[a]), cmp.Compare(c.rank[a], c.rank[b]))
	}
	var most []int32
	if len(c.touched) <= c.o.CoMentions {
		most = slices.SortedFunc(slices.Values(c.touched), before)
	} else {
		for _, k := range c.touched {
			if n := len(most); n == c.o.CoMentions && before(k, most[n-1]) > 0 {
				continue
			}
			i, _ := slices.BinarySearchFunc(most, k, before)
			most = slices.Insert(most, i, k)
			most = most[:min(len(most), c.o.CoMentions)]
		}
	}
	var out []Count
	for _, k := range most {
		out = append(out, Count{c.id(k), int64(c.shared[k])})
	}
	for _, k := range c.touched {
		c.shared[k] = 0
	}
	c.touched = c.touched[:0]
	return out
}

// ref is what others call an entity. Append has written it, so that it can be read.
func (s *about) ref() gazetteer.Ref {
	r, _ := gazetteer.ParseRef(s.ids, s.at)
	return r
}
