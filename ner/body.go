package ner

import (
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// Many countries have a body of one name: مجلس الشيوخ، وزارة الدفاع، البنك المركزي. The lists
// have them with their nisbas behind them, and sometimes one of them without. Which is
// meant is for the countries to say that the text speaks of. Where they speak for none
// of them, or for several alike, it is nobody's that is known; where the text speaks of no
// country, a name that the list does not mark stays whose it is there.

// stateKinds are the kinds of bodies that belong to a state.
var stateKinds = []string{"government", "ministry", "army", "police", "security", "parliament", "court", "agency"}

// A body is a mention of such a name, and whom it may mean.
type body struct {
	mention int
	bearers []int32 // as matches of the view
	marked  bool    // the list marks the name as ambiguous
}

// bodies finds the mentions of bodies that several countries may have.
func (h *homonyms) bodies() []body {
	for i := range h.g.mentions {
		if b, ok := h.body(i); ok {
			h.found = append(h.found, b)
		}
	}
	return h.found
}

// body finds who may be meant by mention i, if it names no country, and others than
// one may be.
func (h *homonyms) body(i int) (body, bool) {
	v, t, g := &h.g.view, h.g.tagger, h.g
	b := body{mention: i}
	first, last := g.spans[i][0], g.spans[i][1]
	if g.mentions[i].Label != ORG || last-first < 2 || t.nisbaOf(v, last-1) != "" {
		return b, false
	}
	at := g.entries[i]
	if at >= 0 {
		m := &v.names[at]
		if m.Variant || m.Last > last || m.List.EntryCountry(m.Entry) == "" || !slices.Contains(stateKinds, m.List.EntryKind(m.Entry)) {
			return b, false // with its nisba behind the mention it is told already
		}
		b.marked = m.NeedsContext
		b.bearers = h.bearers(nil, at)
	}
	own := len(b.bearers)
	b.bearers = h.national(b.bearers, first, last, at < 0)
	return b, len(b.bearers) > 1 || own == 0 && len(b.bearers) > 0
}

// national appends the listed names that have the nisba of their country behind the
// words [first, last), of bodies of states unless any is asked for.
func (h *homonyms) national(out []int32, first, last int32, any bool) []int32 {
	v, t := &h.g.view, h.g.tagger
	var room [8]string
	keys := append(room[:0], v.base[first])
	for k := first + 1; k < last; k++ {
		if v.Tokens[k].IsWord() {
			keys = append(keys, v.Tokens[k].Norm)
		}
	}
	from := len(v.names)
	next := t.gazetteer.AppendNext(h.next[:0], keys)
	cut := strings.TrimSuffix(v.Tokens[first].Norm, v.base[first])
	if rest, ok := strings.CutPrefix(v.base[first], arabic.LamS); ok && strings.HasSuffix(cut, arabic.LamS) {
		keys[0] = arabic.Article + rest // للحكومة, where the second ل is the article's; that of للجنة is not
		next = t.gazetteer.AppendNext(next, keys)
	}
	h.next = next
	for _, m := range next {
		country := m.List.EntryCountry(m.Entry)
		if country == "" || m.List.EntryLabel(m.Entry) != string(ORG) || !any && !slices.Contains(stateKinds, m.List.EntryKind(m.Entry)) {
			continue
		}
		if of, ok := strings.CutPrefix(t.nationality(v, m.Name()), countryID); !ok || of != country || slices.ContainsFunc(out, func(k int32) bool { return v.names[k].Entry == m.Entry && v.names[k].List == m.List }) {
			continue
		}
		m.First, m.Last, m.Start, m.End = first, last, h.g.view.Tokens[first].Start, h.g.view.Tokens[last-1].End
		v.names = append(v.names, m)
	}
	for k := from; k < len(v.names); k++ {
		out = append(out, int32(k))
	}
	return out
}

// nationality is the country whose nisba ends a listed name, or empty.
func (t *Tagger) nationality(v *view, name string) string {
	word := name[strings.LastIndexByte(name, ' ')+1:]
	if !strings.HasPrefix(word, arabic.Article) {
		return ""
	}
	class, ok := v.nisbas[word]
	if !ok {
		if !oneToken(word) {
			return ""
		}
		one := [1]token.Token{{Surface: word, Norm: token.Key(word), End: len(word), Kind: token.Arabic}}
		class = t.word(v, one[:]).nisba
		if v.nisbas == nil {
			v.nisbas = map[string]uint32{}
		}
		v.nisbas[word] = class
	}
	if class == 0 {
		return ""
	}
	_, country := t.lexicon.ClassNames(class - 1)
	return country
}

// oneToken reports whether a word is one token of Arabic letters, as the cache of words
// must have it.
func oneToken(word string) bool {
	for i, r := range word {
		closes := (r == arabic.TehMarbuta || r == arabic.AlefMaksura) && i+2 < len(word)
		if r < arabic.Hamza || r > arabic.Yeh || r == arabic.Tatweel || closes {
			return false
		}
	}
	return true
}

// settleBody says whom a body's name means: the bearer of whose country the sentence and
// the text speak more than of any other.
func (h *homonyms) settleBody(b *body) {
	i := b.mention
	best, most, country := int32(-1), 0.0, ""
	for _, k := range b.bearers {
		m := &h.g.view.names[k]
		c := m.List.EntryCountry(m.Entry)
		x := h.spoken(i, c)
		if x > most || x == most && c == country && k == h.g.entries[i] {
			best, most, country = k, x, c
		}
	}
	for other := range h.times {
		if other != country && h.spoken(i, other) >= most {
			best = -1
		}
	}
	switch {
	case best >= 0:
		h.g.meant(i, best)
	case h.g.entries[i] >= 0 && (b.marked || len(h.support) > 0):
		h.g.unknown(i)
	}
}

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
	plays := slices.Contains(players, m.List.EntryKind(m.Entry))
	for i := range g.mentions {
		if plays && g.mentions[i].Kind == "club" || g.entries[i] >= 0 && h.sameEntry(g.entries[i], at) && h.described(i, bitTitle) && !h.described(i, bitNobody) {
			return true
		}
	}
	return false
}
