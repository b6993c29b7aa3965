package rule

import (
	"fmt"
	"strings"
	"testing"
)

// checked checks rules by a small lexicon and list.
func checked(t *testing.T, src string) []string {
	t.Helper()
	rules, errs := ParseAll("t.rules", strings.NewReader(src))
	var out []string
	for _, err := range errs {
		out = append(out, FindingOf(err).String())
	}
	lists := Lists{Classes: []string{"title.office", "title.rank.weak", "say"}, Kinds: [][2]string{{"LOC", "city"}, {"ORG", "club"}}}
	for _, f := range Check(rules, lists) {
		out = append(out, f.String())
	}
	return out
}

func TestCheckRules(t *testing.T) {
	const shadow = "t.rules:2:1: warning: rule b is shadowed: what it finds, rule a (t.rules:1) finds with no less weight"
	for _, c := range []struct{ src, want string }{
		{`rule x +1 = @title PER[ :word ]`, ""},
		{`rule x +1 = @title.* PER[ LOC/city.sure ]`, ""},

		// What no list has.
		{`rule x +1 = @titel PER[ . ]`, "t.rules:1:13: error: class @titel is not in the lexicon, did you mean @title?; " +
			"t.rules:1:13: error: rule x can never match: no token is @titel"},
		{`rule x +1 = (@titel | .) PER[ . ]`, "t.rules:1:14: error: class @titel is not in the lexicon, did you mean @title?"},
		{`rule x +1 = PER[ !@titel ]`, "t.rules:1:19: error: class @titel is not in the lexicon, did you mean @title?"},
		{`rule x +1 = LOC[ LOC/citi | . ]`, "t.rules:1:18: warning: no listed name is LOC/citi, did you mean LOC/city?"},
		{`rule x +1 = LOC[ PER | . ]`, "t.rules:1:18: warning: no listed name is PER"},

		// What can never match.
		{`rule x +1 = PER[ :latin&:word ]`, "t.rules:1:18: error: rule x can never match: no token is :latin&:word"},
		{`rule x +1 = PER[ :cap&:def ]`, "t.rules:1:18: error: rule x can never match: no token is :cap&:def"},
		{`rule x +1 = PER[ @title.office&!@title ]`, "t.rules:1:18: error: rule x can never match: no token is @title.office&!@title"},
		{`rule x +1 = PER[ LOC.sure&!LOC ]`, "t.rules:1:18: error: rule x can never match: no token is LOC.sure&!LOC"},
		{`rule x +1 = PER[ ("a" | "b")&("c" | "d") ]`, `t.rules:1:19: error: rule x can never match: no token is ("a" | "b")&("c" | "d")`},
		{`rule x +1 = PER[ !(:word | !:word) ]`, "t.rules:1:20: error: rule x can never match: no token is !(:word | !:word)"},
		{`rule x +1 = PER[ %title&%body ]`, "t.rules:1:18: error: rule x can never match: no token is %title&%body"},
		{`rule x +1 = PER[ :comma&:quote&!:punct ]`, "t.rules:1:18: error: rule x can never match: no token is :comma&:quote&!:punct"},
		{`rule x +1 = "a" ^ PER[ . ]`, "t.rules:1:1: error: rule x can never match: ^ stands behind a token, or $ before one"},
		{`rule x +1 = PER[ . ] $ .`, "t.rules:1:1: error: rule x can never match: ^ stands behind a token, or $ before one"},
		{`rule x +1 = PER[ . ] ($ . | "a")`, ""},
		{`rule x +1 = PER[ :latin&:word | "a" ]`, ""}, // folded into one condition
		{`rule x +1 = :latin&:word? PER[ "a" ]`, "t.rules:1:13: warning: no token is :latin&:word"},
		{`rule x +1 = PER[ .* ]`, "t.rules:1:1: error: rule x matches where there are no words"},

		// What another rule finds.
		{"rule a +1 = @title PER[ :word ]\nrule b +1 = @title PER[ :word ]", shadow},
		{"rule a +2 = @title PER[ :word{1,3} ]\nrule b +1 = @title.office PER[ :word&!:def ]", shadow},
		{"rule a +1 = @title .? PER[ :word ]\nrule b +1 = @title \"a\" PER[ :word ]", shadow},
		{"rule a +1 = PER[ (\"a\" | \"b\") ] .*\nrule b +1 = PER[ \"b\" ] \"c\"", shadow},
		{"rule a +1 = PER[ .+ ]\nrule b +1 = PER[ (\"a\" \"b\"){1,3} ]", shadow},
		{"rule a +1 = PER[ . ] (\".\" | $)\nrule b +1 = ^ PER[ :word ] $", shadow},
		{"rule a +0.5 = @title PER[ :word ]\nrule b +1 = @title PER[ :word ]", "t.rules:1:1: warning: rule a is shadowed: " +
			"what it finds, rule b (t.rules:2) finds with no less weight"},
		{"rule a +0.5 = @title PER[ :word ]\nrule b +1 = @title.office PER[ :word ]", ""}, // weighs less
		{"rule a +1 = @title LOC[ :word ]\nrule b +1 = @title PER[ :word ]", ""},          // another label
		{"rule a +1 = @title PER/x[ :word ]\nrule b +1 = @title PER[ :word ]", ""},        // another kind
		{"rule a +1 = @title PER[ :word :word ]\nrule b +1 = @title PER[ :word ] :word", ""},
		{"rule a +1 = @title PER[ . ]\nrule b +1 = @title PER[ . . ]", ""},
		{"rule a +1 = ^ PER[ :word ]\nrule b +1 = PER[ :word ]", "t.rules:1:1: warning: rule a is shadowed: " +
			"what it finds, rule b (t.rules:2) finds with no less weight"},
		{"rule a +1 = PER[ \"a\"{2} ]\nrule b +1 = PER[ \"a\"{1,3} ]", "t.rules:1:1: warning: rule a is shadowed: " +
			"what it finds, rule b (t.rules:2) finds with no less weight"},
	} {
		if got := strings.Join(checked(t, c.src), "; "); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.src, got, c.want)
		}
	}
}

