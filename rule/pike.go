package rule

import (
	"cmp"
	"slices"
)

// thread is one way through a rule: where it stands, where it began, and the
// newest of the bounds of captures that it passed, -1 for none.
type thread struct {
	pc, first, bound int32
}

// A bound is where a capture begins or ends, and the bound passed before it: the
// ways that part share what they passed together.
type bound struct {
	slot, at, before int32
	index            int32  // of the capture within its rule
	length           uint16 // of the row that ends with it
	end              bool
}

// A row of bounds longer than maxRow is replaced by those of it that count, and
// so are all rows where there are more than maxBounds, so that neither time nor
// memory grows with the length of a match.
const (
	maxRow    = 64
	maxBounds = 1 << 16
)

// pike is what following all alternatives of a rule needs.
type pike struct {
	now, then []thread
	first     int32    // instruction of the rule
	reached   []uint32 // per instruction of the rule the step in which a thread reached it
	step      uint32
	threads   []thread
	bounds    []bound
	spare     []bound // for those that are kept
	mostKept  int     // how many there may be before they are gone through again
	found     []int32 // per token of a stretch the one of matched that begins there, -1 for none
	matched   []thread
	refs      []entryRef
}

func (k *pike) forget(p *Program) {
	longest := int32(0)
	for r := range p.Rules {
		longest = max(longest, p.starts[r+1]-p.starts[r])
	}
	k.reached, k.step = make([]uint32, longest), 0
}

func (k *pike) nextStep() {
	if k.step++; k.step == 0 {
		clear(k.reached)
		k.step = 1
	}
}

// rule finds the matches of a rule in tokens that lie in one sentence; no match
// reaches over either end.
func (m *Machine) rule(in *pending) {
	p, v, r, from, until := m.program, m.text, in.rule, in.since, in.until
	m.now, m.found, m.bounds, m.mostKept = m.now[:0], m.found[:0], m.bounds[:0], maxBounds
	m.matched, m.first = m.matched[:0], p.starts[r]
	for i := from; i < until; i++ {
		m.found = append(m.found, -1)
		class := m.number(p, &v.Profiles, v.Profile[i])
		m.nextStep()
		m.then = m.then[:0]
		for k := range m.now {
			t := &m.now[k]
			if m.holds(class, &p.insts[t.pc]) {
				m.advance(t, i+1, from)
			}
		}
		if i == from || !in.sure {
			m.enter(r, i, class, from, in.sure)
		}
		m.now, m.then = m.then, m.now
		if len(m.bounds) > m.mostKept {
			m.keepBounds()
		}
	}
	for k := range m.matched {
		t := &m.matched[k]
		m.matches = append(m.matches, Match{r, t.first, m.captured(t)})
	}
}

// manyEntries is from where on the ways into a rule are found by the tests that
// a token answers, not tried one by one.
const manyEntries = 32

// enter begins rule r at token i, where it surely begins or may begin.
func (m *Machine) enter(r, i, class, from int32, sure bool) {
	p := m.program
	if list := p.ways(r); len(list) <= manyEntries {
		for k := range list {
			if sure && len(list) == 1 || m.holds(class, &p.insts[list[k].pc]) {
				m.start(&list[k], i, from)
			}
		}
		return
	}
	m.refs = m.refs[:0]
	m.tests = bitList(m.tests[:0], m.denseOf(m.list[class].family))
	for _, d := range m.tests {
		m.entriesWith(p.dense[d], r)
	}
	for _, x := range m.litsOf(class) {
		m.entriesWith(x, r)
	}
	slices.SortFunc(m.refs, func(a, b entryRef) int { return cmp.Compare(a.index, b.index) })
	for _, e := range m.refs {
		m.start(&p.ways(r)[e.index], i, from)
	}
}

// entriesWith collects the ways into rule r that begin with test x.
func (m *Machine) entriesWith(x, r int32) {
	list := m.program.openings[x]
	k, _ := slices.BinarySearchFunc(list, r, func(e entryRef, r int32) int { return cmp.Compare(e.rule, r) })
	for ; k < len(list) && list[k].rule == r; k++ {
		m.refs = append(m.refs, list[k])
	}
}

