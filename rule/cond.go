package rule

import (
	"regexp"
	"strings"
)

// AtomKind is the sort of a condition on a token.
type AtomKind uint8

const (
	atomAny     AtomKind = iota // .
	AtomClass                   // @title: in a lexicon form of a class, or of one below it
	AtomName                    // LOC, LOC/city: in a listed name
	AtomShape                   // :def
	AtomRegion                  // %title: in a region of this kind
	atomRegexp                  // /regular expression/ on the key
	atomLiteral                 // "كلمة", by its key
	atomSpelled                 // 'كلمة', as it is spelled
)

// listed reports whether atoms of this kind are words and expressions, of which
// there may be many and a token answers few: they are numbered, not bits.
func (k AtomKind) listed() bool { return k >= atomRegexp }

// Part says which tokens of a form of several words an atom means.
type Part uint8

const (
	PartAny   Part = iota // any of them
	PartFirst             // the first
	PartRest              // any but the first
)

// An Atom is a property of a token that rules ask for.
type Atom struct {
	Kind AtomKind
	Text string
	Part Part
}

// String is the atom as rules write it.
func (a Atom) String() string {
	switch a.Kind {
	case AtomClass:
		return "@" + a.Text
	case AtomShape:
		return ":" + a.Text
	case AtomRegion:
		return "%" + a.Text
	case atomRegexp:
		return "/" + strings.ReplaceAll(a.Text, "/", `\/`) + "/"
	case atomLiteral:
		return `"` + a.Text + `"`
	case atomSpelled:
		return "'" + a.Text + "'"
	case AtomName:
		return a.Text
	}
	return "."
}

type condOp uint8

const (
	condAtom condOp = iota
	condNot         // not subs[0]
	condAnd         // all of subs
	condOr          // one of subs
)

// A cond is a condition on one token. It is not changed once it is parsed.
type cond struct {
	op        condOp
	atom      Atom
	subs      []*cond
	re        *regexp.Regexp
	line, col int // of an atom
	size      int // atoms below it, as often as they are met; up to maxConds + 1
}

func anyOf(alts []*cond) *cond { return joined(condOr, alts) }
func allOf(all []*cond) *cond  { return joined(condAnd, all) }

// joined joins conditions, those of the same sort flat and each once. What would be
// too large has no parts: see parser.bounded.
func joined(op condOp, list []*cond) *cond {
	if len(list) == 1 {
		return list[0]
	}
	c := &cond{op: op}
	seen := map[*cond]bool{}
	add := func(s *cond) {
		if !seen[s] {
			seen[s] = true
			c.subs, c.size = append(c.subs, s), min(c.size+s.atoms(), maxConds+1)
		}
	}
	for _, s := range list {
		switch {
		case seen[s]: // all of it is there
		case s.op == op:
			for _, below := range s.subs {
				add(below)
			}
			if seen[s] = true; s.size > maxConds { // it has no parts
				c.size = s.size
			}
		default:
			add(s)
		}
		if c.size > maxConds {
			c.subs = nil
			break
		}
	}
	if len(c.subs) == 1 {
		return c.subs[0]
	}
	return c
}

// negated is the condition that another does not hold.
func negated(c *cond) *cond { return &cond{op: condNot, subs: []*cond{c}, size: c.atoms()} }

// atoms is how many atoms a condition asks, up to maxConds + 1.
func (c *cond) atoms() int { return max(1, c.size) }

func (c *cond) withPart(p Part) *cond {
	d := *c
	d.atom.Part = p
	return &d
}

// String is the condition as rules write it; a long list of alternatives is
// cut short.
func (c *cond) String() string {
	switch c.op {
	case condAtom:
		return c.atom.String()
	case condNot:
		if s := c.subs[0]; s.op != condAtom {
			return "!" + s.inBrackets()
		}
		return "!" + c.subs[0].String()
	case condAnd:
		var parts []string
		for _, s := range c.subs {
			parts = append(parts, s.inBrackets())
		}
		return strings.Join(parts, "&")
	}
	const most = 8
	var parts []string
	for i, s := range c.subs {
		if i == most && len(c.subs) > most+1 {
			parts = append(parts, "...")
			break
		}
		parts = append(parts, s.String())
	}
	return strings.Join(parts, " | ")
}

func (c *cond) inBrackets() string {
	if c.op == condOr || c.op == condAnd {
		return "(" + c.String() + ")"
	}
	return c.String()
}

// key tells conditions apart: equal keys mean equal conditions.
func (c *cond) key(b []byte) []byte {
	if c.op == condAtom {
		b = append(b, 'a'+byte(c.atom.Kind), '0'+byte(c.atom.Part))
		b = append(b, c.atom.Text...)
		return append(b, 0)
	}
	b = append(b, '0'+byte(c.op))
	for _, s := range c.subs {
		b = s.key(b)
	}
	return append(b, 1)
}

// Below reports whether a class is the one asked for, or one below it:
// title.office is below title. A part * stands for any: head.*.city.
func Below(class, asked string) bool {
	for asked != "" {
		var want, part string
		want, asked, _ = strings.Cut(asked, ".")
		part, class, _ = strings.Cut(class, ".")
		if want != part && want != "*" || part == "" {
			return false
		}
	}
	return true
}

// Answers reports whether a listed name answers LOC, LOC/city or LOC.sure.
func Answers(label, kind string, sure bool, asked string) bool {
	asked, mustSure := strings.CutSuffix(asked, sureSuffix)
	wantLabel, wantKind, hasKind := strings.Cut(asked, "/")
	return label == wantLabel && (!hasKind || kind == wantKind) && (sure || !mustSure)
}