// TestShadows: whatever a shadowed rule finds in a text, the other finds there.
func TestShadows(t *testing.T) {
	pieces := []string{`"\u0627"`, `("\u0627" | "\u0628")`, `.`, `:word`, `!"\u062a"`, `"\u0628"?`, `.*`, `:word{1,2}`}
	for i, s := range pieces {
		pieces[i] = strings.NewReplacer(`\u0627`, "\u0627", `\u0628`, "\u0628", `\u062a`, "\u062a").Replace(s)
	}
	shadowed := 0
	r := newRand(7)
	for range 300 {
		pick := func() string { return pieces[r.IntN(len(pieces))] }
		src := fmt.Sprintf("rule a +1 = %s PER[ %s ] %s\nrule b +1 = %s PER[ %s ] %s", pick(), pick(), pick(), pick(), pick(), pick())
		rules, err := Parse("t.rules", strings.NewReader(src))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Compile(rules); err != nil {
			continue
		}
		for _, f := range Check(rules, Lists{}) {
			if !strings.Contains(f.Message, "is shadowed") {
				continue
			}
			shadowed++
			by := map[string]string{"a": "b", "b": "a"}[f.Rule]
			for range 6 {
				text := randomText(r, 1+r.IntN(8))
				names := func(rule string) map[TraceName]bool {
					out := map[TraceName]bool{}
					for _, m := range every(t, src, rule, text) {
						out[m] = true
					}
					return out
				}
				others := names(by)
				for n := range names(f.Rule) {
					if !others[n] {
						t.Fatalf("%s\n%s: rule %s is said to be shadowed, but only it finds %q", src, text, f.Rule, text[n.Start:n.End])
					}
				}
			}
		}
	}
	if shadowed < 20 {
		t.Errorf("only %d shadowed rules were tried", shadowed)
	}
}

// every gives the names that some match of a rule proposes, by the oracle: not
// only those of the longest matches.
func every(t *testing.T, src, rule, text string) (out []TraceName) {
	rules, err := Parse("t.rules", strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(rules)
	if err != nil {
		t.Fatal(err)
	}
	var v Text
	look(&v, p, text)
	for _, r := range rules {
		if r.Name != rule {
			continue
		}
		before, name, behind := r.body.subs[0], r.body.subs[1], r.body.subs[2]
		for i := range v.Tokens {
			simple(before, &v, p, i, i, func(from int) {
				simple(name, &v, p, i, from, func(to int) {
					simple(behind, &v, p, i, to, func(int) {
						if from < to {
							out = append(out, TraceName{TraceSpan{v.Tokens[from].Start, v.Tokens[to-1].End}, "PER", ""})
						}
					})
				})
			})
		}
	}
	return out
}
