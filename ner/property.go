package ner

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"alam/gazetteer"
	"alam/token"
)

// A Property is something that holds of a word, such as "class title.office"
// or "end ين", by the hash of its name.
type Property uint64

// PropertyOf is the property of a name: a kind and a value.
func PropertyOf(kind, value string) Property {
	h := uint64(14695981039346656037) // FNV-1a
	for _, s := range [...]string{kind, " ", value} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	return Property(h)
}

// The kinds of properties.
const (
	propAny     = "any"     // of every word
	propClass   = "class"   // of the lexicon, and the classes above it
	propList    = "list"    // listed as a name by itself: label, or label.kind
	propPart    = "part"    // in a longer listed name: label and place
	propPhrase  = "phrase"  // in a longer trigger
	propRule    = "rule"    // in the capture of a rule
	propShape   = "shape"   // a shape
	propKind    = "kind"    // what the token is made of
	propCut     = "cut"     // the proclitics before it
	propEnd     = "end"     // its last letters
	propStart   = "start"   // its first letters
	propLetters = "letters" // how many it has
	propBare    = "bare"    // how often news has it
	propArticle = "article" // in which share with the article
	propSuffix  = "suffix"  // and with a suffix
	propNamed   = "named"   // in which share where a person's name must stand
	propFine    = "fine"    // its class among words that stand alike
	propCoarse  = "coarse"  // and that class's class
	propContext = "context" // how often it stands in a context
	propLooks   = "looks"   // how name-like its letters are
	propSort    = "sort"    // as the name of which sort
	propWord    = "word"    // the word itself
	propPlace   = "place"   // where it stands
	propSign    = "sign"    // a punctuation mark
)

// properties gathers the properties of a token. With names set, it keeps their
// names too, for those who fit or explain.
type properties struct {
	list  []Property
	names map[Property]string
}

func (p *properties) reset() { p.list = p.list[:0] }

func (p *properties) add(kind, value string) {
	x := PropertyOf(kind, value)
	for _, y := range p.list {
		if x == y {
			return
		}
	}
	p.list = append(p.list, x)
	if p.names != nil {
		p.names[x] = kind + " " + value
	}
}

// word adds what holds of a word whatever stands around it. single are the
// listed names and then the triggers that it is.
func (t *Tagger) wordProperties(p *properties, tok *token.Token, w *wordInfo, names, triggers []gazetteer.Match) {
	p.add(propAny, "")
	p.add(propKind, tok.Kind.String())
	if tok.Kind == token.Punct || tok.Kind == token.Symbol {
		p.add(propSign, tok.Norm)
	}
	for k := range names {
		t.nameProperties(p, propList, &names[k], "")
	}
	for k := range triggers {
		t.triggerProperties(p, propClass, &triggers[k], "")
	}
	for s := range shapeCount {
		if w.shapes.has(s) {
			p.add(propShape, shapeNames[s])
		}
	}
	if c, ok := t.contexts.Of(tok, int(w.cut)); ok {
		p.add(propFine, strconv.Itoa(int(c.Fine)))
		p.add(propCoarse, strconv.Itoa(int(c.Coarse)))
		for x := range ContextCount {
			if b := c.Bucket(x); b != 1 {
				p.add(propContext, contextNames[x]+strconv.Itoa(b))
			}
		}
	} else if t.contexts != nil {
		p.add(propFine, "none")
	}
	if tok.Kind != token.Arabic {
		return
	}
	base := tok.Norm[w.cut:]
	if w.cut > 0 {
		p.add(propCut, tok.Norm[:w.cut])
	}
	p.add(propWord, base)
	letters(p, base)
	if t.shape != nil {
		t.shapeProperties(p, base)
	}
	stem, def := strings.CutPrefix(base, article)
	c := t.stats.Find(stem)
	how := ""
	if def {
		how = "ال"
	}
	p.add(propBare, how+bucket(c.Bare))
	if c.Bare > 2 {
		p.add(propNamed, share(c.Named, c.Bare))
	}
	if c.Bare+c.Article+c.Suffix > 2 {
		p.add(propArticle, how+share(c.Article, c.Bare))
		p.add(propSuffix, how+share(c.Suffix, c.Bare+c.Article))
	}
}

// contextNames are the contexts as properties name them.
var contextNames = [ContextCount]string{"wa", "ba", "la", "title", "say", "nisba", "place", "in", "org", "given",
	"family", "says", "nisbas", "bracket", "quotes", "initial"}

// shapeProperties adds what the name-shape model makes of a word.
func (t *Tagger) shapeProperties(p *properties, base string) {
	s := t.shape.Scores(base)
	sum := 0.0
	best := 0
	for k, x := range s {
		sum += math.Exp(float64(x))
		if x > s[best] {
			best = k
		}
	}
	looks := strconv.Itoa(int(math.Round(max(-5, min(5, math.Log(sum))))))
	known := "known "
	if t.stats.familiar(base) == rare {
		known = "rare "
	}
	p.add(propLooks, looks)
	p.add(propLooks, known+looks)
	if math.Log(sum) > -1 {
		p.add(propSort, known+NameSort(best).String())
	}
}

// letters adds what a word's letters say.
func letters(p *properties, base string) {
	n := utf8.RuneCountInString(base)
	p.add(propLetters, strconv.Itoa(min(n, 9)))
	for k := 1; k <= 3 && 2*k < len(base); k++ {
		p.add(propEnd, base[len(base)-2*k:])
		p.add(propStart, base[:2*k])
	}
}

// bucket gives a count in octaves.
func bucket(n int) string {
	b := 0
	for ; n > 0; n >>= 1 {
		b++
	}
	return strconv.Itoa(b)
}

// share gives the log ratio of two counts, in octaves.
func share(a, b int) string {
	r := 0
	for x := b + 1; x > a+1 && r > -6; x >>= 1 {
		r--
	}
	for x := a + 1; x > b+1 && r < 3; x >>= 1 {
		r++
	}
	return strconv.Itoa(r)
}

// nameProperties adds what a listed name says of a token in it.
func (t *Tagger) nameProperties(p *properties, kind string, m *gazetteer.Match, place string) {
	label, sort := m.Source.ClassNames(m.Source.Class(m.Entry))
	unsure := ""
	if m.NeedsContext {
		unsure = "?"
	}
	p.add(kind, label+unsure+place)
	p.add(kind, label+"."+sort+unsure+place)
}

// triggerProperties adds the class of a trigger and those above it.
func (t *Tagger) triggerProperties(p *properties, kind string, m *gazetteer.Match, place string) {
	class, _ := m.Source.ClassNames(m.Source.Class(m.Entry))
	for i := range len(class) + 1 {
		if i == len(class) || class[i] == '.' {
			p.add(kind, class[:i]+place)
		}
	}
}

// The places of a token in a stretch.
const (
	placeFirst = " first"
	placeRest  = " rest"
	placeLast  = " last"
)

func placeIn(i, first, last int32) string {
	switch i {
	case first:
		return placeFirst
	case last - 1:
		return placeLast
	}
	return placeRest
}
