package rule

import (
	"strings"
)

// example reads `+ text with PER[a name]` or `- text` below a rule.
func (p *parser) example() error {
	if p.broken {
		p.line()
		return nil
	}
	if len(p.rules) == 0 {
		return p.errorf("an example with no rule above it")
	}
	e := Example{Counter: p.src[p.pos] == '-'}
	e.Line, _ = p.place(p.pos)
	p.pos++
	p.skipBlanks()
	at := p.pos
	line := p.line()
	var b strings.Builder
	open := -1
	for i := 0; i < len(line); i++ {
		fail := func(message string) error {
			p.pos = at + i
			return p.errorf("%s", message)
		}
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && strings.IndexByte("[]\\n", line[i+1]) >= 0:
			if i++; line[i] == 'n' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(line[i])
			}
		case c == '[':
			if open >= 0 {
				return fail("a [ within brackets")
			}
			open = b.Len()
			name := ExampleName{Start: open}
			if s, label := cutLabel(b.String()); label != "" {
				b.Reset()
				b.WriteString(s)
				l, kind, _ := strings.Cut(label, "/")
				open = b.Len()
				name = ExampleName{Start: open, Label: l, Kind: kind}
			}
			e.Names = append(e.Names, name)
		case c == ']':
			if open < 0 {
				return fail("a ] without [")
			}
			if e.Names[len(e.Names)-1].End = b.Len(); b.Len() == open {
				return fail("nothing in brackets")
			}
			open = -1
		default:
			b.WriteByte(c)
		}
	}
	e.Text = b.String()
	switch {
	case open >= 0:
		return p.errorf("[ without ]")
	case e.Text == "":
		return p.errorf("an example without a text")
	case !e.Counter && len(e.Names) == 0:
		p.pos = at
		return p.errorf("an example that names nothing: put what the rule finds in brackets")
	}
	r := &p.rules[len(p.rules)-1]
	r.Examples = append(r.Examples, e)
	return nil
}

// line reads what is left of the line, without blanks at its end.
func (p *parser) line() string {
	line, _, _ := strings.Cut(p.src[p.pos:], "\n")
	p.pos += len(line)
	return strings.TrimRight(line, " \t\r")
}

func (p *parser) skipBlanks() {
	for p.pos < len(p.src) && (p.src[p.pos] == ' ' || p.src[p.pos] == '\t') {
		p.pos++
	}
}

// cutLabel takes a label, PER or ORG/party, off the end of a text.
func cutLabel(s string) (before, label string) {
	i := len(s)
	for i > 0 && (s[i-1] == '/' || s[i-1] == '_' || s[i-1] >= 'a' && s[i-1] <= 'z' || s[i-1] >= 'A' && s[i-1] <= 'Z') {
		i--
	}
	l, _, _ := strings.Cut(s[i:], "/")
	if isLabel(l) || l == outside {
		return s[:i], s[i:]
	}
	return s, ""
}
