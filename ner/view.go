package ner

import (
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

	finder   gazetteer.Finder
	cuts     []token.Cut
	form     [128]byte
	cutOf    flat.Cache[uint8]       // by key: bytes of proclitics, by frequency
	familiar flat.Cache[familiarity] // by key without proclitics
}

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

// set answers atoms for token i.
func (v *view) set(i int, bits []int) {
	for _, b := range bits {
		v.bits[i*v.words+b/64] |= 1 << (b % 64)
	}
}

// look fills the view for a text.
func (t *Tagger) look(v *view, src string, tokens []token.Token) {
	n := len(tokens)
	v.src, v.tokens, v.words = src, tokens, t.program.words
	v.names = dropCut(t.gazetteer.Append(v.names[:0], &v.finder, tokens))
	v.triggers = dropCut(t.lexicon.Append(v.triggers[:0], &v.finder, tokens))
	v.base, v.cut, v.shapes = v.base[:0], v.cut[:0], v.shapes[:0]
	v.lits, v.litEnds = v.lits[:0], v.litEnds[:0]
	v.bits = append(v.bits[:0], make([]uint64, n*v.words)...)
	k, l := 0, 0
	for i := range tokens {
		for k < len(v.names) && int(v.names[k].First) < i {
			k++
		}
		for l < len(v.triggers) && int(v.triggers[l].First) < i {
			l++
		}
		cut := t.bestCut(v, i, v.names[k:], v.triggers[l:])
		v.base = append(v.base, tokens[i].Norm[cut:])
		v.cut = append(v.cut, max(0, tokens[i].After(cut)))
		t.shape(v, i, cut)
		t.literals(v, i)
	}
	for i := range v.names {
		t.mark(v, &v.names[i])
	}
	for i := range v.triggers {
		t.mark(v, &v.triggers[i])
	}
}

// dropCut leaves out the matches that cut proclitics off a word which, uncut,
// begins a match that is no shorter: a listed name never loses its first letter.
func dropCut(ms []gazetteer.Match) []gazetteer.Match {
	kept := ms[:0]
	first, longest := int32(-1), int32(0)
	for _, m := range ms {
		if m.First != first {
			first, longest = m.First, 0
		}
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

// bestCut is how many bytes of the key of token i are proclitics: none where
// the word as it is is listed; those before a listed word; else by how often
// news has the word with and without its first letters.
func (t *Tagger) bestCut(v *view, i int, names, triggers []gazetteer.Match) int {
	tok := &v.tokens[i]
	if tok.Kind != token.Arabic {
		return 0
	}
	found := -1
	for _, ms := range [2][]gazetteer.Match{names, triggers} {
		for _, m := range ms {
			if int(m.First) != i {
				break
			}
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
	if found >= 0 {
		return found
	}
	best, hit := v.cutOf.At(tok.Norm)
	if !hit {
		*best = t.frequentCut(v, tok.Norm)
	}
	return int(*best)
}

// frequentCut is the cut behind which news has the word more than twice as
// often as with less cut off.
func (t *Tagger) frequentCut(v *view, key string) uint8 {
	v.cuts = token.AppendCuts(v.cuts[:0], key)
	best, count := 0, t.frequency(key)
	for _, c := range v.cuts[1:] {
		n := t.frequency(string(c.Form(key, v.form[:0])))
		if n >= 3 && n > 2*count {
			best, count = c.N, n
		}
	}
	return uint8(best)
}

// frequency is how often the news of the word statistics has a word.
func (t *Tagger) frequency(key string) int {
	if rest, ok := strings.CutPrefix(key, article); ok {
		return t.stats.Find(rest).Article
	}
	return t.stats.Find(key).Bare
}

// shape finds the shapes of token i and marks those that rules ask for.
func (t *Tagger) shape(v *view, i, cut int) {
	tok := &v.tokens[i]
	s := shapesOf(tok, v.base[i])
	if tok.Kind == token.Arabic {
		if cut > 0 {
			s.add(shapeCut)
			if strings.HasPrefix(tok.Norm, waw) {
				s.add(shapeWa)
			}
		}
		f, hit := v.familiar.At(v.base[i])
		if !hit {
			*f = t.stats.familiar(v.base[i])
		}
		switch *f {
		case common:
			s.add(shapeCommon)
		case rare:
			s.add(shapeRare)
			s.add(shapeName)
		default:
			s.add(shapeName)
		}
	}
	v.shapes = append(v.shapes, s)
	for x, bit := range t.shapeBits {
		if bit >= 0 && s.has(shape(x)) {
			v.bits[i*v.words+bit/64] |= 1 << (bit % 64)
		}
	}
}

// literals finds which words in quotes of the rules token i is, as it stands
// and behind proclitics.
func (t *Tagger) literals(v *view, i int) {
	if len(t.program.lits) > 0 {
		tok := &v.tokens[i]
		if l, ok := t.program.lits[tok.Norm]; ok {
			v.lits = append(v.lits, l)
		}
		if base := v.base[i]; len(base) < len(tok.Norm) {
			if l, ok := t.program.lits[base]; ok {
				v.lits = append(v.lits, l)
			}
		}
	}
	v.litEnds = append(v.litEnds, int32(len(v.lits)))
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
