package ner

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/ner/slot"
	"github.com/alam-nlp/alam/token"
)

// result turns the chosen candidates into mentions, and groups these into
// entities. sources are the candidates that the memos refer to.
func (t *Tagger) result(s *scratch, chosen []int32, sources []candidate) ([]Mention, []Entity) {
	g := grouper{tagger: t, scratch: s, sources: sources, groups: &s.groups, mentions: make([]Mention, 0, len(chosen))}
	g.reset()
	for _, ci := range chosen {
		c := &s.cands[ci]
		if !t.labels[c.label] || c.score < t.minScore {
			continue
		}
		g.mention(c)
	}
	g.keep()
	listed := len(s.view.names)
	g.tellApart()
	g.introduced()
	g.link()
	s.view.names = s.view.names[:listed] // what tellApart added is not in the text
	return g.mentions, g.entities
}

// A grouper groups mentions into entities. A listed mention names its entry; a
// short form names whom the full name does; a mention that repeats another's
// words names the same.
type grouper struct {
	*scratch
	*groups
	tagger   *Tagger
	sources  []candidate
	mentions []Mention
	entities []Entity
}

// mention appends the mention of a candidate.
func (g *grouper) mention(c *candidate) {
	v := &g.view
	end := v.Tokens[c.last-1].End
	m := Mention{Start: c.start, End: end, Text: v.src[c.start:end], Label: labelNames[c.label], Score: c.score, Entity: -1}
	from := len(g.evidence)
	found := g.evidence
	entry, short := int32(-1), int32(-1)
	byHand := g.tagger.model != nil && c.byHand()
	if g.tagger.model != nil && !byHand {
		found = v.emissions.evidence(found, v, c)
		if g.tagger.explains {
			g.tagger.explain(g.scratch, c, found[from:])
		}
	}
	for _, it := range g.items[c.from:c.to] {
		e := Evidence{Weight: it.weight}
		switch it.source {
		case fromGazetteer:
			match := &v.names[it.ref]
			e.Source, e.Name, m.Kind = FromGazetteer, match.List.EntryID(match.Entry), match.List.EntryKind(match.Entry)
			e.List = match.List.Origin()
			if match.Variant {
				e.VariantOf = match.Name()
			}
			if entry = it.ref; it.foreign {
				entry = -1
			}
		case fromRule:
			slot := g.tagger.program.Slots[it.ref]
			e.Source, e.Name = FromRule, g.tagger.program.Rules[slot.Rule].Name
			if m.Kind == "" {
				m.Kind = slot.Kind
			}
		case fromMemory:
			e.Source = FromMemory
			o := &g.memory.memos[it.ref]
			full := g.sources[o.source]
			e.Name = v.src[full.start:v.Tokens[full.last-1].End]
			if o.short {
				short = it.ref
			}
		}
		if byHand && !it.asWritten {
			continue // it was not asked, but says whom the name means
		}
		if byHand {
			e.Weight = it.writtenWeight
			if it.unambiguous {
				e.Weight += c.lift
			}
		}
		found = append(found, e)
	}
	if c.raise != 0 && !byHand {
		found = g.raised(found, c)
	}
	byWeight(found[from:])
	g.evidence, g.ends = found, append(g.ends, int32(len(found)))
	var id int32
	if entry >= 0 {
		id = g.number(v.names[entry].List.EntryID(v.names[entry].Entry))
	} else {
		id = g.unlisted(m.Label, c.first, c.last)
	}
	g.mentions = append(g.mentions, m)
	g.spans = append(g.spans, [2]int32{c.first, c.last})
	g.ids = append(g.ids, id)
	g.entries = append(g.entries, entry)
	g.memos = append(g.memos, short)
}

