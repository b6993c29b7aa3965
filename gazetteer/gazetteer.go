package gazetteer

import (
	"fmt"

	"alam/internal/flat"
)

// A Gazetteer is a compiled list of names.
type Gazetteer struct {
	words    flat.Words
	roots    flat.Uint32s
	edgeEnds flat.Uint32s
	edges    flat.Uint32s
	nameEnds flat.Uint32s
	names    flat.Uint32s
	entries  flat.Uint32s
	symbols  []string
	strings  string
}

// Open reads a compiled list, which it uses where it lies: file must not
// change. A file that is truncated, altered or of another version is refused.
func Open(file string) (*Gazetteer, error) {
	s, err := flat.Open(file, magic, version, sections)
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	words, err := flat.OpenWords(s[secWordEnds], s[secWordSlots], s[secWordPool])
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	g := &Gazetteer{
		words: words, roots: flat.Uint32s(s[secRoots]),
		edgeEnds: flat.Uint32s(s[secEdgeEnds]), edges: flat.Uint32s(s[secEdges]),
		nameEnds: flat.Uint32s(s[secNameEnds]), names: flat.Uint32s(s[secNames]),
		entries: flat.Uint32s(s[secEntries]), strings: s[secStrings],
	}
	if err := g.check(flat.Uint32s(s[secSymbols])); err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	return g, nil
}

// New compiles and opens a list.
func New(entries []Entry) (*Gazetteer, error) {
	file, err := Compile(entries)
	if err != nil {
		return nil, err
	}
	return Open(string(file))
}

// check sees that every number in the file points into it, so that no later
// look-up can leave it.
func (g *Gazetteer) check(symbols flat.Uint32s) error {
	bad := func(what string, i int) error { return fmt.Errorf("%w: %s %d", flat.ErrCorrupt, what, i) }
	nodes, entries := g.nameEnds.Len(), g.entries.Len()/entryWords
	if g.roots.Len() != g.words.Len() || g.edgeEnds.Len() != nodes || nodes == 0 ||
		len(g.edges)%8 != 0 || len(g.names)%(4*nameWords) != 0 || len(g.entries)%(4*entryWords) != 0 {
		return bad("section length", 0)
	}
	for i := range g.roots.Len() {
		if int(g.roots.At(i)) >= nodes {
			return bad("root", i)
		}
	}
	for i := 0; i < g.edges.Len(); i += 2 {
		if int(g.edges.At(i)) >= g.words.Len() || int(g.edges.At(i+1)) >= nodes {
			return bad("edge", i)
		}
	}
	for what, ends := range map[string]struct {
		a flat.Uint32s
		n int
	}{"edge end": {g.edgeEnds, g.edges.Len() / 2}, "name end": {g.nameEnds, g.names.Len() / nameWords}} {
		last := uint32(0)
		for i := range ends.a.Len() {
			if e := ends.a.At(i); e < last || int(e) > ends.n {
				return bad(what, i)
			} else {
				last = e
			}
		}
	}
	for i := range symbols.Len() {
		if !g.holds(symbols.At(i)) {
			return bad("symbol", i)
		}
		g.symbols = append(g.symbols, g.str(symbols.At(i)))
	}
	for i := 0; i < g.names.Len(); i += nameWords {
		if int(g.names.At(i)) >= entries || !g.holds(g.names.At(i+1)) {
			return bad("name", i/nameWords)
		}
	}
	for i := range entries {
		for f := range 4 {
			if !g.holds(g.entries.At(i*entryWords + f)) {
				return bad("entry", i)
			}
		}
		if s := g.entries.At(i*entryWords + 4); int(s&0xffff) >= len(g.symbols) || int(s>>16) >= len(g.symbols) {
			return bad("entry", i)
		}
	}
	return nil
}

// holds says whether a whole string begins at offset o of the strings.
func (g *Gazetteer) holds(o uint32) bool {
	n, w := g.uvarint(o)
	return w > 0 && n <= uint64(len(g.strings)) && uint64(o)+uint64(w)+n <= uint64(len(g.strings))
}

// uvarint reads the length at offset o, of at most five bytes.
func (g *Gazetteer) uvarint(o uint32) (n uint64, width int) {
	for i := 0; i < 5 && uint64(o)+uint64(i) < uint64(len(g.strings)); i++ {
		b := g.strings[int(o)+i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}

func (g *Gazetteer) str(o uint32) string {
	n, w := g.uvarint(o)
	return g.strings[int(o)+w : int(o)+w+int(n)]
}

// Len is the number of entries.
func (g *Gazetteer) Len() int32 { return int32(g.entries.Len() / entryWords) }

// Names is the number of names, aliases and derived spellings counted.
func (g *Gazetteer) Names() int { return g.names.Len() / nameWords }

// Entry is entry i, without its aliases.
func (g *Gazetteer) Entry(i int32) Entry {
	at := func(f int) uint32 { return g.entries.At(int(i)*entryWords + f) }
	return Entry{
		ID: g.str(at(0)), Name: g.str(at(1)), NameEn: g.str(at(2)), Country: g.str(at(3)),
		Label: g.symbols[at(4)&0xffff], Kind: g.symbols[at(4)>>16],
		Prominence: int(at(5) & 0xff), NeedsContext: at(5)>>8&nameNeedsContext != 0,
	}
}

// name is name i: its entry, its text and its flags.
func (g *Gazetteer) name(i uint32) (entry int32, text string, flags uint32) {
	at := int(i) * nameWords
	return int32(g.names.At(at)), g.str(g.names.At(at + 1)), g.names.At(at + 2)
}

// next is the node behind word at node, or 0.
func (g *Gazetteer) next(node, word uint32) uint32 {
	if node == 0 {
		return g.roots.At(int(word))
	}
	lo, hi := g.edgeEnds.At(int(node)-1), g.edgeEnds.At(int(node))
	for lo < hi {
		mid := (lo + hi) / 2
		if w := g.edges.At(int(2 * mid)); w == word {
			return g.edges.At(int(2*mid + 1))
		} else if w < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return 0
}

// namesAt are the names that end at node: [from, to).
func (g *Gazetteer) namesAt(node uint32) (from, to uint32) {
	if node == 0 {
		return 0, 0
	}
	return g.nameEnds.At(int(node) - 1), g.nameEnds.At(int(node))
}

// Class numbers the label and kind of entry i: entries of one class share both.
func (g *Gazetteer) Class(i int32) uint32 { return g.entries.At(int(i)*entryWords + 4) }

// ClassNames are the label and kind of a class that Class gave.
func (g *Gazetteer) ClassNames(class uint32) (label, kind string) {
	return g.symbols[class&0xffff], g.symbols[class>>16]
}

// Prominence is the prominence of entry i, 0 where none was given.
func (g *Gazetteer) Prominence(i int32) int { return int(g.entries.At(int(i)*entryWords+5) & 0xff) }
