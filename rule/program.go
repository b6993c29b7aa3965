package rule

import (
	"errors"
	"fmt"
	"slices"

	"github.com/alam-nlp/alam/text"
)

// Program is all rules compiled together: instructions for a machine that
// follows every alternative at once (Thompson 1968; Pike's form of it, with
// captures), and what the automaton over classes of tokens needs.
type Program struct {
	Rules  []Rule
	insts  []inst
	starts []int32 // per rule its first instruction; the last is their number
	Slots  []Slot  // captures
	Atoms  []Atom  // what the tests ask; a token's bit i answers atoms[i]
	Words  int     // 64-bit words in a token's bits

	// The words in double and in single quotes and the expressions of the rules
	// have numbers of one row.
	lits    map[string]int32 // by keys
	spelled map[string]int32
	regexps map[string]int32
	exprs   expressions

	tests  []test
	dense  []int32   // the tests that need no word in quotes
	worded []int32   // of these the ones that ask for some, as for none of them
	byLit  [][]int32 // per word or expression the tests that ask for it

	entries  []entry      // the ways into the rules, of each in order of preference
	into     []int32      // per rule where its entries begin; the last is their number
	openings [][]entryRef // per test the entries that begin with it, by rule
}

// An entry is a way into a rule: the test of a first token, and the captures
// that begin before it.
type entry struct {
	pc       int32
	sentence bool // only at the first token of a sentence
	open     []int32
}

