package console

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Visible is s with what would steer a terminal written out, as \u001b: control
// characters, line ends among them, the embeddings, overrides and isolates that
// turn text around, and bytes that are not UTF-8. Names of files, ids, kinds and
// messages come from others, and one that moves the cursor may hide a line.
func Visible(s string) string { return escaped(s, "") }

// Message is Visible of a text that may have lines and tabs of its own.
func Message(s string) string { return escaped(s, "\n\t") }

func escaped(s, keep string) string {
	if !strings.ContainsFunc(s, steers) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case steers(r) && !strings.ContainsRune(keep, r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// steers reports whether a terminal does more with a character than to show it.
func steers(r rune) bool {
	switch {
	case r < ' ', 0x7f <= r && r <= 0x9f: // C0, DEL, C1
		return true
	case 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069: // embeddings, overrides, isolates
		return true
	case r == 0x2028, r == 0x2029: // line and paragraph separator
		return true
	}
	return false
}

// Guard is a writer to out that lets nothing of what is written steer a terminal,
// but for lines, tabs, and the colours and isolates that this package writes. Where out is no
// terminal it is out itself, and not a byte differs. Flush writes what a Write ended
// in the midst of.
func Guard(out io.Writer) io.Writer {
	if !IsTerminal(out) {
		return out
	}
	return &guarded{out: out}
}

// Flush writes what a guarded terminal has not got yet; others have all.
func Flush(out io.Writer) error {
	g, ok := out.(*guarded)
	if !ok {
		return nil
	}
	_, err := io.WriteString(g.out, own(g.held))
	g.held = ""
	return err
}

// guarded is a terminal.
type guarded struct {
	out  io.Writer
	held string // the beginning of a character or mark whose end the next Write has
}

// Write writes b, escaped.
func (g *guarded) Write(b []byte) (int, error) {
	s := g.held + string(b)
	cut := len(s) - tail(s)
	g.held = s[cut:]
	if _, err := io.WriteString(g.out, own(s[:cut])); err != nil {
		return 0, err
	}
	return len(b), nil
}

// marks are what this package writes to steer a terminal.
var marks = []string{firstStrongIsolate, popIsolate, plain, bold, dim, red, green, yellow, magenta, cyan}

// tail is the length of the character or mark that is begun at the end of s.
func tail(s string) int {
	for n := min(len(red), len(s)); n > 0; n-- {
		end := s[len(s)-n:]
		begun := n < utf8.UTFMax && utf8.RuneStart(end[0]) && !utf8.FullRuneInString(end)
		for _, m := range marks {
			begun = begun || len(m) > n && strings.HasPrefix(m, end)
		}
		if begun {
			return n
		}
	}
	return 0
}

// own escapes text but for the colours and isolates of this package.
func own(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexAny(s, "\x1b"+firstStrongIsolate+popIsolate)
		if i < 0 {
			b.WriteString(Message(s))
			return b.String()
		}
		b.WriteString(Message(s[:i]))
		s = s[i:]
		n := 1
		for _, mark := range marks {
			if strings.HasPrefix(s, mark) {
				n = len(mark)
				b.WriteString(mark)
			}
		}
		if n == 1 {
			b.WriteString(Visible(s[:1]))
		}
		s = s[n:]
	}
}
