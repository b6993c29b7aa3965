package ner

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/near"
	"github.com/alam-nlp/alam/rule"
)

// partBits are the atoms that a listed form answers, by the tokens they are
// asked of.
type partBits struct {
	any, first, rest    []int
	firstMark, restMark int32 // of the first token of a form, and of any other
}

func (b *partBits) add(p rule.Part, bit int) {
	switch p {
	case rule.PartAny:
		b.any = append(b.any, bit)
	case rule.PartFirst:
		b.first = append(b.first, bit)
	case rule.PartRest:
		b.rest = append(b.rest, bit)
	}
}

// A list is what the tagger knows of one gazetteer, or of the lexicon: the
// class of each entry, and per class which atoms it answers and what it weighs.
type list struct {
	of        *gazetteer.Gazetteer
	asWritten bool     // of the user: it weighs as written, whatever was fitted
	classOf   []uint16 // per entry
	classes   []listClass
}

type listClass struct {
	bySelf, inContext partBits // by whether the form stands by itself or needs context
	weight            classWeight
	byHand            classWeight // before any fitting
	name              string      // label.kind
	hidden            bool
	properties        *classProperties
	policy            classPolicy // of its names of several words
	parties           bool        // parties and armed groups
}

// newList works out, once, what the classes of g answer and weigh. The
// lexicon's labels are classes of triggers. hand are the weights by hand.
func (t *Tagger) newList(g *gazetteer.Gazetteer, w, hand Weights, lexicon bool) *list {
	l := &list{of: g, classOf: make([]uint16, g.Len())}
	seen := map[uint32]uint16{}
	last, c := uint32(0), uint16(0)
	for i := range g.Len() {
		if class := g.Class(i); i == 0 || class != last { // a list has the entries of a class together
			var ok bool
			if c, ok = seen[class]; !ok {
				c = uint16(len(l.classes)) // at most the pairs of labels and kinds
				seen[class] = c
				label, kind := g.ClassNames(class)
				l.classes = append(l.classes, t.newClass(label, kind, w, hand, lexicon))
			}
			last = class
		}
		l.classOf[i] = c
	}
	return l
}

func (t *Tagger) newClass(label, kind string, w, hand Weights, lexicon bool) listClass {
	c := listClass{name: label + "." + kind, parties: kind == "party" || kind == "armed_group", weight: classWeight{idOf(Label(label)), w.gazetteer(label, kind)},
		byHand:     classWeight{idOf(Label(label)), hand.gazetteer(label, kind)},
		properties: newClassProperties(label, kind, lexicon)}
	if !lexicon {
		c.policy = t.policy.of(label, kind)
	}
	for bit, a := range t.program.Atoms {
		if lexicon && a.Kind == rule.AtomClass && rule.Below(label, a.Text) {
			c.bySelf.add(a.Part, bit)
		}
		if lexicon || a.Kind != rule.AtomName {
			continue
		}
		if rule.Answers(label, kind, true, a.Text) {
			c.bySelf.add(a.Part, bit)
		}
		if rule.Answers(label, kind, false, a.Text) {
			c.inContext.add(a.Part, bit)
		}
	}
	for _, b := range [2]*partBits{&c.bySelf, &c.inContext} {
		b.firstMark, b.restMark = t.newMark(b.any, b.first), t.newMark(b.any, b.rest)
	}
	return c
}

