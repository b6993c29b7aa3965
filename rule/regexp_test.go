package rule

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"testing"
)

// TestNeeds: expressions are filed by the strings of which they need one.
func TestNeeds(t *testing.T) {
	for src, want := range map[string]string{
		"ab": "[ab] plain", "^ab": "[ab] plain", "(ov|ev)$": "[ev ov] plain", "a.*$": "[a] plain", "^.*(ab|cd)": "[ab cd] plain",
		"(ab|^cd)": "[ab cd]", "a?bc": "[abc bc] plain", "[xy]z+": "[z]", "a.bcd": "[bcd]", "(a|b*)": "[]", "\\bab": "[ab]",
		"ab|cd.*ef": "[ab cd]", "[a-z]b": "[b]", ".*": "[]", "(?i)ab": "[]", "(abc)+d?": "[abc]",
	} {
		tree, err := syntax.Parse(src, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		var e expression
		got := fmt.Sprint(e.needed(tree.Simplify()))
		if e.plain {
			got += " plain"
		}
		if got != want {
			t.Errorf("/%s/ needs %s, want %s", src, got, want)
		}
	}
}

// TestExpressions: filed by what they need, expressions match what they match
// by themselves.
func TestExpressions(t *testing.T) {
	sources := []string{"ab", "^ab", "ab$", "^ab$", "a", "a$", "^", "$", "a.*b", "(ab)+c", "ab?c", "[ab]c", "(ab|cd)e", "(?i)ab", "abc{2,3}",
		"^(?:ab)$", "b.*ab", "\\bab", "\u0648\u0641$", "^\u0627\u0644.*\u0648\u0641$", "a(b|c)cab$", "x*",
		"a.*", "^a.*$", ".*a$", "^.*ab.*$", ".*", "(?s)a.*$", "(ab|cd)$", "^(a|b)(c|d)?e", "(ab|c*)d", "(a|)b", "^(|ab)$", "[a-e]b", "(ab|^cd|e$)",
		"(a|b)+", "a{0,2}b", "(?:ab|\\bcd)", "(?m)^ab$", "a[^b]c", "(a[bc]|d.e)a?", "\u0648.\u0641", "\ufffd", "(abc|(?i)d)"}
	var x expressions
	var res []*regexp.Regexp
	for n, s := range sources {
		res = append(res, regexp.MustCompile(s))
		x.add(int32(n), res[n])
	}
	x.file()
	r := newRand(3)
	letters := []rune("abcdabcdabcdeE\u0648\u0641\u0627\u0644\n ")
	for range 20000 {
		key := ""
		for range r.IntN(7) {
			key += string(letters[r.IntN(len(letters))])
		}
		if r.IntN(100) == 0 {
			key += "\xff"
		}
		got := sorted(x.append(nil, key))
		var want []int32
		for n, re := range res {
			if re.MatchString(key) {
				want = append(want, int32(n))
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %s", key, fmt.Sprint(got, want))
		}
	}
}