type entryRef struct {
	rule, pc, index int32 // index is that in the rule's entries
	sentence        bool
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

// Of a test y is its number among the dense ones, or -1, of a capture its index
// within the rule.
type inst struct {
	op   instOp
	x, y int32
}

// maxRule is how many instructions one rule may take.
const maxRule = 1 << 14

// A Slot is a capture of a rule.
type Slot struct {
	Label string
	Kind  string
	Rule  int32
	index int // within its rule
	Fixed bool
}

// errNoPattern is the cause for a Rule that no rule file gave.
var errNoPattern = errors.New("rule without a pattern; Parse makes rules")

// Compile compiles rules in their order; classes are those of the lexicon
// that the caller itself asks tokens for, and get the first bits. The errors name
// the rule's place.
func Compile(rules []Rule, classes ...string) (*Program, error) {
	p := &Program{Rules: rules, lits: map[string]int32{}, spelled: map[string]int32{}, regexps: map[string]int32{}}
	b := &builder{Program: p, index: map[Atom]int{}, tested: map[string]int32{}}
	for _, c := range classes {
		b.number(&cond{atom: Atom{Kind: AtomClass, Text: c}})
	}
	seen := map[*node]bool{}
	for i := range rules {
		if rules[i].body == nil {
			return nil, &text.ParseError{Path: rules[i].Path, Line: rules[i].Line, Col: 1, Err: errNoPattern}
		}
		b.collect(rules[i].body, seen)
	}
	p.exprs.file()
	p.Words = (len(p.Atoms) + 63) / 64
	p.byLit = make([][]int32, p.listed())
	for i := range rules {
		if err := b.compile(int32(i)); err != nil {
			return nil, &text.ParseError{Path: rules[i].Path, Line: rules[i].Line, Col: 1, Err: err}
		}
	}
	p.starts = append(p.starts, int32(len(p.insts)))
	p.into = append(p.into, int32(len(p.entries)))
	b.fileEntries()
	return p, nil
}

type builder struct {
	*Program
	index    map[Atom]int
	tested   map[string]int32 // tests by the key of their conditions
	rule     int32
	captures int
	conds    int // conditions of all tests
	err      error

	stack []walk // of entriesOf
	seen  map[seenAt]bool
}

// compile writes rule r.
func (b *builder) compile(r int32) error {
	rule := &b.Rules[r]
	b.rule, b.captures = r, 0
	start := b.next()
	b.starts = append(b.starts, start)
	b.emit(rule.body)
	b.add(inst{op: instAccept, x: r})
	switch {
	case b.err != nil:
		return b.err
	case b.captures > maxCaptures:
		return fmt.Errorf("rule %s has %d captures, more than %d", rule.Name, b.captures, maxCaptures)
	}
	entries, empty := b.entriesOf(start)
	if empty {
		return fmt.Errorf("rule %s matches where there are no words", rule.Name)
	}
	b.into = append(b.into, int32(len(b.entries)))
	b.entries = append(b.entries, entries...)
	return nil
}

// collect numbers the atoms and words in quotes of a pattern.
func (b *builder) collect(n *node, seen map[*node]bool) {
	if seen[n] {
		return // of a macro
	}
	seen[n] = true
	if n.op == opTest {
		if b.conds += n.cond.atoms(); b.conds > maxProgram {
			if b.err == nil {
				b.err = fmt.Errorf("the rules ask more than %d conditions, with those of let and list written out: use fewer large lists, or lists of names", maxProgram)
			}
			return
		}
		b.collectCond(n.cond)
	}
	for _, s := range n.subs {
		b.collect(s, seen)
	}
}

func (b *builder) collectCond(c *cond) {
	for _, s := range c.subs {
		b.collectCond(s)
	}
	if c.op != condAtom {
		return
	}
	switch a := c.atom; {
	case a.Kind == atomAny:
	case a.Kind.listed():
		if n := b.numberOf(a); n < 0 {
			n = int32(b.listed())
			b.numbers(a.Kind)[a.Text] = n
			if a.Kind == atomRegexp {
				b.exprs.add(n, c.re)
			}
		}
	default:
		b.number(c)
	}
}

// listed is how many words and expressions there are.
func (p *Program) listed() int { return len(p.lits) + len(p.spelled) + len(p.regexps) }

func (p *Program) numbers(k AtomKind) map[string]int32 {
	switch k {
	case atomLiteral:
		return p.lits
	case atomSpelled:
		return p.spelled
	}
	return p.regexps
}

// numberOf is the number of a word or expression, or -1.
func (p *Program) numberOf(a Atom) int32 {
	if n, ok := p.numbers(a.Kind)[a.Text]; ok {
		return n
	}
	return -1
}

func (b *builder) number(c *cond) {
	if _, ok := b.index[c.atom]; !ok {
		b.index[c.atom] = len(b.Atoms)
		b.Atoms = append(b.Atoms, c.atom)
	}
}

func (b *builder) add(i inst) int32 {
	n := b.next()
	switch {
	case b.err != nil:
		return 0
	case n-b.starts[b.rule] >= maxRule:
		b.err = fmt.Errorf("rule %s takes more than %d instructions: use smaller repetitions, or * and + for large ones",
			b.Rules[b.rule].Name, maxRule)
		return 0
	case n >= maxProgram:
		b.err = fmt.Errorf("the rules take more than %d instructions: use smaller repetitions", maxProgram)
		return 0
	}
	b.insts = append(b.insts, i)
	return n
}

func (b *builder) next() int32 { return int32(len(b.insts)) }

func (b *builder) emit(n *node) {
	if b.err != nil {
		return
	}
	switch n.op {
	case opTest:
		x := b.test(n.cond)
		b.add(inst{op: instTest, x: x, y: b.tests[x].dense})
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
		s := int32(len(b.Slots))
		index := min(b.captures, maxCaptures-1)
		b.Slots = append(b.Slots, Slot{n.label, n.kind, b.rule, index, b.Rules[b.rule].Fixed})
		b.captures++
		b.add(inst{op: instOpen, x: s, y: int32(index)})
		b.emit(n.subs[0])
		b.add(inst{op: instClose, x: s, y: int32(index)})
	case opBegin:
		b.add(inst{op: instBegin})
	case opEnd:
		b.add(inst{op: instEnd})
	}
}

// repeat writes the body min times, then as often as it may be left out. A
// capture within is one capture however often it is written.
func (b *builder) repeat(n *node) {
	from, start := b.captures, b.next()
	body := func() {
		start, b.captures = b.next(), from
		b.emit(n.subs[0])
	}
	for range n.min {
		body()
	}
	switch {
	case n.max < 0 && n.min > 0: // the last one once more
		split := b.add(inst{op: instSplit, x: start})
		b.insts[split].y = b.next()
		return
	case n.max < 0:
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

// A walk is a way into a rule up to an instruction.
type walk struct {
	entry
	ended bool // behind $: no token can follow
}

type seenAt struct {
	pc              int32
	sentence, ended bool
}

// entriesOf finds the ways into a rule, and whether it can match without a
// token.
func (b *builder) entriesOf(start int32) (out []entry, empty bool) {
	if b.seen == nil {
		b.seen = map[seenAt]bool{}
	}
	clear(b.seen)
	b.stack = append(b.stack[:0], walk{entry: entry{pc: start}})
	for len(b.stack) > 0 {
		w := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		at := seenAt{w.pc, w.sentence, w.ended}
		if b.seen[at] {
			continue
		}
		b.seen[at] = true
		in := b.insts[w.pc]
		w.pc++
		switch in.op {
		case instTest:
			if w.pc--; !w.ended {
				out = append(out, w.entry)
			}
			continue
		case instAccept:
			empty = true
			continue
		case instJump:
			w.pc = in.x
		case instSplit:
			other := w
			w.pc, other.pc = in.x, in.y
			b.stack = append(b.stack, other)
		case instOpen:
			w.open = append(slices.Clone(w.open), in.x)
		case instBegin:
			w.sentence = true
		case instEnd:
			w.ended = true
		}
		b.stack = append(b.stack, w)
	}
	return out, empty
}

// ways are the ways into rule r.
func (p *Program) ways(r int32) []entry { return p.entries[p.into[r]:p.into[r+1]] }

// fileEntries files the entries of all rules under their tests.
func (b *builder) fileEntries() {
	b.openings = make([][]entryRef, len(b.tests))
	for r := range b.Rules {
		for k, e := range b.ways(int32(r)) {
			t := b.insts[e.pc].x
			b.openings[t] = append(b.openings[t], entryRef{int32(r), e.pc, int32(k), e.sentence})
		}
	}
}
