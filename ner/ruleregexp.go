package ner

import (
	"regexp"
	"regexp/syntax"
)

// An expression is a regular expression of the rules, and its number.
type expression struct {
	n    int32
	re   *regexp.Regexp
	need string // letters that stand in every key it matches; empty if none do
	// plain says that it is need alone, at the beginning or end of the key if
	// begin or end say so: most are endings.
	plain, begin, end bool
}

// matches asks the expression of a key that has need at a place.
func (e *expression) matches(key string, at int) bool {
	if e.plain {
		return (!e.begin || at == 0) && (!e.end || at+len(e.need) == len(key))
	}
	return e.re.MatchString(key)
}

// expressions are all of the rules, filed by what they need, so that a word is
// tried with few of them however many there are.
type expressions struct {
	free    []expression
	byNeed  map[string][]expression
	lengths []int // of what is needed, sorted
}

// add files an expression.
func (x *expressions) add(n int32, re *regexp.Regexp) {
	e := expression{n: n, re: re}
	if tree, err := syntax.Parse(re.String(), syntax.Perl); err == nil {
		tree = tree.Simplify()
		e.need = needed(tree)
		e.plainly(tree)
	}
	if e.need == "" {
		x.free = append(x.free, e)
		return
	}
	if x.byNeed == nil {
		x.byNeed = map[string][]expression{}
	}
	x.byNeed[e.need] = append(x.byNeed[e.need], e)
	x.lengths = sorted(append(x.lengths, len(e.need)))
}

// append appends the numbers of the expressions that match a key.
func (x *expressions) append(dst []int32, key string) []int32 {
	for i := range x.free {
		if e := &x.free[i]; e.re.MatchString(key) {
			dst = append(dst, e.n)
		}
	}
	for i := range key {
		for _, n := range x.lengths {
			if i+n > len(key) {
				break
			}
			list := x.byNeed[key[i:i+n]]
			for k := range list {
				if e := &list[k]; e.matches(key, i) {
					dst = append(dst, e.n)
				}
			}
		}
	}
	return dst
}

// plainly finds out whether an expression is its letters alone.
func (e *expression) plainly(tree *syntax.Regexp) {
	parts := []*syntax.Regexp{tree}
	if tree.Op == syntax.OpConcat {
		parts = tree.Sub
	}
	if e.begin = parts[0].Op == syntax.OpBeginText; e.begin {
		parts = parts[1:]
	}
	if n := len(parts) - 1; n >= 0 && parts[n].Op == syntax.OpEndText {
		e.end, parts = true, parts[:n]
	}
	e.plain = len(parts) == 1 && parts[0].Op == syntax.OpLiteral && parts[0].Flags&syntax.FoldCase == 0
}

// needed gives the longest string of letters that stands in whatever the
// expression matches, as far as can be seen.
func needed(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return ""
		}
		return string(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		best := ""
		for _, s := range re.Sub {
			if n := needed(s); len(n) > len(best) {
				best = n
			}
		}
		return best
	}
	return ""
}
