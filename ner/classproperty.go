package ner

import (
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

// The places of a token in a stretch.
const (
	placeFirst = iota
	placeRest
	placeLast
	placeCount
)

var placeNames = [placeCount]string{" first", " rest", " last"}

func placeIn(i, first, last int32) int {
	switch i {
	case first:
		return placeFirst
	case last - 1:
		return placeLast
	}
	return placeRest
}

// classProperties are what a listed name or trigger says of its tokens.
type classProperties struct {
	alone  [2][]namedProperty        // of the only token; [1] where the form needs context
	part   [placeCount]namedProperty // of a token of a longer name
	phrase []namedProperty           // of a token of a longer trigger, but for the last
}

// newClassProperties works out the properties of a class: of names, or of
// triggers.
func newClassProperties(label, kind string, lexicon bool) *classProperties {
	c := &classProperties{}
	if lexicon {
		for i := range len(label) + 1 {
			if i == len(label) || label[i] == '.' {
				c.alone[0] = append(c.alone[0], newNamedProperty(propClass, label[:i]))
				c.phrase = append(c.phrase, newNamedProperty(propPhrase, label[:i]))
			}
		}
		c.alone[1] = c.alone[0]
		return c
	}
	for k, unsure := range [...]string{"", "?"} {
		c.alone[k] = []namedProperty{newNamedProperty(propList, label+unsure), newNamedProperty(propList, label+"."+kind+unsure)}
	}
	for k, place := range placeNames {
		c.part[k] = newNamedProperty(propPart, label+place)
	}
	return c
}

// placeProperties gives what holds of tokens by where they stand: within longer names
// and triggers, captures of rules, and sentences. items are the evidence of
// lists and rules.
func (t *Tagger) placeProperties(v *view, items []item, add func(i int32, p namedProperty)) {
	for i := range v.Tokens {
		if v.Tokens[i].Has(token.SentenceStart) {
			add(int32(i), hereBegins)
		}
		if v.Tokens[i].Has(token.Joined) {
			add(int32(i), hereJoined)
		}
	}
	rowProperties(v, add)
	for k := range v.names {
		m := &v.names[k]
		if m.Last-m.First < 2 {
			continue
		}
		c := t.class(m).properties
		for i := m.First; i < m.Last; i++ {
			add(i, c.part[placeIn(i, m.First, m.Last)])
		}
	}
	for k := range v.triggers {
		m := &v.triggers[k]
		if m.Last-m.First < 2 {
			continue
		}
		c := t.class(m).properties
		for i := m.First; i < m.Last; i++ {
			list := c.phrase
			if i == m.Last-1 {
				list = c.alone[0]
			}
			for _, p := range list {
				add(i, p)
			}
		}
	}
	for _, it := range items {
		if it.source == fromRule && !t.program.Rules[t.program.Slots[it.ref].Rule].Fixed {
			ps := &t.ruleProperties[it.ref]
			add(it.first, ps[0])
			for i := it.first + 1; i < it.last; i++ {
				add(i, ps[1])
			}
		}
	}
}

var (
	hereBegins = namedProperty{propPlace.number(0), propPlace.number(0).name()}
	hereJoined = namedProperty{propPlace.number(1), propPlace.number(1).name()}
	hereObject = namedProperty{propPlace.number(2), propPlace.number(2).name()}
	hereRow    = namedProperty{propPlace.number(3), propPlace.number(3).name()}
	hereLine   = namedProperty{propPlace.number(4), propPlace.number(4).name()}
)

// The bounds of what rowProperties marks.
const (
	rowItem      = 3  // words at most of an item of a row
	rowItems     = 3  // items at least of a row
	headlineMost = 14 // tokens at most of a headline
)

// rowProperties adds that a token stands in a row of short items with commas
// between, as line-ups and towns do, and that its line is short and ends without a
// full stop, as headlines and menus do.
func rowProperties(v *view, add func(i int32, p namedProperty)) {
	n := len(v.Tokens)
	for from := 0; from < n; {
		to := from + 1
		for to < n && !v.Tokens[to].Has(token.LineStart) {
			to++
		}
		if to-from <= headlineMost && !v.shapes[to-1].Has(rule.ShapeStop) {
			for i := from; i < to; i++ {
				add(int32(i), hereLine)
			}
		}
		rows(v, from, to, func(first, last int) {
			for i := first; i < last; i++ {
				add(int32(i), hereRow)
			}
		})
		from = to
	}
}

// rows gives the rows of a line: runs of items with commas between, as tokens.
func rows(v *view, from, to int, yield func(first, last int)) {
	first, items, item := from, 0, from // of the row; of its last item
	end := func(last, next int) {
		if items >= rowItems {
			yield(first, last)
		}
		first, items, item = next, 0, next
	}
	for i := from; i < to; i++ {
		switch {
		case v.shapes[i].Has(rule.ShapeComma):
			items++
			item = i + 1
		case i-item >= rowItem: // the item is too long: it is none
			last := item
			for i+1 < to && !v.shapes[i+1].Has(rule.ShapeComma) {
				i++
			}
			end(last, i+1)
		}
	}
	end(to, to)
}

// newRuleProperties gives, per capture of a rule, the properties of its first
// token and of the others.
func newRuleProperties(p *rule.Program) [][2]namedProperty {
	out := make([][2]namedProperty, len(p.Slots))
	for k, s := range p.Slots {
		name := p.Rules[s.Rule].Name + " " + s.Label
		out[k] = [2]namedProperty{newNamedProperty(propRule, name+placeNames[placeFirst]), newNamedProperty(propRule, name+placeNames[placeRest])}
	}
	return out
}
