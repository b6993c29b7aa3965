package gazetteer_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/text"
)

// TestLoad: a list is read in either form, and what is wrong has a place.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"list.tsv":  "label\tname\nLOC\tباريس\n",
		"list.gaz":  string(compiled(t)),
		"half.gaz":  string(compiled(t))[:100],
		"wrong.tsv": "label\tname\nTOWN\tباريس\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"list.tsv", "list.gaz"} {
		g, err := gazetteer.Load(filepath.Join(dir, name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := found(gazetteer.NewLayers(g), "باريس"); len(got) != 1 {
			t.Errorf("%s: found %v", name, got)
		}
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	}
	_, err := gazetteer.Load(filepath.Join(dir, "wrong.tsv"))
	var place *text.ParseError
	if !errors.As(err, &place) || place.Line != 2 || place.Col != 1 || !strings.HasPrefix(err.Error(), filepath.Join(dir, "wrong.tsv")+":2:1: ") {
		t.Errorf("a wrong label: %v", err)
	}
	if _, err := gazetteer.Load(filepath.Join(dir, "half.gaz")); !errors.Is(err, gazetteer.ErrTruncated) || !strings.Contains(err.Error(), "half.gaz: ") {
		t.Errorf("half a file: %v", err)
	}
	var missing *fs.PathError
	if _, err := gazetteer.Load(filepath.Join(dir, "none")); !errors.As(err, &missing) {
		t.Errorf("no file: %v", err)
	}
}
