package flat

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestCache: what was stored for a word is found for this word and no other,
// however many there are, and frequent words stay.
func TestCache(t *testing.T) {
	var c Cache[string]
	r := rand.New(rand.NewPCG(1, 2))
	hits, frequent := 0, 0
	for range 1_000_000 {
		n := r.IntN(1000)
		if r.IntN(2) == 0 {
			n = r.IntN(400_000)
		}
		word := fmt.Sprintf("كلمة%d", n)
		v, hit := c.At(word)
		if hit && *v != word {
			t.Fatalf("%s was found for %s", *v, word)
		}
		if n < 1000 {
			frequent++
			if hit {
				hits++
			}
		}
		*v = word
	}
	if hits < frequent*9/10 {
		t.Errorf("%d of %d frequent words were kept", hits, frequent)
	}
	for _, word := range []string{"", strings.Repeat("ا", 100)} {
		if _, hit := c.At(word); hit {
			t.Errorf("%q was kept", word)
		}
	}
}
