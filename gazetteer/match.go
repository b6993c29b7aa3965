package gazetteer

import (
	"strings"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
)

// A Match is a listed name that words of a text could be.
type Match struct {
	// First and Last are the tokens of the name, half-open.
	First, Last int32
	// Start and End are bytes of the source, half-open: the name without the
	// proclitics before it.
	Start, End int
	// Proclitics are what was cut off its first word.
	Proclitics token.Proclitic
	// Article says that the name begins with the second ل of لل.
	Article bool
	// Entry is the entry's number in List.
	Entry  int32
	number uint32 // of the name in List
	List   *Gazetteer
	// Spelling says how the text's letters differ from the listed form's.
	Spelling Spelling
	// Alias, NeedsContext and Derived say what sort of form matched: not the
	// canonical name; an ordinary word too; a spelling derived by rule.
	Alias, NeedsContext, Derived bool
	// Variant says that a word of the text is spelled otherwise than the listed
	// form, as another transliterator spells it: زيلنسكي for زيلينسكي. No name is
	// listed as the text has it, and all that could be meant so have one label.
	Variant bool
}

// sameName reports whether the names that two matches have are two spellings of one
// entry's name, which have one key.
func (m *Match) sameName(o *Match) bool {
	return m.List == o.List && m.Entry == o.Entry && m.First == o.First && m.Last == o.Last && m.Start == o.Start && m.Variant == o.Variant
}

// Name is the listed form that matched.
func (m *Match) Name() string {
	_, text, _ := m.List.orEmpty().name(m.number)
	return text
}

// A Scratch is scratch space for looking names up; not safe for concurrent use.
type Scratch struct {
	// Ordinary says of a word, by its key, that it is an ordinary one, which is
	// never taken for a variant of a listed name's. Nil knows no such words.
	Ordinary func(key string) bool

	numbers []numbered
	cuts    []token.Cut
	buf     [128]byte

	of     any // *Gazetteer or *Layers: what the caches are about; nil without them
	begins flat.Cache[Cuts]
	varies flat.Cache[bool] // of a word as it is
}

// numbered are the numbers of a text's words in a list.
type numbered struct {
	of    *Gazetteer
	words []int32 // by token
}

// UseNumbers tells f the numbers of a text's words, by token, in one list, as Number
// gives them: who keeps them by word saves look-ups. They hold for the tokens of
// this text from its first one on, until DropNumbers.
func (f *Scratch) UseNumbers(g *Gazetteer, words []int32) {
	f.numbers = append(f.numbers, numbered{g, words})
}

// DropNumbers is the end of what UseNumbers told.
func (f *Scratch) DropNumbers() { f.numbers = f.numbers[:0] }

// The numbers of words that a list does not hold.
const (
	unlisted    = -1
	likeNothing = -2 // nor one that it may be a variant of
)

// Number is the number of a token's word in a list, below 0 for one that it does
// not hold.
func (g *Gazetteer) Number(t *token.Token) int32 {
	g = g.orEmpty()
	id := g.words.Find(t.Norm)
	if id < 0 {
		var s variantScan
		if t.Kind != token.Arabic || len(t.Norm) < 2*variantLetters || g.variants.Len() == 0 || !s.vary(g, t.Norm) {
			return likeNothing
		}
	}
	return int32(id)
}

// number is the number of token k's word.
func (w *walker) number(k int) int {
	if w.numbers != nil {
		return int(w.numbers[k])
	}
	return w.g.words.Find(w.tokens[k].Norm)
}

// hash stands before a word that is a hashtag too.
const hash = "#"

// longText is from how many tokens on it pays to remember words.
const longText = 1000

// beginsAt remembers what begins says of a word's key, for one list.
func (f *Scratch) beginsAt(of any, t *token.Token, begins func(*Scratch, *token.Token) Cuts) Cuts {
	if f.of != of {
		f.of, f.begins, f.varies = of, flat.Cache[Cuts]{}, flat.Cache[bool]{}
	}
	c, hit := f.begins.At(t.Norm)
	if !hit {
		*c = begins(f, t)
	}
	return *c
}

// Append appends every match in tokens to dst, in order of first word, fewest
// proclitics, and length. Matches overlap.
func (g *Gazetteer) Append(dst []Match, f *Scratch, tokens []token.Token) []Match {
	if len(tokens) < longText {
		for i := range tokens {
			dst = g.AppendAt(dst, f, tokens, i, AllCuts)
		}
		return dst
	}
	begins := func(f *Scratch, t *token.Token) Cuts {
		c, _, _ := g.Begins(f, t)
		return c
	}
	for i := range tokens {
		if c := f.beginsAt(g, &tokens[i], begins); c != 0 {
			dst = g.AppendAt(dst, f, tokens, i, c)
		}
	}
	return dst
}

