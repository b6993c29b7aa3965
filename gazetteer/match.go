package gazetteer

import "alam/token"

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

// A Finder is scratch space for looking names up; not safe for concurrent use.
type Finder struct {
	cuts []token.Cut
	buf  [128]byte
}

// Append appends every match in tokens to dst, in order of first word, fewest
// proclitics, and length. Matches overlap.
func (g *Gazetteer) Append(dst []Match, f *Finder, tokens []token.Token) []Match {
	for i := range tokens {
		dst = g.AppendAt(dst, f, tokens, i, AllCuts)
	}
	return dst
}

// Cuts is a set of the cuts that token.AppendCuts gives for a word, by their place.
type Cuts uint8

// AllCuts is all of them.
const AllCuts Cuts = 0xff

// AppendAt appends the matches that begin at token i, read by one of the cuts.
func (g *Gazetteer) AppendAt(dst []Match, f *Finder, tokens []token.Token, i int, cuts Cuts) []Match {
	return g.appendAt(dst, f, tokens, i, cuts, 1)
}

// AppendLonger is AppendAt without the names of one word.
func (g *Gazetteer) AppendLonger(dst []Match, f *Finder, tokens []token.Token, i int, cuts Cuts) []Match {
	return g.appendAt(dst, f, tokens, i, cuts, 2)
}

func (g *Gazetteer) appendAt(dst []Match, f *Finder, tokens []token.Token, i int, cuts Cuts, least int) []Match {
	f.cut(&tokens[i])
	for k, c := range f.cuts {
		if cuts>>k&1 == 0 {
			continue
		}
		if id := g.find(f, tokens[i].Norm, c); id >= 0 {
			dst = g.walk(dst, tokens, i, c, uint32(id), least)
		}
	}
	return dst
}

// Begins gives the cuts of token t behind which a name may begin, and those
// behind which one of more words may.
func (g *Gazetteer) Begins(f *Finder, t *token.Token) (begins, longer Cuts) {
	f.cut(t)
	for k, c := range f.cuts {
		if id := g.find(f, t.Norm, c); id >= 0 {
			if node := g.roots.At(id); node != 0 {
				begins |= 1 << k
				if g.edgeEnds.At(int(node)-1) < g.edgeEnds.At(int(node)) {
					longer |= 1 << k
				}
			}
		}
	}
	return begins, longer
}

// cut finds the ways to read a token.
func (f *Finder) cut(t *token.Token) {
	f.cuts = append(f.cuts[:0], token.Cut{})
	if t.Kind == token.Arabic {
		f.cuts = token.AppendCuts(f.cuts[:0], t.Norm)
	}
}

// find is the word number of what cut c leaves of a key, or -1.
func (g *Gazetteer) find(f *Finder, key string, c token.Cut) int {
	if c.Article {
		return g.words.FindBytes(c.Form(key, f.buf[:0]))
	}
	return g.words.Find(key[c.N:])
}

// walk follows the trie from token i, cut by c, whose word is id, for names of at
// least so many tokens.
func (g *Gazetteer) walk(dst []Match, tokens []token.Token, i int, c token.Cut, id uint32, least int) []Match {
	node := g.next(0, id)
	start := -1
	for k := i; node != 0; {
		k++
		if from, to := g.namesAt(node); from < to && k >= i+least {
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
		if g.edgeEnds.At(int(node)-1) == g.edgeEnds.At(int(node)) {
			break
		}
		// A hyphen or full stop between joined words is passed over, and the full
		// stop behind an initial: ج. ك. رولينغ.
		if k+1 < len(tokens) && inner(&tokens[k]) && tokens[k].Has(token.Joined) &&
			(tokens[k+1].Has(token.Joined) || len(tokens[k-1].Norm) == 2) {
			k++
		}
		if k >= len(tokens) || tokens[k].Has(token.SentenceStart) {
			break
		}
		next := g.words.Find(tokens[k].Norm)
		if next < 0 {
			break
		}
		node = g.next(node, uint32(next))
	}
	return dst
}

// match appends the match of name n on tokens [i, k), if the spelling allows.
func (g *Gazetteer) match(dst []Match, tokens []token.Token, i, k, start int, c token.Cut, n uint32) []Match {
	entry, text, flags := g.name(n)
	if entry < 0 {
		return dst
	}
	m := Match{
		First: int32(i), Last: int32(k), Start: start, End: tokens[k-1].End, Proclitics: c.Proclitics, Article: c.Article,
		number: n, Entry: entry, Source: g,
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
