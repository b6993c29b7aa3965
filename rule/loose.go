package rule

import (
	"cmp"
	"slices"
)

// A looseGroup is a group that rules came to over a word in quotes, and the
// first token at which they can have begun; sure says that all began there.
// Rules name thousands of words, and few of them stand close together in a text:
// to follow what stands behind each by itself takes few groups, where states
// would be of all that stand together.
type looseGroup struct {
	group, first int32
	sure         bool
}

// Where more than maxLoose are loose they are tied together: rules of a user
// seldom need more, and hundreds of ways through one rule go together then.
const maxLoose = 6

// looseGroups follow them beside the automaton, whose groups they are.
type looseGroups struct {
	auto  *dfa
	notes *notes
	list  []looseGroup // behind the last token
	next  []looseGroup // behind this one
	most  int          // maxLoose, if not 0
}

// step takes the loose groups over token i, of a class, and adds what its words
// lead to from the state before it and from a root. What went before can have
// begun at token from.
func (l *looseGroups) step(state, class int32, root int, from, i int32, last bool) {
	a := l.auto
	k := &a.classes.list[class]
	named := k.lits[0] < k.lits[1]
	if len(l.list) == 0 && !named {
		return
	}
	l.next = l.next[:0]
	for _, g := range l.list {
		g.group = a.groupBehindToken(g.group, class)
		l.addLoose(g, i+1, last)
	}
	if named {
		s := a.states[state]
		for j := range s.word {
			l.addLoose(looseGroup{a.groupBehindWord(a.arena[s.from+s.len()+j], class), from, false}, i+1, last)
		}
		l.addLoose(looseGroup{a.rootBehindWord(root, class), i, true}, i+1, last)
	}
	l.list, l.next = l.next, l.list
	if most := cmp.Or(l.most, maxLoose); len(l.list) > most {
		l.mergeLoose()
	}
}

// addLoose adds a group, behind the token before until, and notes its rules.
func (l *looseGroups) addLoose(g looseGroup, until int32, last bool) {
	if g.group < 0 {
		return
	}
	at := &l.auto.groups[g.group]
	if at.match < at.ends {
		l.notes.add(l.auto.arena[at.match:at.ends], g.first, until, g.sure)
	}
	if last && at.ends < at.last {
		l.notes.add(l.auto.arena[at.ends:at.last], g.first, until, g.sure)
	}
	if at.pcs == at.tests {
		return
	}
	for k := range l.next {
		if o := &l.next[k]; o.group == g.group {
			o.sure = o.sure && g.sure && o.first == g.first
			o.first = min(o.first, g.first)
			return
		}
	}
	l.next = append(l.next, g)
}

// mergeLoose makes one group of all that are loose.
func (l *looseGroups) mergeLoose() {
	a := l.auto
	a.group.begin()
	first := l.list[0].first
	for _, g := range l.list {
		a.gather(g.group)
		first = min(first, g.first)
	}
	l.list = append(l.list[:0], looseGroup{a.putGroup(), first, false})
}

// tableTests is up to how many tests that need no word a group has a table of
// where they lead to, by which of them hold; else d.steps remembers it by family.
const tableTests = 3

// groupBehindToken is the group that group g comes to behind a token of a class, or none.
func (d *dfa) groupBehindToken(g, class int32) int32 {
	key := d.classes.list[class].family
	switch at := &d.groups[g]; {
	case d.namesOf(g, class):
		key = ^class
	case at.dense == 0:
		return none
	case at.dense <= tableTests:
		return d.byTable(g, class)
	}
	if to, ok := d.steps.find(g, key); ok {
		return to
	}
	to := d.merged(g, class, true)
	d.steps.put(g, key, to)
	return to
}

// byTable is groupBehindToken for a group of few tests, words left aside.
func (d *dfa) byTable(g, class int32) int32 {
	at := &d.groups[g]
	bits, held := d.classes.denseOf(d.classes.list[class].family), int32(0)
	for j := range at.dense {
		x := d.program.tests[d.arena[at.tests+j]].dense
		held |= int32(bits[x>>6]>>(x&63)&1) << j
	}
	if held == 0 {
		return none
	}
	if at.table == 0 {
		at.table = int32(len(d.arena))
		for range 1 << at.dense {
			d.arena = append(d.arena, unknown)
		}
	}
	place := at.table + held
	if d.arena[place] == unknown {
		to := d.merged(g, class, true)
		d.arena[place] = to
	}
	return d.arena[place]
}

// groupBehindWord is the group that group g comes to by the words of a class alone,
// or none.
func (d *dfa) groupBehindWord(g, class int32) int32 {
	if !d.namesOf(g, class) {
		return none
	}
	if to, ok := d.steps.find(^g, class); ok {
		return to
	}
	to := d.merged(g, class, false)
	d.steps.put(^g, class, to)
	return to
}

// rootBehindWord is the group that a root comes to by the words of a class alone,
// or none.
func (d *dfa) rootBehindWord(root int, class int32) int32 {
	to := d.classes.list[class].roots[root]
	if to == unknown {
		to = d.merged(d.roots[root], class, false)
		d.classes.list[class].roots[root] = to
	}
	return to
}

// fewWords is up to how many words a group is looked through for those of a
// class.
const fewWords = 16

// namesOf reports whether a group may test for a word of a class.
func (d *dfa) namesOf(g, class int32) bool {
	at := &d.groups[g]
	if at.words() == 0 {
		return false
	}
	lits := d.classes.litsOf(class)
	if at.words() > fewWords {
		return len(lits) > 0
	}
	tests := d.arena[at.tests+at.dense : at.begin]
	for _, x := range lits {
		if slices.Contains(tests, x) {
			return true
		}
	}
	return false
}

// merged makes one group of all that group g comes to behind a token of a class,
// by its words alone or by all tests.
func (d *dfa) merged(g, class int32, all bool) int32 {
	at := d.groups[g]
	d.group.begin()
	if all {
		bits := d.classes.denseOf(d.classes.list[class].family)
		for j := range at.dense {
			if x := d.program.tests[d.arena[at.tests+j]].dense; bits[x>>6]>>(x&63)&1 != 0 {
				d.followTest(&at, j)
			}
		}
	}
	tests := d.arena[at.tests+at.dense : at.begin]
	for _, x := range d.classes.litsOf(class) {
		if j, ok := slices.BinarySearch(tests, x); ok {
			d.followTest(&at, at.dense+int32(j))
		}
	}
	if to := d.putGroup(); !d.groups[to].empty() {
		return to
	}
	return none
}
