package rule

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/alam-nlp/alam/internal/near"
	"github.com/alam-nlp/alam/text"
)

// A Finding is something that is wrong with a rule, or may be.
type Finding struct {
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Rule     string `json:"rule,omitempty"`
	Severity string `json:"severity"` // SeverityError or SeverityWarning
	Message  string `json:"message"`
}

// The severities of findings.
const (
	SeverityError   = "error"
	SeverityWarning = "warning"
)

// String is the finding as a compiler would write it.
func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", f.Path, f.Line, f.Col, f.Severity, f.Message)
}

// FindingOf gives the finding of an error of ParseAll or Compile.
func FindingOf(err error) Finding {
	f := Finding{Line: 1, Col: 1, Severity: SeverityError, Message: err.Error()}
	var perr *text.ParseError
	if errors.As(err, &perr) {
		f.Path, f.Line, f.Col, f.Message = perr.Path, perr.Line, perr.Col, perr.Err.Error()
	}
	return f
}

// Lists are the labels and kinds of what is listed, and what else a check of
// rules asks of who uses them.
type Lists struct {
	Classes []string                 // of the lexicon
	Kinds   [][2]string              // labels and kinds of the listed names
	Rules   []Rule                   // that are in use beside
	Nearly  func(word string) string // the frequent word that one which news does not have was meant to be; empty if there is none
}

// Check says what is wrong with rules: that they do not compile, ask for
// classes and kinds that no list has, can never match, or find nothing that
// another rule, of these or of those in use, does not find with the same or more
// weight. The findings are in the order of the rules.
func Check(rules []Rule, lists Lists) []Finding {
	c := &checker{facts: newFacts(lists.Classes, lists.Kinds), nearly: lists.Nearly}
	var sound []Rule
	for i := range rules {
		r := &rules[i]
		c.at(r)
		if _, err := Compile([]Rule{*r}); err != nil {
			f := FindingOf(err)
			f.Rule = r.Name
			c.findings = append(c.findings, f)
			continue
		}
		c.words(r.body, map[*node]bool{})
		sound = append(sound, *r)
	}
	own := len(sound)
	for _, r := range lists.Rules {
		if !slices.ContainsFunc(rules, func(x Rule) bool { return x.Name == r.Name }) {
			sound = append(sound, r)
		}
	}
	p, err := Compile(sound)
	if err != nil {
		c.findings = append(c.findings, FindingOf(err))
		return c.findings
	}
	dead := make([]bool, len(sound))
	for i := range own {
		c.at(&sound[i])
		dead[i] = c.dead(p, int32(i))
	}
	c.shadowed(p, own, dead)
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return slices.Compact(c.findings)
}

type checker struct {
	*facts
	nearly   func(word string) string
	compared int // words in quotes so far
	rule     *Rule
	findings []Finding
}

func (c *checker) at(r *Rule) { c.rule = r }

// add takes down a finding at an atom, or at the rule.
func (c *checker) add(severity string, of *cond, format string, args ...any) {
	f := Finding{Path: c.rule.Path, Line: c.rule.Line, Col: 1, Rule: c.rule.Name, Severity: severity,
		Message: fmt.Sprintf(format, args...)}
	for of != nil && of.op != condAtom {
		of = of.subs[0]
	}
	if of != nil && of.line > 0 {
		f.Line, f.Col = of.line, of.col
	}
	c.findings = append(c.findings, f)
}

// words looks for classes, kinds and words that nothing knows.
func (c *checker) words(n *node, seen map[*node]bool) {
	if seen[n] {
		return
	}
	seen[n] = true
	if n.cond != nil {
		c.atoms(n.cond)
	}
	if n.op != opSeq || n.cond == nil { // else the parts of a form
		for _, s := range n.subs {
			c.words(s, seen)
		}
	}
}

