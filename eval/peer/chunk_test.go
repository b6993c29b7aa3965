package peer

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gold"
)

// TestChunksAsConlleval: where conlleval reads a scheme right, so do we.
func TestChunksAsConlleval(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	tags := []string{"O", "B-A", "I-A", "B-B", "I-B", "E-A", "[-A", "]-B", ".", "X-A"}
	for range 5000 {
		most := []int{5, 5, len(tags)}[rng.IntN(3)]
		var truth, pred []string
		e := NewConlleval()
		for range rng.IntN(8) {
			g, p := tags[rng.IntN(most)], tags[rng.IntN(most)]
			truth, pred = append(truth, g), append(pred, p)
			e.Add([]byte(g), []byte(p))
		}
		e.Break()
		g, p := gold.AppendChunks(nil, truth), gold.AppendChunks(nil, pred)
		if most > 5 {
			if strings.Contains(strings.Join(truth, " ")+" "+strings.Join(pred, " "), "E-A B-A") {
				continue // conlleval goes on here
			}
		}
		c := CountSets(g, p)
		if most == 5 && (len(g) != e.Gold || len(p) != e.Found || c.TP != e.Correct) {
			t.Fatalf("%v %v: got %d %d %d, conlleval %d %d %d", truth, pred, len(g), len(p), c.TP, e.Gold, e.Found, e.Correct)
		}
	}
}
