package ner

import (
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

func cutOff(ms []gazetteer.Match) bool {
	for k := range ms {
		if ms[k].Proclitics == 0 {
			return false
		}
	}
	return true
}

func (t *Tagger) likelyCuts(v *view, tok *token.Token, cuts gazetteer.Cuts) gazetteer.Cuts {
	n := t.frequency(tok.Norm)
	if n < knownWord {
		return cuts
	}
	v.cuts = token.AppendColloquial(token.AppendCuts(v.cuts[:0], tok.Norm), tok.Norm)
	for k, c := range v.cuts {
		if k > 0 && (c.Proclitics == token.Ala || n > t.frequency(string(c.Form(tok.Norm, v.form[:0])))) {
			cuts &^= gazetteer.CutAt(k)
		}
	}
	return cuts
}

func colloquialCut(tok *token.Token) gazetteer.Cuts {
	if tok.Kind != token.Arabic || len(token.AppendColloquial(nil, tok.Norm)) == 0 {
		return 0
	}
	return gazetteer.CutAt(1) // behind the uncut word: no other cut begins with ع
}

func (t *Tagger) noColloquial(m gazetteer.Match) bool {
	if m.Proclitics&token.Ala == 0 {
		return false
	}
	label := t.class(&m).weight.label
	return m.Variant || label != idLOC && (label != idORG || m.NeedsContext)
}

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

func (v *view) cutOf(tok *token.Token, m *gazetteer.Match) int {
	found := -1
	v.cuts = token.AppendColloquial(token.AppendCuts(v.cuts[:0], tok.Norm), tok.Norm)
	for _, c := range v.cuts {
		if c.Proclitics == m.Proclitics && c.Article == m.Article {
			found = c.N
		}
	}
	return found
}

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
	if best == 0 && count < knownWord {
		return unknownCut(tok)
	}
	return best
}

const knownWord = 4

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

func (t *Tagger) frequency(key string) int {
	if rest, ok := strings.CutPrefix(key, arabic.Article); ok {
		return t.stats.Find(rest).Article
	}
	return t.stats.Find(key).Bare
}
