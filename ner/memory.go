package ner

import (
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

// A memo is what the first look found and the second may find again: a name,
// or the short form of a person's name.
type memo struct {
	key         string // of its first word, without proclitics
	first, last int32  // the tokens that give its words
	from, to    int32  // tokens between which it was found
	source      int32  // candidate of the full name
	label       labelID
	short       bool
	times       int32 // how often it was found, up to where the recall stands
	next        int32 // another memo with this first word, -1 none
}

// reach is the token up to which a name is remembered: the further, the more
// often it was found.
func (x *memo) reach() int32 { return x.to + memoryReach*min(x.times, memoryTimes) }

// A memory is scratch space for one goroutine.
type memory struct {
	memos []memo
	heads map[string]int32
}

// memoryReach is how many tokens away from where it stood a name is remembered.
// An article is shorter; in a corpus of loose sentences it makes a window.
const memoryReach = 600

// memoryTimes is how many times its reach a name that was found often has.
const memoryTimes = 8

// memoryScore is the least score of a name that is remembered.
const memoryScore = 1.5

// learn takes up the names that the first look chose.
func (m *memory) learn(t *Tagger, v *view, cands []candidate, chosen []int32) {
	m.memos = m.memos[:0]
	if m.heads == nil {
		m.heads = map[string]int32{}
	}
	clear(m.heads)
	for _, ci := range chosen {
		c := &cands[ci]
		if c.label == idNone || c.score < memoryScore {
			continue
		}
		if c.last > c.first+1 || !t.ordinary(v, c.first) {
			m.add(v, memo{first: c.first, last: c.last, source: ci, label: c.label})
		}
		if c.label == idPER && c.last-c.first >= 2 {
			if s := shortForm(t, v, c); s < c.last {
				m.add(v, memo{first: s, last: c.last, source: ci, label: idPER, short: true})
			}
		}
	}
}

// shortForm is the token at which the short form of a person's name begins:
// its last word, with آل, أبو or بن before it. It is c.last where there is
// none that would tell the person from others.
func shortForm(t *Tagger, v *view, c *candidate) int32 {
	s := c.last - 1
	w := &v.shapes[s]
	if !w.Has(rule.ShapeWord) && !w.Has(rule.ShapeLatin) || w.Has(rule.ShapeShort) || t.ordinary(v, s) {
		return c.last
	}
	if t.givenOnly(v, s) {
		return c.last
	}
	if s-1 > c.first && (v.Has(s-1, bitNasab) || v.Has(s-1, bitKunya) || v.Has(s-1, bitAal)) {
		s--
	}
	return s
}

// givenOnly reports whether a word is a given name and no family name: it is
// shared by too many to tell a person.
func (t *Tagger) givenOnly(v *view, i int32) bool {
	return v.Has(i, bitGiven) && !v.Has(i, bitFamily)
}

// ordinary reports whether a word by itself is more likely no name: it is a word
// of grammar, a title, or common in news and not listed as a name.
func (t *Tagger) ordinary(v *view, i int32) bool {
	for _, bit := range [...]int{bitFunction, bitNotName, bitTitle, bitKunya, bitNasab, bitAal} {
		if v.Has(i, bit) {
			return true
		}
	}
	return v.shapes[i].Has(rule.ShapeCommon) && !v.Has(i, bitFamily) && !v.Has(i, bitGiven)
}

// add notes a memo, which link files when the recall comes near it.
func (m *memory) add(v *view, x memo) {
	x.key, x.from, x.to, x.times, x.next = v.base[x.first], x.first, x.first, 1, -1
	m.memos = append(m.memos, x)
}

// link files memo k under its first word, for a recall at token i. If the same
// name is filed there, it is known to reach as far as k.
func (m *memory) link(v *view, k, i int32) {
	x := &m.memos[k]
	head := m.head(x.key, i)
	for o := head; o >= 0; o = m.after(o, i) {
		if y := &m.memos[o]; y.label == x.label && same(v, y, x.first, x.last) {
			y.to, y.short, y.times = x.first, y.short && x.short, y.times+1
			return
		}
	}
	x.next = head
	m.heads[x.key] = k
}

// head is the newest memo filed under a word that reaches token i, or -1. Those
// that do not are forgotten, so that a word never has more memos than names
// within reach, however long the text.
func (m *memory) head(key string, i int32) int32 {
	head, ok := m.heads[key]
	if !ok {
		return -1
	}
	k := head
	for k >= 0 && m.memos[k].reach() < i {
		k = m.memos[k].next
	}
	if k != head {
		m.heads[key] = k
	}
	return k
}

// after is the next memo behind k that reaches token i, or -1.
func (m *memory) after(k, i int32) int32 {
	next := m.memos[k].next
	for next >= 0 && m.memos[next].reach() < i {
		next = m.memos[next].next
	}
	m.memos[k].next = next
	return next
}

// same reports whether the tokens [first, last) have the words of memo o.
func same(v *view, o *memo, first, last int32) bool {
	if last-first != o.last-o.first || v.base[first] != o.key {
		return false
	}
	for k := int32(1); k < last-first; k++ {
		if v.Tokens[first+k].Norm != v.Tokens[o.first+k].Norm {
			return false
		}
	}
	return true
}

// recall appends evidence for every place where a remembered name stands again.
func (m *memory) recall(t *Tagger, v *view, items []item) []item {
	if len(m.memos) == 0 {
		return items
	}
	near := int32(0) // the memos before it are filed
	for first := range int32(len(v.Tokens)) {
		for ; near < int32(len(m.memos)) && m.memos[near].first <= first+memoryReach; near++ {
			m.link(v, near, first)
		}
		if !v.Tokens[first].IsWord() {
			continue
		}
		for k := m.head(v.base[first], first); k >= 0; k = m.after(k, first) {
			x := &m.memos[k]
			last := first + x.last - x.first
			if first == x.first && x.from == x.to || int(last) > len(v.Tokens) ||
				!same(v, x, first, last) || broken(v, first, last) ||
				last == first+1 && (t.ordinary(v, first) || v.spelling(x.first, first) > gazetteer.Hamza) {
				continue
			}
			w := t.same[x.label]
			if x.short {
				w = t.short[x.label]
			}
			items = append(items, item{
				first: first, last: last, start: v.Tokens[first].Start + v.Cut[first],
				label: x.label, source: fromMemory, ref: k, weight: w,
			})
		}
	}
	return items
}

// broken reports whether a sentence ends within the tokens.
func broken(v *view, first, last int32) bool {
	for k := first + 1; k < last; k++ {
		if v.Tokens[k].Has(token.SentenceStart) {
			return true
		}
	}
	return false
}

// spelling compares the surfaces of two tokens with one key.
func (v *view) spelling(a, b int32) gazetteer.Spelling {
	x, y := &v.Tokens[a], &v.Tokens[b]
	return gazetteer.Compare(x.Surface[v.Cut[a]:], y.Surface[v.Cut[b]:], false)
}
