package peer

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// filterInput is 100,000 tokens with gold and prediction; one in eight is a name.
func filterInput() string {
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

func BenchmarkConllevalFilter(b *testing.B) {
	in := filterInput()
	for b.Loop() {
		if err := ConllevalFilter(nil, strings.NewReader(in), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
}
