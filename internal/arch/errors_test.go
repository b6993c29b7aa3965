package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var flagName = regexp.MustCompile(`(^|[ (])--[a-z]`)

// flagsAllowed are files whose texts name flags of the command: the settings of
// an import are written so into the list that it makes.
var flagsAllowed = map[string]bool{"gazetteer/importer/importer.go": true}

// TestNoFlags: what users import names no flags of the command, in no string.
func TestNoFlags(t *testing.T) {
	eachFile(t, func(name string, content []byte) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || !public(name) || flagsAllowed[name] {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, content, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, _ := strconv.Unquote(lit.Value); flagName.MatchString(s) {
					t.Errorf("%s: %s names a flag; name the field of the options", fset.Position(lit.Pos()), lit.Value)
				}
			}
			return true
		})
	})
}

var errorPrefix = regexp.MustCompile(`^[a-z]+: `)

// TestErrorPrefix: an error that begins with a word and a colon begins with the
// name of its package, so that who shows it can take that off. What alam gives
// is made in internal/engine.
func TestErrorPrefix(t *testing.T) {
	eachFile(t, func(name string, content []byte) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || !public(name) && path.Dir(name) != "internal/engine" {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, content, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			return
		}
		own := file.Name.Name + ": "
		if own == "engine: " {
			own = "alam: "
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			f, ok := call.Fun.(*ast.SelectorExpr)
			lit, isText := call.Args[0].(*ast.BasicLit)
			if !ok || !isText || f.Sel.Name != "Errorf" && f.Sel.Name != "New" {
				return true
			}
			s, _ := strconv.Unquote(lit.Value)
			if p := errorPrefix.FindString(s); p != "" && p != own {
				t.Errorf("%s: %s begins with %q, want %q or no word and colon", fset.Position(lit.Pos()), lit.Value, p, own)
			}
			return true
		})
	})
}