// raised appends what a name gets of the listed names within it, less what is taken
// back of it beside ordinary words.
func (g *grouper) raised(found []Evidence, c *candidate) []Evidence {
	r := &g.resolver.raises
	item, sum := int32(-1), 0.0 // the last listed name, and what belongs to it
	put := func() {
		if sum != 0 {
			match := &g.view.names[g.items[item].ref]
			found = append(found, Evidence{Source: FromWithin, Name: match.List.EntryID(match.Entry), Weight: sum, List: match.List.Origin()})
		}
	}
	before := 0.0
	for i := c.first; i < c.last; i++ {
		if r.items[i] >= 0 {
			if item >= 0 {
				put()
				sum = 0
			}
			item = r.items[i]
		}
		all := r.of(c.first, i+1, c.label)
		sum += all - before
		before = all
	}
	put()
	return found
}

// byWeight puts evidence in order of weight, whatever the sign.
func byWeight(found []Evidence) {
	for k := 1; k < len(found); k++ {
		e := found[k]
		size := math.Abs(e.Weight)
		at := k
		for ; at > 0 && math.Abs(found[at-1].Weight) < size; at-- {
			found[at] = found[at-1]
		}
		if at < k {
			found[at] = e
		}
	}
}

// keep gives the mentions their evidence, in room of its own.
func (g *grouper) keep() {
	room, from := slices.Clone(g.evidence), int32(0)
	for i, to := range g.ends {
		g.mentions[i].Evidence = room[from:to:to]
		from = to
	}
}

// appendNameKey appends the key of a name that is not listed.
func appendNameKey(dst []byte, v *view, first, last int32) []byte {
	dst = append(dst, v.base[first]...)
	for k := first + 1; k < last; k++ {
		if v.Tokens[k].Kind != token.Punct {
			dst = append(append(dst, ' '), v.Tokens[k].Norm...)
		}
	}
	return dst
}

// link gives every mention its entity. Short forms come last: their full name
// may stand behind them.
func (g *grouper) link() {
	for i := range g.mentions {
		if g.memos[i] < 0 || g.full(i) < 0 {
			g.join(i, g.ids[i])
		}
	}
	for i := range g.mentions {
		if g.mentions[i].Entity < 0 {
			if k := g.full(i); k >= 0 && g.mentions[k].Entity >= 0 {
				g.join(i, g.ids[k])
				continue
			}
			g.join(i, g.ids[i])
		}
	}
	g.order()
}

// introduced has a bare name mean whom the text has named before it in full by it, if
// that is one person and not whom the list knows best by the bare name: ماهر الشرع, then
// الشرع. Whom all the world knows is meant all the same, and who is named in full too.
func (g *grouper) introduced() {
	for i := range g.mentions {
		if at := g.entries[i]; at < 0 || g.mentions[i].Label != PER || g.spans[i][1]-g.spans[i][0] > 1 || prominence(&g.view.names[at]) >= worldKnown {
			continue
		}
		bare, by := g.view.base[g.spans[i][0]], -1
		for j := range g.mentions {
			s := g.spans[j]
			if s[1]-s[0] < 2 || g.mentions[j].Label != PER {
				continue
			}
			if g.ids[j] == g.ids[i] {
				by = -1
				break
			}
			if j < i && (g.view.base[s[1]-1] == bare || g.view.base[s[0]] == bare) {
				if by >= 0 && g.ids[by] != g.ids[j] {
					by = -1
					break
				}
				by = j
			}
		}
		switch {
		case by < 0:
		case g.entries[by] >= 0:
			g.meant(i, g.entries[by])
		default:
			g.ids[i], g.entries[i], g.mentions[i].Kind = g.ids[by], -1, g.mentions[by].Kind
		}
	}
}

// full is the mention of the full name that mention i, a short form, refers
// to, or -1. A short form that is listed for somebody else names that one.
func (g *grouper) full(i int) int {
	if g.memos[i] < 0 || g.entries[i] >= 0 {
		return -1
	}
	src := g.sources[g.memory.memos[g.memos[i]].source]
	k, ok := slices.BinarySearchFunc(g.spans, src.first, func(s [2]int32, first int32) int { return int(s[0] - first) })
	if !ok || g.spans[k][1] != src.last || k == i || g.mentions[k].Label != g.mentions[i].Label {
		return -1
	}
	return k
}

