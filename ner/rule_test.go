package ner

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"alam/text"
	"alam/token"
)

func TestRuleErrors(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"rul x +1 = PER[ . ]", `t.rules:1:1: "rul" begins no statement`},
		{"rule +1 = PER[ . ]", "t.rules:1:6: no name"},
		{"rule x = PER[ . ]", "t.rules:1:8: no weight"},
		{"rule x +1 PER[ . ]", "t.rules:1:11: no ="},
		{"rule x +1 = @title", "t.rules:1:1: rule x proposes nothing"},
		{"rule x +1 = PER[ . ", "t.rules:1:20: [ without ]"},
		{"rule x +1 = PER[ PER[ . ] ]", "t.rules:1:27: a name in brackets within another"},
		{"rule x +1 = XYZ[ . ]", `t.rules:1:17: label "XYZ"`},
		{"rule x +1 = PER[ :nothing ]", "t.rules:1:26: shape :nothing is not one of"},
		{"rule x +1 = PER[ \" \" ]", "t.rules:1:18: no word in quotes"},
		{"rule x +1 = PER[ !\"two words\" ]", "t.rules:1:19: ! and & are asked of one token"},
		{"let n = . .\nrule x +1 = PER[ :word&$n ]", "t.rules:2:24: ! and & are asked of one token"},
		{"let name = .\nrule x +1 = PER[ $nam ]", "t.rules:2:18: $nam is not defined above by let or list, did you mean $name?"},
		{"rule x +1 = PER[ :nisbah ]", "t.rules:1:25: shape :nisbah is not one of"},
		{"rule x +1 = PER[ %titel ]", "t.rules:1:24: region %titel is not one of"},
		{"rule x +1 = PER[ /a(b/ ]", "t.rules:1:18: error parsing regexp"},
		{"rule x +1 = PER[ /ab ]", "t.rules:1:18: an expression without its second /"},
		{"rule x +1 = PER[ // ]", "t.rules:1:18: an empty expression"},
		{"rule x +1 = PER[ /\u064b/ ]", "t.rules:1:18: '\u064b' is not in any key"},
		{"list w = ", "t.rules:1:10: an empty list"},
		{"list w = ,", "t.rules:1:11: an empty list"},
		{"+ a [b]", "t.rules:1:1: an example with no rule above it"},
		{"rule x +1 = PER[ . ]\n + a b", "t.rules:2:4: an example that names nothing"},
		{"rule x +1 = PER[ . ]\n + a [b", "t.rules:2:8: [ without ]"},
		{"rule x +1 = PER[ . ]\n - a ]b", "t.rules:2:6: a ] without ["},
		{"rule x +1 = PER[ . ]\n - [a [b]]", "t.rules:2:7: a [ within brackets"},
		{"rule x +1 = PER[ . ]\n - a []", "t.rules:2:7: nothing in brackets"},
		{"rule x +1 = PER[ \"open ]", "t.rules:1:18: a quote that does not end"},
		{"rule x +1 = PER[ $y ]", "t.rules:1:18: $y is not defined"},
		{"rule x +1 = PER[ .{3,2} ]", "t.rules:1:19: want a repetition"},
		{"rule x +1 = PER[ .{1,65} ]", "t.rules:1:19: want a repetition of 1 to 64"},
		{"rule x +1 = PER[ ( | . ) ]", "t.rules:1:20: an empty pattern"},
		{"rule x +1 = PER[ . ] )", "t.rules:1:22: ')' is out of place"},
		{"rule x +1 = PER[ . ]\nrule x +1 = PER[ . ]", "t.rules:2:21: a second rule named x"},
		{"rule x +1 = " + strings.Repeat("(", 200), "t.rules:1:113: brackets nested deeper"},
	} {
		_, err := ParseRules("t.rules", strings.NewReader(c.src))
		var perr *text.ParseError
		if !errors.As(err, &perr) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s\ngot  %v\nwant %s", c.src, err, c.want)
		}
	}
}

func TestCompileErrors(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"rule x +1 = PER[ .* ]", "rule x matches where there are no words"},
		{"rule x +1 = PER[.] PER[.] PER[.] PER[.] PER[.] PER[.] PER[.] PER[.] PER[.]", "rule x has 9 captures"},
		{"rule x +1 = PER[ ((.{64}){64}){64}{64} ]", "rule x takes more than"},
	} {
		rules, err := ParseRules("t.rules", strings.NewReader(c.src))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(Options{Rules: rules}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s\ngot  %v\nwant %s", c.src, err, c.want)
		}
	}
}

