package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
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
		_, err := Parse("t.rules", strings.NewReader(c.src))
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
		rules, err := Parse("t.rules", strings.NewReader(c.src))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Compile(rules); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s\ngot  %v\nwant %s", c.src, err, c.want)
		}
	}
}

// FuzzRules: a rule file is refused with its place, or compiles and runs.
func FuzzRules(f *testing.F) {
	f.Add("let a = @title | :word{1,3}\nrule x +1.5 = ^ $a PER[ \"علي\" LOC/city? ]  # so")
	f.Add("rule x -1 = O[ .+ ] $\n  + [a b]\n  - a")
	f.Add("list a = ا \"ب ت\"\nrule x +1 = !($a&/ج$/) LOC[ 'علي' %title? ] (PER[ . ] | ORG[ .? ]){1,9}")
	f.Fuzz(func(t *testing.T, src string) {
		rules, err := Parse("f.rules", strings.NewReader(src))
		if err != nil {
			var perr *text.ParseError
			if !errors.As(err, &perr) {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		p, err := Compile(rules)
		if err != nil {
			return
		}
		Check(rules, Lists{})
		const text = "قال الرئيس علي عبد الله صالح، في صنعاء: «نعم». NATO 3.5"
		v := new(Text)
		look(v, p, text)
		new(Machine).Run(p, v)
		p.Trace(v, "")
		Test(rules, func(src, rule string) []Trace {
			look(v, p, src)
			return p.Trace(v, rule)
		})
	})
}

// BenchmarkNested shows that nested repetition stays linear in the text: the
// time per token is the same for every length of a sentence.
func BenchmarkNested(b *testing.B) {
	for _, c := range []struct{ name, rule string }{
		{"star", `PER[ ((:word+ :word*)+ :word*)+ ] "\u061f"`},
		{"bounded", `PER[ ((:word{1,9} .?){1,9} "\u0643\u0644\u0645\u0629"?){1,9} ]`},
		{"overlapping", `(:word | .)* PER[ (:word "\u0643\u0644\u0645\u0629"? | . .?)+ ] (:word | !:def)* $`},
		{"captures", `LOC[ . ] (PER[ :word ] (ORG[ . ] | MISC[ . ])?)+`},
		{"quoted", `"\u0643\u0644\u0645\u0629" PER[ ((:word{1,9} "\u0643\u0644\u0645\u0629"?){1,9} .?){1,9} ]`},
		{"words", `"\u0643\u0644\u0645\u0629"{1,20} PER[ ("\u0643\u0644\u0645\u0629" | .){1,60} ] ("\u0643\u0644\u0645\u0629" .)* $`},
	} {
		p := compiled(b, "rule x +1 = "+c.rule)
		for _, n := range []int{100, 1000, 10000} {
			src := strings.Repeat("\u0643\u0644\u0645\u0629 ", n)
			v, m := new(Text), new(Machine)
			look(v, p, src)
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				for b.Loop() {
					m.Run(p, v)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/token")
			})
		}
	}
}

// compiled compiles rules.
func compiled(t testing.TB, src string) *Program {
	t.Helper()
	rules, err := Parse("t.rules", strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(rules)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// look fills v for a text of which nothing is listed.
func look(v *Text, p *Program, src string) {
	*v = Text{Tokens: token.Tokenize(src), Profiles: v.Profiles}
	v.Profiles.Ready(p.Words)
	for i := range v.Tokens {
		tok := &v.Tokens[i]
		s := SurfaceShapes(tok)
		if tok.Kind == token.Arabic {
			s |= KeyShapes(tok.Norm)
		}
		if tok.Has(token.LineStart) {
			s.Add(ShapeLine)
		}
		if i+1 == len(v.Tokens) || v.Tokens[i+1].Has(token.LineStart) {
			s.Add(ShapeLineEnd)
		}
		bits := make([]uint64, p.Words)
		for bit, a := range p.Atoms {
			if x, ok := ShapeOf(a.Text); ok && a.Kind == AtomShape && s.Has(x) {
				bits[bit/64] |= 1 << (bit % 64)
			}
		}
		v.Profile = append(v.Profile, v.Profiles.Number(bits, p.AppendLits(nil, tok, 0, 0)))
		v.Cut = append(v.Cut, 0)
	}
}
