package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
	"testing"
)

// TestLetters: a character that internal/arabic names is asked for by that name:
// none is written as a rune elsewhere, nor given another name as a string.
func TestLetters(t *testing.T) {
	named := map[string]string{}
	eachGo(t, func(name string, file *ast.File, _ *token.FileSet) {
		if name == "internal/arabic/letters.go" {
			for _, c := range constants(file) {
				named[literal(c.Values[0])] = c.Names[0].Name
			}
		}
	})
	if len(named) < 36 {
		t.Fatalf("%d letters have names", len(named))
	}
	eachGo(t, func(name string, file *ast.File, fset *token.FileSet) {
		if path.Dir(name) == "internal/arabic" {
			return
		}
		check := func(n ast.Expr) {
			if letter := named[literal(n)]; letter != "" {
				t.Errorf("%s: %s is arabic.%s", fset.Position(n.Pos()), literal(n), letter)
			}
		}
		for _, c := range constants(file) {
			for _, v := range c.Values {
				check(v)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.CHAR {
				check(lit)
			}
			return true
		})
	})
}

// constants are those that a file declares for its package.
func constants(file *ast.File) (list []*ast.ValueSpec) {
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
			for _, s := range g.Specs {
				list = append(list, s.(*ast.ValueSpec))
			}
		}
	}
	return list
}

// literal is the text of a character or string in quotes.
func literal(n ast.Expr) string {
	lit, ok := n.(*ast.BasicLit)
	if !ok {
		return ""
	}
	if lit.Kind == token.CHAR {
		r, _, _, _ := strconv.UnquoteChar(lit.Value[1:], '\'')
		return string(r)
	}
	s, _ := strconv.Unquote(lit.Value)
	return s
}

// eachGo gives every Go file that people wrote but tests.
func eachGo(t *testing.T, yield func(name string, file *ast.File, fset *token.FileSet)) {
	eachFile(t, func(name string, content []byte) {
		if !written(name, content) || strings.HasSuffix(name, "_test.go") {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, content, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			return
		}
		yield(name, file, fset)
	})
}