func (m *Machine) start(e *entry, i, from int32) {
	if e.sentence && !m.text.Begins(int(i)) {
		return
	}
	t := thread{e.pc, i, -1}
	for _, s := range e.open {
		m.pass(&t, bound{slot: s, index: int32(m.program.Slots[s].index), at: i})
	}
	m.advance(&t, i+1, from)
}

// advance takes a thread over its test, to the tests that stand next at token
// i, and takes down the matches on the way.
func (m *Machine) advance(over *thread, i, from int32) {
	p := m.program
	if m.reached[over.pc+1-m.first] == m.step {
		return
	}
	m.threads = append(m.threads[:0], *over)
	m.threads[0].pc++
	for len(m.threads) > 0 {
		t := &m.threads[len(m.threads)-1] // good until the next append
		if m.reached[t.pc-m.first] == m.step {
			m.threads = m.threads[:len(m.threads)-1]
			continue
		}
		m.reached[t.pc-m.first] = m.step
		switch in := &p.insts[t.pc]; in.op {
		case instTest:
			m.then = append(m.then, *t)
		case instAccept:
			m.accept(t, from)
		case instJump:
			t.pc = in.x
			continue
		case instSplit:
			other := *t
			t.pc, other.pc = in.y, in.x
			m.threads = append(m.threads, other)
			continue
		case instOpen:
			m.pass(t, bound{slot: in.x, index: in.y, at: i})
			t.pc++
			continue
		case instClose:
			m.pass(t, bound{slot: in.x, index: in.y, at: i, end: true})
			t.pc++
			continue
		case instEnd:
			if int(i) == len(m.text.Tokens) || m.text.Begins(int(i)) {
				t.pc++
				continue
			}
		}
		m.threads = m.threads[:len(m.threads)-1]
	}
}

// pass notes a bound that a thread passes.
func (m *Machine) pass(t *thread, b bound) {
	if t.bound >= 0 && m.bounds[t.bound].length >= maxRow {
		m.shorten(t, m.bounds, &m.bounds)
	}
	b.before, b.length = t.bound, 1
	if t.bound >= 0 {
		b.length = m.bounds[t.bound].length + 1
	}
	t.bound = int32(len(m.bounds))
	m.bounds = append(m.bounds, b)
}

// keepBounds forgets the bounds that no thread needs.
func (m *Machine) keepBounds() {
	m.spare = m.spare[:0]
	for k := range m.now {
		m.shorten(&m.now[k], m.bounds, &m.spare)
	}
	for k := range m.matched {
		m.shorten(&m.matched[k], m.bounds, &m.spare)
	}
	m.bounds, m.spare = m.spare, m.bounds
	m.mostKept = max(maxBounds, 2*len(m.bounds))
}

// shorten appends to kept what counts of a thread's row: of each capture the
// last beginning, and the end behind it.
func (m *Machine) shorten(t *thread, all []bound, kept *[]bound) {
	var row [2 * maxCaptures]bound
	var begun [maxCaptures]bool
	var ended [maxCaptures]bool
	n := 0
	for k := t.bound; k >= 0; k = all[k].before {
		b := all[k]
		i := b.index
		if begun[i] || b.end && ended[i] {
			continue
		}
		begun[i], ended[i] = !b.end, true
		row[n] = b
		n++
	}
	t.bound = -1
	for k := n - 1; k >= 0; k-- {
		row[k].before, row[k].length = t.bound, uint16(n-k)
		t.bound = int32(len(*kept))
		*kept = append(*kept, row[k])
	}
}

// captured gives the captures of a thread: of each the last.
func (m *Machine) captured(t *thread) Captures {
	c := noCaptures
	for k := t.bound; k >= 0; k = m.bounds[k].before {
		b := &m.bounds[k]
		of := &c[b.index]
		switch {
		case b.end && of.Slot < 0:
			of.Slot, of.First, of.Last = b.slot, -1, b.at-t.first
		case !b.end && of.Slot >= 0 && of.First < 0:
			of.First = b.at - t.first
		}
	}
	return c
}

func (m *Machine) accept(t *thread, from int32) {
	if k := m.found[t.first-from]; k >= 0 {
		m.matched[k] = *t // longer than the one before
		return
	}
	m.found[t.first-from] = int32(len(m.matched))
	m.matched = append(m.matched, *t)
}
