package gazetteer

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
)

// The file: magic, version, and the sections in this order.
const (
	magic   = "ALAMGAZ\n"
	version = 3
)

const (
	secWordEnds  = iota // the words of all names: flat.Words
	secWordSlots        //
	secWordPool         //
	secRoots            // per word: the node behind it at the root, 0 none
	secEdgeEnds         // per node: where its edges end
	secEdges            // word; the nodes behind edges are numbered as these are, behind those of the roots
	secNameEnds         // per node: where its names end
	secNames            // entry|nameFlags<<28, text
	secEntries          // id, name, name_en, country, label|kind<<16, prominence|flags<<8|ref<<9
	secSymbols          // labels and kinds, as offsets into strings
	secStrings          // strings, each behind its length
	secVariants         // words by variant key, see packVariants
	secNear             // bit per word, see packNear
	secRefs             // see Ref: geonames, wikidata, iso, lat, lon
	secPairs            // see pairs
	sections
)

const (
	nameWords     = 2  // numbers in a name
	nameFlagShift = 28 // behind the bits of its entry
	entryWords    = 6  // numbers in an entry
	entryRefShift = 9  // behind the bits of prominence and flags
	maxEntries    = 1 << nameFlagShift
	maxRefs       = 1<<(32-entryRefShift) - 1
)

// The flags of a name.
const (
	nameNeedsContext = 1 << iota
	nameDerived      // a spelling that Compile derived: عبدالله of عبد الله
	nameAlias
	nameFixed // never matched by variant: it needs context, or its variants have other labels
)

// Compile gives the compiled form of a list, which Open reads. Two entries
// with one id are an error; entries that delete belong in Layers, and are kept.
func Compile(entries []Entry) ([]byte, error) {
	c := compiler{
		words: map[string]uint32{}, offs: map[string]uint32{}, syms: map[string]uint32{},
		edges: map[edge]uint32{}, names: [][]uint32{nil}, groups: map[string]uint32{}, groupOf: []uint32{0},
	}
	if len(entries) > maxEntries {
		return nil, fmt.Errorf("gazetteer: %d entries, more than %d", len(entries), maxEntries)
	}
	ids := map[string]int{}
	for i := range entries {
		e := &entries[i]
		id := e.EntryID()
		if j, dup := ids[id]; dup {
			return nil, fmt.Errorf("gazetteer: entries %q and %q have one id, %s", entries[j].Name, e.Name, id)
		}
		ids[id] = i
		if err := c.add(uint32(i), id, e); err != nil {
			return nil, err
		}
	}
	return c.file()
}

// maxSymbols is how many labels and kinds an entry can tell apart.
const maxSymbols = 1 << 16

type edge struct{ node, word uint32 }

type compiler struct {
	words   map[string]uint32
	list    []string // the words in order of their numbers
	edges   map[edge]uint32
	names   [][]uint32 // per node, names: entry, text, flags
	entries []uint32
	refs    []uint32
	strings []byte
	offs    map[string]uint32 // offset of each string in strings
	syms    map[string]uint32
	symbols []uint32
	varied  []bool // per word, whether a text may spell it otherwise
	groups  map[string]uint32
	mixed   []bool   // per group, whether its names have several labels
	labelOf []uint32 // per group, the label of its first name
	groupOf []uint32 // per node, its group + 1; 0 for none
	buf     []byte
}

func (c *compiler) str(s string) uint32 {
	if o, ok := c.offs[s]; ok {
		return o
	}
	o := uint32(len(c.strings))
	c.offs[s] = o
	c.strings = binary.AppendUvarint(c.strings, uint64(len(s)))
	c.strings = append(c.strings, s...)
	return o
}

// text is the string at an offset that str gave.
func (c *compiler) text(o uint32) string {
	n, k := binary.Uvarint(c.strings[o:])
	return string(c.strings[int(o)+k : int(o)+k+int(n)])
}

func (c *compiler) sym(s string) uint32 {
	n, ok := c.syms[s]
	if !ok {
		n = uint32(len(c.symbols))
		c.syms[s] = n
		c.symbols = append(c.symbols, c.str(s))
	}
	return n
}

