package gazetteer

import (
	"errors"
	"fmt"
	"math"
	"os"

	"github.com/alam-nlp/alam/internal/flat"
)

// A Gazetteer is a compiled list of names. The zero value holds none, nor does
// nil. It is immutable and safe to share until it is closed, if it is.
type Gazetteer struct {
	words    flat.Words
	roots    flat.Uint32s
	edgeEnds flat.Uint32s
	edges    flat.Uint32s
	nameEnds flat.Uint32s
	names    flat.Uint32s
	refs     flat.Uint32s
	entries  flat.Uint32s
	symbols  []string
	strings  string
	variants flat.Uint32s
	near     string
	pairs    pairs
	unmap    func() error // nil for a list that OpenFile did not open
	origin   string
}

// SetOrigin says what the list is called where a name of it is evidence: the path of
// its file. It must not be called while the list is in use.
func (g *Gazetteer) SetOrigin(name string) {
	if g != nil {
		g.origin = name
	}
}

// Origin is what SetOrigin was given; empty for the embedded list.
func (g *Gazetteer) Origin() string {
	if g == nil {
		return ""
	}
	return g.origin
}

// The states in which Open and OpenFile refuse a compiled file.
var (
	// ErrFormat: it is no compiled list.
	ErrFormat = flat.ErrFormat
	// ErrVersion: another version of the project compiled it; compile it again.
	ErrVersion = flat.ErrVersion
	// ErrTruncated: its end is missing.
	ErrTruncated = flat.ErrTruncated
	// ErrChecksum: its bytes were changed.
	ErrChecksum = flat.ErrChecksum
	// ErrCorrupt: it holds what Compile does not write.
	ErrCorrupt = flat.ErrCorrupt
)

// Open opens the content of a compiled file, which it uses where it lies: its
// length and checksum are checked, and nothing is parsed. One that is
// truncated, altered or of another version is refused; the error wraps
// ErrFormat, ErrTruncated, ErrChecksum, ErrVersion or ErrCorrupt. OpenFile takes
// the name of a file.
func Open(content string) (*Gazetteer, error) {
	s, err := flat.Open(content, magic, version, sections)
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
		variants: flat.Uint32s(s[secVariants]), near: s[secNear], refs: flat.Uint32s(s[secRefs]), pairs: pairs(s[secPairs]),
	}
	if err := g.check(flat.Uint32s(s[secSymbols])); err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	return g, nil
}

// OpenFile opens a compiled file, which is mapped into memory and not read,
// where the system can do so. It refuses what Open refuses. What may be done to
// the file meanwhile: replace it by another of its name, as alam gazetteer build
// does. Do not write into it: see flat.Map.
func OpenFile(path string) (*Gazetteer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, unmap, err := flat.Map(f)
	if err != nil {
		return nil, err
	}
	g, err := Open(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, errors.Join(err, unmap()))
	}
	g.unmap = unmap
	return g, nil
}

// Close gives back the memory of a list that OpenFile opened, and leaves it
// without names; for others it does nothing. It is the one method that changes a
// list: it may be called once nobody uses the list any more in any goroutine, nor
// anything that came from it, such as Layers, a tagger or an analyzer over it: an Entry, a Mention or an Entity holds strings that lie in
// the file, and touching one after Close ends the program (strings.Clone what is
// to be kept). A list that is used to the end of the program need not be closed.
func (g *Gazetteer) Close() error {
	if g == nil || g.unmap == nil {
		return nil
	}
	unmap := g.unmap
	*g = Gazetteer{} // finds nothing any more
	return unmap()
}

// New compiles and opens a list.
func New(entries []Entry) (*Gazetteer, error) {
	file, err := Compile(entries)
	if err != nil {
		return nil, err
	}
	return Open(string(file))
}

// check looks at the lengths of the sections, and at the few symbols. What the
// other numbers point at is checked where it is looked up: see flat.
func (g *Gazetteer) check(symbols flat.Uint32s) error {
	bad := func(what string) error { return fmt.Errorf("%w: %s", flat.ErrCorrupt, what) }
	if g.roots.Len() != g.words.Len() || g.edgeEnds.Len() != g.nameEnds.Len() || g.nameEnds.Len() == 0 ||
		len(g.edges)%4 != 0 || g.edges.Len() >= g.edgeEnds.Len() || len(g.refs)%(4*refWords) != 0 || len(g.names)%(4*nameWords) != 0 || len(g.entries)%(4*entryWords) != 0 ||
		uint64(g.entries.Len()/entryWords) > math.MaxInt32 {
		return bad("section length")
	}
	if n := g.variants.Len(); n&(n-1) != 0 || uint64(n) > 1<<31 || len(g.variants)%4 != 0 {
		return bad("section length")
	}
	if n := len(g.pairs); n&(n-1) != 0 {
		return bad("section length")
	}
	if symbols.Len() > maxSymbols {
		return bad("number of symbols")
	}
	for i := range symbols.Len() {
		g.symbols = append(g.symbols, g.str(symbols.At(i)))
	}
	return nil
}

