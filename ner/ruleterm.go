package ner

import (
	"strings"

	"alam/token"
)

// atomKind is the sort of a condition on a token.
type atomKind uint8

const (
	atomAny     atomKind = iota // .
	atomClass                   // @title: in a lexicon form of a class, or of one below it
	atomName                    // LOC, LOC/city: in a listed name
	atomShape                   // :def
	atomLiteral                 // "كلمة"
)

// part says which tokens of a form of several words an atom means.
type part uint8

const (
	partAny   part = iota // any of them
	partFirst             // the first
	partRest              // any but the first
)

// An atom is a property of a token that rules ask for.
type atom struct {
	kind atomKind
	text string
	part part
}

// primary reads a bracket, a capture, a bound, a macro or a test.
func (p *ruleParser) primary() (*node, error) {
	switch c := p.peek(); {
	case c == '(':
		p.pos++
		n, err := p.alternatives()
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
		return nil, p.errorf("$%s is not defined above by let", name)
	case c >= 'A' && c <= 'Z':
		at := p.pos
		label, kind, _ := strings.Cut(p.word("/_."), "/")
		if p.pos < len(p.src) && p.src[p.pos] == '[' {
			p.pos++
			return p.capture(Label(label), kind)
		}
		p.pos = at
	}
	return p.test()
}

// capture reads PER[ ... ], behind the bracket.
func (p *ruleParser) capture(label Label, kind string) (*node, error) {
	switch label {
	case PER, LOC, ORG, MISC, None:
	default:
		return nil, p.errorf("label %q, want PER, LOC, ORG, MISC, or O for what is no name", label)
	}
	n, err := p.alternatives()
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

// test reads conditions joined by &. A single class or label stands for the
// whole form, however many words it has.
func (p *ruleParser) test() (*node, error) {
	var fs []factor
	for {
		not := p.eat('!')
		a, err := p.atom()
		if err != nil {
			return nil, err
		}
		fs = append(fs, factor{a, not})
		if !p.eat('&') {
			break
		}
	}
	if len(fs) > 1 || fs[0].not || fs[0].atom.kind != atomClass && fs[0].atom.kind != atomName {
		return &node{op: opTest, test: fs}, nil
	}
	first, rest := fs[0].atom, fs[0].atom
	first.part, rest.part = partFirst, partRest
	return &node{op: opSeq, subs: []*node{
		{op: opTest, test: []factor{{atom: first}}},
		{op: opRepeat, max: -1, subs: []*node{{op: opTest, test: []factor{{atom: rest}}}}},
	}}, nil
}

func (p *ruleParser) atom() (atom, error) {
	switch c := p.peek(); {
	case c == '.':
		p.pos++
		return atom{kind: atomAny}, nil
	case c == '@':
		p.pos++
		if w := p.classWord(); w != "" {
			return atom{kind: atomClass, text: w}, nil
		}
		return atom{}, p.errorf("no class behind @")
	case c == ':':
		p.pos++
		w := p.word("-")
		if _, ok := shapeOf(w); !ok {
			return atom{}, p.errorf("shape :%s is not one of %s", w, strings.Join(shapeNames[:], " "))
		}
		return atom{kind: atomShape, text: w}, nil
	case c == '"':
		end := strings.IndexByte(p.src[p.pos+1:], '"')
		if end < 0 || strings.Contains(p.src[p.pos+1:p.pos+1+end], "\n") {
			return atom{}, p.errorf("a quote that does not end on its line")
		}
		toks := token.Tokenize(p.src[p.pos+1 : p.pos+1+end])
		if len(toks) != 1 {
			return atom{}, p.errorf("%d words in quotes, want one: write a pair of quotes for each", len(toks))
		}
		p.pos += end + 2
		return atom{kind: atomLiteral, text: toks[0].Norm}, nil
	case c >= 'A' && c <= 'Z':
		at := p.pos
		w := p.word("/_.")
		label, _, _ := strings.Cut(strings.TrimSuffix(w, sureSuffix), "/")
		switch Label(label) {
		case PER, LOC, ORG, MISC:
			return atom{kind: atomName, text: w}, nil
		}
		p.pos = at
		return atom{}, p.errorf("label %q, want PER, LOC, ORG or MISC", label)
	case c == 0 || c == '\n':
		return atom{}, p.errorf("the pattern ends where a condition is wanted")
	default:
		return atom{}, p.errorf("%q begins no condition, want @class, LABEL, :shape, \"word\" or .", rune(c))
	}
}

// sureSuffix restricts a label to names that need no context: LOC.sure.
const sureSuffix = ".sure"

// classWord reads a class: parts joined by full stops, of which * is any.
func (p *ruleParser) classWord() string {
	w := p.word("._-")
	for strings.HasSuffix(w, ".") && p.pos < len(p.src) && p.src[p.pos] == '*' {
		p.pos++
		w += "*" + p.word("._-")
	}
	return w
}
