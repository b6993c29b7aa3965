package ner

import (
	"math/bits"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// cutOff reports whether matches are all of a word with proclitics cut off.
func cutOff(ms []gazetteer.Match) bool {
	for k := range ms {
		if ms[k].Proclitics == 0 {
			return false
		}
	}
	return true
}

// A word is itself, and not a proclitic and a listed name, where news has it so often
// at least, and beside the name more than so often: a tenth as often as the name is
// what بـ and لـ make of one (ببغداد), as often what و does (وكربلاء); باكرا is early, and
// not in أكرا.
const (
	wholeWord     = 8
	wholeShare    = 0.25
	wholeShareAnd = 8
)

// likelyCuts leaves out of a word's cuts those behind which the rest is less likely
// than the whole word.
func (t *Tagger) likelyCuts(v *view, tok *token.Token, cuts gazetteer.Cuts) gazetteer.Cuts {
	n := t.frequency(tok.Norm)
	if n < wholeWord {
		return cuts
	}
	v.cuts = token.AppendReadings(v.cuts[:0], tok.Norm)
	for k, c := range v.cuts {
		share := wholeShare
		if c.Proclitics == token.Wa {
			share = wholeShareAnd
		}
		if k > 0 && (c.Proclitics == token.Ala || float64(n) > share*float64(1+t.frequency(string(c.Form(tok.Norm, v.form[:0]))))) {
			cuts &^= gazetteer.CutAt(k)
		}
	}
	return cuts
}

// colloquialCut is the cut of ع off a word, as one of its cuts and as a variant; 0
// for none.
func colloquialCut(tok *token.Token) gazetteer.Cuts {
	if tok.Kind != token.Arabic || len(token.AppendColloquial(nil, tok.Norm)) == 0 {
		return 0
	}
	return gazetteer.CutAt(1) // behind the uncut word: no other cut begins with ع
}

// noColloquial reports whether a match is behind ع and not likely to be what follows
// it: a place is, and an organization that is no ordinary word.
func (t *Tagger) noColloquial(m gazetteer.Match) bool {
	if m.Proclitics&token.Ala == 0 {
		return false
	}
	label := t.class(&m).weight.label
	return m.Variant || label != idLOC && (label != idORG || m.NeedsContext)
}

// dropCut leaves out of ms[from:], which begin at one word, the matches that cut
// proclitics off it where, uncut, it begins a match that is no shorter: a listed
// name never loses its first letter.
func dropCut(ms []gazetteer.Match, from int) []gazetteer.Match {
	var longest [3]int32 // by how many proclitics are cut off at least
	for _, m := range ms[from:] {
		if m.Start < m.End {
			n := min(bits.OnesCount8(uint8(m.Proclitics)), 2)
			longest[n] = max(longest[n], m.Last)
		}
	}
	kept := ms[:from]
	for _, m := range ms[from:] {
		if m.Start == m.End {
			continue
		}
		n := min(bits.OnesCount8(uint8(m.Proclitics)), 2)
		if n > 0 && m.Last <= longest[0] || n > 1 && m.Last <= longest[1] {
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// dropUnlikely leaves out of ms[from:] the triggers behind a preposition which news does
// not know better than the whole word: لايون is no ل and a given name إيون.
func (t *Tagger) dropUnlikely(v *view, tok *token.Token, ms []gazetteer.Match, from int) []gazetteer.Match {
	kept := ms[:from]
	for k := range ms[from:] {
		m := ms[from+k]
		if m.Proclitics&(token.Ba|token.La|token.Ka) == 0 || m.Article || t.knownBehind(tok, v.cutOf(tok, &m)) {
			kept = append(kept, m)
		}
	}
	return kept
}

// knownBehind reports whether news knows a word by what stands behind so many bytes of
// its key, and not by the whole.
func (t *Tagger) knownBehind(tok *token.Token, n int) bool {
	if n < 0 || t.stats == nil {
		return n >= 0
	}
	rest := t.frequency(tok.Norm[n:])
	return rest > 2*t.frequency(tok.Norm)
}

// listedCut is how many bytes of a word's key are proclitics by the lists, of
// which it asks for matches of at least so many words: none where the word as it
// is begins a match, else those before the first match; -1 where there is none.
func (t *Tagger) listedCut(v *view, tok *token.Token, words int32, names, triggers []gazetteer.Match) int {
	found := -1
	for _, ms := range [2][]gazetteer.Match{names, triggers} {
		for k := range ms {
			m := &ms[k]
			if m.Last-m.First < words {
				continue
			}
			if m.Proclitics == 0 {
				return 0
			}
			if found < 0 {
				found = v.cutOf(tok, m)
			}
		}
	}
	return found
}

// cutOf is how many bytes of a word's key are the proclitics that a match of it
// is without; -1 if they are none of its cuts.
func (v *view) cutOf(tok *token.Token, m *gazetteer.Match) int {
	found := -1
	v.cuts = token.AppendReadings(v.cuts[:0], tok.Norm)
	for _, c := range v.cuts {
		if c.Proclitics == m.Proclitics && c.Article == m.Article {
			found = c.N
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
		if n >= 3 && n > 2*count && !t.andBehind(tok.Norm, c, n) {
			best, count = c.N, n
		}
	}
	if best == 0 && count < knownWord {
		return unknownCut(tok)
	}
	return best
}

// andBehind reports whether what a cut leaves is known by و and a word alone, which no
// preposition stands before: كوبري is no ك and وبري.
func (t *Tagger) andBehind(key string, c token.Cut, n int) bool {
	if c.Article || c.Proclitics&(token.Ba|token.La|token.Ka) == 0 {
		return false
	}
	rest, ok := strings.CutPrefix(key[c.N:], arabic.WawS)
	return ok && t.frequency(rest) > n
}

// knownWord is from how many times on news knows a word as it is.
const knownWord = 4

// unknownCut is the cut of a word that neither lists nor news know: before the
// article, and of و, with which few names begin. Of 240 names of this sort in
// labelled news that had و before them or began with it, 209 had it before them;
// before the article 148 of 154 had what is cut here. ب, ك and ف begin more names
// than stand before them.
func unknownCut(tok *token.Token) int {
	const least = 3 * 2 // bytes of the key that must be left
	key := tok.Norm
	n := 0
	if rest, ok := strings.CutPrefix(key, arabic.WawS); ok {
		vowel := strings.HasPrefix(rest, arabic.WawS) || strings.HasPrefix(tok.Surface, arabic.WawS+arabic.AlefS) && !strings.HasPrefix(rest, arabic.Article)
		if len(rest) < least || vowel {
			return 0
		}
		n = len(arabic.WawS)
	}
	rest := key[n:]
	switch {
	case len(rest) < least+len(arabic.Article):
	case strings.HasPrefix(rest, arabic.BehS+arabic.Article), strings.HasPrefix(rest, arabic.LamS+arabic.LamS):
		n += len(arabic.BehS)
	}
	return n
}

// frequency is how often the news of the word statistics has a word.
func (t *Tagger) frequency(key string) int {
	if rest, ok := strings.CutPrefix(key, arabic.Article); ok {
		return t.stats.Find(rest).Article
	}
	return t.stats.Find(key).Bare
}
