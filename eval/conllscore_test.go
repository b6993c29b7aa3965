package eval

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gold"
)

func TestScoreConll(t *testing.T) {
	in := "a B-PER B-PER\nb I-PER I-PER\nc O O\n\nd B-LOC B-ORG\ne O O\n"
	r, err := ScoreConll(strings.NewReader(in), gold.ConllOptions{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(r.Strict.Micro, r.Tokens.Accuracy(), r.Documents, r.Conll.Gold.Scheme); got != "{1 1 1} 0.8000 2 IOB2" {
		t.Error(got)
	}
}

// benchConll is 100,000 tokens with gold and prediction; one in eight is a name.
func benchConll() string {
	rng := rand.New(rand.NewPCG(8, 8))
	words := []string{"الكرملين", "في", "موسكو", "وقال", "الرئيس", "من", "اجتماع", "الوزراء"}
	labels := []string{"PER", "LOC", "ORG"}
	var b strings.Builder
	for i := range 100_000 {
		if i%25 == 24 {
			b.WriteByte('\n')
		}
		gold := "O"
		if rng.IntN(8) == 0 {
			gold = []string{"B-", "I-"}[rng.IntN(2)] + labels[rng.IntN(3)]
		}
		pred := gold
		if rng.IntN(20) == 0 {
			pred = "B-" + labels[rng.IntN(3)]
		}
		fmt.Fprintf(&b, "%s %s %s\n", words[rng.IntN(len(words))], gold, pred)
	}
	return b.String()
}

func BenchmarkScoreConll(b *testing.B) {
	in := benchConll()
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ScoreConll(strings.NewReader(in), gold.ConllOptions{}, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
}

func BenchmarkReadConll(b *testing.B) {
	in := benchConll()
	for b.Loop() {
		if _, _, err := gold.ReadConll(strings.NewReader(in), gold.ConllOptions{PredColumn: -1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
}

// FuzzScoreConll: what can be read can be scored, and gold against itself is
// perfect.
func FuzzScoreConll(f *testing.F) {
	f.Add([]byte("a\tB-X\tI-X\r\nb\tI-X\tO\r\n\r\n"), 0, -1)
	f.Add([]byte("\xef\xbb\xbfw S-A U-B\n-DOCSTART-\nw E-A .\n"), -1, 2)
	f.Fuzz(func(t *testing.T, in []byte, tag, pred int) {
		docs, _, err := gold.ReadConll(bytes.NewReader(in), gold.ConllOptions{TagColumn: tag, PredColumn: pred})
		if err != nil {
			return
		}
		r, err := Score(docs, docs, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if c := r.Strict.Micro; c.FP+c.FN > 0 {
			t.Fatalf("gold against itself: %+v", c)
		}
		if err := r.WriteText(io.Discard, TextOptions{}); err != nil {
			t.Fatal(err)
		}
	})
}
