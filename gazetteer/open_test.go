package gazetteer_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/flat"
)

// searched does with a list whatever can be done with one.
func searched(g *gazetteer.Gazetteer) {
	for i := range g.Len() {
		g.Entry(i)
		g.Prominence(i)
		g.ClassNames(g.Class(i))
	}
	over, err := gazetteer.New([]gazetteer.Entry{{ID: "x", Label: "LOC", Name: "باريس"}})
	if err != nil {
		panic(err)
	}
	for _, l := range []*gazetteer.Layers{gazetteer.NewLayers(g), gazetteer.NewLayers(g, over), gazetteer.NewLayers(over, g)} {
		found(l, "قال محمد علي كلاي للأمم المتحدة في باريس ولبنان إن عبدالفتاح السيسي وديفيد بن غوريون وديفد بن جوريون وبن جوريون")
		for _, phrase := range []string{"وبلبنان", "للأمم المتحدة", "على", "الأمم", "بن غوريون", "بن جوريون"} {
			l.Lookup(phrase)
		}
	}
	gazetteer.Count(g)
	gazetteer.Difference(g, over).WriteText(io.Discard)
}

// TestCorrupt: files with wrong numbers and a right checksum are refused or
// searched, and make nothing fail.
func TestCorrupt(t *testing.T) {
	file := compiled(t)
	r := rand.New(rand.NewPCG(3, 4))
	opened := 0
	const header = 24 + 4*13 // what comes before the sections
	for round := range 2000 {
		b := append([]byte(nil), file...)
		for range 1 + round%40 {
			switch k := header + r.IntN(len(b)-header); r.IntN(3) {
			case 0:
				b[k] = byte(r.IntN(256))
			case 1:
				b[k] = 0xff
			default: // the high byte of a number
				b[k|3] = byte(r.IntN(256))
			}
		}
		if g, err := gazetteer.Open(string(flat.Reseal(b))); err == nil {
			opened++
			searched(g)
		}
	}
	if opened < 1000 {
		t.Errorf("only %d files were opened", opened)
	}
}

// openedFile opens a list in a file, and gives what the file holds.
func openedFile(t *testing.T) (g *gazetteer.Gazetteer, path string, file []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "list.gaz")
	file = compiled(t)
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return g, path, file
}

func TestOpenFile(t *testing.T) {
	g, path, file := openedFile(t)
	if got := found(gazetteer.NewLayers(g), "باريس"); len(got) != 1 {
		t.Errorf("found %v", got)
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	if got := found(gazetteer.NewLayers(g), "باريس"); len(got) != 0 || g.Close() != nil {
		t.Errorf("found %v after Close", got)
	}
	if err := os.WriteFile(path, file[:len(file)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := gazetteer.OpenFile(path); !errors.Is(err, gazetteer.ErrTruncated) {
		t.Errorf("half a file: %v", err)
	}
	if _, err := gazetteer.OpenFile(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := gazetteer.OpenFile(filepath.Dir(path)); err == nil {
		t.Error("a directory was opened")
	}
	if got, err := gazetteer.New(nil); err != nil || got.Close() != nil {
		t.Errorf("Close of a list in memory: %v", err)
	}
}

// TestAlteredWhileMapped: a file that is overwritten while it is in use gives
// wrong answers at worst.
func TestAlteredWhileMapped(t *testing.T) {
	g, path, file := openedFile(t)
	defer g.Close()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		for range 20 {
			if _, err := f.WriteAt([]byte{byte(r.IntN(256))}, int64(r.IntN(len(file)))); err != nil {
				t.Skipf("skipped: a mapped file cannot be written here: %v", err)
			}
		}
		searched(g)
	}
}

// TestOpenName: the name of a file, where its content is wanted, is shown.
func TestOpenName(t *testing.T) {
	if _, err := gazetteer.Open("lists/names.gaz"); !errors.Is(err, gazetteer.ErrFormat) || !strings.Contains(err.Error(), `"lists/names.gaz"`) {
		t.Errorf("got %v", err)
	}
}
