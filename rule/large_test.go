package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// chain is forty let, each made of the one before by a step, in which X stands for it.
func chain(first, step string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "let a0 = %s\n", first)
	for i := 1; i < 40; i++ {
		fmt.Fprintf(&b, "let a%d = %s\n", i, strings.ReplaceAll(step, "X", fmt.Sprintf("$a%d", i-1)))
	}
	return b.String()
}

// TestLargeRules: macros of macros and long lists are compiled in time linear in the
// file, or refused at once with the limit named.
func TestLargeRules(t *testing.T) {
	var words []string
	letters := []rune("بتثجحخدذرزسشصضطظعغفق")
	for i := range 32000 {
		words = append(words, "كلم"+string([]rune{letters[i%20], letters[i/20%20], letters[i/400%20], letters[i/8000]}))
	}
	const rule = "rule x +1 = PER[ $a39 ]\n"
	for _, c := range []struct{ name, src, want string }{
		{"words or words", chain(`"a" | "b"`, "X | X") + rule, ""},
		{"of one token", chain(".", "X & X") + rule, ""},
		{"asked", chain(`@title | "a"`, "X | X") + "rule x +1 = PER[ !$a39 ]\n", ""},
		{"phrases", chain(`"a" "b"`, "X | X") + rule, "rule x takes more than 16384 instructions"},
		{"twice", chain(`"a"`, "X X") + rule, "rule x takes more than 16384 instructions"},
		{"optional", chain(".", `(X | "s" X)?`) + rule, "rule x takes more than 16384 instructions"},
		{"one in the other", chain(`"a"`, `X & (X | !(X & "b"))`) + rule, "more than 131072 conditions on one token"},
		{"not in or", chain(`"a"`, `"b" | !(X & !X)`) + rule, "more than 131072 conditions on one token"},
		{"a list", "list w = " + strings.Join(words, " ") + "\nrule x +1 = PER[ $w ]\n", ""},
		{"quoted words", `rule x +1 = PER[ "` + strings.Join(words, `" | "`) + `" ]`, ""},
		{"lists everywhere", "list w = " + strings.Join(words, " ") + "\nrule x +1 = PER[" + strings.Repeat(` $w&"a" .`, 200) + " ]\n", "the rules ask more than 4194304 conditions"},
	} {
		begun := time.Now()
		rules, err := Parse("t.rules", strings.NewReader(c.src))
		if err == nil {
			_, err = Compile(rules)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s took %v", c.name, took)
		}
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// TestTooManyMatches: rules that match everywhere end in an error that names one, not
// in a list without bound; the next text is judged anew.
func TestTooManyMatches(t *testing.T) {
	var src strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&src, "rule x.n%d +1 = PER[ . ] .\n", i)
	}
	rules, err := Parse("t.rules", strings.NewReader(src.String()))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(rules)
	if err != nil {
		t.Fatal(err)
	}
	var m Machine
	for _, c := range []struct {
		words int
		want  bool
	}{{20, false}, {3000, true}, {20, false}} {
		v := new(Text)
		look(v, p, strings.Repeat("كلمة ", c.words))
		n := len(m.Run(p, v))
		if err := m.Err(); (err != nil) != c.want || err != nil && !errors.Is(err, ErrTooManyMatches) || n > mostMatches(c.words)+2*c.words {
			t.Errorf("%d words: %d matches, %v", c.words, n, err)
		}
	}
}
