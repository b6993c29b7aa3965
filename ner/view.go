package ner

import (
	"math/bits"
	"strings"

	"alam/gazetteer"
	"alam/internal/flat"
	"alam/token"
)

// A view is a text as the rules see it: per token what lists, lexicon and
// shape say of it. It is scratch space for one goroutine.
type view struct {
	src      string
	tokens   []token.Token
	names    []gazetteer.Match // listed names, in order of their first token
	triggers []gazetteer.Match
	base     []string // per token its key without proclitics
	cut      []int    // per token how many bytes of it the proclitics take
	shapes   []shapes
	bits     []uint64 // words per token
	words    int
	lits     []int32
	litEnds  []int32

	finder gazetteer.Finder
	cuts   []token.Cut
	form   [128]byte
	single []gazetteer.Match
	known  flat.Cache[wordInfo]
}

// wordInfo is what follows from a word as it is written, whatever stands
// around it.
type wordInfo struct {
	bits   [cachedBits]uint64 // of the triggers that the word is
	lits   [2]int16           // words in quotes of the rules, as it is and cut; -1 for none
	shapes shapes
	cut    uint8          // bytes of its key that are proclitics
	at     uint8          // bytes of the word that they take
	names  gazetteer.Cuts // behind which a listed name may begin
	longer gazetteer.Cuts // behind which a trigger may begin that bits does not hold
}

// cachedBits is how many words of bits wordInfo holds. Rules that ask for more
// than 64 times as many properties have them looked up for each token anew.
const cachedBits = 3

func (v *view) bitsOf(i int) []uint64 { return v.bits[i*v.words : (i+1)*v.words] }

func (v *view) litsOf(i int) []int32 {
	from := int32(0)
	if i > 0 {
		from = v.litEnds[i-1]
	}
	return v.lits[from:v.litEnds[i]]
}

// begins says whether token i is the first of a sentence.
func (v *view) begins(i int) bool { return v.tokens[i].Has(token.SentenceStart) }

// has says whether token i answers an atom.
func (v *view) has(i int32, bit int) bool { return v.bitsOf(int(i))[bit/64]>>(bit%64)&1 != 0 }

// set answers atoms for token i.
func (v *view) set(i int, bits []int) {
	for _, b := range bits {
		v.bits[i*v.words+b/64] |= 1 << (b % 64)
	}
}

// look fills the view for a text.
func (t *Tagger) look(v *view, src string, tokens []token.Token) {
	v.src, v.tokens, v.words = src, tokens, t.program.words
	v.finder.Ordinary = t.noVariant
	v.names, v.triggers = v.names[:0], v.triggers[:0]
	v.base, v.cut, v.shapes = v.base[:0], v.cut[:0], v.shapes[:0]
	v.lits, v.litEnds = v.lits[:0], v.litEnds[:0]
	v.bits = append(v.bits[:0], make([]uint64, len(tokens)*v.words)...)
	for i := range tokens {
		tok := &tokens[i]
		w, hit := v.known.At(tok.Surface)
		if !hit {
			t.learnWord(v, w, tokens[i:i+1])
		}
		names, triggers := len(v.names), len(v.triggers)
		if w.names != 0 {
			v.names = t.namesAt(v, v.names, tokens, i, w.names)
		}
		if w.longer != 0 {
			if v.words > cachedBits {
				v.triggers = t.lexicon.AppendAt(v.triggers, &v.finder, tokens, i, w.longer)
			} else {
				v.triggers = t.lexicon.AppendLonger(v.triggers, &v.finder, tokens, i, w.longer)
			}
			v.triggers = dropCut(v.triggers, triggers)
		}
		t.add(v, i, w, v.names[names:], v.triggers[triggers:])
	}
	for i := range v.names {
		t.mark(v, &v.names[i])
	}
	for i := range v.triggers {
		t.mark(v, &v.triggers[i])
	}
}

