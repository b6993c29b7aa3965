package rule

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/near"
	"github.com/alam-nlp/alam/token"
)

// primary reads a bracket, a capture, a bound, a macro or an atom.
func (p *parser) primary() (*node, error) {
	switch c := p.peek(); {
	case c == '(':
		p.pos++
		n, err := p.pattern()
		if err == nil && !p.eat(')') {
			err = p.errorf("( without )")
		}
		return n, err
	case c == '^':
		p.pos++
		return &node{op: opBegin}, nil
	case c == '$':
		p.pos++
		name := p.word("-_")
		if name == "" {
			return &node{op: opEnd}, nil
		}
		if n, ok := p.macros[name]; ok {
			return n, nil
		}
		p.pos -= len(name) + 1
		return nil, p.errorf("$%s is not defined above by let or list%s", name, near.Hint(name, keys(p.macros), "$"))
	case c == '"' || c == '\'':
		return p.quoted(c)
	case c >= 'A' && c <= 'Z':
		at := p.pos
		label, kind, _ := strings.Cut(p.word("/_."), "/")
		if p.pos < len(p.src) && p.src[p.pos] == '[' {
			p.pos++
			return p.capture(label, kind)
		}
		p.pos = at
	}
	return p.atom()
}

// capture reads PER[ ... ], behind the bracket.
func (p *parser) capture(label, kind string) (*node, error) {
	if !isLabel(label) && label != outside {
		return nil, p.errorf("label %q, want PER, LOC, ORG, MISC, or O for what is no name", label)
	}
	n, err := p.pattern()
	if err != nil {
		return nil, err
	}
	if n.captures() {
		return nil, p.errorf("a name in brackets within another")
	}
	if !p.eat(']') {
		return nil, p.errorf("[ without ]")
	}
	return &node{op: opCapture, subs: []*node{n}, label: label, kind: kind}, nil
}

// quoted reads a word or phrase in quotes: a test for each of its words.
func (p *parser) quoted(quote byte) (*node, error) {
	line := p.src[p.pos+1:]
	end := strings.IndexByte(line, quote)
	if end < 0 || strings.Contains(line[:end], "\n") {
		return nil, p.errorf("a quote that does not end on its line")
	}
	n, ok := p.phrase(line[:end], quote == '\'')
	if !ok {
		return nil, p.errorf("no word in quotes")
	}
	p.pos += end + 2
	return n, nil
}

// phrase gives the tests of a phrase that stands at p.pos.
func (p *parser) phrase(s string, spelled bool) (*node, bool) {
	var subs []*node
	l, col := p.place(p.pos)
	for _, t := range token.Tokenize(s) {
		c := &cond{atom: Atom{Kind: atomLiteral, Text: t.Norm}, line: l, col: col}
		if spelled {
			c.atom = Atom{Kind: atomSpelled, Text: spelling(t.Surface)}
		}
		subs = append(subs, &node{op: opTest, cond: c})
	}
	if len(subs) == 0 {
		return nil, false
	}
	return sequence(subs), true
}

// list reads words, and phrases in quotes, as alternatives.
func (p *parser) list() (*node, error) {
	var words, phrases []*node
	for c := p.peek(); c != 0 && c != '\n'; c = p.peek() {
		var n *node
		if c == '"' || c == '\'' {
			var err error
			if n, err = p.quoted(c); err != nil {
				return nil, err
			}
		} else {
			end := strings.IndexAny(p.src[p.pos:], " \t\r\n\"'#")
			if end < 0 {
				end = len(p.src) - p.pos
			}
			w := strings.Trim(p.src[p.pos:p.pos+end], ",|\u060c\u061b")
			var ok bool
			if n, ok = p.phrase(w, false); !ok && w != "" {
				return nil, p.errorf("%q is no word", w)
			}
			p.pos += end
		}
		switch {
		case n == nil: // a comma
		case n.op == opTest:
			words = append(words, n)
		default:
			phrases = append(phrases, n)
		}
	}
	if len(words)+len(phrases) == 0 {
		return nil, p.errorf("an empty list")
	}
	var all []*node
	if len(words) > 0 {
		var cs []*cond
		for _, n := range words {
			cs = append(cs, n.cond)
		}
		all = append(all, &node{op: opTest, cond: anyOf(cs)})
	}
	return p.bounded(alternatives(append(all, phrases...)))
}

