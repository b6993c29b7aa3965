package rule

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// simple gives the ends of all matches of a pattern from token i, within one
// that began at start, by trying everything: the oracle of the machine.
func simple(n *node, v *Text, p *Program, start, i int, yield func(int)) {
	switch n.op {
	case opTest:
		if i < len(v.Tokens) && (i == start || !v.Begins(i)) && p.answers(n.cond, v, int32(i)) {
			yield(i + 1)
		}
	case opSeq:
		if len(n.subs) == 0 {
			yield(i)
			return
		}
		rest := &node{op: opSeq, subs: n.subs[1:]}
		simple(n.subs[0], v, p, start, i, func(k int) { simple(rest, v, p, start, k, yield) })
	case opAlt:
		for _, s := range n.subs {
			simple(s, v, p, start, i, yield)
		}
	case opRepeat:
		if n.min == 0 {
			yield(i)
		}
		if n.max != 0 {
			less := &node{op: opRepeat, subs: n.subs, min: max(0, n.min-1), max: n.max - 1}
			if n.max < 0 {
				less.max = -1
			}
			simple(n.subs[0], v, p, start, i, func(k int) {
				if k > i || n.min > 0 {
					simple(less, v, p, start, k, yield)
				}
			})
		}
	case opBegin:
		if i == start && i < len(v.Tokens) && v.Begins(i) {
			yield(i)
		}
	case opEnd:
		if i > start && (i == len(v.Tokens) || v.Begins(i)) {
			yield(i)
		}
	case opCapture:
		simple(n.subs[0], v, p, start, i, yield)
	}
}

// randomPattern writes a pattern of a given depth over four words.
func randomPattern(r *rand.Rand, depth int) string {
	word := func() string { return string([]rune("\u0627\u0628\u062a\u062b")[r.IntN(4)]) }
	switch k := r.IntN(10); {
	case depth == 0 || k < 3:
		switch r.IntN(8) {
		case 0:
			return `!"` + word() + `"`
		case 3:
			return []string{".", ":word", ":word&!:line-end"}[r.IntN(3)]
		case 1:
			return `/[` + word() + word() + `]/`
		case 2:
			return `("` + word() + `" | "` + word() + `")`
		}
		return `"` + word() + `"`
	case k == 3:
		return "(" + randomPattern(r, depth-1) + " | " + randomPattern(r, depth-1) + ")"
	case k == 4:
		return "(" + randomPattern(r, depth-1) + ")" + []string{"?", "*", "+", "{1,2}", "{2}", "{2,}"}[r.IntN(6)]
	case k == 5:
		return "(" + randomPattern(r, depth-1) + " | ^ " + randomPattern(r, depth-1) + ")"
	case k == 6:
		return randomPattern(r, depth-1) + " ($ | " + randomPattern(r, depth-1) + ")"
	}
	return randomPattern(r, depth-1) + " " + randomPattern(r, depth-1)
}

// randomRules compiles n random rules, of which those that are refused are left
// out.
func randomRules(t testing.TB, r *rand.Rand, n int) *Program {
	var src strings.Builder
	for i := range n {
		rule := fmt.Sprintf("rule x%d +1 = %s PER[ %s ] %s\n", i, randomPattern(r, 1), randomPattern(r, 3), randomPattern(r, 1))
		rs, err := Parse("t.rules", strings.NewReader(rule))
		if err != nil {
			t.Fatal(rule, err)
		}
		if _, err := Compile(rs); err == nil { // else it matches nothing at all
			src.WriteString(rule)
		}
	}
	return compiled(t, src.String())
}

// randomText gives words of which random patterns speak, in sentences.
func randomText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune([]rune("\u0627\u0628\u062a\u062b\u062c")[r.IntN(5)])
		b.WriteString([]string{" ", " ", " ", " ", " ", ". "}[r.IntN(6)])
	}
	return b.String()
}

// slowly finds the matches without the automaton: every rule over every
// sentence.
func slowly(p *Program, v *Text) []Match {
	var m Machine
	m.ready(p, v)
	for from := 0; from < len(v.Tokens); {
		until := from + 1
		for until < len(v.Tokens) && !v.Begins(until) {
			until++
		}
		for r := range p.Rules {
			m.threads.run(&pending{rule: int32(r), since: int32(from), until: int32(until)})
		}
		from = until
	}
	return m.threads.matches
}

func sortMatches(ms []Match) []Match {
	ms = slices.Clone(ms)
	slices.SortFunc(ms, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.rule, b.rule))
	})
	return ms
}

// TestAutomaton: the automaton finds what following every rule by itself finds,
// also while it forgets its states all the time, and while it ties what follows
// words together.
func TestAutomaton(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 200 {
		p := randomRules(t, r, 1+r.IntN(12))
		v, m := new(Text), new(Machine)
		m.auto.mostStates = []int{0, 4, 10, 40}[round%4]
		m.loose.most = []int{0, 1, 100}[round%3]
		for range 20 {
			src := randomText(r, 1+r.IntN(40))
			look(v, p, src)
			got, want := sortMatches(m.Run(p, v)), sortMatches(slowly(p, v))
			if !slices.Equal(got, want) {
				for _, rule := range p.Rules {
					t.Log(rule.Name, rule.Line)
				}
				t.Fatalf("%s\ngot  %v\nwant %v", src, got, want)
			}
		}
	}
}

