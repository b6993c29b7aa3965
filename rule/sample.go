package rule

import (
	"fmt"
	"slices"
	"strings"
)

// Test runs the examples and counter-examples of rules, and says which do not
// hold, and how many there are. Each asks what its rule by itself proposes, which
// trace says.
func Test(rules []Rule, trace func(src, rule string) []Trace) (failed []Finding, examples int) {
	for i := range rules {
		r := &rules[i]
		for k := range r.Examples {
			examples++
			e := &r.Examples[k]
			for _, message := range testExample(e, trace(e.Text, r.Name)) {
				failed = append(failed, Finding{Path: r.Path, Line: e.Line, Col: 1, Rule: r.Name,
					Severity: SeverityError, Message: fmt.Sprintf("rule %s: %s", r.Name, message)})
			}
		}
	}
	return failed, examples
}

// testExample says in what an example does not hold, by the trace of its rule.
func testExample(e *Example, traces []Trace) (wrong []string) {
	if len(traces) == 0 {
		return []string{"the rule is not used"}
	}
	var got []TraceName
	for _, m := range traces[0].Matches {
		got = append(got, m.Names...)
	}
	is := func(want ExampleName, got TraceName) bool {
		return want.Start == got.Start && want.End == got.End && (want.Label == "" || want.Label == got.Label) &&
			(want.Kind == "" || want.Kind == got.Kind)
	}
	for _, want := range e.Names {
		if found := slices.ContainsFunc(got, func(n TraceName) bool { return is(want, n) }); found == e.Counter {
			wrong = append(wrong, missing(e, want, traces[0]))
		}
	}
	for _, n := range got {
		if e.Counter && len(e.Names) == 0 || !e.Counter && !slices.ContainsFunc(e.Names, func(want ExampleName) bool {
			return want.Start <= n.Start && n.End <= want.End && (want.Label == "" || want.Label == n.Label)
		}) {
			wrong = append(wrong, fmt.Sprintf("it proposes %s %q, which it must not", n.Label, e.Text[n.Start:n.End]))
		}
	}
	return wrong
}

// missing says that a name is not proposed, and how near the rule came; or that
// it is, in a counter-example.
func missing(e *Example, want ExampleName, tr Trace) string {
	name := e.Text[want.Start:want.End]
	if e.Counter {
		return fmt.Sprintf("it proposes %q, which it must not", name)
	}
	s := fmt.Sprintf("it does not propose %s", strings.TrimSpace(fmt.Sprintf("%s %q", want.Label, name)))
	if len(tr.Near) == 0 {
		return s
	}
	n := tr.Near[0]
	stop := "the sentence ends; it wants"
	if n.Stop.End > 0 {
		stop = fmt.Sprintf("%q is not what it wants:", e.Text[n.Stop.Start:n.Stop.End])
	}
	return fmt.Sprintf("%s: it takes %q, then %s %s", s, e.Text[n.Start:n.End], stop, strings.Join(n.Wants, ", or "))
}