// Cuts is a set of the ways to read a word: of the cuts that
// token.AppendReadings gives for it, by their place, and of those behind which the word is to be read
// as a variant of a listed one, by their place + variantCuts.
type Cuts uint16

// AllCuts is all of them. It does not ask Scratch.Ordinary about the first word, as
// Begins does.
const AllCuts Cuts = 0xffff

// CutAt is the set of the cut at place k, read exactly or as a variant.
func CutAt(k int) Cuts { return (1 | 1<<variantCuts) << k }

const (
	variantCuts      = 8
	exactCuts   Cuts = 1<<variantCuts - 1
)

// AppendAt appends the matches that begin at token i, read by one of the cuts.
func (g *Gazetteer) AppendAt(dst []Match, f *Scratch, tokens []token.Token, i int, cuts Cuts) []Match {
	from := len(dst)
	return settle(g.orEmpty().appendAt(dst, f, tokens, i, cuts, 1), from)
}

// AppendLonger is AppendAt without the names of one word.
func (g *Gazetteer) AppendLonger(dst []Match, f *Scratch, tokens []token.Token, i int, cuts Cuts) []Match {
	from := len(dst)
	return settle(g.orEmpty().appendAt(dst, f, tokens, i, cuts, 2), from)
}

func (g *Gazetteer) appendAt(dst []Match, f *Scratch, tokens []token.Token, i int, cuts Cuts, least int) []Match {
	w := walker{g: g, f: f, tokens: tokens, first: i, least: least}
	for _, n := range f.numbers {
		if n.of == g {
			w.numbers = n.words
		}
	}
	if cuts == 1 { // as most words are read: whole, and as they are listed
		if id := w.number(i); id >= 0 && (least < 2 || w.goesOn(i, id)) {
			w.start = -1
			dst = w.walk(dst, i, g.next(0, uint32(id)), variance{})
		}
		return dst
	}
	f.cut(&tokens[i])
	for k, c := range f.cuts {
		id := unlisted
		if cuts>>k&(1|1<<variantCuts) != 0 {
			if c.N == 0 && !c.Swapped {
				id = w.number(i)
			} else {
				id = g.find(f, tokens[i].Norm, c)
			}
		}
		w.cut, w.start = c, -1
		if cuts>>k&1 != 0 && id >= 0 && (least < 2 || w.goesOn(i, id)) {
			dst = w.walk(dst, i, g.next(0, uint32(id)), variance{})
		}
		if cuts>>(k+variantCuts)&1 != 0 {
			dst = w.varyFirst(dst, id)
		}
	}
	return dst
}

// Begins gives the cuts of token t behind which a name may begin, as it is or as
// a variant, those behind which one of this word alone may stand, and those behind
// which one of more words may begin.
func (g *Gazetteer) Begins(f *Scratch, t *token.Token) (begins, alone, longer Cuts) {
	g = g.orEmpty()
	f.cut(t)
	for k, c := range f.cuts {
		id := g.find(f, t.Norm, c)
		if g.beginsVaried(f, t, c, id) {
			begins |= 1 << (k + variantCuts)
		}
		if id >= 0 {
			if node := g.roots.At(id); node != 0 {
				begins |= 1 << k
				if from, to := g.namesAt(node); from < to {
					alone |= 1 << k
				}
				if g.edgeEnds.At(int(node)-1) < g.edgeEnds.At(int(node)) {
					longer |= 1 << k
				}
			}
		}
	}
	if begins > exactCuts && f.ordinary(t) {
		begins &= exactCuts
	}
	return begins, alone | begins&^exactCuts, longer
}

// cut finds the ways to read a token.
func (f *Scratch) cut(t *token.Token) {
	f.cuts = append(f.cuts[:0], token.Cut{})
	if t.Kind == token.Arabic {
		f.cuts = token.AppendReadings(f.cuts[:0], t.Norm)
	}
}

// find is the word number of what cut c leaves of a key, or -1.
func (g *Gazetteer) find(f *Scratch, key string, c token.Cut) int {
	if c.Article {
		return g.words.FindBytes(c.Form(key, f.buf[:0]))
	}
	return g.words.Find(key[c.N:])
}

// A walker follows the trie along a text, from the first of its tokens as cut
// reads it, for names of at least so many tokens.
type walker struct {
	g       *Gazetteer
	f       *Scratch
	tokens  []token.Token
	numbers []int32 // of tokens; nil where they are not known
	first   int
	least   int
	cut     token.Cut
	start   int // byte where the name begins; -1 not yet known
}

// A variance is how the words on the way to a node differ from the listed ones;
// the zero value is not at all.
type variance struct {
	varied bool
	edits  int  // of the words varied
	alone  bool // the first word may be varied in a name of one word
}

