package gazetteer

import "alam/token"

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
	ids := make(map[string]bool, int(over.Len()))
	for i := range over.Len() {
		ids[over.Entry(i).ID] = true
	}
	for n := range uint32(l.Names()) {
		entry, _, _ := l.name(n)
		if ids[l.Entry(entry).ID] {
			l.set(n)
		}
	}
	over.eachName(func(keys []string) {
		from, to := l.namesAt(l.path(keys))
		for n := from; n < to; n++ {
			l.set(n)
		}
	})
}

// hideDeletes marks the names of rows that delete: they match nothing.
func (l *layer) hideDeletes() {
	for n := range uint32(l.Names()) {
		if entry, _, _ := l.name(n); l.Entry(entry).Label == deleteLabel {
			l.set(n)
		}
	}
}

// eachName gives the keys of every name of g once.
func (g *Gazetteer) eachName(yield func(keys []string)) {
	seen := map[string]bool{}
	for n := range uint32(g.Names()) {
		_, text, _ := g.name(n)
		if seen[text] {
			continue
		}
		seen[text] = true
		keys := nameKeys(text)
		yield(keys)
		for _, v := range derive(keys) {
			yield(v)
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
func (l *Layers) Append(dst []Match, f *Finder, tokens []token.Token) []Match {
	for i := range tokens {
		dst = l.AppendAt(dst, f, tokens, i, AllCuts)
	}
	return dst
}

// AppendAt appends the matches that begin at token i, read by one of the cuts.
func (l *Layers) AppendAt(dst []Match, f *Finder, tokens []token.Token, i int, cuts Cuts) []Match {
	for k := range l.layers {
		from := len(dst)
		dst = l.layers[k].AppendAt(dst, f, tokens, i, cuts)
		seen := dst[:from]
		for _, m := range dst[from:] {
			if !l.layers[k].isHidden(m.number) {
				seen = append(seen, m)
			}
		}
		dst = seen
	}
	return dst
}

// Begins gives the cuts of token t behind which a name may begin.
func (l *Layers) Begins(f *Finder, t *token.Token) Cuts {
	var all Cuts
	for k := range l.layers {
		begins, _ := l.layers[k].Begins(f, t)
		all |= begins
	}
	return all
}

// Lists are the gazetteers, the lowest first.
func (l *Layers) Lists() []*Gazetteer {
	var out []*Gazetteer
	for i := range l.layers {
		out = append(out, l.layers[i].Gazetteer)
	}
	return out
}
