package word

import (
	"errors"
	"testing"

	"github.com/alam-nlp/alam/internal/flat"
)

func TestWordStats(t *testing.T) {
	words := []string{"محمد", "قرار"}
	counts := []Count{{Bare: 1000, Suffix: 1, Named: 640}, {Bare: 7, Article: 20, Suffix: 9}}
	file, err := PackStats(words, counts)
	if err != nil {
		t.Fatal(err)
	}
	w, err := OpenStats(string(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		key           string
		asName, total int
	}{
		{"محمد", 640, 960}, // 1000, rounded down
		{"قرار", 0, 7},
		{"غائب", 0, 0},
	} {
		if asName, total := w.Name(c.key); asName != c.asName || total != c.total {
			t.Errorf("%s: %d of %d, want %d of %d", c.key, asName, total, c.asName, c.total)
		}
	}
	if got := w.Find("قرار"); got != counts[1] {
		t.Errorf("%+v, want %+v", got, counts[1])
	}
	var none *Stats
	if asName, total := none.Name("محمد"); asName != 0 || total != 0 {
		t.Errorf("without a table: %d of %d", asName, total)
	}
	three, err := flat.PackWords(words)
	if err != nil {
		t.Fatal(err)
	}
	_, err = OpenStats(string(flat.Write(statsMagic, statsVersion, three[0], three[1], three[2], make([]byte, 6))))
	if !errors.Is(err, flat.ErrCorrupt) {
		t.Errorf("three counts a word: %v", err)
	}
	_, err = OpenStats(string(flat.Write(statsMagic, 1, three[0], three[1], three[2], make([]byte, 6))))
	if !errors.Is(err, flat.ErrVersion) {
		t.Errorf("the version before: %v", err)
	}
}
