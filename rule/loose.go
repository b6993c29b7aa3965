package rule

import "slices"

// A looseGroup is a group that rules came to over a word in quotes, and the
// first token at which they can have begun; sure says that all began there. Rules name thousands of words, and
// few of them stand close together in a text: to follow what stands behind
// each by itself takes few groups, where states would be of all that stand
// together.
type looseGroup struct {
	group, first int32
	sure         bool
}

// Where more than maxLoose are loose they are tied together: rules of a user
// seldom need more, and hundreds of ways through one rule go together then.
const maxLoose = 6

type looseGroups struct {
	loose, looser []looseGroup // behind the last token, and behind this one
	mostLoose     int          // maxLoose, if not 0
}

// stepLoose takes the loose groups over token i, of a class, and adds what its
// words lead to from the state before it and from a root.
func (m *Machine) stepLoose(state, class int32, root int, from, i int32, last bool) {
	k := &m.list[class]
	named := k.lits[0] < k.lits[1]
	if len(m.loose) == 0 && !named {
		return
	}
	m.looser = m.looser[:0]
	for _, l := range m.loose {
		l.group = m.after(l.group, class)
		m.loosen(l, i+1, last)
	}
	if named {
		s := m.states[state]
		for j := range s.word {
			m.loosen(looseGroup{m.afterWord(m.arena[s.from+s.len()+j], class), from, false}, i+1, last)
		}
		if k.roots[root] == unknown {
			m.list[class].roots[root] = m.merged(m.roots[root], class, false)
		}
		m.loosen(looseGroup{m.list[class].roots[root], i, true}, i+1, last)
	}
	m.loose, m.looser = m.looser, m.loose
	most := m.mostLoose
	if most == 0 {
		most = maxLoose
	}
	if len(m.loose) > most {
		m.tie()
	}
}

// loosen adds a group, behind the token before until, and notes its rules.
func (m *Machine) loosen(l looseGroup, until int32, last bool) {
	if l.group < 0 {
		return
	}
	at := &m.groups[l.group]
	if at.match < at.ends {
		m.note(m.arena[at.match:at.ends], l.first, until, l.sure)
	}
	if last && at.ends < at.last {
		m.note(m.arena[at.ends:at.last], l.first, until, l.sure)
	}
	if at.pcs == at.tests {
		return
	}
	for k := range m.looser {
		if o := &m.looser[k]; o.group == l.group {
			o.sure = o.sure && l.sure && o.first == l.first
			o.first = min(o.first, l.first)
			return
		}
	}
	m.looser = append(m.looser, l)
}

// tie makes one group of all that are loose.
func (m *Machine) tie() {
	m.newGroup()
	first := m.loose[0].first
	for _, l := range m.loose {
		m.gather(l.group)
		first = min(first, l.first)
	}
	m.loose = append(m.loose[:0], looseGroup{m.group(), first, false})
}

// tableTests is up to how many tests that need no word a group has a table of
// where they lead to, by which of them hold; else m.steps remembers it by family.
const tableTests = 3

// after is the group that group g comes to behind a token of a class, or none.
func (m *Machine) after(g, class int32) int32 {
	key := m.list[class].family
	switch at := &m.groups[g]; {
	case m.namesOf(g, class):
		key = ^class
	case at.dense == 0:
		return none
	case at.dense <= tableTests:
		return m.byTable(g, class)
	}
	if to, ok := m.steps.find(g, key); ok {
		return to
	}
	to := m.merged(g, class, true)
	m.steps.put(g, key, to)
	return to
}

// byTable is after for a group of few tests, words left aside.
func (m *Machine) byTable(g, class int32) int32 {
	at := &m.groups[g]
	bits, held := m.denseOf(m.list[class].family), int32(0)
	for j := range at.dense {
		d := m.program.tests[m.arena[at.tests+j]].dense
		held |= int32(bits[d>>6]>>(d&63)&1) << j
	}
	if held == 0 {
		return none
	}
	if at.table == 0 {
		at.table = int32(len(m.arena))
		for range 1 << at.dense {
			m.arena = append(m.arena, unknown)
		}
	}
	place := at.table + held
	if m.arena[place] == unknown {
		to := m.merged(g, class, true)
		m.arena[place] = to
	}
	return m.arena[place]
}

// afterWord is the group that group g comes to by the words of a class alone,
// or none.
func (m *Machine) afterWord(g, class int32) int32 {
	if !m.namesOf(g, class) {
		return none
	}
	if to, ok := m.steps.find(^g, class); ok {
		return to
	}
	to := m.merged(g, class, false)
	m.steps.put(^g, class, to)
	return to
}

// fewWords is up to how many words a group is looked through for those of a
// class.
const fewWords = 16

// namesOf says whether a group may test for a word of a class.
func (m *Machine) namesOf(g, class int32) bool {
	at := &m.groups[g]
	if at.words() == 0 {
		return false
	}
	lits := m.litsOf(class)
	if at.words() > fewWords {
		return len(lits) > 0
	}
	tests := m.arena[at.tests+at.dense : at.begin]
	for _, x := range lits {
		if slices.Contains(tests, x) {
			return true
		}
	}
	return false
}

// merged makes one group of all that group g comes to behind a token of a class,
// by its words alone or by all tests.
func (m *Machine) merged(g, class int32, all bool) int32 {
	at := m.groups[g]
	m.newGroup()
	if all {
		bits := m.denseOf(m.list[class].family)
		for j := range at.dense {
			if d := m.program.tests[m.arena[at.tests+j]].dense; bits[d>>6]>>(d&63)&1 != 0 {
				m.followTest(&at, j)
			}
		}
	}
	tests := m.arena[at.tests+at.dense : at.begin]
	for _, x := range m.litsOf(class) {
		if j, ok := slices.BinarySearch(tests, x); ok {
			m.followTest(&at, at.dense+int32(j))
		}
	}
	if to := m.group(); !m.groups[to].empty() {
		return to
	}
	return none
}
