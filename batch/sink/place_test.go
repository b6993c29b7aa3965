package sink

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPlace: a folder and a link to it have one form.
func TestPlace(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(".", filepath.Join(dir, "sub")); err != nil {
		t.Skip("skipped: no links here: ", err)
	}
	a, err := Place(filepath.Join(dir, "o.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := Place(filepath.Join(dir, "sub", "sub", "o.csv")); err != nil || a != b {
		t.Errorf("%s and %s, %v", a, b, err)
	}
	if b, err := Place(filepath.Join(dir, "none", "o.csv")); err != nil || filepath.Base(b) != "o.csv" {
		t.Errorf("%s, %v", b, err)
	}
}
