package ner

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"alam/text"
)

// A Rule is one statement of a rule file, ready to be compiled.
type Rule struct {
	Name   string
	Weight float64
	Path   string
	Line   int
	body   *node
}

// nodeOp is the sort of a pattern's node.
type nodeOp uint8

const (
	opTest    nodeOp = iota // one token
	opSeq                   // all of subs
	opAlt                   // one of subs
	opRepeat                // subs[0], min to max times; max < 0 without end
	opCapture               // subs[0], as a candidate
	opBegin                 // before the first token of a sentence
	opEnd                   // behind the last token of a sentence
)

type node struct {
	op       nodeOp
	subs     []*node
	min, max int
	label    Label
	kind     string
	test     []factor // all must hold
}

// A factor is one condition on a token.
type factor struct {
	atom atom
	not  bool
}

// The limits of a rule: what is larger is refused, not run slowly.
const (
	maxRepeat  = 64
	maxDepth   = 100
	maxProgram = 1 << 22 // instructions of all rules together
)

// ParseRules reads a rule file; see docs/rules.md for the language. path is
// for errors, which are *text.ParseError with the line and column (in code
// points, from 1) of the offence.
func ParseRules(path string, r io.Reader) ([]Rule, error) {
	src, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	p := &ruleParser{path: path, src: strings.TrimPrefix(string(src), "\ufeff"), macros: map[string]*node{}}
	p.skip(true)
	var rules []Rule
	names := map[string]bool{}
	for p.pos < len(p.src) {
		rule, err := p.statement()
		if err != nil {
			return nil, err
		}
		if rule != nil {
			if names[rule.Name] {
				return nil, p.errorf("a second rule named %s", rule.Name)
			}
			names[rule.Name] = true
			rules = append(rules, *rule)
		}
		p.skip(true)
	}
	return rules, nil
}

type ruleParser struct {
	path   string
	src    string
	pos    int
	depth  int
	macros map[string]*node
}

func (p *ruleParser) errorf(format string, args ...any) error {
	before := p.src[:min(p.pos, len(p.src))]
	line := strings.Count(before, "\n") + 1
	col := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	return &text.ParseError{Path: p.path, Line: line, Col: col, Err: fmt.Errorf(format, args...)}
}

// skip passes blanks and comments; with lines, also line ends. Within a
// statement a line end is passed if the next line is indented.
func (p *ruleParser) skip(lines bool) {
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; {
		case c == '#':
			if i := strings.IndexByte(p.src[p.pos:], '\n'); i >= 0 {
				p.pos += i
			} else {
				p.pos = len(p.src)
			}
		case c == ' ' || c == '\t' || c == '\r':
			p.pos++
		case c == '\n' && (lines || p.indented()):
			p.pos++
		default:
			return
		}
	}
}

// indented says whether the line after the one that ends here continues the
// statement: it begins with a blank, and is not empty.
func (p *ruleParser) indented() bool {
	rest := p.src[p.pos+1:]
	body := strings.TrimLeft(rest, " \t\r")
	return len(body) < len(rest) && body != "" && body[0] != '\n'
}

