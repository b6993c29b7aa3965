package arabic

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/runenames"
)

// TestNames: a constant is called as Unicode calls its character, and shows the
// letter beside it.
func TestNames(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "letters.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var before rune
	for _, d := range file.Decls {
		before = 0
		for _, s := range d.(*ast.GenDecl).Specs {
			c := s.(*ast.ValueSpec)
			name, lit := c.Names[0].Name, c.Values[0].(*ast.BasicLit).Value
			r, _, _, err := strconv.UnquoteChar(lit[1:], '\'')
			if err != nil || !strings.HasPrefix(lit, `'\u06`) {
				t.Errorf("%s is %s, want an escape of the Arabic block", name, lit)
				continue
			}
			n++
			if want := constantName(r); name != want {
				t.Errorf("%s is %s, want %s", name, runenames.Name(r), want)
			}
			if shown := strings.TrimSpace(c.Comment.Text()); shown != "" && shown != string(r) {
				t.Errorf("%s is shown as %s", name, shown)
			}
			if r <= before {
				t.Errorf("%s stands behind %s", name, constantName(before))
			}
			before = r
		}
	}
	if n < 36 {
		t.Errorf("%d constants", n)
	}
}

// TestStrings: a name with an S is the string of the name without.
func TestStrings(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "strings.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range file.Decls[0].(*ast.GenDecl).Specs {
		c := s.(*ast.ValueSpec)
		call, ok := c.Values[0].(*ast.CallExpr)
		if !ok || call.Fun.(*ast.Ident).Name != "string" || call.Args[0].(*ast.Ident).Name+"S" != c.Names[0].Name {
			t.Errorf("%s is not the string of its letter", c.Names[0].Name)
		}
	}
}

// constantName makes a name in Go of one in Unicode.
func constantName(r rune) string {
	var b strings.Builder
	for _, w := range strings.Fields(runenames.Name(r)) {
		switch w {
		case "ARABIC", "LETTER", "WITH":
			continue
		}
		b.WriteString(w[:1] + strings.ToLower(w[1:]))
	}
	return b.String()
}

func TestSets(t *testing.T) {
	letters, marks := 0, 0
	for r := rune(0x600); r < 0x700; r++ {
		if IsLetter(r) {
			if letters++; !unicode.Is(unicode.Lo, r) {
				t.Errorf("%U is no letter", r)
			}
		}
		if IsVowelMark(r) {
			if marks++; !unicode.Is(unicode.Mn, r) {
				t.Errorf("%U is no mark", r)
			}
		}
	}
	if letters != 36 || marks != 9 {
		t.Errorf("%d letters and %d marks, want 36 and 9", letters, marks)
	}
	if IsLetter(Tatweel) || IsLetter(Peh) || !IsVowelMark(Shadda) {
		t.Error("tatweel and peh are no letters of Arabic; shadda is a mark")
	}
	if Article != "\u0627\u0644" {
		t.Errorf("the article is %q", Article)
	}
}
