package rule

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// maxSeen is how many strings are held at most to be all that an expression
// matches, or one of which it needs.
const maxSeen = 16

// seen is what is seen of an expression without a text (after Cox, Regular
// Expression Matching with a Trigram Index, 2012).
type seen struct {
	all  []string // sorted: it matches nothing else; nil if that is not known
	pure bool     // it matches each of them wherever it stands
	some []string // sorted: one stands in whatever it matches; nil if none are known
}

// best gives strings of which one stands in whatever the expression matches.
func (s seen) best() []string {
	if better(s.all, s.some) {
		return s.all
	}
	return s.some
}

// better reports whether strings a tell more than b: the shortest of a is longer,
// or they are fewer.
func better(a, b []string) bool {
	x, y := shortest(a), shortest(b)
	return x > y || x == y && x > 0 && len(a) < len(b)
}

// shortest is the length of the shortest string in letters, 0 of none.
func shortest(list []string) int {
	if len(list) == 0 {
		return 0
	}
	n := utf8.RuneCountInString(list[0])
	for _, s := range list[1:] {
		n = min(n, utf8.RuneCountInString(s))
	}
	return n
}

// seenIn looks through an expression that is simplified.
func seenIn(re *syntax.Regexp) seen {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return seen{all: []string{""}, pure: true}
	case syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return seen{all: []string{""}}
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return seen{all: []string{string(re.Rune)}, pure: true}
		}
	case syntax.OpCharClass:
		return seenInClass(re.Rune)
	case syntax.OpCapture:
		return seenIn(re.Sub[0])
	case syntax.OpPlus:
		return seen{some: notEmpty(seenIn(re.Sub[0]).best())}
	case syntax.OpQuest:
		if s := seenIn(re.Sub[0]); s.all != nil && s.pure {
			return seen{all: sorted(append([]string{""}, s.all...)), pure: true}
		}
	case syntax.OpAlternate:
		return seenInOne(re.Sub)
	case syntax.OpConcat:
		return seenInAll(re.Sub)
	}
	return seen{}
}

func seenInClass(ranges []rune) seen {
	var all []string
	for k := 0; k < len(ranges); k += 2 {
		for r := ranges[k]; r <= ranges[k+1]; r++ {
			if len(all) == maxSeen {
				return seen{}
			}
			all = append(all, string(r))
		}
	}
	return seen{all: all, pure: all != nil}
}

// seenInOne is what is seen of alternatives.
func seenInOne(alts []*syntax.Regexp) seen {
	out := seen{all: []string{}, pure: true, some: []string{}}
	for _, a := range alts {
		s := seenIn(a)
		if s.all == nil {
			out.all = nil
		} else if out.all != nil {
			out.all = append(out.all, s.all...)
		}
		out.pure = out.pure && s.pure
		best := notEmpty(s.best())
		if best == nil {
			out.some = nil
		} else if out.some != nil {
			out.some = append(out.some, best...)
		}
	}
	out.all, out.some = sorted(out.all), sorted(out.some)
	if len(out.all) > maxSeen {
		out.all = nil
	}
	if len(out.some) > maxSeen {
		out.some = nil
	}
	return out
}

// seenInAll is what is seen of expressions that follow each other.
func seenInAll(parts []*syntax.Regexp) seen {
	out, run := seen{pure: true}, []string{""} // what stands together
	whole := true
	for _, p := range parts {
		s := seenIn(p)
		out.pure = out.pure && s.pure
		if s.all != nil && len(run)*len(s.all) <= maxSeen {
			var both []string
			for _, a := range run {
				for _, b := range s.all {
					both = append(both, a+b)
				}
			}
			run = sorted(both)
			continue
		}
		whole = false
		for _, list := range [][]string{run, s.best()} {
			if better(list, out.some) {
				out.some = list
			}
		}
		run = []string{""}
		if s.all != nil {
			run = s.all
		}
	}
	if whole {
		out.all = run
	} else if better(run, out.some) {
		out.some = run
	}
	out.some = notEmpty(out.some)
	return out
}

// notEmpty gives strings if none of them is empty, else nil.
func notEmpty(list []string) []string {
	if len(list) == 0 || slices.Contains(list, "") {
		return nil
	}
	return list
}
