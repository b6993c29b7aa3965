package ner

import "math/bits"

// A ruleMatch is a match of one rule: its captures as tokens, half-open.
type ruleMatch struct {
	rule, first int32
	caps        captures
}

// captures are the token ranges of a rule's captures and which slot each is;
// slot is -1 where a capture took no part.
type captures [maxCaptures]struct {
	slot        int16 // -1 none
	first, last int16 // counted from the first token of the match
}

var noCaptures = func() (c captures) {
	for i := range c {
		c[i].slot = -1
	}
	return c
}()

// maxMatch is how many tokens a match may have.
const maxMatch = 1<<15 - 1

type thread struct {
	pc, first int32
	caps      captures
}

// A machine runs a program over the tokens of a text. It is scratch space for
// one goroutine.
type machine struct {
	now, next []thread
	seen      []uint32 // per instruction the step in which a thread reached it
	at        []uint32 // per test the turn in which a thread stood before it
	turn      uint32   // counts tokens, through all texts
	step      uint32
	stack     []thread
	last      []int32 // per rule its newest match, -1 for none
	matches   []ruleMatch
}

// run finds the matches of the program, by where they end: of each rule, from
// each token where it begins, the longest; where two of one rule run into one
// state, the one that began first.
func (m *machine) run(p *program, v *view) []ruleMatch {
	m.matches, m.now = m.matches[:0], m.now[:0]
	if len(m.seen) < len(p.insts) {
		m.seen, m.step = make([]uint32, len(p.insts)), 0
		m.at, m.turn = make([]uint32, len(p.insts)), 0
	}
	m.last = m.last[:0]
	for range p.rules {
		m.last = append(m.last, -1)
	}
	for i := range v.tokens {
		if v.begins(i) {
			m.now = m.now[:0] // nothing reaches over the end of a sentence
		}
		m.begin()
		if m.turn++; m.turn == 0 {
			clear(m.at)
			m.turn = 1
		}
		m.next = m.next[:0]
		bitsOf, lits := v.bitsOf(i), v.litsOf(i)
		for k := range m.now {
			t := &m.now[k]
			m.at[t.pc] = m.turn
			if int32(i)-t.first < maxMatch && p.holds(p.insts[t.pc].x, bitsOf, lits) {
				m.follow(p, v, thread{t.pc + 1, t.first, t.caps}, int32(i+1), &m.next)
			}
		}
		m.seed(p, v, int32(i), bitsOf, lits)
		m.now, m.next = m.next, m.now
	}
	return m.matches
}

// begin starts a new step: no instruction has been reached in it.
func (m *machine) begin() {
	if m.step++; m.step == 0 {
		clear(m.seen)
		m.step = 1
	}
}

// seed starts the rules that can begin at token i, behind the threads that
// began before, and takes them over the token.
func (m *machine) seed(p *program, v *view, i int32, bitsOf []uint64, lits []int32) {
	for w := range bitsOf {
		for word := bitsOf[w] & p.entries[w]; word != 0; word &= word - 1 {
			m.enter(p, v, i, p.byBit[w*64+bits.TrailingZeros64(word)], bitsOf, lits)
		}
	}
	for _, l := range lits {
		m.enter(p, v, i, p.byLit[l], bitsOf, lits)
	}
	m.enter(p, v, i, p.anywhere, bitsOf, lits)
}

func (m *machine) enter(p *program, v *view, i int32, entries []entry, bitsOf []uint64, lits []int32) {
	for k := range entries {
		e := &entries[k]
		if m.at[e.pc] == m.turn || e.sentence && !v.begins(int(i)) || !p.holds(e.test, bitsOf, lits) {
			continue
		}
		m.at[e.pc] = m.turn
		t := thread{e.pc + 1, i, noCaptures}
		for _, s := range e.open {
			t.caps[p.slots[s].index].slot = int16(s) // begins and, so far, ends at 0
		}
		m.follow(p, v, t, i+1, &m.next)
	}
}

// follow adds to list the tests that thread t leads to at token i, and records
// the matches on the way.
func (m *machine) follow(p *program, v *view, t thread, i int32, list *[]thread) {
	m.stack = append(m.stack[:0], t)
	for len(m.stack) > 0 {
		t := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		for {
			if m.seen[t.pc] == m.step {
				break
			}
			m.seen[t.pc] = m.step
			in := p.insts[t.pc]
			switch in.op {
			case instTest:
				*list = append(*list, t)
			case instAccept:
				m.accept(in.x, t)
			case instJump:
				t.pc = in.x
				continue
			case instSplit:
				other := t
				other.pc = in.y
				m.stack = append(m.stack, other)
				t.pc = in.x
				continue
			case instOpen:
				c := &t.caps[p.slots[in.x].index]
				c.slot, c.first, c.last = int16(in.x), int16(i-t.first), int16(i-t.first)
				t.pc++
				continue
			case instClose:
				t.caps[p.slots[in.x].index].last = int16(i - t.first)
				t.pc++
				continue
			case instBegin:
				if v.begins(int(i)) {
					t.pc++
					continue
				}
			case instEnd:
				if int(i) == len(v.tokens) || v.begins(int(i)) {
					t.pc++
					continue
				}
			}
			break
		}
	}
}

func (m *machine) accept(rule int32, t thread) {
	match := ruleMatch{rule, t.first, t.caps}
	if k := m.last[rule]; k >= 0 && m.matches[k].first == t.first {
		m.matches[k] = match // longer than the one before
		return
	}
	m.last[rule] = int32(len(m.matches))
	m.matches = append(m.matches, match)
}

// holds answers test x for a token's bits and literals.
func (p *program) holds(x int32, tokenBits []uint64, lits []int32) bool {
	n := len(tokenBits)
	at := int(x) * 2 * n
	must, not := p.masks[at:at+n], p.masks[at+n:at+2*n]
	for k, w := range tokenBits {
		if w&must[k] != must[k] || w&not[k] != 0 {
			return false
		}
	}
	return !p.tests[x].any || p.tests[x].literals(lits)
}

// literals answers what a test asks of a token's literals.
func (t *test) literals(lits []int32) bool {
	if t.lit >= 0 && !has(lits, t.lit) {
		return false
	}
	for _, n := range t.notLits {
		if has(lits, n) {
			return false
		}
	}
	return true
}

func has(list []int32, x int32) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}
