package ner

import "slices"

// A name that many bear means nobody that is known where the text calls its bearer a
// child, a citizen, a victim: الطفل محمد صلاح. So it does wherever it stands in the text,
// unless that speaks of the known one elsewhere: by a title before the name, or, of who
// plays, by a club.

// players are the kinds of persons who belong to clubs.
var players = []string{"athlete", "coach"}

// nobodies leaves the persons without an entry whom the text describes as nobody.
func (h *homonyms) nobodies() {
	g := h.g
	var met []int32 // entries, as matches
	for i := range g.mentions {
		if at := g.entries[i]; at >= 0 && g.mentions[i].Label == PER && h.described(i, bitNobody) && h.shared(&g.view.names[at]) && !slices.ContainsFunc(met, func(k int32) bool { return h.sameEntry(k, at) }) {
			met = append(met, at)
		}
	}
	for _, at := range met {
		if !h.spokenFor(at) {
			for i := range g.mentions {
				if g.entries[i] >= 0 && h.sameEntry(g.entries[i], at) {
					g.unknown(i)
				}
			}
		}
	}
}

// described reports whether a word of a class stands before mention i, or before the
// nisba that does: الطالب الفلسطيني.
func (h *homonyms) described(i int, bit int) bool {
	v := &h.g.view
	k := h.g.spans[i][0]
	for range 2 {
		if k == 0 || v.Begins(int(k)) {
			return false
		}
		k--
		if v.Has(k, bit) {
			return true
		}
		if h.g.tagger.nisbaOf(v, k) == "" {
			return false
		}
	}
	return false
}

// sameEntry reports whether two matches are of one entry.
func (h *homonyms) sameEntry(a, b int32) bool {
	x, y := &h.g.view.names[a], &h.g.view.names[b]
	return x.Entry == y.Entry && x.List == y.List
}

// spokenFor reports whether the text speaks of the known bearer of a name, a match.
func (h *homonyms) spokenFor(at int32) bool {
	g := h.g
	m := &g.view.names[at]
	plays := slices.Contains(players, m.List.Entry(m.Entry).Kind)
	for i := range g.mentions {
		if plays && g.mentions[i].Kind == "club" || g.entries[i] >= 0 && h.sameEntry(g.entries[i], at) && h.described(i, bitTitle) && !h.described(i, bitNobody) {
			return true
		}
	}
	return false
}
