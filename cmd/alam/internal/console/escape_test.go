package console

import (
	"bytes"
	"strings"
	"testing"
)

// TestVisible: nothing that steers a terminal stays, and nothing else changes.
func TestVisible(t *testing.T) {
	for _, c := range []struct{ in, visible, message string }{
		{"", "", ""},
		{"دار القلم.tsv", "دار القلم.tsv", "دار القلم.tsv"},
		{"a\x1b[2Jb", `a\u001b[2Jb`, `a\u001b[2Jb`},
		{"a\x1b]0;title\x07", `a\u001b]0;title\u0007`, `a\u001b]0;title\u0007`},
		{"a\nb\tc\r\x7f", `a\u000ab\u0009c\u000d\u007f`, "a\nb\tc" + `\u000d\u007f`},
		{"a\u009b2J\u0085", `a\u009b2J\u0085`, `a\u009b2J\u0085`},
		{"a\u202eb\u2066c\u2069\u2028", `a\u202eb\u2066c\u2069\u2028`, `a\u202eb\u2066c\u2069\u2028`},
		{"a\u200fb\u200cc", "a\u200fb\u200cc", "a\u200fb\u200cc"}, // marks and joiners are spelling
		{"a\x9bb\xff", `a\x9bb\xff`, `a\x9bb\xff`},
		{"\ufffd", "\ufffd", "\ufffd"},
	} {
		if got := Visible(c.in); got != c.visible {
			t.Errorf("Visible(%q) = %q, want %q", c.in, got, c.visible)
		}
		if got := Message(c.in); got != c.message {
			t.Errorf("Message(%q) = %q, want %q", c.in, got, c.message)
		}
	}
}

// TestGuard: a terminal gets lines, tabs, colours and isolates, and nothing else that steers it.
func TestGuard(t *testing.T) {
	var b bytes.Buffer
	if Guard(&b) != &b {
		t.Error("what is no terminal is guarded")
	}
	g := &guarded{out: &b}
	in := bold + "x" + plain + "\t" + firstStrongIsolate + "دار" + popIsolate + "\n\x1b[2J\x1b]0;t\x07\u202e\u009b\r\x1b"
	if n, err := g.Write([]byte(in)); n != len(in) || err != nil {
		t.Error(n, err)
	}
	if err := Flush(g); err != nil {
		t.Error(err)
	}
	want := bold + "x" + plain + "\t" + firstStrongIsolate + "دار" + popIsolate + "\n" + `\u001b[2J\u001b]0;t\u0007\u202e\u009b\u000d\u001b`
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	whole := b.String()
	b.Reset()
	for i := range len(in) { // characters and marks that Writes part
		g.Write([]byte(in[i : i+1]))
	}
	if Flush(g); b.String() != whole {
		t.Errorf("byte by byte %q, want %q", b.String(), whole)
	}
	if !IsTerminal(g) {
		t.Error("what is guarded is no terminal")
	}
}

// TestIsolateEscapes: what is isolated cannot end the isolate.
func TestIsolateEscapes(t *testing.T) {
	if got := isolate("دار\u2069\u202e\x1b[1m"); strings.ContainsAny(got[len(firstStrongIsolate):len(got)-len(popIsolate)], "\u2069\u202e\x1b") {
		t.Errorf("got %q", got)
	}
}
