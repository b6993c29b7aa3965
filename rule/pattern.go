package rule

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// pattern reads alternatives.
func (p *parser) pattern() (*node, error) {
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
			return p.bounded(alternatives(alts))
		}
	}
}

func (p *parser) sequence() (*node, error) {
	var subs []*node
	for {
		switch c := p.peek(); c {
		case 0, '\n', ')', ']', '|':
			if len(subs) == 0 {
				return nil, p.errorf("an empty pattern")
			}
			return sequence(subs), nil
		}
		n, err := p.term()
		if err != nil {
			return nil, err
		}
		if n, err = p.repeats(n); err != nil {
			return nil, err
		}
		subs = append(subs, n)
	}
}

// repeats reads ? * + {m} {m,} {m,n} behind a node.
func (p *parser) repeats(n *node) (*node, error) {
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

// term reads a bracket, capture, bound or macro, or a condition on one token:
// such things joined by & and negated by !.
func (p *parser) term() (*node, error) {
	if p.peek() != '!' {
		at := p.pos
		n, err := p.primary()
		if err != nil || p.peek() != '&' {
			return n, err
		}
		c, err := p.asked(n, at)
		if err != nil {
			return nil, err
		}
		return p.conditions([]*cond{c})
	}
	return p.conditions(nil)
}

// conditions reads the conditions behind those that stand before an &.
func (p *parser) conditions(all []*cond) (*node, error) {
	for len(all) == 0 || p.eat('&') {
		negations := 0
		for p.eat('!') {
			negations++
		}
		p.skip(false)
		at := p.pos
		n, err := p.primary()
		if err != nil {
			return nil, err
		}
		c, err := p.asked(n, at)
		if err != nil {
			return nil, err
		}
		if negations%2 == 1 {
			c = negated(c)
		}
		all = append(all, c)
	}
	return p.bounded(&node{op: opTest, cond: allOf(all)})
}

// bounded refuses a node that asks too much of one token.
func (p *parser) bounded(n *node) (*node, error) {
	for _, s := range append([]*node{n}, n.subs...) {
		if s.cond != nil && s.cond.atoms() > maxConds {
			return nil, p.errorf("more than %d conditions on one token, with those of let and list written out: use fewer, or words in a list of names", maxConds)
		}
	}
	return n, nil
}

// asked is the condition of a node that ! or & asks of one token.
func (p *parser) asked(n *node, at int) (*cond, error) {
	c, ok := n.single()
	if ok && c.atoms() > maxConds {
		_, err := p.bounded(&node{op: opTest, cond: c})
		return nil, err
	}
	if !ok {
		p.pos = at
		return nil, p.errorf("! and & are asked of one token, and this can be several or none")
	}
	return c, nil
}
