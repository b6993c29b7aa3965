package ner

import "slices"

// The automaton over classes of tokens is made as the texts need it (a lazy
// DFA, as in RE2): a state is the set of tests that the rules which have begun
// could go on with, whichever token they began at. It says which rules match
// and where their matches end, for the cost of one look-up per token and
// whatever the number of rules; where they begin is for the machine to find.
type dfa struct {
	states []set
	arena  []int32 // the sets of states and seeds
	table  []int32 // state + 1 by hash of its set; 0 free
	edges  []edge

	restarts int // how often all states were forgotten

	seen  []uint32 // per instruction the turn in which it was reached
	ended []uint32 // and in which behind the end of the sentence
	turn  uint32
	stack []int32
	live  []int32 // the set being made
	match []int32
	ends  []int32
	last  []int32 // instructions behind the end of the sentence
}

// edge says that class in state from leads to state to. Each has one place by
// its hash, where a newer one replaces it.
type edge struct {
	from, class, to int32
	used            bool
}

// The idle states: no rule has begun, within and at the beginning of a sentence.
const (
	idle      = 0
	idleBegin = 1
)

const (
	edgeBits  = 14
	maxStates = 1 << 14
	maxArena  = 1 << 22
)

func (d *dfa) forget(p *program) {
	d.edges = make([]edge, 1<<edgeBits)
	d.seen, d.ended, d.turn = make([]uint32, len(p.insts)), make([]uint32, len(p.insts)), 0
	d.restart()
}

// restart forgets the states.
func (d *dfa) restart() {
	d.states = append(d.states[:0], set{}, set{})
	d.arena, d.restarts = d.arena[:0], d.restarts+1
	if d.table == nil {
		d.table = make([]int32, 1<<10)
	}
	clear(d.table)
	clear(d.edges)
}

// next is the state that a token of class k leads to from state s.
func (m *machine) next(s, k int32) int32 {
	if s <= idleBegin {
		if to := m.list[k].idle[s]; to >= 0 {
			return to
		}
		to := m.build(s, k)
		m.list[k].idle[s] = to
		return to
	}
	e := &m.edges[(uint32(s)*0x9e3779b1^uint32(k)*0x85ebca6b)>>(32-edgeBits)]
	if e.used && e.from == s && e.class == k {
		return e.to
	}
	restarts := m.restarts
	to := m.build(s, k)
	if m.restarts == restarts { // else s is forgotten
		*e = edge{s, k, to, true}
	}
	return to
}

// build works out the state that a token of class k leads to from state s.
func (m *machine) build(s, k int32) int32 {
	begin := 0
	if s == idleBegin {
		begin = 1
	}
	if !m.list[k].seed[begin].known {
		m.clear()
		m.begins(k, begin)
		from := int32(len(m.arena))
		m.arena = append(append(append(m.arena, m.live...), m.match...), m.ends...)
		m.list[k].seed[begin] = seed{true, set{from, int32(len(m.live)), int32(len(m.match)), int32(len(m.ends))}}
	}
	m.clear()
	of := m.states[s]
	for _, pc := range m.arena[of.from : of.from+of.live] {
		if m.holds(m.program, k, m.program.insts[pc].x) {
			m.follow(pc + 1)
		}
	}
	seed := m.list[k].seed[begin].set
	all := m.arena[seed.from : seed.from+seed.len()]
	for _, pc := range all[:seed.live] {
		if m.seen[pc] != m.turn {
			m.seen[pc] = m.turn
			m.live = append(m.live, pc)
		}
	}
	m.match = append(m.match, all[seed.live:seed.live+seed.match]...)
	m.ends = append(m.ends, all[seed.live+seed.match:]...)
	m.sort()
	return m.intern()
}

func (m *machine) clear() {
	m.live, m.match, m.ends, m.last = m.live[:0], m.match[:0], m.ends[:0], m.last[:0]
	if m.turn++; m.turn == 0 {
		clear(m.seen)
		clear(m.ended)
		m.turn = 1
	}
}

// begins adds what the rules come to that begin at a token of class k.
func (m *machine) begins(k int32, begin int) {
	m.tests = bitList(m.tests[:0], m.denseOf(k))
	for _, d := range m.tests {
		m.beginsWith(m.denseTests[d], begin)
	}
	for _, x := range m.litsOf(k) {
		m.beginsWith(x, begin)
	}
	m.sort()
}

