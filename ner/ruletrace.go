package ner

import (
	"cmp"
	"slices"
)

// A RuleTrace is what became of one rule in a text. Offsets are bytes of the
// text.
type RuleTrace struct {
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
	program *program
	text    *ruleText
	machine machine
}

// trace says what became of the rules of a program in a text: of the one named, or
// of all if the name is empty. Rules that did not begin anywhere are left out
// unless named.
func (p *program) trace(text *ruleText, rule string) []RuleTrace {
	t := &tracer{program: p, text: text}
	found := map[int32][]ruleMatch{}
	for _, m := range t.machine.run(p, text) {
		found[m.rule] = append(found[m.rule], m)
	}
	var out []RuleTrace
	for r := range p.rules {
		of := &p.rules[r]
		if rule != "" && of.Name != rule {
			continue
		}
		tr := RuleTrace{Rule: of.Name, Weight: of.Weight, Path: of.Path, Line: of.Line}
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

func (t *tracer) match(m ruleMatch) TraceMatch {
	v := t.text
	out := TraceMatch{TraceSpan: TraceSpan{Start: v.tokens[m.first].Start}}
	end := t.machine.reach(t.program, v, m.rule, m.first).matched
	out.End = v.tokens[end-1].End
	for _, c := range m.caps {
		if c.slot < 0 || c.first >= c.last {
			continue
		}
		slot, first := t.program.slots[c.slot], m.first+c.first
		out.Names = append(out.Names, TraceName{
			TraceSpan{Start: v.tokens[first].Start + v.cut[first], End: v.tokens[m.first+c.last-1].End}, slot.label, slot.kind})
	}
	slices.SortFunc(out.Names, func(a, b TraceName) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// attempts gives where rule r began and was stopped, the furthest first.
func (t *tracer) attempts(r int32) (out []TraceNear) {
	v := t.text
	for i := range int32(len(v.tokens)) {
		a := t.machine.reach(t.program, v, r, i)
		if a.matched > 0 || a.until == i {
			continue
		}
		near := TraceNear{TraceSpan: TraceSpan{Start: v.tokens[i].Start, End: v.tokens[a.until-1].End}, Tokens: int(a.until - i)}
		ended := int(a.until) == len(v.tokens) || v.begins(int(a.until))
		for _, pc := range a.live {
			if in := t.program.insts[pc]; in.op == instEnd {
				near.Wants = append(near.Wants, "$")
			} else if c := t.program.tests[in.x].cond; c.atom.part == partRest {
				continue // more words of a form that is complete
			} else if ended {
				near.Wants = append(near.Wants, c.String())
			} else {
				near.Wants = append(near.Wants, t.lacking(c, a.until).String())
			}
		}
		near.Wants = sorted(near.Wants)
		if !ended {
			near.Stop = TraceSpan{Start: v.tokens[a.until].Start, End: v.tokens[a.until].End}
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
	for bit, a := range t.program.atoms {
		if t.text.has(i, bit) {
			out = append(out, a.String())
		}
	}
	return sorted(out)
}

// answers asks a condition of a token.
func (p *program) answers(c *cond, v *ruleText, i int32) bool {
	switch c.op {
	case condNot:
		return !p.answers(c.subs[0], v, i)
	case condAnd:
		return !slices.ContainsFunc(c.subs, func(s *cond) bool { return !p.answers(s, v, i) })
	case condOr:
		return slices.ContainsFunc(c.subs, func(s *cond) bool { return p.answers(s, v, i) })
	}
	switch a := c.atom; {
	case a.kind == atomAny:
		return true
	case a.kind.listed():
		return slices.Contains(v.profiles.litsOf(v.profile[i]), p.numberOf(a))
	default:
		return v.has(i, slices.Index(p.atoms, a))
	}
}

// An attempt is how far a rule comes from one token.
type attempt struct {
	until   int32   // the token it does not take
	matched int32   // the end of its longest match, 0 for none
	live    []int32 // the instructions it stands before there
}

// reach follows rule r from token i, whatever it captures.
func (m *machine) reach(p *program, v *ruleText, r, i int32) attempt {
	a := attempt{until: i}
	for _, e := range p.ways(r) {
		if !e.sentence || v.begins(int(i)) {
			a.live = append(a.live, e.pc)
		}
	}
	for j := i; int(j) < len(v.tokens) && (j == i || !v.begins(int(j))); j++ {
		m.newGroup()
		class := m.number(p, &v.profiles, v.profile[j])
		for _, pc := range a.live {
			if p.insts[pc].op == instTest && m.holds(class, &p.insts[pc]) {
				m.follow(pc + 1)
			}
		}
		if len(m.pcs)+len(m.match)+len(m.ends) == 0 {
			break
		}
		last := int(j+1) == len(v.tokens) || v.begins(int(j+1))
		if len(m.match) > 0 || last && len(m.ends) > 0 {
			a.matched = j + 1
		}
		a.until, a.live = j+1, append(a.live[:0], m.pcs...)
		if len(m.ends) > 0 { // the rule could match if the sentence ended
			for pc := p.starts[r]; pc < p.starts[r+1]; pc++ {
				if p.insts[pc].op == instEnd && m.seen[pc] == m.turn {
					a.live = append(a.live, pc)
				}
			}
		}
	}
	return a
}