func (p *ruleParser) peek() byte {
	p.skip(false)
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

func (p *ruleParser) eat(c byte) bool {
	if p.peek() == c {
		p.pos++
		return true
	}
	return false
}

// word reads letters, digits and the given signs.
func (p *ruleParser) word(signs string) string {
	from := p.pos
	for p.pos < len(p.src) {
		r, n := utf8.DecodeRuneInString(p.src[p.pos:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(signs, r) {
			break
		}
		p.pos += n
	}
	return p.src[from:p.pos]
}

// statement reads `rule NAME WEIGHT = PATTERN` or `let NAME = PATTERN`.
func (p *ruleParser) statement() (*Rule, error) {
	at := p.pos
	switch w := p.word(""); w {
	case "rule":
		line := strings.Count(p.src[:at], "\n") + 1
		p.skip(false)
		name := p.word("-._")
		if name == "" {
			return nil, p.errorf("no name behind rule, want rule NAME WEIGHT = PATTERN")
		}
		p.skip(false)
		weight, err := strconv.ParseFloat(p.word("+-."), 64)
		if err != nil || weight > 1e6 || weight < -1e6 {
			return nil, p.errorf("no weight behind the name of rule %s, want a number such as +2.5", name)
		}
		body, err := p.definition()
		if err != nil {
			return nil, err
		}
		if !body.captures() {
			p.pos = at
			return nil, p.errorf("rule %s proposes nothing: put the name in brackets, PER[ ... ]", name)
		}
		return &Rule{Name: name, Weight: weight, Path: p.path, Line: line, body: body}, nil
	case "let":
		p.skip(false)
		name := p.word("-_")
		if name == "" {
			return nil, p.errorf("no name behind let, want let NAME = PATTERN")
		}
		body, err := p.definition()
		if err != nil {
			return nil, err
		}
		p.macros[name] = body
		return nil, nil
	default:
		p.pos = at
		return nil, p.errorf("%q begins no statement, want rule, let or #", w)
	}
}

func (p *ruleParser) definition() (*node, error) {
	if !p.eat('=') {
		return nil, p.errorf("no =")
	}
	body, err := p.alternatives()
	if err != nil {
		return nil, err
	}
	if c := p.peek(); c != 0 && c != '\n' {
		return nil, p.errorf("%q is out of place", rune(c))
	}
	return body, nil
}

func (n *node) captures() bool {
	if n.op == opCapture {
		return true
	}
	for _, s := range n.subs {
		if s.captures() {
			return true
		}
	}
	return false
}

func (p *ruleParser) alternatives() (*node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, p.errorf("brackets nested deeper than %d", maxDepth)
	}
	defer func() { p.depth-- }()
	var alts []*node
	for {
		seq, err := p.sequence()
		if err != nil {
			return nil, err
		}
		alts = append(alts, seq)
		if !p.eat('|') {
			break
		}
	}
	if len(alts) == 1 {
		return alts[0], nil
	}
	return &node{op: opAlt, subs: alts}, nil
}

func (p *ruleParser) sequence() (*node, error) {
	seq := &node{op: opSeq}
	for {
		switch c := p.peek(); c {
		case 0, '\n', ')', ']', '|':
			if len(seq.subs) == 0 {
				return nil, p.errorf("an empty pattern")
			}
			if len(seq.subs) == 1 {
				return seq.subs[0], nil
			}
			return seq, nil
		}
		n, err := p.primary()
		if err != nil {
			return nil, err
		}
		if n, err = p.repeats(n); err != nil {
			return nil, err
		}
		seq.subs = append(seq.subs, n)
	}
}

// repeats reads ? * + {m} {m,} {m,n} behind a node.
func (p *ruleParser) repeats(n *node) (*node, error) {
	for {
		switch p.peek() {
		case '?':
			n = &node{op: opRepeat, subs: []*node{n}, min: 0, max: 1}
		case '*':
			n = &node{op: opRepeat, subs: []*node{n}, min: 0, max: -1}
		case '+':
			n = &node{op: opRepeat, subs: []*node{n}, min: 1, max: -1}
		case '{':
			end := strings.IndexByte(p.src[p.pos:], '}')
			if end < 0 {
				return nil, p.errorf("{ without }")
			}
			lo, hi, err := bounds(p.src[p.pos+1 : p.pos+end])
			if err != nil {
				return nil, p.errorf("%w", err)
			}
			p.pos += end
			n = &node{op: opRepeat, subs: []*node{n}, min: lo, max: hi}
		default:
			return n, nil
		}
		p.pos++
	}
}

func bounds(s string) (lo, hi int, err error) {
	a, b, ranged := strings.Cut(s, ",")
	if lo, err = strconv.Atoi(strings.TrimSpace(a)); err != nil {
		return 0, 0, errors.New("want a repetition such as {2}, {1,3} or {2,}")
	}
	switch b = strings.TrimSpace(b); {
	case !ranged:
		hi = lo
	case b == "":
		hi = -1
	default:
		if hi, err = strconv.Atoi(b); err != nil || hi < lo {
			return 0, 0, errors.New("want a repetition such as {2}, {1,3} or {2,}")
		}
	}
	if lo < 0 || lo > maxRepeat || hi > maxRepeat || hi == 0 {
		return 0, 0, fmt.Errorf("want a repetition of 1 to %d times", maxRepeat)
	}
	return lo, hi, nil
}
