package ner

import (
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

// listEvidence appends what lists say for names.
func (t *Tagger) listEvidence(items []item, v *view) []item {
	for i := range v.names {
		m := &v.names[i]
		if v.Tokens[m.First].Has(token.Address) || v.article(m) {
			continue
		}
		l := t.listOf(m)
		class, w := &l.classes[l.classOf[m.Entry]], t.fitted
		if class.name == classMinistry && !l.asWritten && t.agrees(v, m) {
			continue
		}
		if l.asWritten {
			w = t.weights
		}
		x := item{
			first: m.First, last: m.Last, start: m.Start, weight: w.weigh(v, m, class.weight),
			ref: int32(i), label: class.weight.label, source: fromGazetteer, asWritten: l.asWritten,
		}
		x.writtenWeight = x.weight
		if !l.asWritten {
			if t.unambiguous(v, i, class) {
				x.unambiguous = true
				x.writtenWeight = t.sureWeight(v, m, class, x.weight)
			}
			if m.Last-m.First > 1 {
				t.narrow(&x, v, i, class)
				t.widen(&x, v, i, class)
			}
		}
		items = append(items, x)
	}
	return items
}

// settle says which of the proposed items weigh as written, whatever was fitted:
// unambiguous names, and those that a rule calls sure.
func (t *Tagger) settle(items []item, v *view) {
	n := 0 // those of lists stand first
	for n < len(items) && items[n].source == fromGazetteer {
		n++
	}
	for k := range items[n:] {
		if r := &items[n+k]; r.source == fromRule && t.ruleSlots[r.ref].sure {
			t.settleOne(items[:n], r, v)
		}
	}
	dropInnerSure(items[:n])
}

// settleOne has the listed names that a rule captured be unambiguous.
func (t *Tagger) settleOne(list []item, r *item, v *view) {
	for k := range list {
		x := &list[k]
		if x.first != r.first || x.last != r.last || x.label != r.label || x.asWritten || x.unambiguous {
			continue
		}
		m := &v.names[x.ref]
		if class := t.class(m); class.policy.word && !m.Variant {
			x.unambiguous, x.writtenWeight = true, t.weights.sure(m, class.byHand)+t.sureWord
		}
	}
}

// dropInnerSure has unambiguous names weigh as written, but for those that lie
// within a longer one: with what is beside them they would outweigh it, as سان جيرمان
// and باريس do باريس سان جيرمان. The items are in order of the first token of their
// matches, and of their length.
func dropInnerSure(items []item) {
	for k := range items {
		x := &items[k]
		if !x.unambiguous {
			continue
		}
		x.asWritten = true
		for o := max(0, k-nearItems); o < len(items) && (o < k || items[o].first < x.last); o++ {
			x.asWritten = x.asWritten && !x.inside(&items[o])
		}
	}
}

// nearItems is how far back dropInnerSure looks for a longer name.
const nearItems = 16

// inside reports whether o is a longer name around x, and as unambiguous.
func (x *item) inside(o *item) bool {
	return (o.asWritten || o.unambiguous) && o.first <= x.first && x.last <= o.last && o.last-o.first > x.last-x.first
}

// article reports whether a match is an article by itself, before a word in other
// letters, which has a tatweel to show it: الـFBI.
func (v *view) article(m *gazetteer.Match) bool {
	return m.Last == m.First+1 && int(m.Last) < len(v.Tokens) && v.Tokens[m.Last].Has(token.Joined) &&
		strings.HasSuffix(v.Tokens[m.First].Surface, string(arabic.Tatweel))
}

// sureWeight is what an unambiguous name weighs, whatever stands around it: by the
// weights by hand, which grow with its words, so that it outweighs what is within
// it (the city in a university); persons of several words by the fitted ones, since
// their names go on (بن).
func (t *Tagger) sureWeight(v *view, m *gazetteer.Match, class *listClass, fitted float64) float64 {
	switch {
	case m.Last-m.First == 1:
		return t.weights.sure(m, class.byHand) + t.sureWord
	case class.byHand.label == idPER:
		return fitted
	}
	return t.weights.weigh(v, m, class.byHand) + t.sureBonus
}

// unambiguous reports whether match i names what the list says whatever stands
// around it, and is no phrase of ordinary words. Its policy says when: قصر الإليزيه, which is a facility listed
// with its head, is an organ of state too.
func (t *Tagger) unambiguous(v *view, i int, class *listClass) bool {
	m := &v.names[i]
	if m.NeedsContext || m.Variant || class.weight.label == idNone {
		return false
	}
	if m.Last-m.First == 1 {
		return class.policy.word && !v.Has(m.First, bitFunction) && !t.otherName(v, m.First, class.weight.label) && !t.otherWord(v, m)
	}
	if m.Spelling != gazetteer.Same && v.Has(m.First, bitFunction) {
		return false // على بابا
	}
	switch class.policy.sure {
	case sureAlways:
		return true
	case sureUsual:
		x := m.List.Entry(m.Entry)
		return x.Country != "" && strings.Contains(x.Name, " ") && strings.HasPrefix(m.Name(), x.Name)
	case sureHeaded:
		return t.inner.behind(v, m, class.name) != m.First && t.oneLabel(v, i, class)
	}
	return false
}

// ordinaryRest reports whether what stands of match i from token k on is a word rather than its
// own name: its entry is not listed by it, or as an ordinary word that another
// organization is called by, too.
func (t *Tagger) ordinaryRest(v *view, i int, k int32) bool {
	m := &v.names[i]
	own, other := false, false
	for n := i + 1; n < len(v.names) && v.names[n].First <= k; n++ {
		o := &v.names[n]
		if o.First != k || o.Last != m.Last {
			continue
		}
		if o.Entry == m.Entry && o.List == m.List {
			if !o.NeedsContext {
				return false
			}
			own = true
		} else if t.class(o).weight.label == idORG {
			other = true
		}
	}
	return !own || other
}

// classMinistry is the class of ministries, which the press calls by their field alone.
const classMinistry = "ORG.ministry"

const classCompany = "ORG.company"

// agrees reports whether a name of a noun and a nisba stands behind a feminine or plural
// noun that both may belong to: صادرات النفط العراقية, الأزمات الداخلية الليبية.
func (t *Tagger) agrees(v *view, m *gazetteer.Match) bool {
	if m.Last-m.First != 2 || m.First == 0 || m.Proclitics != 0 || v.Begins(int(m.First)) || t.nisbaOf(v, m.Last-1) == "" {
		return false
	}
	return v.feminine(m.First - 1)
}

// The ends of feminine nouns and adjectives, as keys have them.
const (
	feminine       = string(arabic.Heh)
	femininePlural = string(arabic.Alef) + string(arabic.Teh)
	feminineNisba  = string(arabic.Yeh) + feminine
)

// otherName reports whether a word is a person's given or family name too, where
// the list has it under another label, or may be the nisba of a country here, behind
// a noun with the article: السلطات السعودية.
func (t *Tagger) otherName(v *view, i int32, label labelID) bool {
	if label != idPER && (v.Has(i, bitGiven) || v.Has(i, bitFamily)) {
		return true
	}
	defined := i > 0 && !v.Begins(int(i)) && v.shapes[i-1].Has(rule.ShapeDef)
	return defined && t.nisbaOf(v, i) != ""
}

// otherWord reports whether a match of one word may be another word here: a common
// noun with a pronoun, where the list has ة (تقرير مصيره, of the island مصيرة), or the
// adjective of a feminine noun before it (النهضة العمرانية, of the quarter).
func (t *Tagger) otherWord(v *view, m *gazetteer.Match) bool {
	if m.Spelling == gazetteer.Final {
		stem, ok := strings.CutSuffix(v.base[m.First], arabic.HehS)
		if c := t.stats.Find(stem); ok && !strings.HasPrefix(stem, arabic.Article) && strings.HasSuffix(v.Tokens[m.First].Surface, arabic.HehS) && !c.Rare() && c.Common() {
			return true
		}
	}
	return m.First > 0 && m.Proclitics == 0 && !v.Begins(int(m.First)) && strings.HasSuffix(v.base[m.First], feminineNisba) && v.shapes[m.First].Has(rule.ShapeDef) &&
		v.shapes[m.First-1].Has(rule.ShapeDef) && v.feminine(m.First-1)
}

// feminine reports whether a word ends as a feminine noun, or a plural that takes feminine
// adjectives.
func (v *view) feminine(i int32) bool {
	return strings.HasSuffix(v.base[i], feminine) && strings.HasSuffix(v.Tokens[i].Surface, string(arabic.TehMarbuta)) || strings.HasSuffix(v.base[i], femininePlural)
}

// oneLabel reports whether the tokens of match i are listed under no other label.
func (t *Tagger) oneLabel(v *view, i int, class *listClass) bool {
	m := &v.names[i]
	for _, step := range [2]int{-1, 1} {
		for k := i + step; k >= 0 && k < len(v.names) && v.names[k].First == m.First; k += step {
			if o := &v.names[k]; o.Last == m.Last && t.class(o).weight.label != class.weight.label {
				return false
			}
		}
	}
	return true
}

// countryID begins the ids of countries, as nisba adjectives point at them.
const countryID = "country/"

// narrow leaves out of a listed name what stands outside of it: the head or title
// before it (نهر الأردن، الملك فاروق), any head of an organization whose own name is
// without it (منظمة أطباء بلا حدود), and the nisba of its country behind a club (السد القطري)
// and behind what is listed without it too (توتال الفرنسية), unless it is part of a name
// within (إذاعة الجيش الإسرائيلي).
func (t *Tagger) narrow(x *item, v *view, i int, class *listClass) {
	m := &v.names[i]
	label := string(labelNames[x.label])
	k := t.heads.behind(v, m, class.name)
	whole := k > m.First && (t.inner.behind(v, m, class.name) > k || // جمهورية الكونغو is a head, too, and that belongs to its name
		k == m.Last-1 && class.parties && v.shapes[k].Has(rule.ShapeDef) && t.ordinaryRest(v, i, k)) // حركة الشباب, تنظيم الدولة: the rest is a word
	if whole {
		k = m.First
	}
	if k == m.First && !whole {
		if k = t.alone.behind(v, m, label); k > m.First && !v.listedFrom(i, k, false) {
			k = m.First
		}
	}
	if k == m.First && !whole && x.label == idORG && class.policy.word { // where its own name is sure alone
		if k = t.inner.behind(v, m, label); k > m.First && !v.listedFrom(i, k, true) {
			k = m.First
		}
	}
	if k > m.First {
		x.first, x.start, x.narrowed = k, v.Tokens[k].Start, true
	}
	shorter := x.label == idORG && !class.policy.adjective && v.shorter(i) && (class.name != classCompany || m.Name() != m.List.Entry(m.Entry).Name) // أرامكو السعودية, as it calls itself
	if x.last-x.first > 1 && (class.policy.nationality || shorter && !t.nisbaWithin(v, i)) && t.nisbaOf(v, m.Last-1) == countryID+m.List.Entry(m.Entry).Country {
		x.last--
		x.narrowed = true
		for x.last > x.first+1 && v.Tokens[x.last-1].Kind == token.Punct { // of #ريال_مدريد_الإسباني
			x.last--
		}
	}
	if j := t.inPlace(v, i); j > x.first+1 {
		x.last, x.narrowed = j, true
	}
}

// inPlace is the token of في in match i, before a listed place, if what stands before it
// is the entry's own name: كنيسة مار إلياس في الدويلعة, but منظمة الأمن والتعاون في أوروبا. It
// is -1 where there is none.
func (t *Tagger) inPlace(v *view, i int) int32 {
	m := &v.names[i]
	for j := m.First + 2; j < m.Last-1; j++ {
		if v.Tokens[j].Norm != wordIn || !v.listedTo(i, j) {
			continue
		}
		for n := i + 1; n < len(v.names) && v.names[n].First <= j+1; n++ {
			if o := &v.names[n]; o.First == j+1 && o.Last == m.Last && t.class(o).weight.label == idLOC {
				return j
			}
		}
	}
	return -1
}

// wordIn is في.
const wordIn = "\u0641\u064a"

// listedTo reports whether the entry of match i has its own name in the tokens before k,
// which are no ordinary words.
func (v *view) listedTo(i int, k int32) bool {
	m := &v.names[i]
	for n := i - 1; n >= 0 && v.names[n].First == m.First; n-- {
		if o := &v.names[n]; o.Last == k && o.Entry == m.Entry && o.List == m.List && !o.NeedsContext && o.Name() == m.List.Entry(m.Entry).Name {
			return true
		}
	}
	return false
}

// widen takes the nisba of a country behind an organ of state into its name: وزارة
// الصحة الإماراتية. If the entry is of another country, the name is not its own.
func (t *Tagger) widen(x *item, v *view, i int, class *listClass) {
	k := x.last
	if !class.policy.adjective || int(k) == len(v.Tokens) || v.Begins(int(k)) || !v.shapes[k].Has(rule.ShapeDef) || v.Cut[k] > 0 {
		return
	}
	country := t.nisbaOf(v, k)
	if country == "" {
		return
	}
	m := &v.names[i]
	x.last++
	x.foreign = country != countryID+m.List.Entry(m.Entry).Country
}

// listedFrom reports whether the entry of match i is listed by its tokens from k on
// too, behind a head of its kind also by ordinary words (ميليشيا الحوثي); if own holds,
// whether that is its own name, and no ordinary word.
func (v *view) listedFrom(i int, k int32, own bool) bool {
	m := &v.names[i]
	for n := i + 1; n < len(v.names) && v.names[n].First <= k; n++ {
		if o := &v.names[n]; o.First == k && o.Last == m.Last && o.Entry == m.Entry && o.List == m.List && !(own && o.NeedsContext) {
			return !own || o.Name() == m.List.Entry(m.Entry).Name
		}
	}
	return false
}

// nisbaWithin reports whether the last word of match i ends a name of several words
// within it.
func (t *Tagger) nisbaWithin(v *view, i int) bool {
	m := &v.names[i]
	for n := i + 1; n < len(v.names) && v.names[n].First < m.Last-1; n++ {
		if o := &v.names[n]; o.First > m.First && o.Last == m.Last && !o.NeedsContext && o.Spelling == gazetteer.Same {
			return true
		}
	}
	return false
}

// shorter reports whether the entry of match i is listed without the last word too,
// as no ordinary words.
func (v *view) shorter(i int) bool {
	m := &v.names[i]
	for k := i - 1; k >= 0 && v.names[k].First == m.First; k-- {
		if o := &v.names[k]; o.Last == m.Last-1 && o.Entry == m.Entry && o.List == m.List && !o.NeedsContext {
			return true
		}
	}
	return false
}

// nisbaOf is the country that a token points at as an adjective, or empty.
func (t *Tagger) nisbaOf(v *view, i int32) string {
	class := v.words[i].nisba
	if class == 0 {
		return ""
	}
	_, country := t.lexicon.ClassNames(class - 1)
	return country
}
