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

// pike follows all alternatives of a rule at once, after Pike's machine.
type pike struct {
	program *Program
	text    *Text
	classes *classes
	matches []Match

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
	tests     []int32 // that a token answers
}

func (k *pike) forget(p *Program) {
	longest := int32(0)
	for r := range p.Rules {
		longest = max(longest, p.starts[r+1]-p.starts[r])
	}
	k.program = p
	k.reached, k.step = make([]uint32, longest), 0
}

func (k *pike) nextStep() {
	if k.step++; k.step == 0 {
		clear(k.reached)
		k.step = 1
	}
}

// run finds the matches of a rule in tokens that lie in one sentence; no match
// reaches over either end.
func (k *pike) run(in *pending) {
	p, v, r, from, until := k.program, k.text, in.rule, in.since, in.until
	k.now, k.found, k.bounds, k.mostKept = k.now[:0], k.found[:0], k.bounds[:0], maxBounds
	k.matched, k.first = k.matched[:0], p.starts[r]
	for i := from; i < until; i++ {
		k.found = append(k.found, -1)
		class := k.classes.number(p, &v.Profiles, v.Profile[i])
		k.nextStep()
		k.then = k.then[:0]
		for j := range k.now {
			t := &k.now[j]
			if k.classes.holds(class, &p.insts[t.pc]) {
				k.advance(t, i+1, from)
			}
		}
		if i == from || !in.sure {
			k.enter(r, i, class, from, in.sure)
		}
		k.now, k.then = k.then, k.now
		if len(k.bounds) > k.mostKept {
			k.keepBounds()
		}
	}
	for j := range k.matched {
		t := &k.matched[j]
		k.matches = append(k.matches, Match{r, t.first, k.captured(t)})
	}
}

// manyEntries is from where on the ways into a rule are found by the tests that
// a token answers, not tried one by one.
const manyEntries = 32

// enter begins rule r at token i, where it surely begins or may begin.
func (k *pike) enter(r, i, class, from int32, sure bool) {
	p := k.program
	if list := p.ways(r); len(list) <= manyEntries {
		for j := range list {
			if sure && len(list) == 1 || k.classes.holds(class, &p.insts[list[j].pc]) {
				k.start(&list[j], i, from)
			}
		}
		return
	}
	k.refs = k.refs[:0]
	k.tests = bitList(k.tests[:0], k.classes.denseOf(k.classes.list[class].family))
	for _, d := range k.tests {
		k.entriesWith(p.dense[d], r)
	}
	for _, x := range k.classes.litsOf(class) {
		k.entriesWith(x, r)
	}
	slices.SortFunc(k.refs, func(a, b entryRef) int { return cmp.Compare(a.index, b.index) })
	for _, e := range k.refs {
		k.start(&p.ways(r)[e.index], i, from)
	}
}

// entriesWith collects the ways into rule r that begin with test x.
func (k *pike) entriesWith(x, r int32) {
	list := k.program.openings[x]
	j, _ := slices.BinarySearchFunc(list, r, func(e entryRef, r int32) int { return cmp.Compare(e.rule, r) })
	for ; j < len(list) && list[j].rule == r; j++ {
		k.refs = append(k.refs, list[j])
	}
}

func (k *pike) start(e *entry, i, from int32) {
	if e.sentence && !k.text.Begins(int(i)) {
		return
	}
	t := thread{e.pc, i, -1}
	for _, s := range e.open {
		k.pass(&t, bound{slot: s, index: int32(k.program.Slots[s].index), at: i})
	}
	k.advance(&t, i+1, from)
}

// advance takes a thread over its test, to the tests that stand next at token
// i, and takes down the matches on the way.
func (k *pike) advance(over *thread, i, from int32) {
	p := k.program
	if k.reached[over.pc+1-k.first] == k.step {
		return
	}
	k.threads = append(k.threads[:0], *over)
	k.threads[0].pc++
	for len(k.threads) > 0 {
		t := &k.threads[len(k.threads)-1] // good until the next append
		if k.reached[t.pc-k.first] == k.step {
			k.threads = k.threads[:len(k.threads)-1]
			continue
		}
		k.reached[t.pc-k.first] = k.step
		switch in := &p.insts[t.pc]; in.op {
		case instTest:
			k.then = append(k.then, *t)
		case instAccept:
			k.accept(t, from)
		case instJump:
			t.pc = in.x
			continue
		case instSplit:
			other := *t
			t.pc, other.pc = in.y, in.x
			k.threads = append(k.threads, other)
			continue
		case instOpen:
			k.pass(t, bound{slot: in.x, index: in.y, at: i})
			t.pc++
			continue
		case instClose:
			k.pass(t, bound{slot: in.x, index: in.y, at: i, end: true})
			t.pc++
			continue
		case instEnd:
			if int(i) == len(k.text.Tokens) || k.text.Begins(int(i)) {
				t.pc++
				continue
			}
		}
		k.threads = k.threads[:len(k.threads)-1]
	}
}

// pass notes a bound that a thread passes.
func (k *pike) pass(t *thread, b bound) {
	if t.bound >= 0 && k.bounds[t.bound].length >= maxRow {
		k.shorten(t, k.bounds, &k.bounds)
	}
	b.before, b.length = t.bound, 1
	if t.bound >= 0 {
		b.length = k.bounds[t.bound].length + 1
	}
	t.bound = int32(len(k.bounds))
	k.bounds = append(k.bounds, b)
}

// keepBounds forgets the bounds that no thread needs.
func (k *pike) keepBounds() {
	k.spare = k.spare[:0]
	for j := range k.now {
		k.shorten(&k.now[j], k.bounds, &k.spare)
	}
	for j := range k.matched {
		k.shorten(&k.matched[j], k.bounds, &k.spare)
	}
	k.bounds, k.spare = k.spare, k.bounds
	k.mostKept = max(maxBounds, 2*len(k.bounds))
}

// shorten appends to kept what counts of a thread's row: of each capture the
// last beginning, and the end behind it.
func (k *pike) shorten(t *thread, all []bound, kept *[]bound) {
	var row [2 * maxCaptures]bound
	var begun [maxCaptures]bool
	var ended [maxCaptures]bool
	n := 0
	for j := t.bound; j >= 0; j = all[j].before {
		b := all[j]
		i := b.index
		if begun[i] || b.end && ended[i] {
			continue
		}
		begun[i], ended[i] = !b.end, true
		row[n] = b
		n++
	}
	t.bound = -1
	for j := n - 1; j >= 0; j-- {
		row[j].before, row[j].length = t.bound, uint16(n-j)
		t.bound = int32(len(*kept))
		*kept = append(*kept, row[j])
	}
}

// captured gives the captures of a thread: of each the last.
func (k *pike) captured(t *thread) Captures {
	c := noCaptures
	for j := t.bound; j >= 0; j = k.bounds[j].before {
		b := &k.bounds[j]
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

func (k *pike) accept(t *thread, from int32) {
	if j := k.found[t.first-from]; j >= 0 {
		k.matched[j] = *t // longer than the one before
		return
	}
	k.found[t.first-from] = int32(len(k.matched))
	k.matched = append(k.matched, *t)
}
