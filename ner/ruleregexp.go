package ner

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// An expression is a regular expression of the rules, and its number.
type expression struct {
	n    int32
	re   *regexp.Regexp
	need string // letters that stand in every key it matches; empty if none do
}

// expressions are all of the rules, filed by the first two letters of what they
// need, so that a word is tried with few of them however many there are.
type expressions struct {
	free   []expression
	byPair map[string][]expression
}

// add files an expression.
func (x *expressions) add(n int32, re *regexp.Regexp) {
	e := expression{n, re, ""}
	if tree, err := syntax.Parse(re.String(), syntax.Perl); err == nil {
		e.need = needed(tree.Simplify())
	}
	pair := firstPair(e.need)
	if pair == "" {
		x.free = append(x.free, e)
		return
	}
	if x.byPair == nil {
		x.byPair = map[string][]expression{}
	}
	x.byPair[pair] = append(x.byPair[pair], e)
}

// append appends the numbers of the expressions that match a key.
func (x *expressions) append(dst []int32, key string) []int32 {
	for i := range x.free {
		if e := &x.free[i]; e.re.MatchString(key) {
			dst = append(dst, e.n)
		}
	}
	if len(x.byPair) == 0 {
		return dst
	}
	for i := range key {
		list := x.byPair[firstPair(key[i:])]
		for k := range list {
			if e := &list[k]; strings.HasPrefix(key[i:], e.need) && e.re.MatchString(key) {
				dst = append(dst, e.n)
			}
		}
	}
	return dst
}

// firstPair is the first two letters of s, empty if it has fewer.
func firstPair(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	_, m := utf8.DecodeRuneInString(s[n:])
	if m == 0 {
		return ""
	}
	return s[:n+m]
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