// join adds mention i to the entity of an id, and makes that if need be.
func (g *grouper) join(i int, id int32) {
	m := &g.mentions[i]
	k := int(g.entityOf[id])
	if k < 0 {
		k = len(g.found)
		g.entityOf[id] = int32(k)
		g.found = append(g.found, Entity{ID: g.named[id], Label: m.Label})
	}
	m.Entity = k
	if at, e := g.entries[i], &g.found[k]; at >= 0 && e.Name == "" {
		match := &g.view.names[at]
		x := match.List.Entry(match.Entry)
		e.Name, e.NameEn, e.Kind, e.Country, e.Ref = x.Name, x.NameEn, x.Kind, x.Country, x.Ref
	}
}

// order numbers the entities by their first mention, and names those that no
// list names by their longest mention.
func (g *grouper) order() {
	g.ranks, g.sizes = resize(g.ranks, len(g.found)), resize(g.sizes, len(g.found))
	clear(g.sizes)
	for i := range g.mentions {
		g.sizes[g.mentions[i].Entity]++
	}
	sorted, room := make([]Entity, 0, len(g.found)), make([]int, len(g.mentions))
	for i := range g.ranks {
		g.ranks[i] = -1
	}
	for i := range g.mentions {
		k := g.mentions[i].Entity
		if g.ranks[k] < 0 {
			g.ranks[k] = int32(len(sorted))
			sorted = append(sorted, g.found[k])
			n := g.sizes[k]
			sorted[len(sorted)-1].Mentions, room = room[:0:n], room[n:]
		}
		k = int(g.ranks[k])
		g.mentions[i].Entity = k
		sorted[k].Mentions = append(sorted[k].Mentions, i)
	}
	for k := range sorted {
		e := &sorted[k]
		for _, i := range e.Mentions {
			m := &g.mentions[i]
			if g.entries[i] < 0 && len(m.Text) > len(e.Name) && strings.HasPrefix(e.ID, string(e.Label)+":") {
				e.Name = m.Text
			}
			if e.Kind == "" {
				e.Kind = m.Kind
			}
		}
		for _, i := range e.Mentions {
			if g.mentions[i].Kind == "" {
				g.mentions[i].Kind = e.Kind
			}
		}
	}
	g.entities = sorted
}

// explain gives the evidence of a name's words, as emissions.evidence has left
// it, its parts.
func (t *Tagger) explain(s *scratch, c *candidate, found []Evidence) {
	if s.said == nil {
		s.said = map[int32][]namedProperty{}
		t.placeProperties(&s.view, s.first, func(i int32, p namedProperty) {
			if !slices.Contains(s.said[i], p) {
				s.said[i] = append(s.said[i], p)
			}
		})
	}
	for k := range found {
		found[k].Parts = t.parts(s, c, s.view.emissions.spoke[k])
	}
}

// parts gives the properties of a token and what they weigh for a name, in
// order of weight.
func (t *Tagger) parts(s *scratch, c *candidate, i int32) []Part {
	v := &s.view
	var slots []slot.Slot
	c.slots(func(k int, x slot.Slot) {
		if k == int(i) {
			slots = append(slots, x)
		}
	})
	var out []Part
	weigh := func(room int32, list []namedProperty) {
		for _, p := range list {
			k := t.model.find(p.prop)
			if k < 0 || t.model.most[k] > room {
				continue
			}
			room -= t.model.most[k]
			steps := int32(0)
			for _, x := range slots {
				steps += t.model.rows[k][x].each()[c.label]
			}
			if steps != 0 {
				out = append(out, Part{strings.TrimSpace(p.name), float64(steps) * WeightUnit})
			}
		}
	}
	var w wordInfo
	names := t.learnWord(v, &w, v.Tokens[i:i+1])
	ps := propertySet{names: map[Property]string{}}
	t.wordProperties(&ps, &v.Tokens[i], &w, v.single[:names], v.single[names:])
	var word []namedProperty
	for _, p := range ps.list {
		word = append(word, namedProperty{p, ps.names[p]})
	}
	weigh(wordRoom, word)
	weigh(hereRoom, s.said[i])
	slices.SortStableFunc(out, func(a, b Part) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return out
}
