package ner

// A ruleMatch is a match of one rule: its captures as tokens, half-open.
type ruleMatch struct {
	rule, first int32
	caps        captures
}

// captures are the token ranges of a rule's captures and which slot each is;
// slot is -1 where a capture took no part.
type captures [maxCaptures]struct {
	slot        int32 // -1 none
	first, last int32 // counted from the first token of the match
}

var noCaptures = func() (c captures) {
	for i := range c {
		c[i].slot = -1
	}
	return c
}()

// A machine finds the matches of a program in a text: the automaton says which
// rules match in a stretch of tokens, and there, following every alternative of
// these rules at once, it finds what they capture. It is scratch space for one
// goroutine.
type machine struct {
	program *program
	view    *view
	age     uint32 // of the profiles whose classes are known
	classes
	dfa
	tests []int32

	pending []int32  // rules that match in this stretch
	until   []int32  // per rule where its last match there ends
	noted   []uint32 // per rule the stretch in which it is pending
	stretch uint32

	pike
	matches []ruleMatch
}

// ready takes up a program and a view, and forgets what it knows of others.
func (m *machine) ready(p *program, v *view) {
	if m.view = v; m.program != p || m.age != v.profiles.age {
		m.program, m.age = p, v.profiles.age
		m.classes.forget(p)
		m.forgetStates()
		m.pike.forget(p)
		m.until, m.noted, m.stretch = make([]int32, len(p.rules)), make([]uint32, len(p.rules)), 0
	}
	m.pending = m.pending[:0]
	m.newStretch()
	m.matches = m.matches[:0]
}

// run finds the matches of the program: of each rule, from each token where it
// begins, the longest; where two of one rule run into one state, the one that
// began first.
func (m *machine) run(p *program, v *view) []ruleMatch {
	m.ready(p, v)
	if len(p.rules) == 0 {
		return nil
	}
	state, from := int32(idle), int32(0)
	n := int32(len(v.tokens))
	for i := range n {
		if v.begins(int(i)) {
			state = idleBegin // nothing reaches over the end of a sentence
		}
		if state <= idleBegin {
			from = i
		}
		state = m.next(state, m.number(p, &v.profiles, v.profile[i]))
		s := m.states[state]
		last := i+1 == n || v.begins(int(i+1))
		if s.match > 0 {
			m.note(m.arena[s.from+s.live:s.from+s.live+s.match], i+1)
		}
		if last && s.ends > 0 {
			m.note(m.arena[s.from+s.live+s.match:s.from+s.len()], i+1)
		}
		if s.live == 0 || last {
			if len(m.pending) > 0 {
				m.capture(from)
			}
			state = idle
		}
	}
	return m.matches
}

// note takes down rules that match up to a token.
func (m *machine) note(rules []int32, until int32) {
	for _, r := range rules {
		if m.noted[r] != m.stretch {
			m.noted[r] = m.stretch
			m.pending = append(m.pending, r)
		}
		m.until[r] = until
	}
}

// capture finds what the pending rules capture in the stretch from a token on.
func (m *machine) capture(from int32) {
	for _, r := range m.pending {
		m.rule(r, from, m.until[r])
	}
	m.pending = m.pending[:0]
	m.newStretch()
}

func (m *machine) newStretch() {
	if m.stretch++; m.stretch == 0 {
		clear(m.noted)
		m.stretch = 1
	}
}
