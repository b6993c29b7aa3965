package cases

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/internal/engine"
)

// ordinaryFalse is the greatest share of sentences without any name in which one may
// be found, in percent. The sentences are made to be hard: each has words that are
// names elsewhere, and little else to tell them by.
const ordinaryFalse = 3

// TestOrdinary: words that are names elsewhere are none where they are ordinary ones.
func TestOrdinary(t *testing.T) {
	b, err := os.ReadFile("ordinary.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := engine.New(engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, wrong := 0, 0
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		x, err := a.Analyze(context.Background(), line)
		if err != nil {
			t.Fatal(err)
		}
		if all++; len(x.Mentions) > 0 {
			wrong++
			var found []string
			for _, m := range x.Mentions {
				found = append(found, string(m.Label)+" "+m.Text)
			}
			t.Logf("%s\nfound %q", line, found)
		}
	}
	t.Logf("names found in %d of %d sentences", wrong, all)
	if all < 200 || wrong*100 > all*ordinaryFalse {
		t.Errorf("names found in %d of %d sentences, want %d %% of 200 or more at most", wrong, all, ordinaryFalse)
	}
}