// tagger builds a tagger of rules and triggers alone.
func tagger(t testing.TB, rules string, triggers ...Trigger) *Tagger {
	t.Helper()
	rs, err := ParseRules("t.rules", strings.NewReader(rules))
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := NewLexicon(triggers)
	if err != nil {
		t.Fatal(err)
	}
	tg, err := New(Options{Rules: rs, Lexicon: lexicon, Labels: []Label{PER, LOC, ORG, MISC}})
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

func names(src string, ms []Mention) string {
	var out []string
	for _, m := range ms {
		out = append(out, fmt.Sprintf("%s=%s", m.Label, src[m.Start:m.End]))
	}
	return strings.Join(out, " ")
}

func TestRules(t *testing.T) {
	triggers := []Trigger{
		{Class: "title.office", Form: "الرئيس"},
		{Class: "title.office", Form: "رئيس الوزراء"},
		{Class: "title.profession.weak", Form: "اللاعب"},
		{Class: classNisba, Form: "الروسي", Country: "country/RU"},
	}
	for _, c := range []struct{ name, rules, src, want string }{
		{"sequence and capture",
			`rule x +1 = @title @nisba? PER[ .{2} ]`,
			"قال الرئيس الروسي فلاديمير بوتين أمس",
			"PER=فلاديمير بوتين"},
		{"a class stands for all its words",
			`rule x +1 = @title.office PER[ . ]`,
			"رئيس الوزراء نواف",
			"PER=نواف"},
		{"a class stands for those below it, and * for any",
			`rule x +1 = @title.*.weak PER[ . ]`,
			"الرئيس نواف اللاعب ميسي",
			"PER=ميسي"},
		{"the longest of one beginning",
			`rule x +1 = @title.office PER[ :word+ ] "."`,
			"الرئيس نواف سلام .",
			"PER=نواف سلام"},
		{"proclitics before a trigger",
			`rule x +1 = @title.office PER[ . ]`,
			"وللرئيس نواف",
			"PER=نواف"},
		{"alternatives, negation, conjunction",
			`rule x +1 = ("زار" | "غادر") LOC[ :word&!:def ]`,
			"زار المدينة ثم غادر بيروت",
			"LOC=بيروت"},
		{"sentence bounds",
			`rule x +1 = ^ LOC[ . ] "-"`,
			"بيروت - قال. دمشق - قال مراسل - هنا",
			"LOC=بيروت LOC=دمشق"},
		{"the end of a sentence",
			`rule x +1 = PER[ :word ] "." $`,
			"قال نواف. وقال",
			"PER=نواف"},
		{"not over the end of a sentence",
			`rule x +1 = @title.office "."? PER[ :word ]`,
			"قال الرئيس. نواف",
			""},
		{"several captures",
			`rule x +1 = "بين" PER[ . ] "و" PER[ . ]`,
			"بين ترامب و بوتين",
			"PER=ترامب PER=بوتين"},
		{"what is no name competes",
			"rule x +1 = LOC[ \"مصر\" ]\nrule y +2 = O[ \"مصر\" \"الجديدة\" ]",
			"مصر ومصر الجديدة",
			"LOC=مصر"},
		{"macros and continued lines",
			"let name = (\"علي\" | \"عمر\")\nrule x +1 =\n  PER[ $name+ ]\n# end",
			"جاء علي عمر",
			"PER=علي عمر"},
	} {
		tg := tagger(t, c.rules, triggers...)
		ms, _ := tg.Tag(c.src, token.Tokenize(c.src))
		if got := names(c.src, ms); got != c.want {
			t.Errorf("%s:\n%s\ngot  %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}

// answers asks a condition of a token, the obvious way.
func (p *program) answers(c *cond, v *view, i int) bool {
	switch c.op {
	case condNot:
		return !p.answers(c.subs[0], v, i)
	case condAnd:
		for _, s := range c.subs {
			if !p.answers(s, v, i) {
				return false
			}
		}
		return true
	case condOr:
		for _, s := range c.subs {
			if p.answers(s, v, i) {
				return true
			}
		}
		return false
	}
	switch a := c.atom; a.kind {
	case atomAny:
		return true
	case atomLiteral:
		return slices.Contains(v.profiles.lits[v.profile[i]][:], p.lits[a.text])
	case atomSpelled:
		return slices.Contains(v.profiles.lits[v.profile[i]][:], p.spelled[a.text])
	default:
		return v.has(int32(i), slices.Index(p.atoms, a))
	}
}

// simple gives the ends of all matches of a pattern from token i, by trying
// everything: the oracle of the machine.
func simple(n *node, v *view, p *program, i int, yield func(int)) {
	switch n.op {
	case opTest:
		if i < len(v.tokens) && p.answers(n.cond, v, i) {
			yield(i + 1)
		}
	case opSeq:
		if len(n.subs) == 0 {
			yield(i)
			return
		}
		rest := &node{op: opSeq, subs: n.subs[1:]}
		simple(n.subs[0], v, p, i, func(k int) { simple(rest, v, p, k, yield) })
	case opAlt:
		for _, s := range n.subs {
			simple(s, v, p, i, yield)
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
			simple(n.subs[0], v, p, i, func(k int) {
				if k > i || n.min > 0 {
					simple(less, v, p, k, yield)
				}
			})
		}
	case opCapture:
		simple(n.subs[0], v, p, i, yield)
	}
}

// TestMachine: on random patterns and texts, the first match that the machine
// finds begins where the oracle's first begins, and is the longest from there.
func TestMachine(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := []string{"ا", "بب", "تت", "ثث"}
	var pattern func(depth int) string
	pattern = func(depth int) string {
		switch k := r.IntN(7); {
		case depth == 0 || k < 3:
			return `"` + words[r.IntN(len(words))] + `"`
		case k == 3:
			return "(" + pattern(depth-1) + " | " + pattern(depth-1) + ")"
		case k == 4:
			return "(" + pattern(depth-1) + ")" + []string{"?", "*", "+", "{1,2}", "{2}"}[r.IntN(5)]
		default:
			return pattern(depth-1) + " " + pattern(depth-1)
		}
	}
	tried := 0
	for range 4000 {
		src := ""
		for range 1 + r.IntN(9) {
			src += words[r.IntN(len(words))] + " "
		}
		rule := "rule x +1 = PER[ " + pattern(4) + " ]"
		rs, err := ParseRules("t.rules", strings.NewReader(rule))
		if err != nil {
			t.Fatal(rule, err)
		}
		tg, err := New(Options{Rules: rs})
		if err != nil {
			continue // matches nothing at all, which is refused
		}
		tried++
		var v view
		tg.look(&v, src, token.Tokenize(src))
		first, end := -1, -1
		for i := 0; i < len(v.tokens) && first < 0; i++ {
			simple(rs[0].body, &v, tg.program, i, func(k int) {
				if k > i {
					first, end = i, max(end, k)
				}
			})
		}
		var m machine
		got := m.run(tg.program, &v)
		if len(got) == 0 != (first < 0) {
			t.Fatalf("%s\n%s\ngot %v, want %d to %d", rule, src, got, first, end)
		}
		slices.SortFunc(got, func(a, b ruleMatch) int { return int(a.first - b.first) })
		if len(got) > 0 && (int(got[0].first) != first || got[0].caps[0].first != 0 || int(got[0].caps[0].last) != end-first) {
			t.Fatalf("%s\n%s\ngot %v, want %d to %d", rule, src, got[0], first, end)
		}
	}
	if tried < 1000 {
		t.Errorf("only %d patterns were tried", tried)
	}
}

// FuzzRules: a rule file is refused with its place, or compiles and runs.
func FuzzRules(f *testing.F) {
	f.Add("let a = @title | :word{1,3}\nrule x +1.5 = ^ $a PER[ \"علي\" LOC/city? ]  # so")
	f.Add("rule x -1 = O[ .+ ] $")
	f.Fuzz(func(t *testing.T, src string) {
		rules, err := ParseRules("f.rules", strings.NewReader(src))
		if err != nil {
			var perr *text.ParseError
			if !errors.As(err, &perr) {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		tg, err := New(Options{Rules: rules})
		if err != nil {
			return
		}
		const text = "قال الرئيس علي عبد الله صالح، في صنعاء: «نعم». NATO 3.5"
		tg.Tag(text, token.Tokenize(text))
	})
}

// BenchmarkNested shows that nested repetition stays linear in the text: the
// time per token is the same for every length.
func BenchmarkNested(b *testing.B) {
	tg := tagger(b, `rule x +1 = PER[ ((:word+ :word*)+ :word*)+ ] "؟"`)
	for _, n := range []int{100, 1000, 10000} {
		src := strings.Repeat("كلمة ", n)
		tokens := token.Tokenize(src)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				tg.Tag(src, tokens)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/token")
		})
	}
}
