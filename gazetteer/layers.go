package gazetteer

import (
	"slices"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
)

// Layers are gazetteers one over the other: a user's lists over the embedded
// one. A later layer wins:
//
//   - an entry hides the entries of the same id below it (replace, re-weigh);
//   - a name hides the same name below it (a name means what the user says);
//   - a row with label "-" hides the entry of its id, and the names it gives,
//     and adds nothing (delete).
type Layers struct {
	layers []layer
}

type layer struct {
	*Gazetteer
	hidden []uint64 // bit per name
}

const deleteLabel = "-"

// NewLayers lays the given lists one over the other, the first lowest.
func NewLayers(lists ...*Gazetteer) *Layers {
	l := &Layers{}
	for _, g := range lists {
		g = g.orEmpty()
		l.layers = append(l.layers, layer{Gazetteer: g, hidden: make([]uint64, (g.Names()+63)/64)})
	}
	for i := range l.layers {
		for j := range i {
			l.layers[j].hide(l.layers[i].Gazetteer)
		}
		l.layers[i].hideDeletes()
	}
	return l
}

func (l *layer) set(name uint32)           { l.hidden[name/64] |= 1 << (name % 64) }
func (l *layer) isHidden(name uint32) bool { return l.hidden[name/64]>>(name%64)&1 != 0 }

// hide marks what over hides of l.
func (l *layer) hide(over *Gazetteer) {
	l.hideIDs(over)
	mark := func(node uint32) {
		from, to := l.namesAt(node)
		for n := from; n < to; n++ {
			l.set(n)
		}
	}
	if over.words.Len() < l.words.Len() {
		over.eachCommon(l.Gazetteer, func(_, node uint32) { mark(node) })
	} else {
		l.eachCommon(over, func(node, _ uint32) { mark(node) })
	}
}

// hideIDs marks the names of the entries whose ids over has. Most have none:
// a bit for each hash tells that of most of a long list without a look-up.
func (l *layer) hideIDs(over *Gazetteer) {
	const bits = 1 << 20
	few, many := over, l.Gazetteer
	if few.Len() > many.Len() {
		few, many = many, few
	}
	ids := make(map[string]int32, few.Len())
	seen := make([]uint64, bits/64)
	for i := range few.Len() {
		id := few.id(i)
		ids[id] = i
		h := flat.Hash(id) % bits
		seen[h/64] |= 1 << (h % 64)
	}
	hidden := map[int32]bool{}
	for i := range many.Len() {
		id := many.id(i)
		if h := flat.Hash(id) % bits; seen[h/64]>>(h%64)&1 == 0 {
			continue
		}
		if k, ok := ids[id]; ok && few == over {
			hidden[i] = true
		} else if ok {
			hidden[k] = true
		}
	}
	if len(hidden) == 0 {
		return
	}
	for n := range uint32(l.Names()) {
		if entry, _, _ := l.name(n); hidden[entry] {
			l.set(n)
		}
	}
}

// hideDeletes marks the names of rows that delete: they match nothing.
func (l *layer) hideDeletes() {
	if !slices.Contains(l.symbols, deleteLabel) {
		return
	}
	for n := range uint32(l.Names()) {
		if entry, _, _ := l.name(n); l.symbol(l.Class(entry)&0xffff) == deleteLabel {
			l.set(n)
		}
	}
}

// eachCommon gives the nodes at which both lists have names of the same words,
// in g and in other. It takes time in proportion to g.
func (g *Gazetteer) eachCommon(other *Gazetteer, yield func(node, otherNode uint32)) {
	words := make([]int32, g.words.Len()) // per word of g its number in other, or -1
	for i := range words {
		words[i] = int32(other.words.Find(g.words.At(i)))
	}
	c := common{g, other, words, g.edgeEnds.Len(), yield}
	for w, node := range words {
		if node >= 0 {
			c.walk(g.next(0, uint32(w)), other.next(0, uint32(node)), 0)
		}
	}
}

// common walks two tries at once.
type common struct {
	g, other *Gazetteer
	words    []int32
	left     int // nodes of g: each is met once, unless the file is corrupt
	yield    func(node, otherNode uint32)
}

// maxNameWords is how deep a trie is followed where no text bounds it.
const maxNameWords = 1000