// TestManyWords: of hundreds of rules made of few words, which run into each
// other all the time, the automaton finds what following each by itself finds.
func TestManyWords(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var words []string
	for _, a := range "\u0627\u0628\u062a\u062b\u062c\u062d" {
		for _, b := range "\u062f\u0631\u0633\u0634" {
			words = append(words, string([]rune{a, b}))
		}
	}
	w := func() string { return words[r.IntN(len(words))] }
	forms := []string{
		`"%s" ("%s" | :nisba)? PER[ :word{1,3} ]`,
		`"%s" .* PER[ "%s" :word* ]`,
		`!"%s" "%s" PER[ :word+ ] ($ | LOC[ . ])`,
		`^? :word{0,2} PER[ ("%s" | "%s")+ ]`,
		`(:word LOC[ "%s" ])+ ORG[ /%s/ ]?`,
		`"%[1]s" PER[ . ]{1,4} !"%[2]s"`,
		`PER[ "%s" .{0,4} "%s" ]+`,
		`(:word :word "%[1]s" | "%[2]s" "%[1]s") PER[ . ]`,
	}
	for round := range 12 {
		var src strings.Builder
		for i := range 200 {
			fmt.Fprintf(&src, "rule x%d +1 = "+strings.Replace(forms[r.IntN(len(forms))], "^?", []string{"^", ""}[r.IntN(2)], 1)+"\n", i, w(), w())
		}
		p := compiled(t, src.String())
		v, m := new(Text), new(Machine)
		m.auto.mostStates = []int{0, 0, 500}[round%3]
		m.loose.most = []int{0, 2, 100, 1}[round%4]
		for range 12 {
			var doc strings.Builder
			for range 1 + r.IntN(60) {
				doc.WriteString(w() + []string{" ", " ", " ", " ", " ", " ", " ", ". "}[r.IntN(8)])
			}
			look(v, p, doc.String())
			got, want := sortMatches(m.Run(p, v)), sortMatches(slowly(p, v))
			if !slices.Equal(got, want) {
				t.Fatalf("%s\n%s\ngot  %v\nwant %v", src.String(), doc.String(), got, want)
			}
		}
	}
}

// TestTwoBeginnings: ways that run into one another belong to the match that
// began first, though only the later one began with a word in quotes.
func TestTwoBeginnings(t *testing.T) {
	const a, b, c = "\u0627", "\u0628", "\u062a"
	p := compiled(t, "rule x +1 = (:word :word \""+a+"\" | \""+b+"\" \""+a+"\") PER[ . ]")
	src := strings.Join([]string{c, b, a, c}, " ")
	v, m := new(Text), new(Machine)
	look(v, p, src)
	if got := m.Run(p, v); len(got) != 1 || got[0].First != 0 || got[0].Caps[0].First != 3 {
		t.Errorf("got %v, want one match from the first word", got)
	}
}

// TestMachine: on random patterns and texts, the first match that the machine
// finds begins where the oracle's first begins, and is the longest from there.
func TestMachine(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	tried := 0
	for range 1500 {
		src := randomText(r, 1+r.IntN(9))
		rule := "rule x +1 = PER[ " + randomPattern(r, 4) + " ]"
		rs, err := Parse("t.rules", strings.NewReader(rule))
		if err != nil {
			t.Fatal(rule, err)
		}
		p, err := Compile(rs)
		if err != nil {
			continue // matches nothing at all, which is refused
		}
		tried++
		var v Text
		look(&v, p, src)
		first, end := -1, -1
		for i := 0; i < len(v.Tokens) && first < 0; i++ {
			simple(rs[0].body, &v, p, i, i, func(k int) {
				if k > i {
					first, end = i, max(end, k)
				}
			})
		}
		var m Machine
		got := sortMatches(m.Run(p, &v))
		if len(got) == 0 != (first < 0) {
			t.Fatalf("%s\n%s\ngot %v, want %d to %d", rule, src, got, first, end)
		}
		if len(got) > 0 && (int(got[0].First) != first || got[0].Caps[0].First != 0 || int(got[0].Caps[0].Last) != end-first) {
			t.Fatalf("%s\n%s\ngot %v, want %d to %d", rule, src, got[0], first, end)
		}
	}
	if tried < 500 {
		t.Errorf("only %d patterns were tried", tried)
	}
}

// TestLongMatches: captures are right however long a match is and however often
// it passes them.
func TestLongMatches(t *testing.T) {
	const a, b, c = "\u0627", "\u0628", "\u062a"
	p := compiled(t, "rule x +1 = LOC[ \""+a+"\" ] (PER[ \""+b+"\" ] ORG[ . ])+ MISC[ \""+c+"\" ]")
	for _, n := range []int{1, 10, 31, 32, 33, 100, 40000} {
		src := a + strings.Repeat(" "+b+" "+b, n) + " " + c
		v, m := new(Text), new(Machine)
		look(v, p, src)
		got := m.Run(p, v)
		last := int32(2 * n)
		if len(got) != 1 || got[0].Caps[0].Last != 1 || got[0].Caps[1].First != last-1 || got[0].Caps[1].Last != last ||
			got[0].Caps[2].First != last || got[0].Caps[3].First != last+1 {
			t.Errorf("%d: %v", n, got)
		}
	}
}

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, seed)) }