func (c *compiler) add(i uint32, id string, e *Entry) error {
	label, kind := c.sym(e.Label), c.sym(e.Kind)
	if label >= maxSymbols || kind >= maxSymbols {
		return fmt.Errorf("gazetteer: more than %d labels and kinds", maxSymbols)
	}
	ref, err := c.ref(id, e)
	if err != nil {
		return err
	}
	c.entries = append(c.entries, c.str(id), c.str(e.Name), c.str(e.NameEn), c.str(cellOf(e).String()),
		label|kind<<16, uint32(uint8(e.Prominence))|flag(e.NeedsContext, nameNeedsContext)<<8|ref<<entryRefShift)
	if e.Name != "" {
		c.addName(i, e.Name, flag(e.NeedsContext, nameNeedsContext))
	}
	for _, a := range e.Aliases {
		c.addName(i, a.Text, flag(a.NeedsContext, nameNeedsContext)|nameAlias)
	}
	return nil
}

// A countryCell is one string of a compiled entry: its country, and what it stands
// for behind a tab. Few entries stand for another, and need no string more for it.
type countryCell struct{ country, standsFor string }

func cellOf(e *Entry) countryCell { return countryCell{e.Country, e.StandsFor} }

func parseCell(s string) (c countryCell) {
	c.country, c.standsFor, _ = strings.Cut(s, "\t")
	return c
}

func (c countryCell) String() string {
	if c.standsFor == "" {
		return c.country
	}
	return c.country + "\t" + c.standsFor
}

func flag(on bool, f uint32) uint32 {
	if on {
		return f
	}
	return 0
}

// addName puts a name and the spellings derived from it into the trie.
func (c *compiler) addName(entry uint32, name string, flags uint32) {
	keys := nameKeys(name)
	if len(keys) == 0 {
		return
	}
	c.addPath(entry, name, flags, keys)
	for _, v := range derive(keys) {
		c.addPath(entry, name, flags|nameDerived, v)
	}
}

func (c *compiler) addPath(entry uint32, name string, flags uint32, keys []string) {
	label := c.entries[int(entry)*entryWords+4] & 0xffff
	named := c.named(label)
	node := uint32(0)
	for _, k := range keys {
		w, ok := c.words[k]
		if !ok {
			w = uint32(len(c.list))
			c.words[k] = w
			c.list = append(c.list, k)
			c.varied = append(c.varied, false)
		}
		c.varied[w] = c.varied[w] || named
		next, ok := c.edges[edge{node, w}]
		if !ok {
			next = uint32(len(c.names))
			c.edges[edge{node, w}] = next
			c.names = append(c.names, nil)
			c.groupOf = append(c.groupOf, 0)
		}
		node = next
	}
	if named {
		c.group(node, label, keys)
	}
	at := c.names[node]
	for i := 0; i < len(at); i += 3 {
		if at[i] == entry && (at[i+2]&nameDerived != 0 || foundAs(c.text(at[i+1]), name, keys)) {
			return // two aliases that fold to one key
		}
	}
	c.names[node] = append(at, entry, c.str(name), flags)
}

// named reports whether a label is one of names: those of a lexicon, or of a row that
// deletes, are not.
func (c *compiler) named(label uint32) bool {
	for _, l := range [...]string{"PER", "LOC", "ORG", "MISC"} {
		if n, ok := c.syms[l]; ok && n == label {
			return true
		}
	}
	return false
}

// group notes which names are variants of one another, and whether these have
// one label.
func (c *compiler) group(node, label uint32, keys []string) {
	key, ok := variantGroup(keys, c.buf[:0])
	if c.buf = key; !ok {
		return
	}
	n, ok := c.groups[string(key)]
	if !ok {
		n = uint32(len(c.mixed))
		c.groups[string(key)] = n
		c.mixed, c.labelOf = append(c.mixed, false), append(c.labelOf, label)
	}
	c.mixed[n] = c.mixed[n] || c.labelOf[n] != label
	c.groupOf[node] = n + 1
}

// nameKeys are the keys of a name's words, as Append meets them in a text.
func nameKeys(name string) []string {
	var keys []string
	for _, t := range token.Tokenize(name) {
		if !inner(&t) {
			keys = append(keys, t.Norm)
		}
	}
	return keys
}

// inner reports whether a sign within a name is passed over: the hyphen of
// بن-غوريون, the full stops of أ.ف.ب.
func inner(t *token.Token) bool {
	switch t.Norm {
	case "-", ".", "_", "\u2010", "\u2011", "\u2013":
		return true
	}
	return false
}