func (c *checker) atoms(of *cond) {
	for _, s := range of.subs {
		c.atoms(s)
	}
	if of.op != condAtom {
		return
	}
	switch a := of.atom; a.Kind {
	case AtomClass:
		if c.never(a) {
			c.add(SeverityError, of, "class @%s is not in the lexicon%s", a.Text, near.Hint(a.Text, c.classWords(), "@"))
		}
	case AtomName:
		if c.never(a) {
			c.add(SeverityWarning, of, "no listed name is %s%s", a.Text, near.Hint(a.Text, c.kindWords(), ""))
		}
	case atomLiteral:
		if c.nearly == nil || c.compared > mostCompared {
			return
		}
		if c.compared++; c.compared > mostCompared {
			c.add(SeverityWarning, of, "the words in quotes from %q on are not compared with those of news: there are more than %d", a.Text, mostCompared)
			return
		}
		if w := c.nearly(a.Text); w != "" {
			c.add(SeverityWarning, of, "%q is no word that news has, did you mean %q?", a.Text, w)
		}
	}
}

// mostCompared is how many words in quotes are compared with all words of news.
const mostCompared = 4000

// classWords are the classes that rules can ask for: those of the lexicon and
// those above them.
func (c *checker) classWords() []string {
	var out []string
	for _, class := range c.classes {
		for i, r := range class + "." {
			if r == '.' {
				out = append(out, class[:i])
			}
		}
	}
	return sorted(out)
}

func (c *checker) kindWords() []string {
	var out []string
	for _, k := range c.kinds {
		out = append(out, k[0], k[0]+"/"+k[1], k[0]+"/"+k[1]+sureSuffix)
	}
	return sorted(out)
}

// dead reports whether a rule can never match, and takes down which tests of it
// never hold.
func (c *checker) dead(p *Program, r int32) bool {
	never := map[int32]bool{}
	var order []int32
	holds := func(x int32) bool {
		n, ok := never[x]
		if !ok {
			n = !c.satisfiable(p.tests[x].cond)
			never[x], order = n, append(order, x)
		}
		return !n
	}
	if c.reaches(p, r, holds) {
		for _, x := range order {
			if of := p.tests[x].cond; never[x] && of.op != condAtom { // else it is reported as unknown
				c.add(SeverityWarning, of, "no token is %s", of)
			}
		}
		return false
	}
	var cause *cond // a test without which it could match, or else the first that never holds
	for _, x := range order {
		if !never[x] {
			continue
		}
		if c.reaches(p, r, func(y int32) bool { return x == y || holds(y) }) {
			cause = p.tests[x].cond
			break
		}
		if cause == nil {
			cause = p.tests[x].cond
		}
	}
	if cause != nil {
		c.add(SeverityError, cause, "rule %s can never match: no token is %s", c.rule.Name, cause)
	} else {
		c.add(SeverityError, nil, "rule %s can never match: ^ stands behind a token, or $ before one", c.rule.Name)
	}
	return true
}

// reaches reports whether a rule can match if the tests that hold says can hold.
func (c *checker) reaches(p *Program, r int32, holds func(x int32) bool) bool {
	type at struct {
		pc          int32
		begun, ends bool
	}
	seen := map[at]bool{}
	todo := []at{{pc: p.starts[r]}}
	for len(todo) > 0 {
		a := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[a] {
			continue
		}
		seen[a] = true
		next := a
		next.pc++
		switch in := p.insts[a.pc]; in.op {
		case instAccept:
			return true
		case instTest:
			if next.begun = true; !a.ends && holds(in.x) {
				todo = append(todo, next)
			}
		case instJump:
			next.pc = in.x
			todo = append(todo, next)
		case instSplit:
			next.pc = in.x
			a.pc = in.y
			todo = append(todo, a, next)
		case instBegin:
			if !a.begun {
				todo = append(todo, next)
			}
		case instEnd:
			next.ends = true
			todo = append(todo, next)
		default:
			todo = append(todo, next)
		}
	}
	return false
}