func (c *common) walk(a, b uint32, depth int) {
	if a == 0 || b == 0 || depth == maxNameWords || c.left == 0 {
		return
	}
	c.left--
	if from, to := c.other.namesAt(b); from < to {
		if from, to := c.g.namesAt(a); from < to {
			c.yield(a, b)
		}
	}
	from, to := c.g.edgesAt(a)
	for e := from; e < to; e++ {
		if w := c.g.edges.At(int(e)); uint64(w) < uint64(len(c.words)) && c.words[w] >= 0 {
			c.walk(c.g.behind(e), c.other.next(b, uint32(c.words[w])), depth+1)
		}
	}
}

// path is the node at the end of keys, or 0.
func (g *Gazetteer) path(keys []string) uint32 {
	node := uint32(0)
	for _, k := range keys {
		w := g.words.Find(k)
		if w < 0 {
			return 0
		}
		if node = g.next(node, uint32(w)); node == 0 {
			return 0
		}
	}
	return node
}

// Append appends the matches in tokens, in order of first word, and of one
// first word those of the lowest layer first, without what upper layers hide.
func (l *Layers) Append(dst []Match, f *Scratch, tokens []token.Token) []Match {
	if len(tokens) < longText {
		for i := range tokens {
			dst = l.AppendAt(dst, f, tokens, i, AllCuts)
		}
		return dst
	}
	begins := func(f *Scratch, t *token.Token) Cuts {
		c, _ := l.Begins(f, t)
		return c
	}
	for i := range tokens {
		if c := f.beginsAt(l, &tokens[i], begins); c != 0 {
			dst = l.AppendAt(dst, f, tokens, i, c)
		}
	}
	return dst
}

// AppendAt appends the matches that begin at token i, read by one of the cuts.
func (l *Layers) AppendAt(dst []Match, f *Scratch, tokens []token.Token, i int, cuts Cuts) []Match {
	return l.appendAt(dst, f, tokens, i, cuts, 1)
}

// AppendLonger is AppendAt without the names of one word.
func (l *Layers) AppendLonger(dst []Match, f *Scratch, tokens []token.Token, i int, cuts Cuts) []Match {
	return l.appendAt(dst, f, tokens, i, cuts, 2)
}

func (l *Layers) appendAt(dst []Match, f *Scratch, tokens []token.Token, i int, cuts Cuts, least int) []Match {
	all := len(dst)
	for k := range l.layers {
		from := len(dst)
		dst = l.layers[k].appendAt(dst, f, tokens, i, cuts, least)
		seen := dst[:from]
		for _, m := range dst[from:] {
			if !l.layers[k].isHidden(m.number) {
				seen = append(seen, m)
			}
		}
		dst = seen
	}
	return settle(dst, all)
}

// AppendNext appends the names that are one word longer than the one of these keys:
// مجلس النواب الأردني and its like to those of مجلس النواب. They are of no text: First,
// Last, Start and End are not set.
func (l *Layers) AppendNext(dst []Match, keys []string) []Match {
	for k := range l.layers {
		g := &l.layers[k]
		node := g.path(keys)
		if node == 0 {
			continue
		}
		for e, to := g.edgesAt(node); e < to; e++ {
			from, to := g.namesAt(g.behind(e))
			for n := from; n < to; n++ {
				entry, _, flags := g.name(n)
				if entry >= 0 && !g.isHidden(n) {
					dst = append(dst, Match{Entry: entry, number: n, List: g.Gazetteer, Alias: flags&nameAlias != 0, NeedsContext: flags&nameNeedsContext != 0, Derived: flags&nameDerived != 0})
				}
			}
		}
	}
	return dst
}

// Begins gives the cuts of token t behind which a name may begin, as it is or as
// a variant, and those behind which one of this word alone may stand.
func (l *Layers) Begins(f *Scratch, t *token.Token) (begins, alone Cuts) {
	for k := range l.layers {
		b, a, _ := l.layers[k].Begins(f, t)
		begins, alone = begins|b, alone|a
	}
	return begins, alone
}

// Lists are the gazetteers, the lowest first.
func (l *Layers) Lists() []*Gazetteer {
	var out []*Gazetteer
	for i := range l.layers {
		out = append(out, l.layers[i].Gazetteer)
	}
	return out
}
