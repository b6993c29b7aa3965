package ner

import (
	"fmt"
	"regexp"
	"slices"
	"testing"
)

// TestExpressions: filed by what they need, expressions match what they match
// by themselves.
func TestExpressions(t *testing.T) {
	sources := []string{"ab", "^ab", "ab$", "^ab$", "a", "a$", "^", "$", "a.*b", "(ab)+c", "ab?c", "[ab]c", "(ab|cd)e", "(?i)ab", "abc{2,3}",
		"^(?:ab)$", "b.*ab", "\\bab", "\u0648\u0641$", "^\u0627\u0644.*\u0648\u0641$", "a(b|c)cab$", "x*"}
	var x expressions
	for n, s := range sources {
		x.add(int32(n), regexp.MustCompile(s))
	}
	r := newRand(3)
	letters := []rune("abcde\u0648\u0641\u0627\u0644")
	for range 5000 {
		key := ""
		for range r.IntN(7) {
			key += string(letters[r.IntN(len(letters))])
		}
		got := sorted(x.append(nil, key))
		var want []int32
		for n, s := range sources {
			if regexp.MustCompile(s).MatchString(key) {
				want = append(want, int32(n))
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %s", key, fmt.Sprint(got, want))
		}
	}
}
