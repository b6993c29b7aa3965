package peer

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Conlleval counts as conlleval.pl does (Tjong Kim Sang & Buchholz, CoNLL-2000;
// version of 2004-01-26). Feed it tags in order with Add, and Break after each
// sentence. It knows B, I, O, E, [ and ]; give it no BIOES or BILOU, which it
// reads wrongly: S-LOC S-LOC is one chunk.
type Conlleval struct {
	Tokens      int // tokens added
	CorrectTags int // of these, with equal tags
	Gold        int // chunks in the gold
	Found       int // chunks in the prediction
	Correct     int // chunks in both

	tags      map[string]conllTag
	prefixes  map[string]int
	types     map[string]int
	perType   []conllType
	last      [2]conllTag // gold, predicted
	inCorrect bool
}

const goldSide, predSide = 0, 1

type conllType struct {
	name                 string
	gold, found, correct int
}

type conllTag struct {
	letter      conllLetter
	prefix, typ int
}

// conllOutside is the tag O without type; NewConlleval interns both first.
func conllOutside() conllTag { return conllTag{letterO, 0, 0} }

// conllLetter is what conlleval knows of the prefix of a tag.
type conllLetter uint8

const (
	letterO conllLetter = iota
	letterB
	letterI
	letterE
	letterAlone // [ and ]
	letterOther
	letterDot // "." is outside for changes of type only
)

// NewConlleval makes an empty count.
func NewConlleval() *Conlleval {
	c := new(Conlleval)
	c.ready()
	return c
}

// ready makes a zero value an empty count.
func (c *Conlleval) ready() {
	if c.tags != nil {
		return
	}
	*c = Conlleval{
		tags:     make(map[string]conllTag),
		prefixes: map[string]int{"O": 0},
		types:    map[string]int{"": 0},
		perType:  []conllType{{}},
		last:     [2]conllTag{conllOutside(), conllOutside()},
	}
}

func (c *Conlleval) parse(tag []byte) conllTag {
	if t, ok := c.tags[string(tag)]; ok {
		return t
	}
	text := string(tag)
	prefix, typ, _ := strings.Cut(text, "-")
	if typ == "0" {
		typ = "" // false in Perl
	}
	t := conllTag{letter: letterOther}
	switch prefix {
	case "O":
		t.letter = letterO
	case ".":
		t.letter = letterDot
	case "B":
		t.letter = letterB
	case "I":
		t.letter = letterI
	case "E":
		t.letter = letterE
	case "[", "]":
		t.letter = letterAlone
	}
	var ok bool
	if t.prefix, ok = c.prefixes[prefix]; !ok {
		t.prefix = len(c.prefixes)
		c.prefixes[prefix] = t.prefix
	}
	if t.typ, ok = c.types[typ]; !ok {
		t.typ = len(c.perType)
		c.types[typ] = t.typ
		c.perType = append(c.perType, conllType{name: typ})
	}
	c.tags[text] = t
	return t
}

// conllEnds and conllStarts are the script's tables for the previous and the
// current tag.
func conllEnds(prev, cur conllTag) bool {
	switch prev.letter {
	case letterB, letterI:
		if cur.letter == letterB || cur.letter == letterO {
			return true
		}
	case letterE:
		if cur.letter == letterE || cur.letter == letterI || cur.letter == letterO {
			return true
		}
	case letterAlone:
		return true
	case letterO, letterDot:
		return false
	}
	return prev.typ != cur.typ
}

func conllStarts(prev, cur conllTag) bool {
	switch cur.letter {
	case letterB:
		if prev.letter == letterB || prev.letter == letterI || prev.letter == letterO {
			return true
		}
	case letterI, letterE:
		if prev.letter == letterO || prev.letter == letterE {
			return true
		}
	case letterAlone:
		return true
	case letterO, letterDot:
		return false
	}
	return prev.typ != cur.typ
}

// Add counts one token. The bytes are not kept.
func (c *Conlleval) Add(gold, pred []byte) {
	c.ready()
	g, p := c.parse(gold), c.parse(pred)
	c.step(g, p)
	if g.prefix == p.prefix && g.typ == p.typ {
		c.CorrectTags++
	}
	c.Tokens++
}

// Break ends a sentence.
func (c *Conlleval) Break() { c.ready(); c.step(conllOutside(), conllOutside()) }

func (c *Conlleval) step(g, p conllTag) {
	lastG, lastP := c.last[goldSide], c.last[predSide]
	if c.inCorrect {
		endG, endP := conllEnds(lastG, g), conllEnds(lastP, p)
		switch {
		case endG && endP && lastG.typ == lastP.typ:
			c.inCorrect = false
			c.Correct++
			c.perType[lastG.typ].correct++
		case endG != endP || g.typ != p.typ:
			c.inCorrect = false
		}
	}
	startG, startP := conllStarts(lastG, g), conllStarts(lastP, p)
	if startG && startP && g.typ == p.typ {
		c.inCorrect = true
	}
	if startG {
		c.Gold++
		c.perType[g.typ].gold++
	}
	if startP {
		c.Found++
		c.perType[p.typ].found++
	}
	c.last = [2]conllTag{g, p}
}

// finish counts a correct chunk that the input's end leaves open.
func (c *Conlleval) finish() {
	if c.inCorrect {
		c.inCorrect = false
		c.Correct++
		c.perType[c.last[goldSide].typ].correct++
	}
	c.last = [2]conllTag{conllOutside(), conllOutside()}
}

// rows are the types with a chunk, sorted by bytes. Perl's test for duplicates
// takes the empty type for none, so it stands twice when both sides have it.
func (c *Conlleval) rows() []conllType {
	var rows []conllType
	for _, t := range c.perType {
		if t.gold+t.found == 0 {
			continue
		}
		rows = append(rows, t)
		if t.name == "" && t.gold > 0 && t.found > 0 {
			rows = append(rows, t)
		}
	}
	slices.SortFunc(rows, func(a, b conllType) int { return strings.Compare(a.name, b.name) })
	return rows
}

// percents are the script's precision, recall and F: undefined is 0.
func percents(correct, found, gold int) (p, r, f float64) {
	if found > 0 {
		p = 100 * float64(correct) / float64(found)
	}
	if gold > 0 {
		r = 100 * float64(correct) / float64(gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// WriteConlleval prints what conlleval prints, byte for byte; latex is its -l. It
// ends the input: a chunk still open is counted.
func WriteConlleval(w io.Writer, c *Conlleval, latex bool) error {
	c.finish()
	var b strings.Builder
	p, r, f := percents(c.Correct, c.Found, c.Gold)
	if latex {
		b.WriteString(`        & Precision &  Recall  & F$_{\beta=1} \\\hline`)
		for _, t := range c.rows() {
			tp, tr, tf := percents(t.correct, t.found, t.gold)
			b.WriteString("\n" + t.name + strings.Repeat(" ", max(0, 7-len(t.name))))
			fmt.Fprintf(&b, ` &  %6.2f\%% & %6.2f\%% & %6.2f \\`, tp, tr, tf)
		}
		b.WriteString("\\hline\n")
		fmt.Fprintf(&b, `Overall &  %6.2f\%% & %6.2f\%% & %6.2f \\\hline`+"\n", p, r, f)
		_, err := io.WriteString(w, b.String())
		return err
	}
	fmt.Fprintf(&b, "processed %d tokens with %d phrases; found: %d phrases; correct: %d.\n",
		c.Tokens, c.Gold, c.Found, c.Correct)
	if c.Tokens > 0 {
		fmt.Fprintf(&b, "accuracy: %6.2f%%; precision: %6.2f%%; recall: %6.2f%%; FB1: %6.2f\n",
			100*float64(c.CorrectTags)/float64(c.Tokens), p, r, f)
	}
	for _, t := range c.rows() {
		tp, tr, tf := percents(t.correct, t.found, t.gold)
		b.WriteString(strings.Repeat(" ", max(0, 17-len(t.name))) + t.name)
		fmt.Fprintf(&b, ": precision: %6.2f%%; recall: %6.2f%%; FB1: %6.2f  %d\n", tp, tr, tf, t.found)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
