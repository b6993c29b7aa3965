package rule

import (
	"cmp"
	"slices"
)

// A Trace is what became of one rule in a text. Offsets are bytes of the
// text.
type Trace struct {
	Rule   string  `json:"rule"`
	Weight float64 `json:"weight"`
	Path   string  `json:"path"`
	Line   int     `json:"line"`
	// Matches are where the rule matched, in order of text.
	Matches []TraceMatch `json:"matches,omitempty"`
	// Near are where it began and did not come to its end, the furthest first.
	Near []TraceNear `json:"near,omitempty"`
	// Begins are the conditions with which it begins, if no token answers one.
	Begins []string `json:"begins,omitempty"`
}

// A TraceSpan is a stretch of the text: bytes, half-open.
type TraceSpan struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// A TraceMatch is a match of a rule and the names it proposes.
type TraceMatch struct {
	TraceSpan
	Names []TraceName `json:"names"`
}

// A TraceName is a name that a rule proposes.
type TraceName struct {
	TraceSpan
	Label string `json:"label"`
	Kind  string `json:"kind,omitempty"`
}

// A TraceNear is an attempt of a rule that was stopped.
type TraceNear struct {
	TraceSpan     // what it took
	Tokens    int `json:"tokens"` // and how many tokens that is
	// Stop is the token that stopped it; empty at the end of the sentence.
	Stop TraceSpan `json:"stop"`
	// Wants are the conditions of which the next token should have answered
	// one, each less what the token does answer of it; "$" is the end of the
	// sentence. Is are the conditions of rules that it answers.
	Wants []string `json:"wants"`
	Is    []string `json:"is,omitempty"`
}

// A tracer says what became of the rules of a program in a text.
type tracer struct {
	program *Program
	text    *Text
	machine Machine
}

// Trace says what became of the rules of a program in a text: of the one named, or
// of all if the name is empty. Rules that did not begin anywhere are left out
// unless named.
func (p *Program) Trace(text *Text, rule string) []Trace {
	t := &tracer{program: p, text: text}
	found := map[int32][]Match{}
	for _, m := range t.machine.Run(p, text) {
		found[m.rule] = append(found[m.rule], m)
	}
	var out []Trace
	for r := range p.Rules {
		of := &p.Rules[r]
		if rule != "" && of.Name != rule {
			continue
		}
		tr := Trace{Rule: of.Name, Weight: of.Weight, Path: of.Path, Line: of.Line}
		for _, m := range found[int32(r)] {
			tr.Matches = append(tr.Matches, t.match(m))
		}
		slices.SortStableFunc(tr.Matches, func(a, b TraceMatch) int { return cmp.Compare(a.Start, b.Start) })
		tr.Near = t.attempts(int32(r))
		if len(tr.Matches)+len(tr.Near) == 0 {
			for _, e := range p.ways(int32(r)) {
				tr.Begins = append(tr.Begins, p.tests[p.insts[e.pc].x].cond.String())
			}
			tr.Begins = sorted(tr.Begins)
		}
		if rule != "" || len(tr.Matches)+len(tr.Near) > 0 {
			out = append(out, tr)
		}
	}
	return out
}

