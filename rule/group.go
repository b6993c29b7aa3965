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
	table                                int32 // where its table is, if it is loose and has one; see loose.go
}

// to is where the groups behind its tests are in the arena.
func (g *group) to() int32 { return g.begin + g.begin - g.tests + 1 }

// words is how many of its tests need a word.
func (g *group) words() int32 { return g.begin - g.tests - g.dense }

// empty says that nothing goes on from a group and no rule matches at it.
func (g *group) empty() bool { return g.pcs == g.last }

// stepFamily adds to the state being made what group g comes to behind a token of
// family f, words in quotes left aside.
func (d *dfa) stepFamily(g, f int32) {
	at := d.groups[g]
	bits := d.classes.denseOf(f)
	for j := range at.dense {
		if x := d.program.tests[d.arena[at.tests+j]].dense; bits[x>>6]>>(x&63)&1 != 0 {
			d.addGroup(d.groupBehindTest(g, j))
		}
	}
}

// groupBehindTest gives the group behind test j of group g.
func (d *dfa) groupBehindTest(g, j int32) int32 {
	at := d.groups[g]
	if to := d.arena[at.to()+j]; to >= 0 {
		return to
	}
	d.group.begin()
	d.followTest(&at, j)
	to := d.putGroup()
	d.arena[at.to()+j] = to
	return to
}

// followTest adds to the group being made what stands behind test j of a group.
func (d *dfa) followTest(at *group, j int32) {
	for i := d.arena[at.begin+j]; i < d.arena[at.begin+j+1]; i++ {
		d.group.follow(d.arena[at.pcs+i] + 1)
	}
}

// A groupBuilder collects the instructions and rules of a group.
type groupBuilder struct {
	insts            []inst
	pcs, match, ends []int32  // instructions before tests, and rules
	seen, ended      []uint32 // per instruction the turn in which it was reached, here and behind the end of a sentence
	turn             uint32
	stack, last      []int32
}

func (b *groupBuilder) forget(p *Program) {
	b.insts, b.turn = p.insts, 0
	b.seen, b.ended = make([]uint32, len(p.insts)), make([]uint32, len(p.insts))
}

// begin begins a group.
func (b *groupBuilder) begin() {
	b.pcs, b.match, b.ends = b.pcs[:0], b.match[:0], b.ends[:0]
	if b.turn++; b.turn == 0 {
		clear(b.seen)
		clear(b.ended)
		b.turn = 1
	}
}

// add adds an instruction before a test, unless it is there.
func (b *groupBuilder) add(pc int32) {
	if b.seen[pc] != b.turn {
		b.seen[pc] = b.turn
		b.pcs = append(b.pcs, pc)
	}
}

// follow adds to the group being made what stands behind an instruction without
// a token between.
func (b *groupBuilder) follow(pc int32) {
	b.stack = append(b.stack[:0], pc)
	for len(b.stack) > 0 {
		pc := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		if b.seen[pc] == b.turn {
			continue
		}
		b.seen[pc] = b.turn
		switch in := &b.insts[pc]; in.op {
		case instTest:
			b.pcs = append(b.pcs, pc)
		case instAccept:
			b.match = append(b.match, in.x)
		case instJump:
			b.stack = append(b.stack, in.x)
		case instSplit:
			b.stack = append(b.stack, in.y, in.x)
		case instOpen, instClose:
			b.stack = append(b.stack, pc+1)
		case instEnd:
			b.followEnd(pc + 1)
		case instBegin: // no sentence begins behind a token of it
		}
	}
}

// followEnd adds the rules that match if the sentence ends here.
func (b *groupBuilder) followEnd(pc int32) {
	b.last = append(b.last[:0], pc)
	for len(b.last) > 0 {
		pc := b.last[len(b.last)-1]
		b.last = b.last[:len(b.last)-1]
		if b.ended[pc] == b.turn {
			continue
		}
		b.ended[pc] = b.turn
		switch in := &b.insts[pc]; in.op {
		case instAccept:
			b.ends = append(b.ends, in.x)
		case instJump:
			b.last = append(b.last, in.x)
		case instSplit:
			b.last = append(b.last, in.y, in.x)
		case instOpen, instClose, instEnd:
			b.last = append(b.last, pc+1)
		}
	}
}

// putGroup gives the number of the group that was made.
func (d *dfa) putGroup() int32 {
	p := d.program
	slices.SortFunc(d.group.pcs, func(a, b int32) int {
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
	d.group.match, d.group.ends = sorted(d.group.match), sorted(d.group.ends)
	if 2*len(d.groups) >= len(d.groupTable) {
		d.groupTable = make([]int32, 4*len(d.groupTable))
		for k := range d.groups {
			g := d.groups[k]
			d.groupTable[d.placeOfGroup(d.arena[g.pcs:g.tests], d.arena[g.match:g.ends], d.arena[g.ends:g.last])] = int32(k) + 1
		}
	}
	place := d.placeOfGroup(d.group.pcs, d.group.match, d.group.ends)
	if k := d.groupTable[place] - 1; k >= 0 {
		return k
	}
	d.groups = append(d.groups, d.write())
	d.state.came = append(d.state.came[:len(d.groups)-1], 0)
	d.groupTable[place] = int32(len(d.groups))
	return int32(len(d.groups)) - 1
}

// write writes the group that was made into the arena.
func (d *dfa) write() group {
	p := d.program
	g := group{pcs: int32(len(d.arena))}
	d.arena = append(d.arena, d.group.pcs...)
	g.tests = int32(len(d.arena))
	for i, pc := range d.group.pcs {
		if x := p.insts[pc].x; i == 0 || x != p.insts[d.group.pcs[i-1]].x {
			d.arena = append(d.arena, x)
			if p.tests[x].dense >= 0 {
				g.dense++
			}
		}
	}
	g.begin = int32(len(d.arena))
	for i, pc := range d.group.pcs {
		if i == 0 || p.insts[pc].x != p.insts[d.group.pcs[i-1]].x {
			d.arena = append(d.arena, int32(i))
		}
	}
	d.arena = append(d.arena, int32(len(d.group.pcs)))
	for range g.begin - g.tests {
		d.arena = append(d.arena, unknown)
	}
	g.match = int32(len(d.arena))
	d.arena = append(d.arena, d.group.match...)
	g.ends = int32(len(d.arena))
	d.arena = append(d.arena, d.group.ends...)
	g.last = int32(len(d.arena))
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
