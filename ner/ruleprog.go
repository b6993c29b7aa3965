package ner

import (
	"fmt"
	"slices"

	"alam/text"
)

// program is all rules compiled together: instructions for a machine that
// follows every alternative at once, so that a text takes time in proportion
// to its tokens whatever the rules say (Thompson 1968; Pike's form of it, with
// captures).
type program struct {
	rules []Rule
	insts []inst
	slots []slot // captures, in pairs of registers per rule
	atoms []atom // what the tests ask; a token's bit i answers atoms[i]
	words int    // 64-bit words in a token's bits
	lits  map[string]int32
	tests []test
	masks []uint64 // per test, as many words that must be set as a token has, and as many that must not

	byBit    [][]entry         // where rules may begin at a token with this bit
	byLit    map[int32][]entry // and at this literal
	anywhere []entry           // and at any token
	entries  []uint64          // the bits under which some rule may begin
}

// An entry is a way into a rule: the test of a first token, and the captures
// that begin before it.
type entry struct {
	pc, test int32
	sentence bool // only at the first token of a sentence
	open     []int32
}

type instOp uint8

const (
	instTest   instOp = iota // test x holds: go on behind
	instSplit                // go on at x, or at y
	instJump                 // go on at x
	instOpen                 // capture x begins
	instClose                // capture x ends
	instBegin                // at the first token of a sentence
	instEnd                  // behind the last token of a sentence
	instAccept               // rule x matches
)

type inst struct {
	op   instOp
	x, y int32
}

// maxCaptures is how many captures a thread keeps, maxSlots how many captures,
// as written out, and how many different words in quotes all rules may have.
const (
	maxCaptures = 4
	maxSlots    = 1<<15 - 1
)

type slot struct {
	label labelID
	kind  string
	rule  int32
	index int // within its rule
}

// test asks for literals; the bits that it asks for are in the program's masks.
type test struct {
	any     bool  // of literals
	lit     int32 // must be among the token's literals; -1 none
	notLits []int32
}

// must says whether test x asks that a bit is set.
func (p *program) must(x int32, bit int) bool {
	return p.masks[int(x)*2*p.words+bit/64]>>(bit%64)&1 != 0
}

// compileRules compiles rules in their order; atoms are what the tagger itself
// asks of tokens, and get the first bits. The errors name the rule's place.
func compileRules(rules []Rule, atoms ...atom) (*program, error) {
	p := &program{rules: rules, lits: map[string]int32{}, byLit: map[int32][]entry{}}
	b := &builder{program: p, index: map[atom]int{}}
	for _, a := range atoms {
		b.number(a)
	}
	for _, r := range rules {
		b.collect(r.body)
	}
	p.words = (len(p.atoms) + 63) / 64
	p.byBit = make([][]entry, len(p.atoms))
	for i := range rules {
		b.rule, b.captures = int32(i), 0
		start := int32(len(p.insts))
		b.emit(rules[i].body)
		b.add(inst{op: instAccept, x: int32(i)})
		if b.err == nil && len(b.lits) > maxSlots {
			b.err = fmt.Errorf("the rules have more than %d different words in quotes: use a lexicon class", maxSlots)
		}
		if b.err == nil && len(b.slots) > maxSlots {
			b.err = fmt.Errorf("the rules have more than %d captures", maxSlots)
		}
		if b.err == nil && b.captures > maxCaptures {
			b.err = fmt.Errorf("rule %s has %d captures, more than %d", rules[i].Name, b.captures, maxCaptures)
		}
		if b.err == nil && b.empty(start, map[int32]bool{}) {
			b.err = fmt.Errorf("rule %s matches where there are no words", rules[i].Name)
		}
		if b.err != nil {
			return nil, &text.ParseError{Path: rules[i].Path, Line: rules[i].Line, Col: 1, Err: b.err}
		}
		b.enter(entry{pc: start}, map[int32]bool{})
	}
	p.entries = make([]uint64, p.words)
	for bit, list := range p.byBit {
		if len(list) > 0 {
			p.entries[bit/64] |= 1 << (bit % 64)
		}
	}
	return p, nil
}

type builder struct {
	*program
	index    map[atom]int
	rule     int32
	captures int
	err      error
}

// collect numbers the atoms and literals of a pattern.
func (b *builder) collect(n *node) {
	for _, f := range n.test {
		switch f.atom.kind {
		case atomAny:
		case atomLiteral:
			if _, ok := b.lits[f.atom.text]; !ok {
				b.lits[f.atom.text] = int32(len(b.lits))
			}
		default:
			b.number(f.atom)
		}
	}
	for _, s := range n.subs {
		b.collect(s)
	}
}

func (b *builder) number(a atom) {
	if _, ok := b.index[a]; !ok {
		b.index[a] = len(b.atoms)
		b.atoms = append(b.atoms, a)
	}
}

func (b *builder) add(i inst) int32 {
	if len(b.insts) >= maxProgram {
		if b.err == nil {
			b.err = fmt.Errorf("the rules take more than %d instructions: use smaller repetitions", maxProgram)
		}
		return 0
	}
	b.insts = append(b.insts, i)
	return int32(len(b.insts) - 1)
}

