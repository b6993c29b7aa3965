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
	program *Program
	classes *classes
	states  []state
	groups  []group
	edges   edges   // of states, by families
	steps   edges   // of groups, by families and classes
	arena   []int32 // what states and groups hold
	roots   [2]int32

	stateTable, groupTable []int32 // number + 1 by hash; 0 free
	restarts               int     // how often all was forgotten
	mostStates             int     // maxStates, if not 0

	// What is being made: begun, added to, and put where it gets a number.
	group groupBuilder
	state stateBuilder
}

// A stateBuilder collects the groups and rules of a state.
type stateBuilder struct {
	live, match, ends []int32
	came              []uint32 // per group the round in which it was added
	round             uint32
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

func (d *dfa) forget(p *Program) {
	if d.mostStates == 0 {
		d.mostStates = maxStates
	}
	d.program = p
	d.group.forget(p)
	d.stateTable, d.groupTable = make([]int32, 1<<10), make([]int32, 1<<10)
	d.restart()
}

// restart forgets states and groups. The roots are the groups of all beginnings.
func (d *dfa) restart() {
	d.states = append(d.states[:0], state{}, state{})
	d.groups, d.arena, d.restarts = d.groups[:0], d.arena[:0], d.restarts+1
	clear(d.stateTable)
	clear(d.groupTable)
	d.edges.forget()
	d.steps.forget()
	d.edges.most, d.steps.most = maxEdges, maxEdges
	d.classes.unlink()
	for begin := range d.roots {
		d.group.begin()
		for k := range d.program.entries {
			if e := &d.program.entries[k]; begin == 1 || !e.sentence {
				d.group.add(e.pc)
			}
		}
		d.roots[begin] = d.putGroup()
	}
}

// next is the state that a token of family f leads to from state s, with what
// begins at it.
func (d *dfa) next(s, f int32) int32 {
	if s <= idleBegin {
		if to := d.classes.families[f].idle[s]; to >= 0 {
			return to
		}
		d.state.begin()
		d.stepFamily(d.roots[s], f)
		to := d.putState()
		d.classes.families[f].idle[s] = to
		return to
	}
	if to, ok := d.edges.find(s, f); ok {
		return to
	}
	begun := d.next(idle, f)
	d.state.begin()
	for i := range d.states[s].live {
		d.stepFamily(d.arena[d.states[s].from+i], f)
	}
	of := d.states[begun]
	for i := range of.live {
		d.addGroup(d.arena[of.from+i])
	}
	d.state.match = append(d.state.match, d.arena[of.from+of.live:of.from+of.live+of.match]...)
	d.state.ends = append(d.state.ends, d.arena[of.from+of.live+of.match:of.from+of.len()]...)
	to := d.putState()
	d.edges.put(s, f, to)
	return to
}

// full reports whether there are so many states and groups that all are to be
// forgotten.
func (d *dfa) full() bool {
	return len(d.states)+len(d.groups) >= d.mostStates || len(d.arena) >= maxArena
}

// forgetAllBut forgets all states and groups but state s and those that are
// loose, to which it gives their new numbers, and gives that of s.
func (d *dfa) forgetAllBut(s int32, loose []looseGroup) int32 {
	d.group.begin()
	of := d.states[s]
	for _, g := range d.arena[of.from : of.from+of.live] {
		d.gather(g)
	}
	kept := [][]int32{slices.Clone(d.group.pcs)}
	for _, l := range loose {
		g := d.groups[l.group]
		kept = append(kept, slices.Clone(d.arena[g.pcs:g.tests]))
	}
	d.restart()
	for k := range loose {
		loose[k].group = d.groupOf(kept[k+1])
	}
	if len(kept[0]) == 0 {
		return s // idle
	}
	g := d.groupOf(kept[0])
	d.state.begin()
	d.addGroup(g)
	return d.putState()
}

// groupOf gives the group of these instructions.
func (d *dfa) groupOf(pcs []int32) int32 {
	d.group.begin()
	for _, pc := range pcs {
		d.group.add(pc)
	}
	return d.putGroup()
}

// gather adds the instructions of a group to the group being made.
func (d *dfa) gather(g int32) {
	for _, pc := range d.arena[d.groups[g].pcs:d.groups[g].tests] {
		d.group.add(pc)
	}
}

// begin begins a state.
func (b *stateBuilder) begin() {
	b.live, b.match, b.ends = b.live[:0], b.match[:0], b.ends[:0]
	if b.round++; b.round == 0 {
		clear(b.came)
		b.round = 1
	}
}

// addGroup adds a group to the state being made.
func (d *dfa) addGroup(g int32) {
	if d.state.came[g] == d.state.round {
		return
	}
	d.state.came[g] = d.state.round
	at := &d.groups[g]
	if at.pcs < at.tests {
		d.state.live = append(d.state.live, g)
	}
	d.state.match = append(d.state.match, d.arena[at.match:at.ends]...)
	d.state.ends = append(d.state.ends, d.arena[at.ends:at.last]...)
}

// putState gives the number of the state that was made.
func (d *dfa) putState() int32 {
	if len(d.state.live) > maxGroups {
		d.group.begin()
		for _, g := range d.state.live {
			d.gather(g)
		}
		d.state.live = append(d.state.live[:0], d.putGroup())
	}
	slices.Sort(d.state.live)
	d.state.match, d.state.ends = sorted(d.state.match), sorted(d.state.ends)
	if len(d.state.live)+len(d.state.match)+len(d.state.ends) == 0 {
		return idle
	}
	if 2*len(d.states) >= len(d.stateTable) {
		d.stateTable = make([]int32, 4*len(d.stateTable))
		for k := 2; k < len(d.states); k++ {
			d.stateTable[d.placeOf(d.states[k])] = int32(k) + 1
		}
	}
	s := state{int32(len(d.arena)), int32(len(d.state.live)), int32(len(d.state.match)), int32(len(d.state.ends)), 0}
	d.arena = append(append(append(d.arena, d.state.live...), d.state.match...), d.state.ends...)
	at := d.placeOf(s)
	if d.stateTable[at] != 0 {
		d.arena = d.arena[:s.from]
		return d.stateTable[at] - 1
	}
	for _, g := range d.state.live {
		if d.groups[g].words() > 0 {
			d.arena = append(d.arena, g)
			s.word++
		}
	}
	d.states = append(d.states, s)
	d.stateTable[at] = int32(len(d.states))
	return int32(len(d.states)) - 1
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
