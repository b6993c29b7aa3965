package text

import (
	"maps"
	"regexp/syntax"
	"slices"
	"sync"
)

// A pair is two runes of text that stand together, each reduced by reduce.
type pair [2]rune

// index finds the rules that a pair of runes calls for. The bits answer nearly
// every question before the map is asked.
type index struct {
	bits  [1 << 12 / 64]uint64
	rules map[pair][]int
	first [256]bool // of U+0600 to U+06FF, reduced: some pair begins with it
}

func (x *index) add(set headSet, id int) {
	if x.rules == nil {
		x.rules = map[pair][]int{}
	}
	for p := range set {
		x.rules[p] = append(x.rules[p], id)
		h := p.hash()
		x.bits[h/64] |= 1 << (h % 64)
		if p[0]>>8 == 6 {
			x.first[p[0]&0xff] = true
		}
	}
}

func (p pair) hash() uint32 { return (uint32(p[0])*0x9e5 ^ uint32(p[1])*0x6b) & 0xfff }

// get gives the rules for p, which is reduced.
func (x *index) get(p pair) []int {
	h := p.hash()
	if x.bits[h/64]&(1<<(h%64)) == 0 {
		return nil
	}
	return x.rules[p]
}

const maxPairs = 1 << 12

// needs gives a set of pairs one of which every match of re holds: at its
// beginning if that can be told, and then probe is empty; else further in, where
// what stands there matches the expression probe. Nil: none.
func needs(re *syntax.Regexp) (set headSet, probe string) {
	for re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	subs := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		subs = re.Sub
	}
	for i, tails := range concatHeads(subs, atEnd) {
		if set := tails.two(); set.known() {
			if i > 0 {
				probe = (&syntax.Regexp{Op: syntax.OpConcat, Sub: subs[i:]}).String()
			}
			return set, probe
		}
	}
	return nil, ""
}

// A headSet is what a text can begin with, at most two runes of it. Where a
// rune is 0, anything may follow, or nothing.
type headSet map[pair]bool

func (h headSet) known() bool {
	for p := range h {
		if p[1] == 0 {
			return false
		}
	}
	return len(h) > 0
}

var anything = headSet{pair{}: true}

// atEnd is what follows a pattern.
var atEnd = lazy{
	func() map[rune]bool { return map[rune]bool{0: true} },
	func() headSet { return anything },
}

// A lazy set is found when it is asked for: most patterns show their first two
// runes long before their end.
type lazy struct {
	one func() map[rune]bool // the first runes; 0 where anything may stand, or nothing
	two func() headSet
}

// concatHeads gives the heads of subs, of subs[1:], of subs[2:] and so on, each
// followed by tails.
func concatHeads(subs []*syntax.Regexp, tails lazy) []lazy {
	all := make([]lazy, len(subs))
	for i, sub := range slices.Backward(subs) {
		after := tails
		tails = lazy{
			sync.OnceValue(func() map[rune]bool { return firsts(sub, after) }),
			sync.OnceValue(func() headSet { return heads(sub, after) }),
		}
		all[i] = tails
	}
	return all
}

// heads gives what re followed by one of tails can begin with.
func heads(re *syntax.Regexp, tails lazy) headSet {
	set := headSet{}
	switch re.Op {
	case syntax.OpLiteral:
		next := tails.one
		if len(re.Rune) > 1 {
			next = func() map[rune]bool { return map[rune]bool{reduce(re.Rune[1]): true} }
		}
		return cross(firsts(re, tails), next)
	case syntax.OpCharClass:
		return cross(firsts(re, tails), tails.one)
	case syntax.OpCapture:
		return heads(re.Sub[0], tails)
	case syntax.OpConcat:
		return concatHeads(re.Sub, tails)[0].two()
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			maps.Copy(set, heads(sub, tails))
		}
	case syntax.OpQuest:
		maps.Copy(set, tails.two())
		maps.Copy(set, heads(re.Sub[0], tails))
	case syntax.OpStar, syntax.OpPlus:
		again := lazy{func() map[rune]bool { return firsts(re, tails) }, func() headSet { return headSet{} }}
		maps.Copy(set, heads(re.Sub[0], again))
		maps.Copy(set, heads(re.Sub[0], tails))
		if re.Op == syntax.OpStar {
			maps.Copy(set, tails.two())
		}
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return tails.two()
	default:
		return anything
	}
	if len(set) > maxPairs {
		return anything
	}
	return set
}

// firsts gives the first runes of what re followed by one of tails can match.
func firsts(re *syntax.Regexp, tails lazy) map[rune]bool {
	set := map[rune]bool{}
	switch re.Op {
	case syntax.OpLiteral:
		set[reduce(re.Rune[0])] = true
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if set[reduce(r)] = true; len(set) > 128 {
					return map[rune]bool{0: true}
				}
			}
		}
	case syntax.OpCapture:
		return firsts(re.Sub[0], tails)
	case syntax.OpConcat:
		return concatHeads(re.Sub, tails)[0].one()
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			maps.Copy(set, firsts(sub, tails))
		}
	case syntax.OpQuest, syntax.OpStar, syntax.OpPlus:
		maps.Copy(set, firsts(re.Sub[0], tails))
		if re.Op != syntax.OpPlus {
			maps.Copy(set, tails.one())
		}
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return tails.one()
	default:
		set[0] = true
	}
	return set
}

func cross(first map[rune]bool, next func() map[rune]bool) headSet {
	if first[0] || len(first)*len(next()) > maxPairs {
		return anything
	}
	out := headSet{}
	for r := range first {
		for n := range next() {
			out[pair{r, n}] = true
		}
	}
	return out
}
