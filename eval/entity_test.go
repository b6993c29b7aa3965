package eval

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gold"
)

// TestSeedGold reads the annotated sample with its text.
func TestSeedGold(t *testing.T) {
	text := string(readShared(t, "seeds/000_a39184c905f49648.txt"))
	list, err := gold.ReadSpanTSV(strings.NewReader(string(readShared(t, "seeds/seed.gold.tsv"))), text, gold.SpanOptions{Path: "seed.gold.tsv"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Score([]gold.Document{{Mentions: list}}, []gold.Document{{Mentions: list}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if e := r.Entities; e.Mentions != 57 || e.Gold != 17 || e.Perfect != 17 {
		t.Errorf("got %+v; want 57 mentions of 17 entities", e)
	}
}