func (t *tracer) match(m Match) TraceMatch {
	v := t.text
	out := TraceMatch{TraceSpan: TraceSpan{Start: v.Tokens[m.First].Start}}
	end := t.machine.reach(t.program, v, m.rule, m.First).matched
	out.End = v.Tokens[end-1].End
	for _, c := range m.Caps {
		if c.Slot < 0 || c.First >= c.Last {
			continue
		}
		slot, first := t.program.Slots[c.Slot], m.First+c.First
		out.Names = append(out.Names, TraceName{
			TraceSpan{Start: v.Tokens[first].Start + v.Cut[first], End: v.Tokens[m.First+c.Last-1].End}, slot.Label, slot.Kind})
	}
	slices.SortFunc(out.Names, func(a, b TraceName) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// attempts gives where rule r began and was stopped, the furthest first.
func (t *tracer) attempts(r int32) (out []TraceNear) {
	v := t.text
	for i := range int32(len(v.Tokens)) {
		a := t.machine.reach(t.program, v, r, i)
		if a.matched > 0 || a.until == i {
			continue
		}
		near := TraceNear{TraceSpan: TraceSpan{Start: v.Tokens[i].Start, End: v.Tokens[a.until-1].End}, Tokens: int(a.until - i)}
		ended := int(a.until) == len(v.Tokens) || v.Begins(int(a.until))
		for _, pc := range a.live {
			if in := t.program.insts[pc]; in.op == instEnd {
				near.Wants = append(near.Wants, "$")
			} else if c := t.program.tests[in.x].cond; c.atom.Part == PartRest {
				continue // more words of a form that is complete
			} else if ended {
				near.Wants = append(near.Wants, c.String())
			} else {
				near.Wants = append(near.Wants, t.lacking(c, a.until).String())
			}
		}
		near.Wants = sorted(near.Wants)
		if !ended {
			near.Stop = TraceSpan{Start: v.Tokens[a.until].Start, End: v.Tokens[a.until].End}
			near.Is = t.answered(a.until)
		}
		out = append(out, near)
	}
	slices.SortStableFunc(out, func(a, b TraceNear) int { return cmp.Compare(b.Tokens, a.Tokens) })
	return out
}

// lacking is what of a condition token i does not answer.
func (t *tracer) lacking(c *cond, i int32) *cond {
	if c.op != condAnd {
		return c
	}
	var out []*cond
	for _, s := range c.subs {
		if !t.program.answers(s, t.text, i) {
			out = append(out, s)
		}
	}
	return allOf(out)
}

// answered are the conditions that rules ask for and token i answers.
func (t *tracer) answered(i int32) (out []string) {
	for bit, a := range t.program.Atoms {
		if t.text.Has(i, bit) {
			out = append(out, a.String())
		}
	}
	return sorted(out)
}

// answers asks a condition of a token.
func (p *Program) answers(c *cond, v *Text, i int32) bool {
	switch c.op {
	case condNot:
		return !p.answers(c.subs[0], v, i)
	case condAnd:
		return !slices.ContainsFunc(c.subs, func(s *cond) bool { return !p.answers(s, v, i) })
	case condOr:
		return slices.ContainsFunc(c.subs, func(s *cond) bool { return p.answers(s, v, i) })
	}
	switch a := c.atom; {
	case a.Kind == atomAny:
		return true
	case a.Kind.listed():
		return slices.Contains(v.Profiles.litsOf(v.Profile[i]), p.numberOf(a))
	default:
		return v.Has(i, slices.Index(p.Atoms, a))
	}
}

// An attempt is how far a rule comes from one token.
type attempt struct {
	until   int32   // the token it does not take
	matched int32   // the end of its longest match, 0 for none
	live    []int32 // the instructions it stands before there
}

// reach follows rule r from token i, whatever it captures.
func (m *Machine) reach(p *Program, v *Text, r, i int32) attempt {
	a := attempt{until: i}
	for _, e := range p.ways(r) {
		if !e.sentence || v.Begins(int(i)) {
			a.live = append(a.live, e.pc)
		}
	}
	for j := i; int(j) < len(v.Tokens) && (j == i || !v.Begins(int(j))); j++ {
		made := &m.auto.group
		made.begin()
		class := m.classes.number(p, &v.Profiles, v.Profile[j])
		for _, pc := range a.live {
			if p.insts[pc].op == instTest && m.classes.holds(class, &p.insts[pc]) {
				made.follow(pc + 1)
			}
		}
		if len(made.pcs)+len(made.match)+len(made.ends) == 0 {
			break
		}
		last := int(j+1) == len(v.Tokens) || v.Begins(int(j+1))
		if len(made.match) > 0 || last && len(made.ends) > 0 {
			a.matched = j + 1
		}
		a.until, a.live = j+1, append(a.live[:0], made.pcs...)
		if len(made.ends) > 0 { // the rule could match if the sentence ended
			for pc := p.starts[r]; pc < p.starts[r+1]; pc++ {
				if p.insts[pc].op == instEnd && made.seen[pc] == made.turn {
					a.live = append(a.live, pc)
				}
			}
		}
	}
	return a
}
