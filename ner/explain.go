package ner

import (
	"cmp"
	"github.com/alam-nlp/alam/ner/slot"
	"math"
	"slices"
	"strings"
)

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
