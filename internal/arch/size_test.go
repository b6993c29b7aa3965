package arch

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"
)

// What can be read in one sitting.
const (
	maxFileLines = 400
	maxFuncLines = 80
	maxDepth     = 4
	maxFiles     = 25 // of code, in a folder
)

// crowded are the folders that have more files than that, until they are parted.
var crowded = map[string]bool{}

// written reports whether a file is Go that people wrote.
func written(name string, b []byte) bool {
	return path.Ext(name) == ".go" && !bytes.Contains(b[:min(len(b), 200)], []byte("DO NOT EDIT."))
}

// TestFileSize: no file that people wrote is too long, tests included.
func TestFileSize(t *testing.T) {
	eachFile(t, func(name string, b []byte) {
		if n := bytes.Count(b, []byte("\n")); written(name, b) && n > maxFileLines {
			t.Errorf("%s: %d lines, %d more than %d: split it", name, n, n-maxFileLines, maxFileLines)
		}
	})
}

// TestFolderSize: no folder has too many files of code.
func TestFolderSize(t *testing.T) {
	files := map[string]int{}
	eachFile(t, func(name string, _ []byte) {
		if path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
			files[path.Dir(name)]++
		}
	})
	for folder, n := range files {
		if n > maxFiles && !crowded[folder] {
			t.Errorf("%s: %d files of code, %d more than %d: part it", folder, n, n-maxFiles, maxFiles)
		}
	}
	for folder := range crowded {
		if files[folder] <= maxFiles {
			t.Errorf("%s has %d files of code: take it off the list of crowded folders", folder, files[folder])
		}
	}
}

// TestFuncSize: no function that people wrote is too long or nests too deep, but
// in tests.
func TestFuncSize(t *testing.T) {
	eachFile(t, func(name string, b []byte) {
		if !written(name, b) || strings.HasSuffix(name, "_test.go") {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, b, 0)
		if err != nil {
			t.Error(err)
			return
		}
		check := func(name string, n ast.Node, body *ast.BlockStmt) {
			at := fset.Position(n.Pos())
			if lines := fset.Position(n.End()).Line - at.Line + 1; lines > maxFuncLines {
				t.Errorf("%s: %s has %d lines, %d more than %d", at, name, lines, lines-maxFuncLines, maxFuncLines)
			}
			if d := depth(body); d > maxDepth {
				t.Errorf("%s: %s is %d deep, %d more than %d", at, name, d, d-maxDepth, maxDepth)
			}
		}
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok {
				if f.Body != nil {
					check(f.Name.Name, f, f.Body)
				}
				continue
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				f, ok := n.(*ast.FuncLit)
				if ok {
					check("a function", f, f.Body)
				}
				return !ok
			})
		}
	})
}

// depth is how many of if, for, switch, select and function literals stand within
// each other in a body, at most. An else is as deep as its if.
func depth(body ast.Node) (deepest int) {
	ast.PreorderStack(body, nil, func(n ast.Node, around []ast.Node) bool {
		d := 0
		for i, x := range append(slices.Clone(around), n) {
			if nests(x) && (i == 0 || !isElse(around[i-1], x)) {
				d++
			}
		}
		deepest = max(deepest, d)
		return true
	})
	return deepest
}

func nests(n ast.Node) bool {
	switch n.(type) {
	case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
		return true
	}
	return false
}

// isElse reports whether n is the else of the node that it stands in.
func isElse(in, n ast.Node) bool {
	x, ok := in.(*ast.IfStmt)
	return ok && x.Else == n
}

func TestDepth(t *testing.T) {
	for src, want := range map[string]int{
		"":                                       0,
		"f(); { g() }":                           0,
		"if a { } else if b { } else { }":        1,
		"if a { } else if b { if c { } }":        2,
		"if a { } else { for { } }":              2,
		"switch { case a: for { select { } } }":  3,
		"for range x { f(func() { if a { } }) }": 3,
		"if f(func() { for { } }) { }":           3,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() {"+src+"\n}", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := depth(file.Decls[0].(*ast.FuncDecl).Body); got != want {
			t.Errorf("depth of %q is %d, want %d", src, got, want)
		}
	}
}
