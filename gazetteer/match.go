package gazetteer

import (
	"alam/internal/flat"
	"alam/token"
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
	// Entry is the entry's number in Source.
	Entry  int32
	number uint32 // of the name in Source
	Source *Gazetteer
	// Spelling says how the text's letters differ from the listed form's.
	Spelling Spelling
	// Alias, NeedsContext and Derived say what sort of form matched: not the
	// canonical name; an ordinary word too; a spelling derived by rule.
	Alias, NeedsContext, Derived bool
}

// Name is the listed form that matched.
func (m *Match) Name() string {
	_, text, _ := m.Source.name(m.number)
	return text
}

// A Finder is scratch space for Append; not safe for concurrent use.
type Finder struct {
	cuts   []token.Cut
	ids    []int32 // per token its word number, -1 for none
	buf    [128]byte
	known  []*knownWords
	recent *knownWords
}

// knownWords caches the look-ups of one gazetteer.
type knownWords struct {
	of    *Gazetteer
	words flat.Cache[word]
}

// A word is what a gazetteer makes of a key: its number, and the numbers
// under which a name may begin, for each cut that leaves such a word.
type word struct {
	id     int32
	n      int8
	starts [maxCuts]struct {
		id         int32
		cut        uint8
		article    bool
		proclitics token.Proclitic
	}
}

// maxCuts is how many cuts a word can have: see token.AppendCuts.
const maxCuts = 6

// use takes up the cache for g.
func (f *Finder) use(g *Gazetteer) {
	for _, k := range f.known {
		if k.of == g {
			f.recent = k
			return
		}
	}
	f.recent = &knownWords{of: g}
	f.known = append(f.known, f.recent)
}

// Append appends every match in tokens to dst, in order of first word, fewest
// proclitics, and length. Matches overlap.
func (g *Gazetteer) Append(dst []Match, f *Finder, tokens []token.Token) []Match {
	f.use(g)
	f.ids = f.ids[:0]
	for i := range tokens {
		f.ids = append(f.ids, g.look(f, &tokens[i]).id)
	}
	for i := range tokens {
		w := g.look(f, &tokens[i])
		for _, s := range w.starts[:w.n] {
			dst = g.walk(dst, f, tokens, i, token.Cut{N: int(s.cut), Article: s.article, Proclitics: s.proclitics}, s.id)
		}
	}
	return dst
}

// look looks a token up in the lists, by way of the cache.
func (g *Gazetteer) look(f *Finder, t *token.Token) *word {
	w, hit := f.recent.words.At(t.Norm)
	if hit {
		return w
	}
	w.id, w.n = int32(g.words.Find(t.Norm)), 0
	f.cuts = append(f.cuts[:0], token.Cut{})
	if t.Kind == token.Arabic {
		f.cuts = token.AppendCuts(f.cuts[:0], t.Norm)
	}
	for _, c := range f.cuts {
		id := w.id
		if c.N > 0 {
			id = g.find(f, t.Norm, c)
		}
		if id >= 0 && g.roots.At(int(id)) != 0 {
			s := &w.starts[w.n]
			s.id, s.cut, s.article, s.proclitics = id, uint8(c.N), c.Article, c.Proclitics
			w.n++
		}
	}
	return w
}

// find is the word number of what cut c leaves of a key, or -1.
func (g *Gazetteer) find(f *Finder, key string, c token.Cut) int32 {
	if c.Article {
		return int32(g.words.FindBytes(c.Form(key, f.buf[:0])))
	}
	return int32(g.words.Find(key[c.N:]))
}

// walk follows the trie from token i, cut by c, whose word is id.
func (g *Gazetteer) walk(dst []Match, f *Finder, tokens []token.Token, i int, c token.Cut, id int32) []Match {
	node := g.next(0, uint32(id))
	start := -1
	for k := i; node != 0; {
		k++
		if from, to := g.namesAt(node); from < to {
			if start < 0 {
				start = tokens[i].Start
				if c.N > 0 {
					n := tokens[i].After(c.N)
					if n < 0 {
						return dst
					}
					start += n
				}
			}
			for n := from; n < to; n++ {
				dst = g.match(dst, tokens, i, k, start, c, n)
			}
		}
		// A hyphen or full stop between joined words is passed over.
		if k+1 < len(tokens) && inner(&tokens[k]) && tokens[k].Has(token.Joined) && tokens[k+1].Has(token.Joined) {
			k++
		}
		if k >= len(tokens) || f.ids[k] < 0 || tokens[k].Has(token.SentenceStart) {
			break
		}
		node = g.next(node, uint32(f.ids[k]))
	}
	return dst
}

// match appends the match of name n on tokens [i, k), if the spelling allows.
func (g *Gazetteer) match(dst []Match, tokens []token.Token, i, k, start int, c token.Cut, n uint32) []Match {
	entry, text, flags := g.name(n)
	m := Match{
		First: int32(i), Last: int32(k), Start: start, End: tokens[k-1].End, Proclitics: c.Proclitics, Article: c.Article,
		number: n, Entry: int32(entry), Source: g,
		Alias: flags&nameAlias != 0, NeedsContext: flags&nameNeedsContext != 0, Derived: flags&nameDerived != 0,
	}
	if k == i+1 && !m.Derived {
		surface := tokens[i].Surface[start-tokens[i].Start:]
		m.Spelling = Compare(text, surface, c.Article)
		if !m.Spelling.fits(len(tokens[i].Norm) - c.N) {
			return dst
		}
	}
	return append(dst, m)
}