// walk appends the names at node, which token k leads to, and behind it. Where no
// listed word goes on, vary goes on with those that the word may be a variant of,
// and walks from each of them. Each time there are more edits, and with nameEdits
// there is an end of it.
func (w *walker) walk(dst []Match, k int, node uint32, by variance) []Match {
	g, tokens := w.g, w.tokens
	for node != 0 {
		k++
		if from, to := g.namesAt(node); from < to && k >= w.first+w.least {
			if !w.begin() {
				return dst
			}
			for n := from; n < to; n++ {
				before := len(dst)
				if dst = w.match(dst, k, n, by); before > 0 && len(dst) > before && dst[before-1].sameName(&dst[before]) {
					dst[before-1].NeedsContext = dst[before-1].NeedsContext && dst[before].NeedsContext
					dst = dst[:before]
				}
			}
		}
		if g.edgeEnds.At(int(node)-1) == g.edgeEnds.At(int(node)) {
			break
		}
		// A hyphen or full stop between joined words is passed over, and the full
		// stop behind an initial or the name of a letter: ج. ك. رولينغ, بي. بي. سي.
		if k+1 < len(tokens) && inner(&tokens[k]) && tokens[k].Has(token.Joined) &&
			(tokens[k+1].Has(token.Joined) || len(tokens[k-1].Norm) == 2 || token.IsLetterName(tokens[k-1].Norm)) {
			k++
		}
		if k+1 < len(tokens) && tokens[k].Norm == hash && !tokens[k].Has(token.SentenceStart) && tokens[k+1].Has(token.Joined) && (w.first == 0 || tokens[w.first-1].Norm != hash) {
			k++ // دونالد #ترمب, but not from one hashtag to the next
		}
		if k >= len(tokens) || tokens[k].Has(token.SentenceStart) {
			break
		}
		id, next := w.number(k), uint32(0)
		if id == likeNothing {
			return dst
		}
		if id >= 0 {
			next = g.next(node, uint32(id))
		}
		if next == 0 {
			if t := &tokens[k]; len(t.Norm) < 2*variantLetters || id >= 0 && !g.hasNear(id) || g.variants.Len() == 0 {
				return dst
			}
			return w.vary(dst, k, node, id >= 0, by)
		}
		node = next
	}
	return dst
}

// goesOn reports whether a name of more words may begin with token i, which is
// listed word id, and go on with the token behind it. It asks little memory.
func (w *walker) goesOn(i, id int) bool {
	if w.numbers == nil {
		return true
	}
	if i++; i >= len(w.tokens) || w.tokens[i].Has(token.SentenceStart) {
		return false
	}
	next, t := int(w.numbers[i]), &w.tokens[i]
	return next == unlisted || next >= 0 && (w.g.pairs.has(id, next) || len(t.Norm) >= 2*variantLetters && w.g.hasNear(next)) ||
		t.Norm == hash || t.Has(token.Joined) && inner(t)
}

// begin finds where the name begins; false if it cannot begin there.
func (w *walker) begin() bool {
	if w.start < 0 {
		t := &w.tokens[w.first]
		w.start = t.Start
		if w.cut.N > 0 {
			n := t.After(w.cut.N)
			if n < 0 {
				w.start = -1
				return false
			}
			w.start += n
		}
	}
	return true
}

// match appends the match of name n on tokens [first, k), if the spelling allows.
func (w *walker) match(dst []Match, k int, n uint32, by variance) []Match {
	g, c, t := w.g, w.cut, &w.tokens[w.first]
	entry, text, flags := g.name(n)
	if entry < 0 {
		return dst
	}
	m := Match{
		First: int32(w.first), Last: int32(k), Start: w.start, End: w.tokens[k-1].End, Proclitics: c.Proclitics, Article: c.Article,
		number: n, Entry: entry, List: g,
		Alias: flags&nameAlias != 0, NeedsContext: flags&nameNeedsContext != 0, Derived: flags&nameDerived != 0,
		Variant: by.varied,
	}
	switch {
	case by.varied:
		if !w.allows(&m, flags, by) {
			return dst
		}
	case k == w.first+1 && !m.Derived:
		surface := t.Surface[w.start-t.Start:]
		m.Spelling = Compare(text, surface, c.Article)
		if !m.Spelling.fits(len(t.Norm) - c.N) {
			return dst
		}
	case c.N == 0 && !m.Derived && !m.NeedsContext: // على الأمين is hardly علي الأمين
		first, _, _ := strings.Cut(text, " ")
		s := Compare(first, t.Surface, c.Article)
		m.NeedsContext = s > Hamza && !s.fits(len(t.Norm))
	}
	return append(dst, m)
}
