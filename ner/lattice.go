package ner

import (
	"alam/token"
)

// A Lattice is a text as a fit sees it: what holds of each token, and the
// stretches for which lists, rules and memory have evidence.
type Lattice struct {
	// Words holds per token the properties of the word, Here those that it has
	// by where it stands.
	Words, Here [][]Property
	// Begins says which tokens begin a sentence: no name reaches over them.
	Begins []bool
	// Stretches are the candidates that have evidence, in order of First, Last
	// and Label.
	Stretches []Stretch
	// Starts are the bytes at which the names of each token begin, behind its
	// proclitics; Ends where they end.
	Starts, Ends []int
}

// A Stretch is a candidate with its evidence.
type Stretch struct {
	First, Last int
	Label       Label
	Evidence    []Value
}

// A Value is a piece of evidence: the name of its weight and how much of it
// there is.
type Value struct {
	Weight string
	X      float64
}

// Lattice builds the lattice of a text. names collects the names of its properties.
func (t *Tagger) Lattice(src string, tokens []token.Token, names map[Property]string) *Lattice {
	s := new(scratch)
	v := &s.view
	l := &Lattice{Begins: make([]bool, len(tokens))}
	t.look(v, src, tokens)
	known := map[string][]Property{}
	p := properties{names: names}
	for i := range tokens {
		tok := &tokens[i]
		ps, ok := known[tok.Surface]
		if !ok {
			var w wordInfo
			n := t.learnWord(v, &w, tokens[i:i+1])
			p.reset()
			t.wordProperties(&p, tok, &w, v.single[:n], v.single[n:])
			ps = append([]Property(nil), p.list...)
			known[tok.Surface] = ps
		}
		l.Words = append(l.Words, ps)
		l.Begins[i] = tok.Has(token.SentenceStart)
		l.Starts = append(l.Starts, tok.Start+v.cut[i])
		l.Ends = append(l.Ends, tok.End)
	}
	s.items = t.propose(s.items[:0], s)
	here := make([]properties, len(tokens))
	for i := range here {
		here[i].names = names
	}
	t.hereProperties(s, func(i int32, kind, value string) { here[i].add(kind, value) })
	for i := range here {
		l.Here = append(l.Here, here[i].list)
	}
	s.cands, s.items = gather(s.cands[:0], s.items)
	for k := range s.cands {
		c := &s.cands[k]
		if c.label == idNone {
			continue
		}
		x := Stretch{First: int(c.first), Last: int(c.last), Label: labelNames[c.label]}
		for _, it := range s.items[c.from:c.to] {
			x.Evidence = t.values(x.Evidence, v, it)
		}
		l.Stretches = append(l.Stretches, x)
	}
	return l
}

// hereProperties gives what holds of tokens by where they stand: within longer
// names and triggers, captures of rules, and sentences.
func (t *Tagger) hereProperties(s *scratch, add func(i int32, kind, value string)) {
	v := &s.view
	var p properties
	p.names = map[Property]string{}
	for i := range v.tokens {
		if v.tokens[i].Has(token.SentenceStart) {
			add(int32(i), propPlace, "begins")
		}
		if v.tokens[i].Has(token.Joined) {
			add(int32(i), propPlace, "joined")
		}
	}
	for k := range v.names {
		m := &v.names[k]
		if m.Last-m.First < 2 {
			continue
		}
		label, _ := m.Source.ClassNames(m.Source.Class(m.Entry))
		for i := m.First; i < m.Last; i++ {
			add(i, propPart, label+placeIn(i, m.First, m.Last))
		}
	}
	for k := range v.triggers {
		m := &v.triggers[k]
		if m.Last-m.First < 2 {
			continue
		}
		class, _ := m.Source.ClassNames(m.Source.Class(m.Entry))
		for i := m.First; i < m.Last; i++ {
			for n := range len(class) + 1 {
				if n == len(class) || class[n] == '.' {
					if i == m.Last-1 {
						add(i, propClass, class[:n])
					} else {
						add(i, propPhrase, class[:n])
					}
				}
			}
		}
	}
	for _, it := range s.items {
		if it.source != fromRule {
			continue
		}
		slot := t.program.slots[it.ref]
		name := t.program.rules[slot.rule].Name
		for i := it.first; i < it.last; i++ {
			place := placeRest
			if i == it.first {
				place = placeFirst
			}
			add(i, propRule, name+" "+string(labelNames[slot.label])+place)
		}
	}
}

// values appends what a piece of evidence is made of.
func (t *Tagger) values(dst []Value, v *view, it item) []Value {
	label := "." + string(labelNames[it.label])
	switch it.source {
	case fromRule:
		slot := t.program.slots[it.ref]
		return append(dst, Value{"rule." + t.program.rules[slot.rule].Name + label, 1})
	case fromMemory:
		return append(dst, Value{"memory" + label, 1})
	}
	m := &v.names[it.ref]
	dst = append(dst, Value{weightGazetteer + t.class(m).name, 1})
	n := m.Last - m.First
	if n > 1 {
		dst = append(dst, Value{"words" + label, 1})
		dst = append(dst, Value{"word" + label, float64(n - 1)})
	}
	if p := m.Source.Prominence(m.Entry); p > 0 {
		dst = append(dst, Value{weightProminence + label, float64(p - defaultProminence)})
	}
	if m.Alias {
		dst = append(dst, Value{weightAlias + label, 1})
	}
	if m.NeedsContext {
		dst = append(dst, Value{weightContext + label, 1})
	} else if n == 1 {
		switch {
		case v.has(m.First, bitFunction):
			dst = append(dst, Value{weightContext + label, 1})
		case v.shapes[m.First].has(shapeCommon):
			dst = append(dst, Value{weightCommon + label, 1})
		}
	}
	if m.Proclitics != 0 {
		dst = append(dst, Value{weightProclitic + label, 1})
	}
	if m.Derived {
		dst = append(dst, Value{weightDerived + label, 1})
	}
	return dst
}
