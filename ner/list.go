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
	c := listClass{name: label + "." + kind, weight: classWeight{idOf(Label(label)), w.gazetteer(label, kind)},
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
