package ner

import (
	"math/bits"
	"slices"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// A view is a text as the rules see it: per token what lists, lexicon and
// shape say of it. It is scratch space for one goroutine.
type view struct {
	src string
	rule.Text
	regions  []text.Region     // of the document, if they are known
	names    []gazetteer.Match // listed names, in order of their first token
	triggers []gazetteer.Match
	base     []string // per token its key without proclitics
	shapes   []rule.Shapes

	finder         gazetteer.Scratch
	cuts           []token.Cut
	form           [128]byte
	single         []gazetteer.Match
	temp           []uint64
	lits           []int32
	known          flat.Cache[wordInfo]
	words          []wordView
	listNumbers    []int32           // per token its number in the lowest list
	triggerNumbers []int32           // and in the lexicon
	nisbas         map[string]uint32 // of the last words of listed names, as wordView.nisba

	emissions emissions
}

// wordInfo is what follows from a word as it is written, whatever stands
// around it.
type wordInfo struct {
	wordView
	listNumber    int32 // its number in the lowest list, for gazetteer.Scratch
	triggerNumber int32 // and in the lexicon
	row           row   // its fitted weights
}

// wordView is what of that a view needs.
type wordView struct {
	profile int32 // of the word by itself
	plain   int32 // of the triggers that the word is, alone
	shapes  rule.Shapes
	nisba   uint32         // 1 more than the class of the lexicon that says of which country it is a nisba; 0 for none
	cut     uint8          // bytes of its key that are proclitics
	at      uint8          // bytes of the word that they take
	names   gazetteer.Cuts // behind which a listed name may begin
	alone   gazetteer.Cuts // and stand alone
	longer  gazetteer.Cuts // behind which a trigger of several words may begin
}

// fill fills the view for a text.
func (t *Tagger) fill(v *view, src string, tokens []token.Token) {
	v.src, v.Tokens = src, tokens
	if v.Profiles.Ready(t.program.Words) {
		v.known = flat.Cache[wordInfo]{}
		v.temp = make([]uint64, t.program.Words)
	}
	v.finder.Ordinary = t.noVariant
	v.names, v.triggers = v.names[:0], v.triggers[:0]
	v.base, v.Cut, v.shapes, v.Profile = v.base[:0], v.Cut[:0], v.shapes[:0], v.Profile[:0]
	t.fillWords(v)
	lowest := t.lowest()
	if lowest != nil {
		v.finder.UseNumbers(lowest, v.listNumbers)
	}
	v.finder.UseNumbers(t.lexicon.Gazetteer, v.triggerNumbers)
	for i := range tokens {
		w := &v.words[i]
		names, triggers := len(v.names), len(v.triggers)
		if w.names != 0 {
			v.names = t.namesAt(v, v.names, tokens, i, w)
		}
		if w.longer != 0 {
			v.triggers = dropCut(t.lexicon.AppendLonger(v.triggers, &v.finder, tokens, i, w.longer), triggers)
		}
		t.add(v, i, w, v.names[names:], v.triggers[triggers:])
	}
	v.finder.DropNumbers()
	for i := range v.names {
		t.mark(v, &v.names[i])
	}
	for i := range v.triggers {
		t.mark(v, &v.triggers[i])
	}
	t.markRegions(v)
}

// fillWords gathers what is known of each word. It does nothing else, so that the
// processor can wait for several words at once.
func (t *Tagger) fillWords(v *view) {
	n := len(v.Tokens)
	v.words, v.listNumbers, v.triggerNumbers = resize(v.words, n), resize(v.listNumbers, n), resize(v.triggerNumbers, n)
	if t.model != nil {
		v.emissions.rows = resize(v.emissions.rows, n)
	}
	for i := range v.Tokens {
		w := t.word(v, v.Tokens[i:i+1])
		v.words[i], v.listNumbers[i], v.triggerNumbers[i] = w.wordView, w.listNumber, w.triggerNumber
		if t.model != nil {
			v.emissions.rows[i] = w.row
		}
	}
}

// word is what is known of one token's word.
func (t *Tagger) word(v *view, one []token.Token) *wordInfo {
	w, hit := v.known.At(one[0].Surface)
	if !hit {
		names := t.learnWord(v, w, one)
		if t.model != nil {
			t.weigh(v, &one[0], w, names)
		}
	}
	return w
}

// lowest is the list under all others, nil for none.
func (t *Tagger) lowest() *gazetteer.Gazetteer {
	if len(t.lists) < 2 { // the last is the lexicon
		return nil
	}
	return t.lists[0].of
}

// add appends what is known of token i: of the word by itself, unless a longer
// name or trigger reads its proclitics in another way.
func (t *Tagger) add(v *view, i int, w *wordView, names, triggers []gazetteer.Match) {
	tok := &v.Tokens[i]
	cut, at, s, profile := int(w.cut), int(w.at), w.shapes, w.profile
	if len(names) > 0 || len(triggers) > 0 {
		if c := t.listedCut(v, tok, 2, names, triggers); c >= 0 && c != cut {
			cut, at = c, max(0, tok.After(c))
			s, profile = t.reading(v, tok, cut, at, w.plain)
		}
	}
	if tok.Flags&(token.LineStart|token.Joined) != 0 {
		if tok.Has(token.LineStart) {
			s.Add(rule.ShapeLine)
			profile = t.with(v, profile, markLine)
		}
		if tok.Has(token.Joined) {
			s.Add(rule.ShapeJoined)
			profile = t.with(v, profile, markJoined)
		}
	}
	if t.marks[markLineEnd] != nil && (i+1 == len(v.Tokens) || v.Tokens[i+1].Has(token.LineStart)) {
		s.Add(rule.ShapeLineEnd)
		profile = t.with(v, profile, markLineEnd)
	}
	v.base = append(v.base, tok.Norm[cut:])
	v.Cut = append(v.Cut, at)
	v.shapes = append(v.shapes, s)
	v.Profile = append(v.Profile, profile)
}

// learnWord works out what follows from one word by itself, and gives how many of
// v.single are listed names: the rest are triggers.
func (t *Tagger) learnWord(v *view, w *wordInfo, one []token.Token) int {
	tok := &one[0]
	*w = wordInfo{triggerNumber: t.lexicon.Number(tok)}
	w.names, w.alone = t.gazetteer.Begins(&v.finder, tok)
	if list := t.lowest(); list != nil {
		w.listNumber = list.Number(tok)
	}
	begins, _, longer := t.lexicon.Begins(&v.finder, tok)
	if cut := colloquialCut(tok); cut != 0 {
		begins, longer = begins&^cut, longer&^cut
	}
	if w.names&^gazetteer.CutAt(0) != 0 {
		w.names = t.likelyCuts(v, tok, w.names)
	}
	v.single = t.namesAt(v, v.single[:0], one, 0, &w.wordView)
	names := len(v.single)
	v.single = t.dropUnlikely(v, tok, dropCut(t.lexicon.AppendAt(v.single, &v.finder, one, 0, begins), names), names)
	if names > 0 && !cutOff(v.single[:names]) {
		v.single = slices.DeleteFunc(v.single, func(m gazetteer.Match) bool { return m.Proclitics != 0 && isPersonal(&m) }) // بكين is Beijing, no بـ and كين
	}
	clear(v.temp)
	for k := names; k < len(v.single); k++ {
		m := &v.single[k]
		class := m.List.Class(m.Entry)
		if name, country := m.List.ClassNames(class); w.nisba == 0 && name == classNisba && country != "" {
			w.nisba = class + 1
		}
		if m := t.answers(&v.single[k]).firstMark; m >= 0 {
			for _, bit := range t.marks[m] {
				v.temp[bit/64] |= 1 << (bit % 64)
			}
		}
	}
	w.longer = longer
	w.plain = v.Profiles.Number(v.temp, nil)
	if v.Profiles.Has(w.plain, bitFunction) && !cutOff(v.single[names:]) {
		w.names &= 1 // بأنه is a word of grammar, not ب and a place
		v.single = append(v.single[:0], v.single[names:]...)
		names = 0
	}
	cut := t.listedCut(v, tok, 1, v.single[:names], v.single[names:])
	if cut < 0 {
		cut = t.frequentCut(v, tok)
	}
	if cut > 0 {
		if at := tok.After(cut); at > 0 && at < 256 && cut < 256 {
			w.at, w.cut = uint8(at), uint8(cut)
		}
	}
	w.shapes, w.profile = t.reading(v, tok, int(w.cut), int(w.at), w.plain)
	return names
}

// isPersonal reports whether a match is of a part of persons' names.
func isPersonal(m *gazetteer.Match) bool {
	class, _ := m.List.ClassNames(m.List.Class(m.Entry))
	return rule.Below(class, "name")
}

// OrdinaryWords gives a gazetteer.Scratch's Ordinary: it says of a word, by its
// key, that it is known as something else than an uncommon spelling of a name,
// namely as a common word of news, or as a word of the lexicon that is no part of
// names. Either may be nil.
func OrdinaryWords(stats *word.Stats, lexicon *Lexicon) func(key string) bool {
	return func(key string) bool {
		if stats.Familiar(key) == word.Common {
			return true
		}
		if lexicon == nil {
			return false
		}
		var f gazetteer.Scratch
		word := []token.Token{{Surface: key, Norm: key, End: len(key), Kind: token.Arabic}}
		for _, m := range lexicon.AppendAt(nil, &f, word, 0, 1) {
			if class, _ := m.List.ClassNames(m.List.Class(m.Entry)); !rule.Below(class, "name") {
				return true
			}
		}
		return false
	}
}

// reading gives the shapes and the profile of a word whose triggers are the
// profile plain, with the first bytes of its key, and of its surface, cut off.
func (t *Tagger) reading(v *view, tok *token.Token, cut, at int, plain int32) (rule.Shapes, int32) {
	s := rule.SurfaceShapes(tok)
	base := tok.Norm[cut:]
	if cut > 0 {
		rule.CutShapes(&s, tok.Norm[:cut])
	}
	if tok.Kind == token.Arabic {
		s |= statShapes(t.stats, base) | rule.KeyShapes(base)
	}
	copy(v.temp, v.Profiles.BitsOf(plain))
	for asked := s & t.shapesAsked; asked != 0; asked &= asked - 1 {
		bit := t.shapeBits[bits.TrailingZeros32(uint32(asked))]
		v.temp[bit/64] |= 1 << (bit % 64)
	}
	v.lits = t.program.AppendLits(v.lits[:0], tok, cut, at)
	return s, v.Profiles.Number(v.temp, v.lits)
}

// statShapes says what the statistics make of a word, as shapes.
func statShapes(stats *word.Stats, key string) rule.Shapes {
	var s rule.Shapes
	switch stats.Familiar(key) {
	case word.Common:
		s.Add(rule.ShapeCommon)
	case word.Rare:
		s.Add(rule.ShapeRare)
		s.Add(rule.ShapeName)
	default:
		s.Add(rule.ShapeName)
	}
	return s
}

// namesAt appends the listed names that begin at token i, whose word is w.
func (t *Tagger) namesAt(v *view, dst []gazetteer.Match, tokens []token.Token, i int, w *wordView) []gazetteer.Match {
	from := len(dst)
	if w.names&w.alone != 0 {
		dst = t.gazetteer.AppendAt(dst, &v.finder, tokens, i, w.names)
	} else if dst = t.gazetteer.AppendLonger(dst, &v.finder, tokens, i, w.names); len(dst) == from {
		return dst
	}
	if colloquialCut(&tokens[i]) != 0 {
		dst = append(dst[:from], slices.DeleteFunc(dst[from:], t.noColloquial)...)
	}
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
