package rules

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/rule"
)

// TestEmbedded: the examples beside the embedded rules hold, every rule has some,
// and check finds no error.
func TestEmbedded(t *testing.T) {
	files, err := Read(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	tested, err := Test(files, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range tested.Failed {
		t.Error(f)
	}
	if len(tested.Without) > 0 {
		t.Errorf("rules without an example: %s", strings.Join(tested.Without, ", "))
	}
	findings, err := Check(files, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Severity == rule.SeverityError {
			t.Error(f)
		}
	}
}

// TestExamples: an example that does not hold says so, and how near the rule came.
func TestExamples(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"missing", `
rule x +1 = "المدعو" PER[ :word{2} ] ","?
  + وقال PER[سالم العلي]`,
			`t.rules:3:1: error: rule x: it does not propose PER "سالم العلي"`},
		{"found", `
rule x +1 = "المدعو" PER[ :word{2} ]
  + وقال المدعو [سالم العلي] أمس
  + وقال المدعو PER[سالم العلي] أمس
  - قال سالم العلي
  - قال [المدعو] سالم العلي`,
			""},
		{"nearly", `
rule x +1 = "المدعو" PER[ :word{2} ]
  + قال المدعو [سالم]`,
			`t.rules:3:1: error: rule x: it does not propose "سالم": it takes "المدعو سالم", then the sentence ends; it wants :word`},
		{"stopped", `
rule x +1 = "المدعو" PER[ :word{2} ]
  + المدعو [سالم] ، وقال`,
			`t.rules:3:1: error: rule x: it does not propose "سالم": it takes "المدعو سالم", then "،" is not what it wants: :word`},
		{"label", `
rule x +1 = "المدعو" PER[ :word{2} ]
  + المدعو LOC[سالم العلي]`,
			`t.rules:3:1: error: rule x: it does not propose LOC "سالم العلي"
t.rules:3:1: error: rule x: it proposes PER "سالم العلي", which it must not`},
		{"too much", `
rule x +1 = "المدعو" PER[ :word{2} ]
  + المدعو [سالم العلي] والمدعو عمر زيد
  - المدعو عمر زيد
  - المدعو [عمر زيد]`,
			`t.rules:3:1: error: rule x: it proposes PER "عمر زيد", which it must not
t.rules:4:1: error: rule x: it proposes PER "عمر زيد", which it must not
t.rules:5:1: error: rule x: it proposes "عمر زيد", which it must not`},
		{"lines", `
rule x +1 = PER[ :word&:line ]
  + سالم\n[عمر]`,
			`t.rules:3:1: error: rule x: it proposes PER "سالم", which it must not`},
	} {
		f := read("t.rules", strings.NewReader(c.src))
		for _, err := range f.Findings {
			t.Error(err)
		}
		tested, err := Test([]File{f}, engine.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range tested.Failed {
			got = append(got, f.String())
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), c.want)
		}
	}
}

// TestTrace: a rule that was stopped says where, and what it asked for.
func TestTrace(t *testing.T) {
	const src = "قال المدعو سالم ، ثم المدعو عمر زيد"
	rules, err := rule.Parse("t.rules", strings.NewReader(`rule x +1 = "المدعو" PER/official[ :word&!:number{2} ] :word?`))
	if err != nil {
		t.Fatal(err)
	}
	traces, err := Trace(src, "x", engine.Options{Rules: rules})
	if err != nil || len(traces) != 1 {
		t.Fatal(traces, err)
	}
	tr := traces[0]
	if len(tr.Matches) != 1 || len(tr.Near) != 1 {
		t.Fatalf("%+v", tr)
	}
	m, n := tr.Matches[0], tr.Near[0]
	if got := src[m.Start:m.End]; got != "المدعو عمر زيد" {
		t.Errorf("matched %q", got)
	}
	if len(m.Names) != 1 || src[m.Names[0].Start:m.Names[0].End] != "عمر زيد" || m.Names[0].Kind != "official" {
		t.Errorf("names %+v", m.Names)
	}
	if src[n.Start:n.End] != "المدعو سالم" || src[n.Stop.Start:n.Stop.End] != "،" || n.Tokens != 2 || strings.Join(n.Wants, ";") != ":word" {
		t.Errorf("near %+v", n)
	}
	if _, err := Trace(src, "y", engine.Options{}); err == nil {
		t.Error("no error for a rule that there is not")
	}
}
