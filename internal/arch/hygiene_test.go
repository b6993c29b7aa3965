package arch

import (
	"bytes"
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// textFiles are the endings of files that people read.
var textFiles = map[string]bool{".go": true, ".md": true, ".tsv": true, ".rules": true, ".txtar": true, ".txt": true}

// TestTextFiles: every text file is UTF-8 in NFC with LF line ends, and holds
// no byte-order mark, bidi control or presentation form, which nobody sees and
// everybody searches for in vain. Articles and test cases are as dirty as the
// world is.
func TestTextFiles(t *testing.T) {
	eachFile(t, func(name string, b []byte) {
		if !textFiles[path.Ext(name)] {
			return
		}
		if !utf8.Valid(b) {
			t.Errorf("%s: not UTF-8", name)
			return
		}
		for i, line := range bytes.Split(b, []byte("\n")) {
			if bytes.HasSuffix(line, []byte("\r")) {
				t.Errorf("%s:%d: CR before the line end", name, i+1)
			}
			if dirty(name) {
				continue
			}
			if !norm.NFC.IsNormal(line) {
				t.Errorf("%s:%d: not in NFC", name, i+1)
			}
			for _, r := range string(line) {
				if stray(r) {
					t.Errorf("%s:%d: stray %U, write it as an escape", name, i+1, r)
				}
			}
		}
	})
}

// dirty reports whether a file holds text as it is found in the world.
func dirty(name string) bool {
	return strings.HasPrefix(name, "data/samples/") || strings.HasPrefix(name, "data/news/") || strings.Contains(name, "testdata/") || strings.HasSuffix(name, "_test.go")
}

func stray(r rune) bool {
	switch {
	case r == '\ufeff', r == '\u200e', r == '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	case r >= '\ufb50' && r <= '\ufdff', r >= '\ufe70' && r <= '\ufefc':
		return true
	}
	return false
}
