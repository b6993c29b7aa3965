package rule

import (
	"cmp"
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
// word is tried with few of them however many there are: a trie, whose nodes stand
// in order of their depth.
type expressions struct {
	free    []expression // need nothing
	needs   []needing    // the others; sorted once they are filed
	nodes   []trieNode
	letters []rune // per node the one that leads to it
}

// needing is an expression with a string that it needs, or one of which it needs.
type needing struct {
	expression
	need string
}

// A trieNode is a string with which others begin that expressions need.
type trieNode struct {
	child    int32 // the first of its children, which end where those of the next node begin
	from, to int32 // in needs, those of this string
}

// add takes up an expression.
func (x *expressions) add(n int32, re *regexp.Regexp) {
	e := expression{n: n, re: re}
	var need []string
	if tree, err := syntax.Parse(re.String(), syntax.Perl); err == nil {
		need = e.needed(tree.Simplify())
	}
	if need == nil {
		x.free = append(x.free, e)
	}
	for _, s := range need {
		x.needs = append(x.needs, needing{e, s})
	}
}

// file makes the trie, once all expressions are added.
func (x *expressions) file() {
	slices.SortStableFunc(x.needs, func(a, b needing) int { return cmp.Compare(a.need, b.need) })
	type todo struct{ from, to, depth int } // those of needs with the same first bytes
	queue := []todo{{0, len(x.needs), 0}}
	x.letters = append(x.letters, 0)
	for k := 0; k < len(queue); k++ {
		at, n := queue[k], trieNode{child: int32(len(queue)), from: int32(queue[k].from)}
		for at.from < at.to && len(x.needs[at.from].need) == at.depth {
			at.from++
		}
		n.to = int32(at.from)
		x.nodes = append(x.nodes, n)
		for at.from < at.to {
			r, size := utf8.DecodeRuneInString(x.needs[at.from].need[at.depth:])
			next := todo{at.from, at.from, at.depth + size}
			for next.to < at.to && strings.HasPrefix(x.needs[next.to].need[at.depth:], string(r)) {
				next.to++
			}
			queue, x.letters = append(queue, next), append(x.letters, r)
			at.from = next.to
		}
	}
	x.nodes = append(x.nodes, trieNode{child: int32(len(queue))})
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
			if node = x.behind(node, r); node < 0 {
				break
			}
			to += size
			n := &x.nodes[node]
			for k := n.from; k < n.to; k++ {
				if e := &x.needs[k]; e.matches(key, from, to) {
					dst = append(dst, e.n)
				}
			}
		}
	}
	return dst
}

// behind is the node that a letter leads to, or none.
func (x *expressions) behind(node int32, r rune) int32 {
	from, to := x.nodes[node].child, x.nodes[node+1].child
	if k, ok := slices.BinarySearch(x.letters[from:to], r); ok {
		return from + int32(k)
	}
	return none
}

// needed gives strings of which one stands in whatever the expression matches,
// nil if none are seen, and finds out whether it is plain.
func (e *expression) needed(tree *syntax.Regexp) []string {
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

// anything reports whether an expression is .*
func anything(re *syntax.Regexp) bool {
	return re.Op == syntax.OpStar && (re.Sub[0].Op == syntax.OpAnyCharNotNL || re.Sub[0].Op == syntax.OpAnyChar)
}
