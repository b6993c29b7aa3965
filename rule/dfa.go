package rule

import (
	"cmp"
	"slices"
)

// The automaton over families of tokens is made as the texts need it (a lazy
// DFA, as in RE2): a state is what the rules which have begun could go on with,
// whichever token they began at. It says which rules match and where their
// matches end, for the cost of one look-up per token and whatever the number of
// rules; where they begin is for pike to find.
//
// What rules go on with behind a word in quotes is no part of the state, or
// there would be a state for each sequence of words that rules name: it is
// followed beside it, a group by itself (see loose).
type dfa struct {
	states []state
	groups []group
	edges  edges   // of states, by families
	steps  edges   // of groups, by families and classes
	arena  []int32 // what states and groups hold
	roots  [2]int32

	stateTable, groupTable []int32 // number + 1 by hash; 0 free
	restarts               int     // how often all was forgotten
	mostStates             int     // maxStates, if not 0

	// The group being made: instructions before tests, and rules.
	pcs, match, ends []int32
	seen, ended      []uint32 // per instruction the turn in which it was reached, here and behind the end of a sentence
	turn             uint32
	stack, last      []int32

	// The state being made: groups and rules.
	live, matching, ending []int32
	came                   []uint32 // per group the round in which it was added
	round                  uint32
}

// A state is a set of groups, with the rules that match where they stand, and
// those that match if the sentence ends there: stretches of the arena, each
// sorted. Behind them stand those of the groups that test for words.
type state struct {
	from                    int32
	live, match, ends, word int32 // how many of each
}

func (s state) len() int32 { return s.live + s.match + s.ends }

// The idle states: no rule has begun, within and at the beginning of a sentence.
const (
	idle      = 0
	idleBegin = 1
)

// For states, groups and classes.
const (
	none    = -1
	unknown = -2 // not yet worked out
)

// What is kept at most. A state of more than maxGroups groups holds one of all
// their instructions instead, so that a token never costs more than the program
// is long.
const (
	maxStates = 1 << 16 // and groups
	maxArena  = 1 << 22
	maxEdges  = 1 << 18
	maxGroups = 32
)

func (m *Machine) forgetStates() {
	if m.mostStates == 0 {
		m.mostStates = maxStates
	}
	m.seen, m.ended, m.turn = make([]uint32, len(m.program.insts)), make([]uint32, len(m.program.insts)), 0
	m.stateTable, m.groupTable = make([]int32, 1<<10), make([]int32, 1<<10)
	m.restart()
}

// restart forgets states and groups. The roots are the groups of all beginnings.
func (m *Machine) restart() {
	m.states = append(m.states[:0], state{}, state{})
	m.groups, m.arena, m.restarts = m.groups[:0], m.arena[:0], m.restarts+1
	clear(m.stateTable)
	clear(m.groupTable)
	m.edges.forget()
	m.steps.forget()
	m.edges.most, m.steps.most = maxEdges, maxEdges
	for k := range m.list {
		m.list[k].roots = [2]int32{unknown, unknown}
	}
	for f := range m.families {
		m.families[f].idle = [2]int32{unknown, unknown}
	}
	for begin := range m.roots {
		m.newGroup()
		for k := range m.program.entries {
			if e := &m.program.entries[k]; (begin == 1 || !e.sentence) && m.seen[e.pc] != m.turn {
				m.seen[e.pc] = m.turn
				m.pcs = append(m.pcs, e.pc)
			}
		}
		m.roots[begin] = m.group()
	}
}

// next is the state that a token of family f leads to from state s, with what
// begins at it.
func (m *Machine) next(s, f int32) int32 {
	if s <= idleBegin {
		if to := m.families[f].idle[s]; to >= 0 {
			return to
		}
		m.newState()
		m.over(m.roots[s], f)
		to := m.state()
		m.families[f].idle[s] = to
		return to
	}
	if to, ok := m.edges.find(s, f); ok {
		return to
	}
	begun := m.next(idle, f)
	m.newState()
	for i := range m.states[s].live {
		m.over(m.arena[m.states[s].from+i], f)
	}
	of := m.states[begun]
	for i := range of.live {
		m.come(m.arena[of.from+i])
	}
	m.matching = append(m.matching, m.arena[of.from+of.live:of.from+of.live+of.match]...)
	m.ending = append(m.ending, m.arena[of.from+of.live+of.match:of.from+of.len()]...)
	to := m.state()
	m.edges.put(s, f, to)
	return to
}

