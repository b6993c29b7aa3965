package ner

import (
	"math"
	"slices"
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
	k := newPropertyKind(kind)
	return k.of(value, "")
}

// A propertyKind is the hash of a kind, which that of a value goes on from.
type propertyKind struct {
	hash uint64
	name string
}

const (
	fnvOffset = 14695981039346656037 // FNV-1a
	fnvPrime  = 1099511628211
)

func newPropertyKind(name string) propertyKind {
	return propertyKind{fnv(fnv(fnvOffset, name), " "), name}
}

func fnv(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// of is the property of a value in two parts.
func (k *propertyKind) of(a, b string) Property { return Property(fnv(fnv(k.hash, a), b)) }

// The kinds of properties.
var (
	propAny     = newPropertyKind("any")     // of every word
	propClass   = newPropertyKind("class")   // of the lexicon, and the classes above it
	propList    = newPropertyKind("list")    // listed as a name by itself: label, or label.kind
	propPart    = newPropertyKind("part")    // in a longer listed name: label and place
	propPhrase  = newPropertyKind("phrase")  // in a longer trigger
	propRule    = newPropertyKind("rule")    // in the capture of a rule
	propShape   = newPropertyKind("shape")   // a shape
	propKind    = newPropertyKind("kind")    // what the token is made of
	propCut     = newPropertyKind("cut")     // the proclitics before it
	propEnd     = newPropertyKind("end")     // its last letters
	propStart   = newPropertyKind("start")   // its first letters
	propLetters = newPropertyKind("letters") // how many it has
	propBare    = newPropertyKind("bare")    // how often news has it
	propArticle = newPropertyKind("article") // in which share with the article
	propSuffix  = newPropertyKind("suffix")  // and with a suffix
	propNamed   = newPropertyKind("named")   // in which share where a person's name must stand
	propFine    = newPropertyKind("fine")    // its class among words that stand alike
	propCoarse  = newPropertyKind("coarse")  // and that class's class
	propContext = newPropertyKind("context") // how often it stands in a context
	propLooks   = newPropertyKind("looks")   // how name-like its letters are
	propSort    = newPropertyKind("sort")    // as the name of which sort
	propWord    = newPropertyKind("word")    // the word itself
	propPlace   = newPropertyKind("place")   // where it stands
	propSign    = newPropertyKind("sign")    // a punctuation mark
)

// properties gathers the properties of a token. With names set, it keeps their
// names too, for those who fit or explain.
type properties struct {
	list  []Property
	names map[Property]string
}

func (p *properties) reset() { p.list = p.list[:0] }

// add adds a property that is not there yet.
func (p *properties) add(kind *propertyKind, a, b string) {
	x := kind.of(a, b)
	p.list = append(p.list, x)
	if p.names != nil {
		p.names[x] = kind.name + " " + a + b
	}
}

// addProperty adds a property that may be there.
func (p *properties) addProperty(x property) {
	if slices.Contains(p.list, x.prop) {
		return
	}
	p.list = append(p.list, x.prop)
	if p.names != nil {
		p.names[x.prop] = x.name
	}
}

// word adds what holds of a word whatever stands around it. single are the
// listed names and then the triggers that it is.
func (t *Tagger) wordProperties(p *properties, tok *token.Token, w *wordInfo, names, triggers []gazetteer.Match) {
	p.add(&propAny, "", "")
	p.add(&propKind, tok.Kind.String(), "")
	if tok.Kind == token.Punct || tok.Kind == token.Symbol {
		p.add(&propSign, tok.Norm, "")
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
	for s := range shapeCount {
		if w.shapes.has(s) {
			p.add(&propShape, shapeNames[s], "")
		}
	}
	if c, ok := t.contexts.Of(tok, int(w.cut)); ok {
		p.add(&propFine, strconv.Itoa(int(c.Fine)/10), strconv.Itoa(int(c.Fine)%10))
		p.add(&propCoarse, strconv.Itoa(int(c.Coarse)/10), strconv.Itoa(int(c.Coarse)%10))
		for x := range ContextCount {
			if b := c.Bucket(x); b != 1 {
				p.add(&propContext, contextNames[x], strconv.Itoa(b))
			}
		}
	} else if t.contexts != nil {
		p.add(&propFine, "none", "")
	}
	if tok.Kind != token.Arabic {
		return
	}
	base := tok.Norm[w.cut:]
	if w.cut > 0 {
		p.add(&propCut, tok.Norm[:w.cut], "")
	}
	p.add(&propWord, base, "")
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
	p.add(&propBare, how, bucket(c.Bare))
	if c.Bare > 2 {
		p.add(&propNamed, share(c.Named, c.Bare), "")
	}
	if c.Bare+c.Article+c.Suffix > 2 {
		p.add(&propArticle, how, share(c.Article, c.Bare))
		p.add(&propSuffix, how, share(c.Suffix, c.Bare+c.Article))
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
	p.add(&propLooks, looks, "")
	p.add(&propLooks, known, looks)
	if math.Log(sum) > -1 {
		p.add(&propSort, known, NameSort(best).String())
	}
}

// letters adds what a word's letters say.
func letters(p *properties, base string) {
	n := utf8.RuneCountInString(base)
	p.add(&propLetters, strconv.Itoa(min(n, 9)), "")
	for k := 1; k <= 3 && 2*k < len(base); k++ {
		p.add(&propEnd, base[len(base)-2*k:], "")
		p.add(&propStart, base[:2*k], "")
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

// A property is a Property with its name.
type property struct {
	prop Property
	name string
}

func newProperty(kind propertyKind, value string) property {
	return property{kind.of(value, ""), kind.name + " " + value}
}

// The places of a token in a stretch.
const (
	placeFirst = iota
	placeRest
	placeLast
	placeCount
)

var placeNames = [placeCount]string{" first", " rest", " last"}

func placeIn(i, first, last int32) int {
	switch i {
	case first:
		return placeFirst
	case last - 1:
		return placeLast
	}
	return placeRest
}

// classProperties are what a listed name or trigger says of its tokens.
type classProperties struct {
	alone  [2][]property        // of the only token; [1] where the form needs context
	part   [placeCount]property // of a token of a longer name
	phrase []property           // of a token of a longer trigger, but for the last
}

// newClassProperties works out the properties of a class: of names, or of
// triggers.
func newClassProperties(label, kind string, lexicon bool) *classProperties {
	c := &classProperties{}
	if lexicon {
		for i := range len(label) + 1 {
			if i == len(label) || label[i] == '.' {
				c.alone[0] = append(c.alone[0], newProperty(propClass, label[:i]))
				c.phrase = append(c.phrase, newProperty(propPhrase, label[:i]))
			}
		}
		c.alone[1] = c.alone[0]
		return c
	}
	for k, unsure := range [...]string{"", "?"} {
		c.alone[k] = []property{newProperty(propList, label+unsure), newProperty(propList, label+"."+kind+unsure)}
	}
	for k, place := range placeNames {
		c.part[k] = newProperty(propPart, label+place)
	}
	return c
}

// here gives what holds of tokens by where they stand: within longer names
// and triggers, captures of rules, and sentences. s.items are the evidence of
// lists and rules.
func (t *Tagger) here(s *scratch, add func(i int32, p property)) {
	v := &s.view
	for i := range v.tokens {
		if v.tokens[i].Has(token.SentenceStart) {
			add(int32(i), hereBegins)
		}
		if v.tokens[i].Has(token.Joined) {
			add(int32(i), hereJoined)
		}
	}
	for k := range v.names {
		m := &v.names[k]
		if m.Last-m.First < 2 {
			continue
		}
		c := t.class(m).properties
		for i := m.First; i < m.Last; i++ {
			add(i, c.part[placeIn(i, m.First, m.Last)])
		}
	}
	for k := range v.triggers {
		m := &v.triggers[k]
		if m.Last-m.First < 2 {
			continue
		}
		c := t.class(m).properties
		for i := m.First; i < m.Last; i++ {
			list := c.phrase
			if i == m.Last-1 {
				list = c.alone[0]
			}
			for _, p := range list {
				add(i, p)
			}
		}
	}
	for _, it := range s.items {
		if it.source == fromRule && !t.program.rules[t.program.slots[it.ref].rule].Fixed {
			ps := &t.ruleProperties[it.ref]
			add(it.first, ps[0])
			for i := it.first + 1; i < it.last; i++ {
				add(i, ps[1])
			}
		}
	}
}

var (
	hereBegins = newProperty(propPlace, "begins")
	hereJoined = newProperty(propPlace, "joined")
)

// newRuleProperties gives, per capture of a rule, the properties of its first
// token and of the others.
func newRuleProperties(p *program) [][2]property {
	out := make([][2]property, len(p.slots))
	for k, s := range p.slots {
		name := p.rules[s.rule].Name + " " + string(labelNames[s.label])
		out[k] = [2]property{newProperty(propRule, name+placeNames[placeFirst]), newProperty(propRule, name+placeNames[placeRest])}
	}
	return out
}
