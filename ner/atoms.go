package ner

import (
	"strings"

	"alam/gazetteer"
)

// partBits are the atoms that a listed form answers, by the tokens they are
// asked of.
type partBits struct {
	any, first, rest []int
}

func (b *partBits) add(p part, bit int) {
	switch p {
	case partAny:
		b.any = append(b.any, bit)
	case partFirst:
		b.first = append(b.first, bit)
	case partRest:
		b.rest = append(b.rest, bit)
	}
}

// A classKey is a class of entries of one gazetteer.
type classKey struct {
	list  *gazetteer.Gazetteer
	class uint32
	sure  bool
}

// bindAtoms works out, once, which of the rules' atoms each class of trigger,
// each label and kind, and each shape answers.
func (t *Tagger) bindAtoms() {
	for i := range t.shapeBits {
		t.shapeBits[i] = -1
	}
	for bit, a := range t.program.atoms {
		if a.kind == atomShape {
			if s, ok := shapeOf(a.text); ok {
				t.shapeBits[s] = bit
			}
		}
	}
	t.classes = map[classKey]*partBits{}
	lists := append([]*gazetteer.Gazetteer{t.lexicon.Gazetteer}, t.gazetteer.Lists()...)
	for n, list := range lists {
		for i := range list.Len() {
			class := list.Class(i)
			if t.classes[classKey{list, class, true}] != nil {
				continue
			}
			label, kind := list.ClassNames(class)
			for _, sure := range []bool{false, true} {
				b := &partBits{}
				for bit, a := range t.program.atoms {
					if n == 0 && a.kind == atomClass && below(label, a.text) ||
						n > 0 && a.kind == atomName && nameAnswers(label, kind, sure, a.text) {
						b.add(a.part, bit)
					}
				}
				t.classes[classKey{list, class, sure}] = b
			}
		}
	}
}

func (t *Tagger) nameBits(m *gazetteer.Match) *partBits {
	return t.classes[classKey{m.Source, m.Source.Class(m.Entry), !m.NeedsContext}]
}

func (t *Tagger) triggerBits(m *gazetteer.Match) *partBits {
	return t.classes[classKey{m.Source, m.Source.Class(m.Entry), true}]
}

// below says whether a class is the one asked for, or one below it:
// title.office is below title. A part * stands for any: head.*.city.
func below(class, asked string) bool {
	for asked != "" {
		var want, part string
		want, asked, _ = strings.Cut(asked, ".")
		part, class, _ = strings.Cut(class, ".")
		if want != part && want != "*" || part == "" {
			return false
		}
	}
	return true
}

// nameAnswers says whether a listed name answers LOC, LOC/city or LOC.sure.
func nameAnswers(label, kind string, sure bool, asked string) bool {
	asked, mustSure := strings.CutSuffix(asked, sureSuffix)
	wantLabel, wantKind, hasKind := strings.Cut(asked, "/")
	return label == wantLabel && (!hasKind || kind == wantKind) && (sure || !mustSure)
}
