package text

import (
	"maps"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
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

// reduce makes one of what patterns do not tell apart or need not: the letters
// that expand folds, digits, blanks, marks, the two cases of a letter.
func reduce(r rune) rune {
	switch {
	case r < 0x80:
		return ascii[r&0x7f]
	case r>>8 == 6:
		return arabic[r&0xff].reduced
	case isBlank(r):
		return ' '
	}
	return least(r)
}

// least is the smallest of the runes that differ from r in case only.
func least(r rune) rune {
	low := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		low = min(low, f)
	}
	return low
}

var ascii = func() (t [128]rune) {
	for r := range rune(128) {
		switch t[r] = least(r); {
		case isBlank(r):
			t[r] = ' '
		case '0' <= r && r <= '9':
			t[r] = '0'
		}
	}
	return t
}()

// arabic is what the scan needs to know of U+0600 to U+06FF.
var arabic = func() (t [256]struct {
	word    bool // letter, mark, digit or tatweel
	reduced rune
}) {
	for r := rune(0x600); r < 0x700; r++ {
		x := &t[r&0xff]
		x.word = unicode.In(r, unicode.L, unicode.M, unicode.Nd) || r == tatweel
		x.reduced = r
		switch {
		case unicode.Is(unicode.Nd, r):
			x.reduced = '0'
		case unicode.Is(unicode.M, r) || r == tatweel:
			x.reduced = tatweel
		}
		for _, f := range folds {
			if strings.ContainsRune(f, r) {
				x.reduced, _ = utf8.DecodeRuneInString(f)
			}
		}
	}
	return t
}()

const maxPairs = 1 << 12

// needs gives a set of pairs one of which every match of re holds: at its
// beginning (where 0) if that can be told, else further in. Nil: none.
func needs(re *syntax.Regexp) (set map[pair]bool, where int) {
	for re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	subs := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		subs = re.Sub
	}
	for i := range subs {
		set = concatHeads(subs[i:], func() headSet { return anything })()
		for h := range set {
			if h[1] == 0 {
				set = nil
				break
			}
		}
		if len(set) > 0 {
			return set, i
		}
	}
	return nil, 0
}

// A headSet is what a text can begin with, at most two runes of it. Where a
// rune is 0, anything may follow, or nothing.
type headSet map[pair]bool

var anything = headSet{pair{}: true}

// lazy is a head set found when it is asked for: most patterns show their
// first two runes long before their end.
type lazy func() headSet

func concatHeads(subs []*syntax.Regexp, tails lazy) lazy {
	for _, sub := range slices.Backward(subs) {
		after := tails
		tails = sync.OnceValue(func() headSet { return heads(sub, after) })
	}
	return tails
}

// heads gives what re followed by one of tails can begin with.
func heads(re *syntax.Regexp, tails lazy) headSet {
	set := headSet{}
	switch re.Op {
	case syntax.OpLiteral:
		first := map[rune]bool{reduce(re.Rune[0]): true}
		if len(re.Rune) > 1 {
			return cross(first, headSet{pair{reduce(re.Rune[1])}: true})
		}
		return cross(first, tails())
	case syntax.OpCharClass:
		of := map[rune]bool{}
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if of[reduce(r)] = true; len(of) > 128 {
					return anything
				}
			}
		}
		return cross(of, tails())
	case syntax.OpCapture:
		return heads(re.Sub[0], tails)
	case syntax.OpConcat:
		return concatHeads(re.Sub, tails)()
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			maps.Copy(set, heads(sub, tails))
		}
	case syntax.OpQuest:
		maps.Copy(set, tails())
		maps.Copy(set, heads(re.Sub[0], tails))
	case syntax.OpStar, syntax.OpPlus:
		once := heads(re.Sub[0], tails)
		maps.Copy(set, once)
		maps.Copy(set, heads(re.Sub[0], func() headSet { return once }))
		if re.Op == syntax.OpStar {
			maps.Copy(set, tails())
		}
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return tails()
	default:
		return anything
	}
	if len(set) > maxPairs {
		return anything
	}
	return set
}

func cross(of map[rune]bool, tails headSet) headSet {
	next := map[rune]bool{}
	for t := range tails {
		next[t[0]] = true
	}
	if len(of)*len(next) > maxPairs {
		return anything
	}
	out := make(headSet, len(of)*len(next))
	for r := range of {
		for n := range next {
			out[pair{r, n}] = true
		}
	}
	return out
}
