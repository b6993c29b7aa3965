package ner

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// propertySet gathers the properties of a token. With names set, it keeps their
// names too, for those who fit or explain.
type propertySet struct {
	list  []Property
	names map[Property]string
}

func (p *propertySet) reset() { p.list = p.list[:0] }

// add adds a property with a number that is not there yet.
func (p *propertySet) add(k propertyKind, n int) { p.put(k.number(n)) }

func (p *propertySet) put(x Property) {
	p.list = append(p.list, x)
	if p.names != nil {
		p.names[x] = x.name()
	}
}

// addText adds a property without a number that is not there yet.
func (p *propertySet) addText(k propertyKind, value string) {
	x := k.text(value)
	p.list = append(p.list, x)
	if p.names != nil {
		p.names[x] = propKindNames[k] + " " + value
	}
}

// addProperty adds a property that may be there.
func (p *propertySet) addProperty(x namedProperty) {
	if slices.Contains(p.list, x.prop) {
		return
	}
	p.list = append(p.list, x.prop)
	if p.names != nil {
		p.names[x.prop] = x.name
	}
}

// wordProperties adds what holds of a word whatever stands around it: names and
// triggers are the listed ones that it is.
func (t *Tagger) wordProperties(p *propertySet, tok *token.Token, w *wordInfo, names, triggers []gazetteer.Match) {
	p.add(propAny, 0)
	p.add(propKind, int(tok.Kind))
	if tok.Kind == token.Punct || tok.Kind == token.Symbol {
		p.addText(propSign, tok.Norm)
	}
	for k := range names {
		unsure := 0
		if names[k].NeedsContext {
			unsure = 1
		}
		for _, x := range t.class(&names[k]).properties.alone[unsure] {
			p.addProperty(x)
		}
	}
	for k := range triggers {
		for _, x := range t.class(&triggers[k]).properties.alone[0] {
			p.addProperty(x)
		}
	}
	for s := range rule.ShapeCount {
		if w.shapes.Has(s) {
			p.add(propShape, int(s))
		}
	}
	if c, ok := t.contexts.Of(tok, int(w.cut)); ok {
		p.put(fine(int(c.Fine)))
		p.add(propCoarse, int(c.Coarse))
		for x := range word.ContextCount {
			if b := c.Bucket(x); b != 1 {
				p.add(propContext, int(x)*word.LiftBuckets+b)
			}
		}
	} else if t.contexts != nil {
		p.put(fine(-1))
	}
	if tok.Kind != token.Arabic {
		return
	}
	base := tok.Norm[w.cut:]
	if w.cut > 0 {
		p.addText(propCut, tok.Norm[:w.cut])
	}
	p.addText(propWord, base)
	p.letters(base)
	if t.shape != nil {
		t.shapeProperties(p, base, w.shapes.Has(rule.ShapeRare))
	}
	stem, how := base, 0
	if rest, def := strings.CutPrefix(base, arabic.Article); def {
		stem, how = rest, 1
	}
	if t.object(base, names) {
		p.put(hereObject.prop)
	}
	c := t.stats.Find(stem)
	p.add(propBare, how*(maxBucket+1)+bucket(c.Bare))
	if c.Bare > 2 {
		p.share(propNamed, 0, c.Named, c.Bare)
	}
	if c.Bare+c.Article+c.Suffix > 2 {
		p.share(propArticle, how, c.Article, c.Bare)
		p.share(propSuffix, how, c.Suffix, c.Bare+c.Article)
	}
}

// object reports whether a word that no list has as a name is an ordinary one in the
// accusative, as an object or adverb behind a name: كتب صالح محمود مقالا.
func (t *Tagger) object(base string, names []gazetteer.Match) bool {
	stem, ok := strings.CutSuffix(base, arabic.AlefS)
	return ok && len(names) == 0 && len(stem) >= 3*len(arabic.AlefS) && t.stats.Find(stem).Bare >= commonStem
}

// commonStem is how often news must have a word for its accusative to be one.
const commonStem = 10

// shapeProperties adds what the name-shape model makes of a word, which the word
// statistics know or not.
func (t *Tagger) shapeProperties(p *propertySet, base string, unknown bool) {
	s := t.shape.Scores(base)
	sum := 0.0
	best := 0
	for k, x := range s {
		sum += math.Exp(float64(x))
		if x > s[best] {
			best = k
		}
	}
	looks := int(math.Round(max(-maxLooks, min(maxLooks, math.Log(sum))))) + maxLooks
	known := 1
	if unknown {
		known = 2
	}
	p.add(propLooks, looks)
	p.add(propLooks, known*(2*maxLooks+1)+looks)
	if math.Log(sum) > -1 {
		p.add(propSort, known*int(word.NameSorts)+best)
	}
}

// letters adds what a word's letters say.
func (p *propertySet) letters(base string) {
	p.add(propLetters, min(utf8.RuneCountInString(base), maxLetters))
	for k := 1; k <= 3 && 2*k < len(base); k++ {
		p.addText(propEnd, base[len(base)-2*k:])
		p.addText(propStart, base[:2*k])
	}
}

// bucket gives a count in octaves.
func bucket(n int) int { return min(bits.Len(uint(max(n, 0))), maxBucket) }

// share adds the log ratio of two counts, in octaves.
func (p *propertySet) share(k propertyKind, how, a, b int) {
	r := 0
	for x := b + 1; x > a+1 && r > minShare; x >>= 1 {
		r--
	}
	for x := a + 1; x > b+1 && r < maxShare; x >>= 1 {
		r++
	}
	p.add(k, how*(maxShare-minShare+1)+r-minShare)
}