// add appends what is known of token i: of the word by itself, unless a longer
// name or trigger reads its proclitics in another way.
func (t *Tagger) add(v *view, i int, w *wordInfo, names, triggers []gazetteer.Match) {
	tok := &v.tokens[i]
	cut, at, s, lits := int(w.cut), int(w.at), w.shapes, w.lits
	if len(names) > 0 || len(triggers) > 0 {
		if c := t.listedCut(v, tok, names, triggers); c >= 0 && c != cut {
			cut, at = c, max(0, tok.After(c))
			s, lits = t.reading(tok, cut)
		}
	}
	if tok.Has(token.LineStart) {
		s.add(shapeLine)
	}
	if tok.Has(token.Joined) {
		s.add(shapeJoined)
	}
	v.base = append(v.base, tok.Norm[cut:])
	v.cut = append(v.cut, at)
	v.shapes = append(v.shapes, s)
	for _, l := range lits {
		if l >= 0 {
			v.lits = append(v.lits, int32(l))
		}
	}
	v.litEnds = append(v.litEnds, int32(len(v.lits)))
	to := v.bitsOf(i)
	copy(to, w.bits[:])
	for asked := s & t.shapesAsked; asked != 0; asked &= asked - 1 {
		bit := t.shapeBits[bits.TrailingZeros32(uint32(asked))]
		to[bit/64] |= 1 << (bit % 64)
	}
}

// learnWord works out what follows from one word by itself.
func (t *Tagger) learnWord(v *view, w *wordInfo, one []token.Token) {
	tok := &one[0]
	*w = wordInfo{names: t.gazetteer.Begins(&v.finder, tok)}
	begins, longer := t.lexicon.Begins(&v.finder, tok)
	v.single = t.namesAt(v, v.single[:0], one, 0, w.names)
	names := len(v.single)
	v.single = dropCut(t.lexicon.AppendAt(v.single, &v.finder, one, 0, begins), names)
	for k := names; k < len(v.single); k++ {
		b := t.answers(&v.single[k])
		for _, list := range [2][]int{b.any, b.first} {
			for _, bit := range list {
				if bit/64 < cachedBits {
					w.bits[bit/64] |= 1 << (bit % 64)
				}
			}
		}
	}
	if w.longer = longer; t.program.words > cachedBits {
		w.longer = begins
	}
	if w.bits[bitFunction/64]>>(bitFunction%64)&1 != 0 && !cutOff(v.single[names:]) {
		w.names &= 1 // بأنه is a word of grammar, not ب and a place
		v.single = append(v.single[:0], v.single[names:]...)
		names = 0
	}
	cut := t.listedCut(v, tok, v.single[:names], v.single[names:])
	if cut < 0 {
		cut = t.frequentCut(v, tok)
	}
	if cut > 0 {
		if at := tok.After(cut); at > 0 && at < 256 && cut < 256 {
			w.at, w.cut = uint8(at), uint8(cut)
		}
	}
	w.shapes, w.lits = t.reading(tok, int(w.cut))
}

// OrdinaryWords gives a gazetteer.Finder's Ordinary: it says of a word, by its
// key, that it is known as something else than an uncommon spelling of a name,
// namely as a common word of news, or as a word of the lexicon that is no part of
// names. Either may be nil.
func OrdinaryWords(stats *WordStats, lexicon *Lexicon) func(key string) bool {
	return func(key string) bool {
		if stats.familiar(key) == common {
			return true
		}
		if lexicon == nil {
			return false
		}
		var f gazetteer.Finder
		word := []token.Token{{Surface: key, Norm: key, End: len(key), Kind: token.Arabic}}
		for _, m := range lexicon.AppendAt(nil, &f, word, 0, 1) {
			if class, _ := m.Source.ClassNames(m.Source.Class(m.Entry)); !below(class, "name") {
				return true
			}
		}
		return false
	}
}

// cutOff says whether matches are all of a word with proclitics cut off.
func cutOff(ms []gazetteer.Match) bool {
	for k := range ms {
		if ms[k].Proclitics == 0 {
			return false
		}
	}
	return true
}