func (b *builder) next() int32 { return int32(len(b.insts)) }

func (b *builder) emit(n *node) {
	if b.err != nil {
		return
	}
	switch n.op {
	case opTest:
		b.add(inst{op: instTest, x: b.test(n.test)})
	case opSeq:
		for _, s := range n.subs {
			b.emit(s)
		}
	case opAlt:
		var ends []int32
		for i, s := range n.subs {
			if i == len(n.subs)-1 {
				b.emit(s)
				break
			}
			split := b.add(inst{op: instSplit})
			b.insts[split].x = b.next()
			b.emit(s)
			ends = append(ends, b.add(inst{op: instJump}))
			b.insts[split].y = b.next()
		}
		for _, e := range ends {
			b.insts[e].x = b.next()
		}
	case opRepeat:
		b.repeat(n)
	case opCapture:
		s := int32(len(b.slots))
		b.slots = append(b.slots, slot{idOf(n.label), n.kind, b.rule, min(b.captures, maxCaptures-1)})
		b.captures++
		b.add(inst{op: instOpen, x: s})
		b.emit(n.subs[0])
		b.add(inst{op: instClose, x: s})
	case opBegin:
		b.add(inst{op: instBegin})
	case opEnd:
		b.add(inst{op: instEnd})
	}
}

// repeat writes the body min times, then as often as it may be left out. A
// capture within is one capture however often it is written.
func (b *builder) repeat(n *node) {
	from := b.captures
	body := func() {
		b.captures = from
		b.emit(n.subs[0])
	}
	for range n.min {
		body()
	}
	if n.max < 0 {
		split := b.add(inst{op: instSplit})
		b.insts[split].x = b.next()
		body()
		b.add(inst{op: instJump, x: split})
		b.insts[split].y = b.next()
		return
	}
	var splits []int32
	for range n.max - n.min {
		split := b.add(inst{op: instSplit})
		b.insts[split].x = b.next()
		splits = append(splits, split)
		body()
	}
	for _, s := range splits {
		b.insts[s].y = b.next()
	}
}

func (b *builder) test(fs []factor) int32 {
	t := test{lit: -1}
	masks := make([]uint64, 2*b.words)
	for _, f := range fs {
		switch {
		case f.atom.kind == atomAny:
			continue
		case f.atom.kind == atomLiteral && f.not:
			t.any, t.notLits = true, append(t.notLits, b.lits[f.atom.text])
		case f.atom.kind == atomLiteral:
			t.any, t.lit = true, b.lits[f.atom.text]
		default:
			i := b.index[f.atom]
			if f.not {
				i += 64 * b.words
			}
			masks[i/64] |= 1 << (i % 64)
		}
	}
	b.tests, b.masks = append(b.tests, t), append(b.masks, masks...)
	return int32(len(b.tests) - 1)
}

// empty says whether an accept can be reached from pc without a token.
func (b *builder) empty(pc int32, seen map[int32]bool) bool {
	if seen[pc] {
		return false
	}
	seen[pc] = true
	switch i := b.insts[pc]; i.op {
	case instTest:
		return false
	case instAccept:
		return true
	case instJump:
		return b.empty(i.x, seen)
	case instSplit:
		return b.empty(i.x, seen) || b.empty(i.y, seen)
	default:
		return b.empty(pc+1, seen)
	}
}

// enter files the ways into a rule under what its first token must be. A rule
// that may begin at the end of a sentence begins nowhere.
func (b *builder) enter(e entry, seen map[int32]bool) {
	if seen[e.pc] {
		return
	}
	seen[e.pc] = true
	switch i := b.insts[e.pc]; i.op {
	case instTest:
		e.test = i.x
		b.file(e)
	case instJump:
		e.pc = i.x
		b.enter(e, seen)
	case instSplit:
		x, y := e, e
		x.pc, y.pc = i.x, i.y
		b.enter(x, seen)
		b.enter(y, seen)
	case instOpen:
		e.pc++
		e.open = append(slices.Clone(e.open), i.x)
		b.enter(e, seen)
	case instBegin:
		e.pc++
		e.sentence = true
		b.enter(e, seen)
	case instClose:
		e.pc++
		b.enter(e, seen)
	}
}

// file puts an entry under its literal, or under the bit that it asks for which
// the fewest tokens have.
func (b *builder) file(e entry) {
	if lit := b.tests[e.test].lit; lit >= 0 {
		b.byLit[lit] = append(b.byLit[lit], e)
		return
	}
	best := -1
	for k, a := range b.atoms {
		if b.must(e.test, k) && (best < 0 || a.frequent() < b.atoms[best].frequent()) {
			best = k
		}
	}
	if best < 0 {
		b.anywhere = append(b.anywhere, e)
		return
	}
	b.byBit[best] = append(b.byBit[best], e)
}

// frequent orders atoms by how many tokens answer them, roughly.
func (a atom) frequent() int {
	switch {
	case a.kind != atomShape:
		return 0
	case a.text == shapeNames[shapeWord]:
		return 3
	case a.text == shapeNames[shapeName], a.text == shapeNames[shapeCommon], a.text == shapeNames[shapeJoined]:
		return 2
	}
	return 1
}
