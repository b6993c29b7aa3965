package rule

import (
	"slices"
)

// shadowed takes down the rules among the first own that find nothing which
// another rule does not find with the same or more weight: whatever they match,
// the other matches with the same captures.
//
// That is shown by simulation: a way through the other rule goes along with
// every way through this one. It is not found where it takes several ways of the
// other together.
func (c *checker) shadowed(p *Program, own int, dead []bool) {
	s := &shadows{checker: c, program: p, entailed: map[[2]int32]bool{}}
	for r := range p.Rules {
		s.outlines = append(s.outlines, s.outline(p.Rules[r].body))
	}
	byWord := map[string][]int{}
	var free []int // rules that need no certain word
	for r, o := range s.outlines {
		if len(o.words) == 0 {
			free = append(free, r)
		} else {
			byWord[o.words[0]] = append(byWord[o.words[0]], r)
		}
	}
	for a := range own {
		if dead[a] {
			continue
		}
		c.at(&p.Rules[a])
		lists := [][]int{free}
		for _, w := range s.outlines[a].words {
			lists = append(lists, byWord[w])
		}
		if b := s.shadowOf(a, lists); b >= 0 {
			c.add(SeverityWarning, nil, "rule %s is shadowed: what it finds, rule %s (%s:%d) finds with no less weight",
				p.Rules[a].Name, p.Rules[b].Name, p.Rules[b].Path, p.Rules[b].Line)
		}
	}
}

// shadowOf gives the first of some rules that shadows rule a, or -1. Where each
// shadows the other, the first of the two does.
func (s *shadows) shadowOf(a int, lists [][]int) int {
	for _, list := range lists {
		for _, b := range list {
			if s.shadows(a, b) && (b < a || !s.shadows(b, a)) {
				return b
			}
		}
	}
	return -1
}

type shadows struct {
	*checker
	program  *Program
	outlines []outline
	entailed map[[2]int32]bool
	complex  bool // too many ways to follow were met
}

// An outline is what can be seen of a rule at once.
type outline struct {
	least, most int      // tokens of a match; most < 0 without end
	words       []string // words in quotes that every match has
	labels      []string // of its captures
}

func (s *shadows) outline(n *node) outline {
	switch n.op {
	case opTest:
		return outline{1, 1, neededWords(n.cond), nil}
	case opBegin, opEnd:
		return outline{}
	case opSeq:
		o := outline{}
		for _, sub := range n.subs {
			x := s.outline(sub)
			o.least += x.least
			if o.most < 0 || x.most < 0 {
				o.most = -1
			} else {
				o.most += x.most
			}
			o.words, o.labels = append(o.words, x.words...), append(o.labels, x.labels...)
		}
		o.words, o.labels = sorted(o.words), sorted(o.labels)
		return o
	case opAlt:
		o := s.outline(n.subs[0])
		for _, sub := range n.subs[1:] {
			x := s.outline(sub)
			o.least = min(o.least, x.least)
			if o.most < 0 || x.most < 0 {
				o.most = -1
			} else {
				o.most = max(o.most, x.most)
			}
			o.words = slices.DeleteFunc(slices.Clone(o.words), func(w string) bool { return !slices.Contains(x.words, w) })
			o.labels = sorted(append(slices.Clone(o.labels), x.labels...))
		}
		return o
	case opRepeat:
		o := s.outline(n.subs[0])
		o.least *= n.min
		if n.max < 0 || o.most < 0 {
			o.most = -1
		} else {
			o.most *= n.max
		}
		if n.min == 0 {
			o.words = nil
		}
		return o
	}
	o := s.outline(n.subs[0])
	o.labels = append(o.labels, string(n.label)+"/"+n.kind)
	return o
}

// neededWords gives the word in quotes that a token must be to answer c.
func neededWords(c *cond) []string {
	switch {
	case c.op == condAtom && c.atom.Kind == atomLiteral:
		return []string{c.atom.Text}
	case c.op == condAnd:
		for _, s := range c.subs {
			if w := neededWords(s); w != nil {
				return w
			}
		}
	}
	return nil
}

// shadows reports whether rule b finds all that rule a finds, with no less weight.
func (s *shadows) shadows(a, b int) bool {
	x, y := &s.outlines[a], &s.outlines[b]
	p := s.program
	if a == b || p.Rules[b].Weight < p.Rules[a].Weight || y.least > x.least ||
		y.most >= 0 && (x.most < 0 || x.most > y.most) || !subset(x.labels, y.labels) || !subset(y.words, x.words) {
		return false
	}
	s.complex = false
	return s.simulates(p.starts[a], p.starts[b]) && !s.complex
}

