package ner

import (
	"github.com/alam-nlp/alam/token"
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
	Score       float64
}

// A Value is a piece of evidence: the name of its weight, how much of it there
// is, and what it weighs now, which is the weight by hand if nothing was fitted.
type Value struct {
	Weight string
	X      float64
	Now    float64
}

// Lattice builds the lattice of a text. names collects the names of its
// properties. found are the names that a first look found, in order, which the
// memory carries on; nil for none.
func (t *Tagger) Lattice(src string, tokens []token.Token, found []Stretch, names map[Property]string) *Lattice {
	t = t.ready()
	s := new(scratch)
	v := &s.view
	l := &Lattice{Begins: make([]bool, len(tokens))}
	t.fill(v, src, tokens)
	known := map[string][]Property{}
	p := propertySet{names: names}
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
		l.Starts = append(l.Starts, tok.Start+v.Cut[i])
		l.Ends = append(l.Ends, tok.End)
	}
	s.items = t.propose(s.items[:0], s)
	here := make([]propertySet, len(tokens))
	for i := range here {
		here[i].names = names
	}
	t.placeProperties(v, s.items, func(i int32, p namedProperty) { here[i].addProperty(p) })
	for i := range here {
		l.Here = append(l.Here, here[i].list)
	}
	if len(found) > 0 {
		s.items = t.remember(s, found)
	}
	s.sorter.sort(s.items, len(s.view.Tokens))
	s.cands, s.items = gather(s.cands[:0], s.items)
	for k := range s.cands {
		c := &s.cands[k]
		if c.label == idNone {
			continue
		}
		x := Stretch{First: int(c.first), Last: int(c.last), Label: labelNames[c.label]}
		for _, it := range s.items[c.from:c.to] {
			x.Evidence = t.values(x.Evidence, s, it)
		}
		l.Stretches = append(l.Stretches, x)
	}
	return l
}

// values appends what a piece of evidence is made of.
func (t *Tagger) values(dst []Value, s *scratch, it item) []Value {
	v := &s.view
	label := "." + string(labelNames[it.label])
	switch it.source {
	case fromRule:
		return append(dst, Value{weightRule + t.program.Rules[t.program.Slots[it.ref].Rule].Name + label, 1, t.ruleSlots[it.ref].weight})
	case fromMemory:
		if s.memory.memos[it.ref].short {
			return append(dst, Value{weightShort + string(labelNames[it.label]), 1, t.short[it.label]})
		}
		return append(dst, Value{weightSame + string(labelNames[it.label]), 1, t.same[it.label]})
	}
	m := &v.names[it.ref]
	dst = append(dst, Value{weightGazetteer + t.class(m).name, 1, t.class(m).weight.base})
	var parts [matchParts]float64
	matchValues(&parts, v, m)
	for p, x := range parts {
		if x != 0 {
			dst = append(dst, Value{matchPartNames[p] + label, x, t.fitted[it.label][p]})
		}
	}
	return dst
}

// remember appends what the memory makes of names that were found.
func (t *Tagger) remember(s *scratch, found []Stretch) []item {
	var cands []candidate
	var chosen []int32
	for _, f := range found {
		chosen = append(chosen, int32(len(cands)))
		cands = append(cands, candidate{first: int32(f.First), last: int32(f.Last), label: idOf(f.Label), score: f.Score})
	}
	s.memory.learn(t, &s.view, cands, chosen)
	return s.memory.recall(t, &s.view, s.items)
}
