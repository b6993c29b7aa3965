package train

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHeads: heads that stand outside of names are taken off those of a file for
// which that is asked.
func TestHeads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gold.conll")
	text := "عند O\nمدينة B-LOC\nحماة I-LOC\nقالت O\nوكالة B-ORG\nالأناضول I-ORG\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, heads := range []bool{false, true} {
		tr, err := Load([]File{{Path: path, Heads: heads}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := &tr.files[0].docs[0]
		var got []string
		for _, m := range d.Mentions {
			got = append(got, d.Text[m.Start:m.End])
		}
		want := "مدينة حماة|وكالة الأناضول"
		if heads {
			want = "حماة|وكالة الأناضول"
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("heads %v: got %s, want %s", heads, g, want)
		}
		if note := tr.Notes[0]; strings.HasSuffix(note, "heads taken off 1") != heads {
			t.Errorf("heads %v: note %q", heads, note)
		}
	}
}
