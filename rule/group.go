package rule

import (
	"cmp"
	"slices"
)

// A group is a set of tests that rules stand before together, having come the
// same way: what many rules have in common is followed once. Where a group goes
// over a token is worked out when a token asks for it.
//
// It is written in dfa.arena: its instructions, in order of their tests; its
// tests, those that need no word in quotes first; for each test where its
// instructions begin, and one more; for each the group behind it, unknown if not
// yet worked out; the rules that match where it stands, and those that match if
// the sentence ends there.
type group struct {
	pcs, tests, begin, match, ends, last int32 // where they begin in the arena
	dense                                int32 // how many tests need no word
	table                                int32 // where its table is, if it is loose and has one; see ruleloose.go
}

// to is where the groups behind its tests are in the arena.
func (g *group) to() int32 { return g.begin + g.begin - g.tests + 1 }

// words is how many of its tests need a word.
func (g *group) words() int32 { return g.begin - g.tests - g.dense }

// empty says that nothing goes on from a group and no rule matches at it.
func (g *group) empty() bool { return g.pcs == g.last }

// over adds to the state being made what group g comes to behind a token of
// family f, words in quotes left aside.
func (m *Machine) over(g, f int32) {
	at := m.groups[g]
	bits := m.denseOf(f)
	for j := range at.dense {
		if d := m.program.tests[m.arena[at.tests+j]].dense; bits[d>>6]>>(d&63)&1 != 0 {
			m.come(m.behind(g, j))
		}
	}
}

// behind gives the group behind test j of group g.
func (m *Machine) behind(g, j int32) int32 {
	at := m.groups[g]
	if to := m.arena[at.to()+j]; to >= 0 {
		return to
	}
	m.newGroup()
	m.followTest(&at, j)
	to := m.group()
	m.arena[at.to()+j] = to
	return to
}

// followTest adds to the group being made what stands behind test j of a group.
func (m *Machine) followTest(at *group, j int32) {
	for i := m.arena[at.begin+j]; i < m.arena[at.begin+j+1]; i++ {
		m.follow(m.arena[at.pcs+i] + 1)
	}
}

func (m *Machine) newGroup() {
	m.pcs, m.match, m.ends = m.pcs[:0], m.match[:0], m.ends[:0]
	if m.turn++; m.turn == 0 {
		clear(m.seen)
		clear(m.ended)
		m.turn = 1
	}
}

// follow adds to the group being made what stands behind an instruction without
// a token between.
func (m *Machine) follow(pc int32) {
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
			m.pcs = append(m.pcs, pc)
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
func (m *Machine) followEnd(pc int32) {
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

// group gives the number of the group that was made.
func (m *Machine) group() int32 {
	p := m.program
	slices.SortFunc(m.pcs, func(a, b int32) int {
		x, y := p.insts[a].x, p.insts[b].x
		if x != y {
			if d, e := p.tests[x].dense >= 0, p.tests[y].dense >= 0; d != e {
				if d {
					return -1
				}
				return 1
			}
			return cmp.Compare(x, y)
		}
		return cmp.Compare(a, b)
	})
	m.match, m.ends = sorted(m.match), sorted(m.ends)
	if 2*len(m.groups) >= len(m.groupTable) {
		m.groupTable = make([]int32, 4*len(m.groupTable))
		for k := range m.groups {
			g := m.groups[k]
			m.groupTable[m.placeOfGroup(m.arena[g.pcs:g.tests], m.arena[g.match:g.ends], m.arena[g.ends:g.last])] = int32(k) + 1
		}
	}
	place := m.placeOfGroup(m.pcs, m.match, m.ends)
	if k := m.groupTable[place] - 1; k >= 0 {
		return k
	}
	m.groups = append(m.groups, m.write())
	m.came = append(m.came[:len(m.groups)-1], 0)
	m.groupTable[place] = int32(len(m.groups))
	return int32(len(m.groups)) - 1
}

// write writes the group that was made into the arena.
func (m *Machine) write() group {
	p := m.program
	g := group{pcs: int32(len(m.arena))}
	m.arena = append(m.arena, m.pcs...)
	g.tests = int32(len(m.arena))
	for i, pc := range m.pcs {
		if x := p.insts[pc].x; i == 0 || x != p.insts[m.pcs[i-1]].x {
			m.arena = append(m.arena, x)
			if p.tests[x].dense >= 0 {
				g.dense++
			}
		}
	}
	g.begin = int32(len(m.arena))
	for i, pc := range m.pcs {
		if i == 0 || p.insts[pc].x != p.insts[m.pcs[i-1]].x {
			m.arena = append(m.arena, int32(i))
		}
	}
	m.arena = append(m.arena, int32(len(m.pcs)))
	for range g.begin - g.tests {
		m.arena = append(m.arena, unknown)
	}
	g.match = int32(len(m.arena))
	m.arena = append(m.arena, m.match...)
	g.ends = int32(len(m.arena))
	m.arena = append(m.arena, m.ends...)
	g.last = int32(len(m.arena))
	return g
}

// placeOfGroup is where a group is in the table, or where it belongs.
func (d *dfa) placeOfGroup(pcs, match, ends []int32) uint32 {
	h := hashInts(pcs) ^ hashInts(match)*3 ^ hashInts(ends)*5
	mask := uint32(len(d.groupTable) - 1)
	for at := h & mask; ; at = (at + 1) & mask {
		k := d.groupTable[at] - 1
		if k < 0 {
			return at
		}
		g := d.groups[k]
		if slices.Equal(d.arena[g.pcs:g.tests], pcs) && slices.Equal(d.arena[g.match:g.ends], match) && slices.Equal(d.arena[g.ends:g.last], ends) {
			return at
		}
	}
}

// edges say where a key leads to from a number, as a class from a group: a hash
// table. One that is full at its greatest size is made anew.
type edges struct {
	list []edge
	used int
	most int // its greatest size, a power of 4 times minEdges; 0 for none
}

// An edge leads to from under key; to is that plus edgeTo, 0 where it is free.
type edge struct{ from, key, to int32 }

const (
	minEdges = 1 << 10
	edgeTo   = 2 // so that none is 1
)

func (e *edges) forget() {
	e.used = 0
	clear(e.list)
}

// place is where an edge is, or where it belongs.
func (e *edges) place(from, key int32) *edge {
	mask := uint64(len(e.list) - 1)
	h := (uint64(uint32(from))<<32 | uint64(uint32(key))) * 0x9e3779b97f4a7c15
	for at := h >> 32; ; at++ {
		if x := &e.list[at&mask]; x.to == 0 || x.from == from && x.key == key {
			return x
		}
	}
}

func (e *edges) find(from, key int32) (to int32, ok bool) {
	if e.used == 0 {
		return 0, false
	}
	x := e.place(from, key)
	return x.to - edgeTo, x.to != 0
}

func (e *edges) put(from, key, to int32) {
	if 2*e.used >= len(e.list) {
		e.grow()
	}
	e.used++
	*e.place(from, key) = edge{from, key, to + edgeTo}
}

func (e *edges) grow() {
	old := e.list
	if e.most > 0 && len(old) >= e.most {
		e.forget()
		return
	}
	e.list = make([]edge, max(minEdges, 4*len(old)))
	for _, x := range old {
		if x.to != 0 {
			*e.place(x.from, x.key) = x
		}
	}
}
