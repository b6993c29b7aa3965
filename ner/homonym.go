package ner

import (
	"io"
	"math"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/tsv"
	"github.com/alam-nlp/alam/rule"
)

// What speaks for one bearer of a name against another, beside prominence, which
// decides where nothing else does. A step of prominence is 1.
const (
	sentenceCountry = 6.0 // its country, or another's of it, stands in the sentence
	textCountry     = 3.0 // in the text
	countryTimes    = 0.5 // each further time, up to countryMost
	countryMost     = 2.0
	headBefore      = 8.0 // a head of its kind stands before it: مدينة، سلطنة
	marksAgree      = 8.0 // the vowels written are its own: عُمان
	markedLess      = 0.5 // the list marks it as somebody else's usual name
	markedLessKnown = 5.0 // the same beside a bearer that all the world knows: الرياض
)

// wellKnown is the prominence from which a person is meant whatever the text is
// about; one less known must have some support, or has no id.
const wellKnown = 5

// worldKnown is the prominence of capitals and the like.
const worldKnown = 8

// A support is how often a country stands in a text, by its name, by a nisba or by
// somebody or something of it.
type support struct {
	sentence int32
	country  string
}

// homonyms says whom names mean that have several bearers.
type homonyms struct {
	g         *grouper
	sentences []int32 // per token
	found     []body
	next      []gazetteer.Match // of one body
	support   []support
	here      map[support]int // how often each is in support
	times     map[string]int  // per country that is in support
	ready     bool
	open      []bool  // per mention whether it is of a body that several countries have
	room      []int32 // for bearers
}

// tellApart chooses among the entries that have the name of each mention, and
// leaves a little-known person without support without an entry.
func (g *grouper) tellApart() {
	h := &g.homonyms
	h.reset(g)
	bodies := h.bodies()
	for k := range bodies {
		h.open[bodies[k].mention] = true
	}
	for k := range bodies {
		h.prepare()
		h.settleBody(&bodies[k])
	}
	for i := range g.mentions {
		at := g.entries[i]
		if at < 0 || h.open[i] {
			continue
		}
		m := &g.view.names[at]
		h.room = h.bearers(h.room[:0], at)
		bearers := h.room
		doubtful := g.mentions[i].Label == PER && prominence(m) < wellKnown && m.Last-m.First < 3 && h.shared(m)
		if len(bearers) < 2 && !doubtful {
			continue
		}
		h.prepare()
		best := h.best(i, bearers)
		if best != at {
			g.meant(i, best)
		}
		if doubtful && h.unsupported(i, best) {
			g.unknown(i)
		}
	}
	h.nobodies()
	h.g = nil
}

// reset makes room for another text.
func (h *homonyms) reset(g *grouper) {
	h.g, h.ready = g, false
	h.open = resize(h.open, len(g.mentions))
	clear(h.open)
	h.support, h.found = h.support[:0], h.found[:0]
	if h.times == nil || len(h.here) > keepIDs {
		h.times, h.here = map[string]int{}, map[support]int{}
	}
	clear(h.times)
	clear(h.here)
}

// shared reports whether a listed person's name may be that of many: it is one word,
// or of a country where given names follow one another, and such names alone.
func (h *homonyms) shared(m *gazetteer.Match) bool {
	v := &h.g.view
	country := m.List.EntryCountry(m.Entry)
	switch {
	case country == "":
		return false
	case m.Last-m.First == 1:
		return true
	}
	return strings.Contains(patronymic, country) && v.Has(m.First, bitGiven) && v.Has(m.Last-1, bitGiven)
}

// patronymic are the countries where persons are called by the given names of their
// fathers.
const patronymic = "AE AF BD BH DJ DZ EG IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TN TR YE"

// bearers appends the matches at the tokens of match at, with its label: itself,
// and those of other entries.
func (h *homonyms) bearers(out []int32, at int32) []int32 {
	v, t := &h.g.view, h.g.tagger
	m := &v.names[at]
	label := t.class(m).weight.label
	from := at
	for from > 0 && v.names[from-1].First == m.First {
		from--
	}
	for k := from; int(k) < len(v.names) && v.names[k].First == m.First; k++ {
		x := &v.names[k]
		if x.Last == m.Last && t.class(x).weight.label == label && (x.Entry != m.Entry || x.List != m.List || k == at) && !x.Variant {
			out = append(out, k)
		}
	}
	return out
}

// prepare looks for countries in the text.
func (h *homonyms) prepare() {
	if h.ready {
		return
	}
	h.ready = true
	v, g := &h.g.view, h.g
	n := int32(-1)
	h.sentences = h.sentences[:0]
	for i := range v.Tokens {
		if i == 0 || v.Begins(i) {
			n++
		}
		h.sentences = append(h.sentences, n)
	}
	var room [8]int32
	for i := range g.mentions {
		if at := g.entries[i]; at >= 0 && !h.open[i] && len(h.bearers(room[:0], at)) == 1 {
			m := &v.names[at]
			country := m.List.EntryCountry(m.Entry)
			if country != "" && (prominence(m) >= wellKnown || m.List.EntryLabel(m.Entry) != string(PER) || m.List.EntryKind(m.Entry) == "country") {
				h.support = append(h.support, support{h.sentences[g.spans[i][0]], country})
			}
		}
	}
	for i := range v.Tokens {
		if v.shapes[i].Has(rule.ShapeNisba) {
			if country, ok := strings.CutPrefix(g.tagger.nisbaOf(v, int32(i)), countryID); ok {
				h.support = append(h.support, support{h.sentences[i], country})
			}
		}
	}
	for _, s := range h.support {
		h.times[s.country]++
		h.here[s]++
	}
}

