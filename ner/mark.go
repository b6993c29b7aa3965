package ner

import (
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/rule"
)

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