// The words that are written joined or apart: عبد الله, أبو ظبي, نصر الله.
const (
	abd   = "\u0639\u0628\u062f"
	abu   = "\u0627\u0628\u0648"
	allah = "\u0627\u0644\u0644\u0647"
)

// derive gives the keys with عبد and أبو joined to what follows and الله to what stands
// before, and apart.
func derive(keys []string) [][]string {
	var joined, apart []string
	for i := 0; i < len(keys); i++ {
		k := keys[i]
		if i+1 < len(keys) && (k == abd && strings.HasPrefix(keys[i+1], arabic.Article) || k == abu && letters(keys[i+1]) >= 2 ||
			keys[i+1] == allah && 2 <= letters(k) && letters(k) <= 4) {
			joined = append(joined, k+keys[i+1])
			i++
			continue
		}
		joined = append(joined, k)
	}
	for _, k := range keys {
		switch {
		case strings.HasPrefix(k, abd+arabic.Article) && letters(k) > 6:
			apart = append(apart, abd, k[len(abd):])
		case strings.HasSuffix(k, allah) && 6 <= letters(k) && letters(k) <= 8:
			apart = append(apart, strings.TrimSuffix(k, allah), allah)
		case strings.HasPrefix(k, abu) && letters(k) > 5:
			apart = append(apart, abu, k[len(abu):])
		default:
			apart = append(apart, k)
		}
	}
	var out [][]string
	if len(joined) < len(keys) {
		out = append(out, joined)
	}
	if len(apart) > len(keys) {
		out = append(out, apart)
	}
	return out
}

func letters(key string) int { return utf8.RuneCountInString(key) }

// order gives the nodes in the order of the file, the root first, and the edges of
// each as the node behind it and the word, by word. Nodes follow one another as the
// edges to them do, so that no edge need say where it leads.
func (c *compiler) order() (order []uint32, children [][]edge) {
	children = make([][]edge, len(c.names))
	for e, to := range c.edges {
		children[e.node] = append(children[e.node], edge{to, e.word})
	}
	order = append(make([]uint32, 0, len(c.names)), 0)
	for k := 0; k < len(order); k++ {
		list := children[order[k]]
		slices.SortFunc(list, func(a, b edge) int { return int(a.word) - int(b.word) })
		for _, e := range list {
			order = append(order, e.node)
		}
	}
	return order, children
}

// file lays the lists out as sections.
func (c *compiler) file() ([]byte, error) {
	packed, err := flat.PackWords(c.list)
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	order, children := c.order()
	roots := make([]uint32, len(c.list))
	for k, e := range children[0] {
		roots[e.word] = uint32(k + 1)
	}
	var edgeEnds, edges, nameEnds, names []byte
	n, m := uint32(0), uint32(0)
	for _, i := range order {
		if i > 0 {
			for _, e := range children[i] {
				edges = flat.AppendUint32s(edges, e.word)
				n++
			}
		}
		edgeEnds = flat.AppendUint32s(edgeEnds, n)
		fixed := uint32(0)
		if group := c.groupOf[i]; group > 0 && c.mixed[group-1] {
			fixed = nameFixed
		}
		for name := c.names[i]; len(name) > 0; name = name[3:] {
			names = flat.AppendUint32s(names, name[0]|(name[2]|fixed)<<nameFlagShift, name[1])
			m++
		}
		nameEnds = flat.AppendUint32s(nameEnds, m)
	}
	s := make([][]byte, sections)
	s[secWordEnds], s[secWordSlots], s[secWordPool] = packed[0], packed[1], packed[2]
	s[secRoots] = flat.AppendUint32s(nil, roots...)
	s[secEdgeEnds], s[secEdges] = edgeEnds, edges
	s[secNameEnds], s[secNames] = nameEnds, names
	s[secEntries] = flat.AppendUint32s(nil, c.entries...)
	s[secSymbols] = flat.AppendUint32s(nil, c.symbols...)
	s[secStrings] = c.strings
	if slots := packVariants(c.list, c.varied); slots != nil {
		s[secVariants], s[secNear] = slots, packNear(c.list, c.varied)
	}
	s[secRefs] = flat.AppendUint32s(nil, c.refs...)
	s[secPairs] = c.pairs(children)
	return flat.Write(magic, version, s...), nil
}
