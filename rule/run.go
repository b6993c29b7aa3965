package rule

import "fmt"

// A Match is a match of one rule: its captures as tokens, half-open.
type Match struct {
	rule, First int32
	Caps        Captures
}

// Captures are the token ranges of a rule's captures and which slot each is;
// slot is -1 where a capture took no part.
type Captures [maxCaptures]struct {
	Slot        int32 // -1 none
	First, Last int32 // counted from the first token of the match
}

var noCaptures = func() (c Captures) {
	for i := range c {
		c[i].Slot = -1
	}
	return c
}()

// A Machine finds the matches of a program in a text: the automaton says which
// rules match in a stretch of tokens, and there, following every alternative of
// these rules at once, it finds what they capture. It is scratch space for one
// goroutine.
type Machine struct {
	program *Program
	text    *Text
	age     uint32 // of the profiles whose classes are known
	classes
	dfa
	looseGroups
	tests []int32

	pending []pending // where rules match in this stretch
	latest  []latest  // per rule
	stretch uint32

	pike
	matches []Match
}

// pending says where a rule matches in a stretch: the first token at which a
// match can begin, and where the last ends. If sure, there is one match, which
// begins there.
type pending struct {
	rule         int32 // none if it is part of a later one
	since, until int32
	before       int32 // the one of this rule that ends before this one begins, or none
	sure         bool
}

// latest is where the latest of a rule is in machine.pending, if the stretch is
// this one.
type latest struct {
	stretch uint32
	at      int32
}

// ready takes up a program and a text, and forgets what it knows of others.
func (m *Machine) ready(p *Program, v *Text) {
	if m.text = v; m.program != p || m.age != v.Profiles.age {
		m.program, m.age = p, v.Profiles.age
		m.classes.forget(p)
		m.forgetStates()
		m.pike.forget(p)
		m.latest, m.stretch = make([]latest, len(p.Rules)), 0
	}
	m.pending, m.loose = m.pending[:0], m.loose[:0]
	m.newStretch()
	m.matches = m.matches[:0]
}

// Run finds the matches of the program: of each rule, from each token where it
// begins, the longest; where two of one rule run into one state, the one that
// began first.
func (m *Machine) Run(p *Program, v *Text) []Match {
	m.ready(p, v)
	if len(p.Rules) == 0 {
		return nil
	}
	state, from := int32(idle), int32(0)
	n := int32(len(v.Tokens))
	begins := n > 0 && v.Begins(0)
	for i := range n {
		if m.full() {
			state = m.forgetAllBut(state)
		}
		root := 0
		if begins {
			root, state = 1, idleBegin // nothing reaches over the end of a sentence
		}
		if state <= idleBegin && len(m.loose) == 0 {
			from = i
		}
		begins = i+1 < n && v.Begins(int(i+1))
		last := begins || i+1 == n
		class := m.number(p, &v.Profiles, v.Profile[i])
		m.stepLoose(state, class, root, from, i, last)
		state = m.next(state, m.list[class].family)
		s := &m.states[state]
		if s.match > 0 {
			m.note(m.arena[s.from+s.live:s.from+s.live+s.match], from, i+1, false)
		}
		if last && s.ends > 0 {
			m.note(m.arena[s.from+s.live+s.match:s.from+s.len()], from, i+1, false)
		}
		if last {
			m.loose = m.loose[:0]
		}
		if last || s.live == 0 {
			state = idle
		}
		if state == idle && len(m.loose) == 0 && len(m.pending) > 0 {
			m.capture()
		}
	}
	return m.matches
}

// note takes down rules that match up to a token and begin no sooner than at
// another, or surely there.
func (m *Machine) note(rules []int32, since, until int32, sure bool) {
	for _, r := range rules {
		of, before := &m.latest[r], int32(none)
		if of.stretch == m.stretch {
			before = of.at
		}
		if before >= 0 {
			if p := &m.pending[before]; p.since == since && p.sure == sure {
				p.until = until
				continue
			}
		}
		now := pending{r, since, until, before, sure}
		for now.before >= 0 && m.pending[now.before].until > now.since { // they may go the same way
			p := &m.pending[now.before]
			now.since, now.before, now.sure = min(now.since, p.since), p.before, false
			p.rule = none
		}
		*of = latest{m.stretch, int32(len(m.pending))}
		m.pending = append(m.pending, now)
	}
}

// capture finds what the pending rules capture where they match. Matches that
// begin sooner than the first that is noted are none, so that ways which begin
// there take nothing from later ones; nor do ways that matches follow apart.
func (m *Machine) capture() {
	for k := range m.pending {
		if p := &m.pending[k]; p.rule >= 0 {
			m.rule(p)
		}
	}
	m.pending = m.pending[:0]
	m.newStretch()
}

func (m *Machine) newStretch() {
	if m.stretch++; m.stretch == 0 {
		clear(m.latest)
		m.stretch = 1
	}
}

// String says how much the machine has made of the texts that it has met.
func (m *Machine) String() string {
	return fmt.Sprintf("%d classes, %d states, %d restarts", len(m.list), len(m.states), m.restarts)
}
