package ner

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// An expression is a regular expression of the rules, and its number.
type expression struct {
	n  int32
	re *regexp.Regexp
	// plain says that it is one of the strings it needs, at the beginning or end
	// of the key if begin or end say so: most are endings.
	plain, begin, end bool
	lines             bool // plain for keys of one line
}

// matches asks the expression of a key that has what it needs in key[from:to].
func (e *expression) matches(key string, from, to int) bool {
	if e.plain && !(e.lines && strings.Contains(key, "\n")) {
		return (!e.begin || from == 0) && (!e.end || to == len(key))
	}
	return e.re.MatchString(key)
}

// expressions are all of the rules, filed by the letters they need, so that a
// word is tried with few of them however many there are: a trie.
type expressions struct {
	free  []expression // need nothing
	trie  edges        // from node to node, by letters
	filed []int32      // per node, which of lists; -1 none
	lists [][]expression
}

// add files an expression.
func (x *expressions) add(n int32, re *regexp.Regexp) {
	e := expression{n: n, re: re}
	var need []string
	if tree, err := syntax.Parse(re.String(), syntax.Perl); err == nil {
		need = e.needs(tree.Simplify())
	}
	if need == nil {
		x.free = append(x.free, e)
		return
	}
	if x.filed == nil {
		x.filed = []int32{-1}
	}
	for _, s := range need {
		node := int32(0)
		for _, r := range s {
			to, ok := x.trie.find(node, r)
			if !ok {
				to = int32(len(x.filed))
				x.filed = append(x.filed, -1)
				x.trie.put(node, r, to)
			}
			node = to
		}
		if x.filed[node] < 0 {
			x.filed[node] = int32(len(x.lists))
			x.lists = append(x.lists, nil)
		}
		x.lists[x.filed[node]] = append(x.lists[x.filed[node]], e)
	}
}

// append appends the numbers of the expressions that match a key, in no order
// and some perhaps twice.
func (x *expressions) append(dst []int32, key string) []int32 {
	for i := range x.free {
		if e := &x.free[i]; e.re.MatchString(key) {
			dst = append(dst, e.n)
		}
	}
	for from := range key {
		node := int32(0)
		for to := from; to < len(key); {
			r, size := utf8.DecodeRuneInString(key[to:])
			var ok bool
			if node, ok = x.trie.find(node, r); !ok {
				break
			}
			to += size
			if x.filed[node] < 0 {
				continue
			}
			list := x.lists[x.filed[node]]
			for k := range list {
				if e := &list[k]; e.matches(key, from, to) {
					dst = append(dst, e.n)
				}
			}
		}
	}
	return dst
}

// needs gives strings of which one stands in whatever the expression matches,
// nil if none are seen, and finds out whether it is plain.
func (e *expression) needs(tree *syntax.Regexp) []string {
	parts := []*syntax.Regexp{tree}
	if tree.Op == syntax.OpConcat {
		parts = tree.Sub
	}
	e.begin, e.end = true, true
	if parts[0].Op == syntax.OpBeginText {
		parts = parts[1:]
	} else {
		e.begin = false
	}
	if n := len(parts) - 1; n >= 0 && parts[n].Op == syntax.OpEndText {
		parts = parts[:n]
	} else {
		e.end = false
	}
	if len(parts) > 0 && anything(parts[0]) {
		parts, e.begin, e.lines = parts[1:], false, true
	}
	if n := len(parts) - 1; n >= 0 && anything(parts[n]) {
		parts, e.end, e.lines = parts[:n], false, true
	}
	if s := seenInAll(parts); s.all != nil && s.pure && !slices.Contains(s.all, "") {
		e.plain = true
		return s.all
	}
	return seenInAll([]*syntax.Regexp{tree}).best()
}

// anything says whether an expression is .*
func anything(re *syntax.Regexp) bool {
	return re.Op == syntax.OpStar && (re.Sub[0].Op == syntax.OpAnyCharNotNL || re.Sub[0].Op == syntax.OpAnyChar)
}