func subset(a, b []string) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// A step is a way from one token of a rule to the next, or to its end: the
// captures that end and begin between.
type step struct {
	pc         int32 // of the test, -1 for the end of the rule
	marks      string
	begin, end bool // ^ and $ stand between
}

// maxWays is how many ways from one token to the next are followed.
const maxWays = 2000

// steps gives the ways on from an instruction.
func (s *shadows) steps(pc int32) (out []step) {
	p := s.program
	type way struct {
		pc int32
		step
	}
	todo := []way{{pc: pc}}
	seen := map[way]bool{}
	for len(todo) > 0 {
		w := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[w] {
			continue
		}
		seen[w] = true
		in := p.insts[w.pc]
		next := w
		next.pc++
		switch in.op {
		case instTest:
			if !w.end {
				w.step.pc = w.pc
				out = append(out, w.step)
			}
			continue
		case instAccept:
			w.step.pc = -1
			out = append(out, w.step)
			continue
		case instJump:
			next.pc = in.x
		case instSplit:
			next.pc = in.x
			other := w
			other.pc = in.y
			todo = append(todo, other)
		case instOpen:
			next.marks += "[" + p.Slots[in.x].Label + "/" + p.Slots[in.x].Kind
		case instClose:
			next.marks += "]"
		case instBegin:
			next.begin = true
		case instEnd:
			next.end = true
		}
		if len(seen) > maxWays {
			s.complex = true
			return nil
		}
		todo = append(todo, next)
	}
	return out
}

// maxPairs is how many pairs of places the search for a simulation may meet.
const maxPairs = 4000

// simulates reports whether the rule from instruction b on goes along with every
// way of the one from a on.
func (s *shadows) simulates(a, b int32) bool {
	start := pair{a, b}
	m := simulation{rules: s, known: map[pair]bool{}, ways: map[int32][]step{}}
	if !m.meet(start) {
		return false
	}
	for m.thin() {
	}
	return m.known[start]
}

// A pair is an instruction of one rule and one of another, which may go along.
type pair struct{ a, b int32 }

// A simulation is the greatest set of pairs in which the second goes along with
// every way of the first: all pairs that can be met, less those that cannot.
type simulation struct {
	rules *shadows
	known map[pair]bool
	order []pair           // those that were met
	ways  map[int32][]step // of an instruction, once they are known
}

// from gives the ways from an instruction on.
func (m *simulation) from(pc int32) []step {
	w, ok := m.ways[pc]
	if !ok {
		w = m.rules.steps(pc)
		m.ways[pc] = w
	}
	return w
}

// goes reports whether y may go along with x.
func (m *simulation) goes(x, y step) bool {
	return x.marks == y.marks && (x.begin || !y.begin) && (x.end || !y.end) && (x.pc < 0) == (y.pc < 0) &&
		(x.pc < 0 || m.rules.entail(x.pc, y.pc))
}

// meet gathers the pairs that can be met from start on. It reports whether there
// are not too many, and some way goes along with each from start itself.
func (m *simulation) meet(start pair) bool {
	todo := []pair{start}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if m.known[at] {
			continue
		}
		if len(m.known) > maxPairs {
			return false
		}
		m.known[at] = true
		m.order = append(m.order, at)
		for _, x := range m.from(at.a) {
			next, some := m.along(x, at.b)
			if !some && at == start {
				return false
			}
			todo = append(todo, next...)
		}
	}
	return true
}

// along gives the pairs behind x and what goes along with it from b on, and
// reports whether anything does.
func (m *simulation) along(x step, b int32) (next []pair, some bool) {
	for _, y := range m.from(b) {
		if !m.goes(x, y) {
			continue
		}
		some = true
		if x.pc >= 0 {
			next = append(next, pair{x.pc + 1, y.pc + 1})
		}
	}
	return next, some
}

// thin takes out the pairs with a way along which nothing goes to a pair that is
// still in, and reports whether there was one.
func (m *simulation) thin() (changed bool) {
	for _, at := range m.order {
		if !m.known[at] {
			continue
		}
		for _, x := range m.from(at.a) {
			if !slices.ContainsFunc(m.from(at.b), func(y step) bool {
				return m.goes(x, y) && (x.pc < 0 || m.known[pair{x.pc + 1, y.pc + 1}])
			}) {
				delete(m.known, at)
				changed = true
				break
			}
		}
	}
	return changed
}

// entail reports whether every token that the test of one instruction takes, that
// of another takes too.
func (s *shadows) entail(a, b int32) bool {
	x, y := s.program.insts[a].x, s.program.insts[b].x
	if x == y {
		return true
	}
	e, ok := s.entailed[[2]int32{x, y}]
	if !ok {
		e = s.entails(s.program.tests[x].cond, s.program.tests[y].cond)
		s.entailed[[2]int32{x, y}] = e
	}
	return e
}