// str is the string at offset o of the strings, empty where none is.
func (g *Gazetteer) str(o uint32) string {
	if uint64(o) >= uint64(len(g.strings)) {
		return ""
	}
	s := g.strings[o:]
	n := uint64(s[0])
	if n < 0x80 { // nearly all are as short
		if s = s[1:]; n > uint64(len(s)) {
			return ""
		}
		return s[:n]
	}
	n &= 0x7f
	for i := 1; i < 5 && i < len(s); i++ {
		n |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			if s = s[i+1:]; n > uint64(len(s)) {
				return ""
			}
			return s[:n]
		}
	}
	return ""
}

// symbol is label or kind i, empty where none is.
func (g *Gazetteer) symbol(i uint32) string {
	if uint64(i) >= uint64(len(g.symbols)) {
		return ""
	}
	return g.symbols[i]
}

// orEmpty is g, or a list without names for nil.
func (g *Gazetteer) orEmpty() *Gazetteer {
	if g == nil {
		return new(Gazetteer)
	}
	return g
}

// Len is the number of entries.
func (g *Gazetteer) Len() int32 {
	if g == nil {
		return 0
	}
	return g.size()
}

// size is Len of a list.
func (g *Gazetteer) size() int32 { return int32(g.entries.Len() / entryWords) }

// Names is the number of names, aliases and derived spellings counted.
func (g *Gazetteer) Names() int {
	if g == nil {
		return 0
	}
	return g.names.Len() / nameWords
}

// id is the id of entry i.
func (g *Gazetteer) id(i int32) string { return g.str(g.entries.At(int(i) * entryWords)) }

// Entry is entry i, without its aliases.
func (g *Gazetteer) Entry(i int32) Entry {
	g = g.orEmpty()
	at := func(f int) uint32 { return g.entries.At(int(i)*entryWords + f) }
	cell := parseCell(g.str(at(3)))
	return Entry{
		ID: g.str(at(0)), Name: g.str(at(1)), NameEn: g.str(at(2)), Country: cell.country, StandsFor: cell.standsFor,
		Label: g.symbol(at(4) & 0xffff), Kind: g.symbol(at(4) >> 16),
		Prominence: int(at(5) & 0xff), NeedsContext: at(5)>>8&nameNeedsContext != 0, Ref: g.refAt(at(5) >> entryRefShift).WithID(g.str(at(0))),
	}
}

// EntryID is the id of entry i: as Entry(i).ID, and quicker.
func (g *Gazetteer) EntryID(i int32) string { return g.orEmpty().str(g.entryWord(i, 0)) }

// EntryCountry is the country of entry i, as Entry(i).Country.
func (g *Gazetteer) EntryCountry(i int32) string {
	return parseCell(g.orEmpty().str(g.entryWord(i, 3))).country
}

// EntryLabel is the label of entry i, as Entry(i).Label.
func (g *Gazetteer) EntryLabel(i int32) string { return g.orEmpty().symbol(g.entryWord(i, 4) & 0xffff) }

// EntryKind is the kind of entry i, as Entry(i).Kind.
func (g *Gazetteer) EntryKind(i int32) string { return g.orEmpty().symbol(g.entryWord(i, 4) >> 16) }

// entryWord is word f of entry i.
func (g *Gazetteer) entryWord(i int32, f int) uint32 {
	return g.orEmpty().entries.At(int(i)*entryWords + f)
}

// name is name i: its entry, its text and its flags. The entry is -1 in a
// corrupt file.
func (g *Gazetteer) name(i uint32) (entry int32, text string, flags uint32) {
	at := int(i) * nameWords
	entry = -1
	head := g.names.At(at)
	if n := int32(head & (maxEntries - 1)); n < g.size() {
		entry = n
	}
	return entry, g.str(g.names.At(at + 1)), head >> nameFlagShift
}

// next is the node behind word at node, or 0.
func (g *Gazetteer) next(node, word uint32) uint32 {
	if node == 0 {
		return g.roots.At(int(word))
	}
	lo, hi := g.edgesAt(node)
	for lo < hi {
		mid := (lo + hi) / 2
		if w := g.edges.At(int(mid)); w == word {
			return g.behind(mid)
		} else if w < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return 0
}

// behind is the node behind edge e. The last nodes are those behind edges, in the
// order of these.
func (g *Gazetteer) behind(e uint32) uint32 {
	return uint32(g.edgeEnds.Len()-g.edges.Len()) + e
}

// edgesAt are the edges of a node other than the root: [from, to).
func (g *Gazetteer) edgesAt(node uint32) (from, to uint32) {
	return g.edgeEnds.At(int(node) - 1), min(g.edgeEnds.At(int(node)), uint32(g.edges.Len()))
}

// namesAt are the names that end at node: [from, to).
func (g *Gazetteer) namesAt(node uint32) (from, to uint32) {
	if node == 0 {
		return 0, 0
	}
	return g.nameEnds.At(int(node) - 1), min(g.nameEnds.At(int(node)), uint32(g.Names()))
}

// Class numbers the label and kind of entry i: entries of one class share both.
func (g *Gazetteer) Class(i int32) uint32 { return g.orEmpty().entries.At(int(i)*entryWords + 4) }

// ClassNames are the label and kind of a class that Class gave.
func (g *Gazetteer) ClassNames(class uint32) (label, kind string) {
	g = g.orEmpty()
	return g.symbol(class & 0xffff), g.symbol(class >> 16)
}

// Prominence is the prominence of entry i, 0 where none was given.
func (g *Gazetteer) Prominence(i int32) int {
	return int(g.orEmpty().entries.At(int(i)*entryWords+5) & 0xff)
}
