package rule

import (
	"errors"
	"fmt"
)

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

// A Machine finds the matches of a program in a text. Each of its parts does one
// thing: classes number what tokens answer; an automaton says which rules match
// in a stretch of tokens, and loose groups say it of what stands behind words;
// notes keep where; and there threads, which follow every alternative of these
// rules at once, find what they capture. It is scratch space for one goroutine.
type Machine struct {
	program *Program
	age     uint32 // of the profiles whose classes are known
	classes classes
	auto    dfa
	loose   looseGroups
	notes   notes
	threads pike
	most    int   // matches that are taken of a text
	err     error // of the last Run
}

// ErrTooManyMatches says that rules match in more places of one text than are kept.
var ErrTooManyMatches = errors.New("rule: too many matches in one text")

// mostMatches is how many matches are taken of a text of so many tokens. The embedded
// rules have one for each few tokens.
func mostMatches(tokens int) int { return 1<<18 + 32*tokens }

// Err says why the last Run ended before the end of its text: an error that wraps
// ErrTooManyMatches, or nil.
func (m *Machine) Err() error { return m.err }

// tooMany is the error of a text with more matches than are taken.
func (m *Machine) tooMany() error {
	counts := make([]int, len(m.program.Rules))
	worst := int32(0)
	for k := range m.threads.matches {
		r := m.threads.matches[k].rule
		if counts[r]++; counts[r] > counts[worst] {
			worst = r
		}
	}
	of := &m.program.Rules[worst]
	return fmt.Errorf("%w: more than %d by %d rules, of which %s (%s:%d) matches most often; narrow the rules that match everywhere",
		ErrTooManyMatches, m.most, len(m.program.Rules), of.Name, of.Path, of.Line)
}

// notes are where rules match in a stretch of tokens.
type notes struct {
	pending []pending
	latest  []latest // per rule
	stretch uint32
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

// latest is where the latest of a rule is in notes.pending, if the stretch is
// this one.
type latest struct {
	stretch uint32
	at      int32
}

// ready takes up a program and a text, and forgets what it knows of others.
func (m *Machine) ready(p *Program, v *Text) {
	m.auto.classes, m.loose.auto, m.loose.notes, m.threads.classes = &m.classes, &m.auto, &m.notes, &m.classes
	if m.program != p || m.age != v.Profiles.age {
		m.program, m.age = p, v.Profiles.age
		m.classes.forget(p)
		m.auto.forget(p)
		m.threads.forget(p)
		m.notes.forget(p)
	}
	m.loose.list = m.loose.list[:0]
	m.notes.next()
	m.threads.text, m.threads.matches = v, m.threads.matches[:0]
}

// Run finds the matches of the program: of each rule, from each token where it
// begins, the longest; where two of one rule run into one state, the one that
// began first. Of more matches than a text may have it gives those at its beginning,
// and Err says so.
func (m *Machine) Run(p *Program, v *Text) []Match {
	m.ready(p, v)
	m.err, m.most = nil, mostMatches(len(v.Tokens))
	if len(p.Rules) == 0 {
		return nil
	}
	a := &m.auto
	state, from := int32(idle), int32(0)
	n := int32(len(v.Tokens))
	begins := n > 0 && v.Begins(0)
	for i := range n {
		if a.full() {
			state = a.forgetAllBut(state, m.loose.list)
		}
		root := 0
		if begins {
			root, state = 1, idleBegin // nothing reaches over the end of a sentence
		}
		if state <= idleBegin && len(m.loose.list) == 0 {
			from = i
		}
		begins = i+1 < n && v.Begins(int(i+1))
		last := begins || i+1 == n
		class := m.classes.number(p, &v.Profiles, v.Profile[i])
		m.loose.step(state, class, root, from, i, last)
		state = a.next(state, m.classes.list[class].family)
		s := &a.states[state]
		if s.match > 0 {
			m.notes.add(a.arena[s.from+s.live:s.from+s.live+s.match], from, i+1, false)
		}
		if last && s.ends > 0 {
			m.notes.add(a.arena[s.from+s.live+s.match:s.from+s.len()], from, i+1, false)
		}
		if last {
			m.loose.list = m.loose.list[:0]
		}
		if last || s.live == 0 {
			state = idle
		}
		if state == idle && len(m.loose.list) == 0 && len(m.notes.pending) > 0 {
			if m.capture(); m.err != nil {
				break
			}
		}
	}
	return m.threads.matches
}

// add notes rules that match up to a token and begin no sooner than at
// another, or surely there.
func (k *notes) add(rules []int32, since, until int32, sure bool) {
	for _, r := range rules {
		of, before := &k.latest[r], int32(none)
		if of.stretch == k.stretch {
			before = of.at
		}
		if before >= 0 {
			if p := &k.pending[before]; p.since == since && p.sure == sure {
				p.until = until
				continue
			}
		}
		now := pending{r, since, until, before, sure}
		for now.before >= 0 && k.pending[now.before].until > now.since { // they may go the same way
			p := &k.pending[now.before]
			now.since, now.before, now.sure = min(now.since, p.since), p.before, false
			p.rule = none
		}
		*of = latest{k.stretch, int32(len(k.pending))}
		k.pending = append(k.pending, now)
	}
}

// capture finds what the noted rules capture where they match. A rule is followed
// from no sooner than the first token at which a match of it can begin, and to no
// later than the end of its last: ways that lead to no match are not followed.
func (m *Machine) capture() {
	for k := range m.notes.pending {
		if p := &m.notes.pending[k]; p.rule >= 0 {
			if m.threads.run(p); len(m.threads.matches) > m.most {
				m.err = m.tooMany()
				break
			}
		}
	}
	m.notes.next()
}

func (k *notes) forget(p *Program) { k.latest, k.stretch = make([]latest, len(p.Rules)), 0 }

// next begins a stretch.
func (k *notes) next() {
	k.pending = k.pending[:0]
	if k.stretch++; k.stretch == 0 {
		clear(k.latest)
		k.stretch = 1
	}
}

// String says how much the machine has made of the texts that it has met.
func (m *Machine) String() string {
	return fmt.Sprintf("%d classes, %d states, %d restarts", len(m.classes.list), len(m.auto.states), m.auto.restarts)
}
