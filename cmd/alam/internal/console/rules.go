package console

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/cmd/alam/internal/rules"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
)

// WriteFindings writes what is wrong with rules: a line each, or a JSON object
// each.
func WriteFindings(out io.Writer, findings []rule.Finding, asJSON bool) error {
	for _, f := range findings {
		if asJSON {
			if err := writeJSON(out, f); err != nil {
				return err
			}
			continue
		}
		if _, err := fmt.Fprintln(out, f); err != nil {
			return err
		}
	}
	return nil
}

// WriteTested writes what running examples gave.
func WriteTested(out io.Writer, t rules.Tested, asJSON bool) error {
	if err := WriteFindings(out, t.Failed, asJSON); err != nil || asJSON {
		return err
	}
	state := "all hold"
	if n := len(t.Failed); n > 0 {
		state = fmt.Sprintf("%d do not hold", n)
	}
	if t.Examples == 0 && len(t.Failed) > 0 {
		return nil // the rules could not be read
	}
	line := fmt.Sprintf("%s, %s: %s", plural(t.Rules, "rule"), plural(t.Examples, "example"), state)
	if len(t.Without) > 0 {
		const most = 10
		list := t.Without[:min(most, len(t.Without))]
		line += fmt.Sprintf("\n%s without an example: %s", plural(len(t.Without), "rule"), strings.Join(list, ", "))
		if len(t.Without) > most {
			line += ", ..."
		}
	}
	_, err := fmt.Fprintln(out, line)
	return err
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// TraceOptions say how traces are written.
type TraceOptions struct {
	Color bool
	JSON  bool
	// All writes every attempt of a rule, not only the furthest.
	All bool
}

// WriteTrace writes what became of rules in a text, those that matched first,
// then by how far they came.
func WriteTrace(out io.Writer, src string, traces []rule.Trace, o TraceOptions) error {
	traces = slices.Clone(traces)
	slices.SortStableFunc(traces, func(a, b rule.Trace) int { return rank(b) - rank(a) })
	if o.JSON {
		for _, t := range traces {
			if err := writeJSON(out, t); err != nil {
				return err
			}
		}
		return nil
	}
	p := &printer{out: out, color: o.Color}
	if len(traces) == 0 {
		p.printf("no rule began to match\n")
	}
	for i, t := range traces {
		if i > 0 {
			p.printf("\n")
		}
		p.printf("%s  %+.2f  %s\n", p.paint(bold, isolate(t.Rule)), t.Weight, p.paint(dim, fmt.Sprintf("%s:%d", isolate(t.Path), t.Line)))
		for _, m := range t.Matches {
			p.printf("  %s  %s\n", p.paint(green, "matched "), isolate(src[m.Start:m.End]))
			for _, n := range m.Names {
				label := n.Label
				if n.Kind != "" {
					label += "/" + n.Kind
				}
				p.printf("    %s  %s\n", p.paint(labelColor(ner.Label(n.Label)), fmt.Sprintf("%-6s", label)), isolate(src[n.Start:n.End]))
			}
		}
		if len(t.Matches) == 0 && len(t.Near) == 0 {
			p.printf("  %s  no token begins it\n", p.paint(dim, "nowhere "))
			p.wants(t.Begins, true)
		}
		near := t.Near
		if !o.All {
			near = near[:min(len(near), 1)]
			if len(t.Matches) > 0 {
				near = nil
			}
		}
		for _, n := range near {
			p.near(src, n, o.All)
		}
	}
	return p.flush()
}

// rank orders traces: matches before attempts, and these by their length.
func rank(t rule.Trace) int {
	if len(t.Matches) > 0 {
		return 1 << 30
	}
	if len(t.Near) > 0 {
		return t.Near[0].Tokens
	}
	return 0
}

func (p *printer) near(src string, n rule.TraceNear, all bool) {
	p.printf("  %s  %s  %s\n", p.paint(yellow, "took    "), plural(n.Tokens, "token"), isolate(src[n.Start:n.End]))
	if n.Stop.End == 0 {
		p.printf("    stopped  at the end of the sentence\n")
	} else {
		p.printf("    stopped  at %s\n", isolate(src[n.Stop.Start:n.Stop.End]))
	}
	p.wants(n.Wants, all)
	if len(n.Is) > 0 {
		p.printf("    it is    %s\n", p.paint(dim, isolate(strings.Join(n.Is, " "))))
	}
}

// wants writes conditions of which one was wanted; a few of them unless all.
func (p *printer) wants(list []string, all bool) {
	const most = 6
	left := 0
	if !all && len(list) > most {
		left, list = len(list)-most, list[:most]
	}
	for i, want := range list {
		word := "or      "
		if i == 0 {
			word = "wanted  "
		}
		p.printf("    %s %s\n", word, isolate(want))
	}
	if left > 0 {
		p.printf("    or       %d more (see them with --rule)\n", left)
	}
}