// reading gives the shapes of a word, and its words in quotes of the rules,
// with the first bytes of its key cut off.
func (t *Tagger) reading(tok *token.Token, cut int) (shapes, [2]int16) {
	s := surfaceShapes(tok)
	lits := [2]int16{-1, -1}
	if l, ok := t.program.lits[tok.Norm]; ok {
		lits[0] = int16(l)
	}
	if cut > 0 {
		if l, ok := t.program.lits[tok.Norm[cut:]]; ok {
			lits[1] = int16(l)
		}
		s.add(shapeCut)
		if strings.HasPrefix(tok.Norm, waw) {
			s.add(shapeWa)
		}
		if tok.Norm[cut-len(lam):cut] == lam {
			s.add(shapeFor)
		}
	}
	if tok.Kind == token.Arabic {
		s |= t.stats.shapes(tok.Norm[cut:]) | keyShapes(tok.Norm[cut:])
	}
	return s, lits
}

// namesAt appends the listed names that begin at token i.
func (t *Tagger) namesAt(v *view, dst []gazetteer.Match, tokens []token.Token, i int, cuts gazetteer.Cuts) []gazetteer.Match {
	from := len(dst)
	dst = t.gazetteer.AppendAt(dst, &v.finder, tokens, i, cuts)
	if t.hides {
		shown := dst[:from]
		for _, m := range dst[from:] {
			if !t.class(&m).hidden {
				shown = append(shown, m)
			}
		}
		dst = shown
	}
	return dropCut(dst, from)
}

// dropCut leaves out of ms[from:], which begin at one word, the matches that cut
// proclitics off it where, uncut, it begins a match that is no shorter: a listed
// name never loses its first letter.
func dropCut(ms []gazetteer.Match, from int) []gazetteer.Match {
	kept := ms[:from]
	longest := int32(0)
	for _, m := range ms[from:] {
		if m.Start == m.End || m.Proclitics != 0 && m.Last <= longest {
			continue
		}
		if m.Proclitics == 0 {
			longest = max(longest, m.Last)
		}
		kept = append(kept, m)
	}
	return kept
}

// listedCut is how many bytes of a word's key are proclitics by the lists:
// none where the word as it is begins a match, else those before the first
// match; -1 where there is none.
func (t *Tagger) listedCut(v *view, tok *token.Token, names, triggers []gazetteer.Match) int {
	found := -1
	for _, ms := range [2][]gazetteer.Match{names, triggers} {
		for k := range ms {
			m := &ms[k]
			if m.Proclitics == 0 {
				return 0
			}
			if found < 0 {
				v.cuts = token.AppendCuts(v.cuts[:0], tok.Norm)
				for _, c := range v.cuts {
					if c.Proclitics == m.Proclitics && c.Article == m.Article {
						found = c.N
					}
				}
			}
		}
	}
	return found
}

// frequentCut is the cut behind which news has the word more than twice as
// often as with less cut off.
func (t *Tagger) frequentCut(v *view, tok *token.Token) int {
	if tok.Kind != token.Arabic {
		return 0
	}
	v.cuts = token.AppendCuts(v.cuts[:0], tok.Norm)
	best, count := 0, t.frequency(tok.Norm)
	for _, c := range v.cuts[1:] {
		n := t.frequency(string(c.Form(tok.Norm, v.form[:0])))
		if n >= 3 && n > 2*count {
			best, count = c.N, n
		}
	}
	return best
}

// frequency is how often the news of the word statistics has a word.
func (t *Tagger) frequency(key string) int {
	if rest, ok := strings.CutPrefix(key, article); ok {
		return t.stats.Find(rest).Article
	}
	return t.stats.Find(key).Bare
}

// mark sets the bits that a match answers, on all its tokens.
func (t *Tagger) mark(v *view, m *gazetteer.Match) {
	b := t.answers(m)
	for i := int(m.First); i < int(m.Last); i++ {
		v.set(i, b.any)
		if i == int(m.First) {
			v.set(i, b.first)
		} else {
			v.set(i, b.rest)
		}
	}
}
