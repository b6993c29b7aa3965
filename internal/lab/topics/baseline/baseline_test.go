package baseline

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/topics"
)

func prepare(t *testing.T, src string) (Data, *Text) {
	t.Helper()
	stop, err := topics.ReadStopWords("stop", strings.NewReader("word\nthe\nof\nand\n"))
	if err != nil {
		t.Fatal(err)
	}
	d := Data{Stop: stop}
	return d, d.Prepare(src)
}

const sample = "solar power and solar power of the grid. solar power grows, the grid grows. wind"

func TestPhrases(t *testing.T) {
	_, text := prepare(t, "alpha beta, gamma of delta alpha beta")
	var got []string
	for _, p := range text.phrases(2) {
		got = append(got, strings.Join(p.stems, " "))
	}
	want := []string{"alpha beta", "alpha", "beta", "gamma", "delta alpha", "delta"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestKPMiner(t *testing.T) {
	d, text := prepare(t, sample)
	if got := (KPMiner{Data: d}).Keyphrases(text, 5); !slices.Equal(got, []string{"solar power", "solar", "power"}) {
		// three occurrences: solar power, solar and power; B is min(9/(3*2.3), 3).
		t.Errorf("%q", got)
	}
}

func TestTFIDF(t *testing.T) {
	d, text := prepare(t, sample)
	if got := (TFIDF{Data: d}).Keyphrases(text, 2); !slices.Equal(got, []string{"solar power", "solar"}) {
		t.Errorf("%q", got)
	}
}

func TestTextRank(t *testing.T) {
	_, text := prepare(t, "solar power and wind power and water power")
	if got := (TextRank{}).Keyphrases(text, 1); !slices.Equal(got, []string{"solar power"}) {
		t.Errorf("%q", got)
	}
	rank := pageRank([]map[int]bool{{1: true, 2: true}, {0: true}, {0: true}})
	// Of a star of three: c = 0.05 + 0.85*2x and x = 0.05 + 0.85*c/2.
	x := (0.05 + 0.85*0.05/2) / (1 - 0.85*0.85)
	if math.Abs(rank[1]-x) > 1e-6 || math.Abs(rank[0]-(0.05+0.85*2*x)) > 1e-6 {
		t.Errorf("%v, want %v", rank, x)
	}
}

func TestYAKE(t *testing.T) {
	_, text := prepare(t, sample)
	got := YAKE{}.Keyphrases(text, 20)
	if len(got) == 0 || got[0] != "solar power" {
		t.Errorf("%q", got)
	}
	for i, k := range got {
		if slices.Contains(got[:i], k) {
			t.Errorf("%q stands twice", k)
		}
	}
	if d := levenshtein([]rune("kitten"), []rune("sitting")); d != 3 {
		t.Errorf("distance %d", d)
	}
}

func TestNothing(t *testing.T) {
	for _, src := range []string{"", " , . ", "the of"} {
		d, text := prepare(t, src)
		for name, got := range map[string][]string{"KP-Miner": KPMiner{Data: d}.Keyphrases(text, 5), "TF-IDF": TFIDF{Data: d}.Keyphrases(text, 5),
			"TextRank": TextRank{}.Keyphrases(text, 5), "YAKE": YAKE{}.Keyphrases(text, 5)} {
			if len(got) != 0 {
				t.Errorf("%s of %q: %q", name, src, got)
			}
		}
	}
}