// best is the bearer for which most speaks.
func (h *homonyms) best(i int, bearers []int32) int32 {
	at := h.g.entries[i]
	best, most := at, math.Inf(-1)
	known := slices.ContainsFunc(bearers, func(k int32) bool { return prominence(&h.g.view.names[k]) >= worldKnown })
	for _, k := range bearers {
		x := h.score(i, k)
		if m := &h.g.view.names[k]; m.NeedsContext && known {
			x -= markedLessKnown - markedLess
		}
		if k == at {
			x += 1e-6 // of equals what the evidence chose
		}
		if x > most {
			best, most = k, x
		}
	}
	return best
}

// score is how much speaks for a bearer of mention i's name.
func (h *homonyms) score(i int, k int32) float64 {
	v := &h.g.view
	m := &v.names[k]
	x := m.List.Entry(m.Entry)
	score := float64(prominence(m))
	if m.NeedsContext {
		score -= markedLess
	}
	if x.Country != "" {
		score += h.spoken(i, x.Country)
	}
	if h.headed(i, x) {
		score += headBefore
	}
	if id := h.g.tagger.spellings.means(v.Tokens[m.First].Surface[v.Cut[m.First]:]); id != "" && id == x.ID {
		score += marksAgree
	}
	return score
}

// spoken is how much the countries that the text speaks of say for one at mention i.
func (h *homonyms) spoken(i int, country string) float64 {
	score := 0.0
	here, all := h.count(i, country)
	if here > 0 {
		score += sentenceCountry
	}
	if all > 0 {
		score += textCountry + min(countryMost, countryTimes*float64(all-1))
	}
	return score
}

// count is how often a country stands in the sentence of mention i, and in the
// text; what the mention itself says does not count.
func (h *homonyms) count(i int, country string) (here, all int) {
	return h.here[support{h.sentences[h.g.spans[i][0]], country}], h.times[country]
}

// headed reports whether the word before mention i is a head of names of an
// entry's kind: مدينة before a city, سلطنة before a country.
func (h *homonyms) headed(i int, x gazetteer.Entry) bool {
	v, t := &h.g.view, h.g.tagger
	first := h.g.spans[i][0]
	if first == 0 || v.Begins(int(first)) {
		return false
	}
	class := x.Label + "." + x.Kind
	key := [2]string{v.base[first-1]}
	return slices.Contains(t.heads[key], class) || slices.Contains(t.alone[key], class) ||
		x.Kind == "country" && v.Has(first-1, bitTitle)
}

// unsupported reports whether nothing in the text is of the country of a bearer of
// mention i's name.
func (h *homonyms) unsupported(i int, k int32) bool {
	m := &h.g.view.names[k]
	country := m.List.EntryCountry(m.Entry)
	if prominence(m) >= wellKnown || country == "" {
		return false
	}
	_, all := h.count(i, country)
	return all == 0
}

// prominence is that of a match's entry.
func prominence(m *gazetteer.Match) int {
	if p := m.List.Prominence(m.Entry); p > 0 {
		return p
	}
	return defaultProminence
}

// meant has mention i mean match at.
func (g *grouper) meant(i int, at int32) {
	m := &g.view.names[at]
	id := m.List.EntryID(m.Entry)
	g.entries[i], g.ids[i], g.mentions[i].Kind = at, g.number(id), m.List.EntryKind(m.Entry)
	for k := range g.mentions[i].Evidence {
		if e := &g.mentions[i].Evidence[k]; e.Source == FromGazetteer {
			e.Name = id
			break
		}
	}
}

// unknown has mention i mean somebody whom no list has.
func (g *grouper) unknown(i int) {
	g.entries[i], g.mentions[i].Kind = -1, ""
	g.ids[i] = g.unlisted(g.mentions[i].Label, g.spans[i][0], g.spans[i][1])
}

// Spellings say whom a word means that is written with vowels: عُمان is Oman, عمّان
// Amman. It is immutable; nil knows none.
type Spellings struct {
	byMarks map[string]string // ids, by marksOf
}

// ReadSpellings reads spellings: tab-separated, with the columns form, id, note.
// path is for errors, which are *ParseError.
func ReadSpellings(path string, r io.Reader) (*Spellings, error) {
	s := &Spellings{byMarks: map[string]string{}}
	columns := []string{"form", "id", "note"}
	err := tsv.Read(path, r, columns[:2], columns, func(row tsv.Row) error {
		key := marksOf(row.Cell("form"))
		switch {
		case key == "":
			return row.Fail("form", "form %q has no mark", row.Cell("form"))
		case row.Cell("id") == "":
			return row.Fail("id", "no id")
		}
		s.byMarks[key] = row.Cell("id")
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// means is the id of whom a word means by its marks; empty if they do not say.
func (s *Spellings) means(surface string) string {
	if s == nil {
		return ""
	}
	key := marksOf(surface)
	if key == "" {
		return ""
	}
	return s.byMarks[key]
}

// marksOf is a word that has marks; empty without.
func marksOf(s string) string {
	some := false
	for _, r := range s {
		some = some || r >= arabic.Fathatan && r <= arabic.Sukun
	}
	if !some {
		return ""
	}
	return s
}