// atom reads a condition. A class or label stands for the whole form, however
// many words it has, unless ! or & asks it of one token.
func (p *parser) atom() (*node, error) {
	c := &cond{}
	c.line, c.col = p.place(p.pos)
	switch ch := p.peek(); {
	case ch == '.':
		p.pos++
	case ch == '@':
		p.pos++
		w := p.classWord()
		if w == "" {
			return nil, p.errorf("no class behind @")
		}
		c.atom = Atom{Kind: AtomClass, Text: w}
		return form(c), nil
	case ch == ':':
		p.pos++
		w := p.word("-")
		if _, ok := ShapeOf(w); !ok {
			return nil, p.errorf("shape :%s is not one of %s%s", w, strings.Join(ShapeNames[:], " "), near.Hint(w, ShapeNames[:], ":"))
		}
		c.atom = Atom{Kind: AtomShape, Text: w}
	case ch == '%':
		p.pos++
		w := p.word("-")
		if _, ok := RegionOf(w); !ok {
			return nil, p.errorf("region %%%s is not one of %s%s", w, strings.Join(regionNames[:], " "), near.Hint(w, regionNames[:], "%"))
		}
		c.atom = Atom{Kind: AtomRegion, Text: w}
	case ch == '/':
		if err := p.regexp(c); err != nil {
			return nil, err
		}
	case ch >= 'A' && ch <= 'Z':
		at := p.pos
		w := p.word("/_.")
		label, _, _ := strings.Cut(strings.TrimSuffix(w, sureSuffix), "/")
		if isLabel(label) {
			c.atom = Atom{Kind: AtomName, Text: w}
			return form(c), nil
		}
		p.pos = at
		return nil, p.errorf("label %q, want PER, LOC, ORG or MISC", label)
	case ch == 0 || ch == '\n':
		return nil, p.errorf("the pattern ends where a condition is wanted")
	default:
		r, _ := utf8.DecodeRuneInString(p.src[p.pos:])
		return nil, p.errorf("%q begins no condition, want @class, LABEL, :shape, %%region, \"word\", 'spelling', /expression/ or .", r)
	}
	return &node{op: opTest, cond: c}, nil
}

// form is the pattern of a class or label: all the words of a form.
func form(c *cond) *node {
	return &node{op: opSeq, cond: c, subs: []*node{
		{op: opTest, cond: c.withPart(PartFirst)},
		{op: opRepeat, max: -1, subs: []*node{{op: opTest, cond: c.withPart(PartRest)}}},
	}}
}

// The labels of names, and that of what is no name.
var labels = []string{"PER", "LOC", "ORG", "MISC"}

const outside = "O"

func isLabel(s string) bool { return slices.Contains(labels, s) }

// sureSuffix restricts a label to names that need no context: LOC.sure.
const sureSuffix = ".sure"

// classWord reads a class: parts joined by full stops, of which * is any.
func (p *parser) classWord() string {
	w := p.word("._-")
	for strings.HasSuffix(w, ".") && p.pos < len(p.src) && p.src[p.pos] == '*' {
		p.pos++
		w += "*" + p.word("._-")
	}
	return w
}

// regexp reads /expression/, whose letters are folded as keys are.
func (p *parser) regexp(c *cond) error {
	line, _, _ := strings.Cut(p.src[p.pos+1:], "\n")
	end := 0
	for end < len(line) && line[end] != '/' {
		if line[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(line) {
		return p.errorf("an expression without its second / on the line")
	}
	folded, err := foldExpression(strings.ReplaceAll(line[:end], `\/`, "/"))
	if err == nil {
		c.re, err = regexp.Compile(folded)
	}
	if err != nil {
		return p.errorf("%w", err)
	}
	if folded == "" {
		return p.errorf("an empty expression")
	}
	c.atom = Atom{Kind: atomRegexp, Text: folded}
	p.pos += end + 2
	return nil
}