// kindsOf are the labels and kinds of lists, as LOC.city, sorted.
func kindsOf(lists []*list) []string {
	var out []string
	for _, l := range lists {
		for i := range l.classes {
			out = append(out, l.classes[i].name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hide marks the classes of the lists that are left out, and refuses kinds that
// no list has.
func (t *Tagger) hide(kinds []string) error {
	known := kindsOf(t.lists)
	for _, k := range kinds {
		if !slices.Contains(known, k) {
			return errKind(k, known)
		}
	}
	for _, l := range t.lists {
		for i := range l.classes {
			if slices.Contains(kinds, l.classes[i].name) {
				l.classes[i].hidden, t.hides = true, true
			}
		}
	}
	return nil
}

// deleted is the label of entries that delete those of the lists below.
const deleted = "-"

// errKind is the error for a kind that is none of those known. It names those of
// its label, or else the labels.
func errKind(kind string, known []string) error {
	of, _, _ := strings.Cut(kind, ".")
	var kinds, labels []string
	for _, k := range known {
		label, _, _ := strings.Cut(k, ".")
		if label == deleted {
			continue
		}
		if label == of {
			kinds = append(kinds, k)
		}
		labels = append(labels, label)
	}
	want := strings.Join(kinds, ", ")
	switch {
	case len(labels) == 0:
		return fmt.Errorf("%w: %q, and no list is given", ErrKind, kind)
	case len(kinds) == 0:
		want = strings.Join(slices.Compact(labels), ", ") + " with a kind"
	}
	return fmt.Errorf("%w: %q, want %s%s", ErrKind, kind, want, near.Hint(kind, known, ""))
}

// class is the class of a match's entry.
func (t *Tagger) class(m *gazetteer.Match) *listClass {
	l := t.listOf(m)
	return &l.classes[l.classOf[m.Entry]]
}

// listOf is the list that a match comes from.
func (t *Tagger) listOf(m *gazetteer.Match) *list {
	for _, l := range t.lists[1:] {
		if l.of == m.List {
			return l
		}
	}
	return t.lists[0]
}

// answers are the atoms that a match answers.
func (t *Tagger) answers(m *gazetteer.Match) *partBits {
	c := t.class(m)
	if m.NeedsContext {
		return &c.inContext
	}
	return &c.bySelf
}

// bindShapes notes the bit of each shape that rules ask for.
func (t *Tagger) bindShapes() {
	for bit, a := range t.program.Atoms {
		if s, ok := rule.ShapeOf(a.Text); ok && a.Kind == rule.AtomShape {
			t.shapeBits[s] = bit
			t.shapesAsked.Add(s)
		}
	}
}

// A mark is a set of bits that the place of a token gives it, on top of what it
// is by itself: it stands in a listed name, begins a line, or lies in a region.
// It is a number into Tagger.marks.
const (
	markLine    = iota
	markLineEnd // last of a line
	markJoined
	markRegion                                      // + region
	markNames  = markRegion + int(rule.RegionCount) // from here on: of listed names and triggers
)

// bindMarks makes the marks that are not of lists.
func (t *Tagger) bindMarks() {
	t.marks = make([][]int32, markNames)
	for bit, a := range t.program.Atoms {
		m := -1
		switch s, _ := rule.ShapeOf(a.Text); {
		case a.Kind == rule.AtomRegion:
			r, _ := rule.RegionOf(a.Text)
			m = markRegion + int(r)
			t.regionsAsked = true
		case a.Kind != rule.AtomShape:
		case s == rule.ShapeLine:
			m = markLine
		case s == rule.ShapeLineEnd:
			m = markLineEnd
		case s == rule.ShapeJoined:
			m = markJoined
		}
		if m >= 0 {
			t.marks[m] = append(t.marks[m], int32(bit))
		}
	}
}

// newMark numbers sets of bits, equal ones once; -1 is that of none.
func (t *Tagger) newMark(sets ...[]int) int32 {
	var bits []int32
	for _, s := range sets {
		for _, b := range s {
			bits = append(bits, int32(b))
		}
	}
	if len(bits) == 0 {
		return -1
	}
	key := make([]byte, 0, 4*len(bits))
	for _, b := range bits {
		key = append(key, byte(b), byte(b>>8), byte(b>>16), byte(b>>24))
	}
	if m, ok := t.markOf[string(key)]; ok {
		return m
	}
	m := int32(len(t.marks))
	t.marks = append(t.marks, bits)
	t.markOf[string(key)] = m
	return m
}

// with gives a profile with a mark.
func (t *Tagger) with(v *view, profile, mark int32) int32 {
	if bits := t.marks[mark]; bits != nil {
		return v.Profiles.With(profile, mark, bits)
	}
	return profile
}

// mark gives the tokens of a match what it answers.
func (t *Tagger) mark(v *view, m *gazetteer.Match) {
	b := t.answers(m)
	if b.firstMark >= 0 {
		v.Profile[m.First] = t.with(v, v.Profile[m.First], b.firstMark)
	}
	if b.restMark >= 0 {
		for i := m.First + 1; i < m.Last; i++ {
			v.Profile[i] = t.with(v, v.Profile[i], b.restMark)
		}
	}
}

// markRegions gives the tokens the regions in which they lie.
func (t *Tagger) markRegions(v *view) {
	if !t.regionsAsked || len(v.regions) == 0 {
		return
	}
	k, first := 0, true
	for i := range v.Tokens {
		at := v.Tokens[i].Start
		for k+1 < len(v.regions) && at >= v.regions[k].End {
			k++
			first = true
		}
		p := t.with(v, v.Profile[i], markRegion+int32(v.regions[k].Kind))
		if first {
			p = t.with(v, p, markRegion+int32(rule.RegionFirst))
			first = false
		}
		if i+1 == len(v.Tokens) || k+1 < len(v.regions) && v.Tokens[i+1].Start >= v.regions[k].End {
			p = t.with(v, p, markRegion+int32(rule.RegionLast))
		}
		v.Profile[i] = p
	}
}