func (m *machine) beginsWith(x int32, begin int) {
	for _, e := range m.program.openings[x] {
		if begin == 1 || !e.sentence {
			m.follow(e.pc + 1)
		}
	}
}

// follow adds what stands behind an instruction without a token between.
func (m *machine) follow(pc int32) {
	insts := m.program.insts
	m.stack = append(m.stack[:0], pc)
	for len(m.stack) > 0 {
		pc := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if m.seen[pc] == m.turn {
			continue
		}
		m.seen[pc] = m.turn
		switch in := &insts[pc]; in.op {
		case instTest:
			m.live = append(m.live, pc)
		case instAccept:
			m.match = append(m.match, in.x)
		case instJump:
			m.stack = append(m.stack, in.x)
		case instSplit:
			m.stack = append(m.stack, in.y, in.x)
		case instOpen, instClose:
			m.stack = append(m.stack, pc+1)
		case instEnd:
			m.followEnd(pc + 1)
		case instBegin: // no sentence begins behind a token of it
		}
	}
}

// followEnd adds the rules that match if the sentence ends here.
func (m *machine) followEnd(pc int32) {
	insts := m.program.insts
	m.last = append(m.last[:0], pc)
	for len(m.last) > 0 {
		pc := m.last[len(m.last)-1]
		m.last = m.last[:len(m.last)-1]
		if m.ended[pc] == m.turn {
			continue
		}
		m.ended[pc] = m.turn
		switch in := &insts[pc]; in.op {
		case instAccept:
			m.ends = append(m.ends, in.x)
		case instJump:
			m.last = append(m.last, in.x)
		case instSplit:
			m.last = append(m.last, in.y, in.x)
		case instOpen, instClose, instEnd:
			m.last = append(m.last, pc+1)
		}
	}
}

// sort puts the set being made in order, each rule once.
func (m *machine) sort() {
	slices.Sort(m.live)
	slices.Sort(m.match)
	slices.Sort(m.ends)
	m.match, m.ends = slices.Compact(m.match), slices.Compact(m.ends)
}

// intern gives the number of the state whose set was made.
func (m *machine) intern() int32 {
	if len(m.live)+len(m.match)+len(m.ends) == 0 {
		return idle
	}
	if len(m.states) >= maxStates || len(m.arena) > maxArena {
		m.restart()
		for k := range m.list {
			m.list[k].idle = [2]int32{-1, -1}
			m.list[k].seed = [2]seed{}
		}
	}
	if 2*len(m.states) >= len(m.table) {
		m.table = make([]int32, 4*len(m.table))
		for k := 2; k < len(m.states); k++ {
			at := m.place(m.states[k], m.parts(m.states[k]))
			m.table[at] = int32(k) + 1
		}
	}
	s := set{int32(len(m.arena)), int32(len(m.live)), int32(len(m.match)), int32(len(m.ends))}
	m.arena = append(append(append(m.arena, m.live...), m.match...), m.ends...)
	at := m.place(s, m.parts(s))
	if m.table[at] != 0 {
		m.arena = m.arena[:s.from]
		return m.table[at] - 1
	}
	m.states = append(m.states, s)
	m.table[at] = int32(len(m.states))
	return int32(len(m.states)) - 1
}

func (d *dfa) parts(s set) []int32 { return d.arena[s.from : s.from+s.len()] }

// place is where a set is in the table, or where it belongs.
func (d *dfa) place(s set, parts []int32) uint32 {
	h := uint64(s.live)<<32 ^ uint64(s.match)
	for _, x := range parts {
		h = (h ^ uint64(uint32(x))) * 0xff51afd7ed558ccd
		h ^= h >> 29
	}
	mask := uint32(len(d.table) - 1)
	for at := uint32(h>>32^h) & mask; ; at = (at + 1) & mask {
		k := d.table[at] - 1
		if k < 0 {
			return at
		}
		if o := d.states[k]; o.live == s.live && o.match == s.match && o.ends == s.ends && slices.Equal(d.parts(o), parts) {
			return at
		}
	}
}