// full says whether there are so many states and groups that all are to be
// forgotten.
func (m *Machine) full() bool {
	return len(m.states)+len(m.groups) >= m.mostStates || len(m.arena) >= maxArena
}

// forgetAllBut forgets all states and groups but state s and those that are
// loose, and gives its new number.
func (m *Machine) forgetAllBut(s int32) int32 {
	m.newGroup()
	of := m.states[s]
	for _, g := range m.arena[of.from : of.from+of.live] {
		m.gather(g)
	}
	kept := [][]int32{slices.Clone(m.pcs)}
	for _, l := range m.loose {
		g := m.groups[l.group]
		kept = append(kept, slices.Clone(m.arena[g.pcs:g.tests]))
	}
	m.restart()
	for k := range m.loose {
		m.loose[k].group = m.groupOf(kept[k+1])
	}
	if len(kept[0]) == 0 {
		return s // idle
	}
	g := m.groupOf(kept[0])
	m.newState()
	m.come(g)
	return m.state()
}

// groupOf gives the group of these instructions.
func (m *Machine) groupOf(pcs []int32) int32 {
	m.newGroup()
	m.pcs = append(m.pcs, pcs...)
	return m.group()
}

// gather adds the instructions of a group to the group being made.
func (m *Machine) gather(g int32) {
	for _, pc := range m.arena[m.groups[g].pcs:m.groups[g].tests] {
		if m.seen[pc] != m.turn {
			m.seen[pc] = m.turn
			m.pcs = append(m.pcs, pc)
		}
	}
}

func (m *Machine) newState() {
	m.live, m.matching, m.ending = m.live[:0], m.matching[:0], m.ending[:0]
	m.nextRound()
}

func (m *Machine) nextRound() {
	if m.round++; m.round == 0 {
		clear(m.came)
		m.round = 1
	}
}

// come adds a group to the state being made.
func (m *Machine) come(g int32) {
	if m.came[g] == m.round {
		return
	}
	m.came[g] = m.round
	at := &m.groups[g]
	if at.pcs < at.tests {
		m.live = append(m.live, g)
	}
	m.matching = append(m.matching, m.arena[at.match:at.ends]...)
	m.ending = append(m.ending, m.arena[at.ends:at.last]...)
}

// state gives the number of the state that was made.
func (m *Machine) state() int32 {
	if len(m.live) > maxGroups {
		m.newGroup()
		for _, g := range m.live {
			m.gather(g)
		}
		m.live = append(m.live[:0], m.group())
	}
	slices.Sort(m.live)
	m.matching, m.ending = sorted(m.matching), sorted(m.ending)
	if len(m.live)+len(m.matching)+len(m.ending) == 0 {
		return idle
	}
	if 2*len(m.states) >= len(m.stateTable) {
		m.stateTable = make([]int32, 4*len(m.stateTable))
		for k := 2; k < len(m.states); k++ {
			m.stateTable[m.placeOf(m.states[k])] = int32(k) + 1
		}
	}
	s := state{int32(len(m.arena)), int32(len(m.live)), int32(len(m.matching)), int32(len(m.ending)), 0}
	m.arena = append(append(append(m.arena, m.live...), m.matching...), m.ending...)
	at := m.placeOf(s)
	if m.stateTable[at] != 0 {
		m.arena = m.arena[:s.from]
		return m.stateTable[at] - 1
	}
	for _, g := range m.live {
		if m.groups[g].words() > 0 {
			m.arena = append(m.arena, g)
			s.word++
		}
	}
	m.states = append(m.states, s)
	m.stateTable[at] = int32(len(m.states))
	return int32(len(m.states)) - 1
}

// placeOf is where a state is in the table, or where it belongs.
func (d *dfa) placeOf(s state) uint32 {
	parts := d.arena[s.from : s.from+s.len()]
	mask := uint32(len(d.stateTable) - 1)
	for at := hashInts(parts) & mask; ; at = (at + 1) & mask {
		k := d.stateTable[at] - 1
		if k < 0 {
			return at
		}
		if o := d.states[k]; o.live == s.live && o.match == s.match && slices.Equal(d.arena[o.from:o.from+o.len()], parts) {
			return at
		}
	}
}

// sorted sorts numbers, each once.
func sorted[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

func hashInts(list []int32) uint32 {
	h := uint64(len(list))
	for _, x := range list {
		h = (h ^ uint64(uint32(x))) * 0xff51afd7ed558ccd
		h ^= h >> 29
	}
	return uint32(h>>32 ^ h)
}
