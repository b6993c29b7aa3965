package gazetteer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
)

// TestHideLikeTheObvious: what a list hides of another, the longer or the
// shorter one on top, is what one finds by comparing all ids and all names.
func TestHideLikeTheObvious(t *testing.T) {
	words := strings.Fields("باريس لبنان كلاي غوريون متحدة أمم")
	r := rand.New(rand.NewPCG(7, 8))
	list := func(n int) []gazetteer.Entry {
		var out []gazetteer.Entry
		for i := range n {
			var name []string
			for range 1 + r.IntN(3) {
				name = append(name, words[r.IntN(len(words))])
			}
			e := gazetteer.Entry{ID: fmt.Sprintf("Q%d", i*(1+r.IntN(3))+r.IntN(2)), Label: "PER", Name: strings.Join(name, " ")}
			if r.IntN(9) == 0 {
				e.Label = "-"
			}
			if !slices.ContainsFunc(out, func(o gazetteer.Entry) bool { return o.ID == e.ID }) {
				out = append(out, e)
			}
		}
		return out
	}
	open := func(entries []gazetteer.Entry) *gazetteer.Gazetteer {
		g, err := gazetteer.New(entries)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	hidden := 0
	for range 100 {
		low, high := list(5+r.IntN(60)), list(5+r.IntN(60))
		l := gazetteer.NewLayers(open(low), open(high))
		for _, e := range low {
			gone := e.Label == "-"
			for _, o := range high {
				gone = gone || o.ID == e.ID || o.Name == e.Name
			}
			if gone {
				hidden++
			}
			if got := slices.Contains(found(l, e.Name), e.ID+"="+e.Name); got == gone && !slices.ContainsFunc(high, func(o gazetteer.Entry) bool {
				return o.ID == e.ID && o.Name == e.Name && o.Label != "-"
			}) {
				t.Fatalf("%+v is found: %v; hidden: %v", e, got, gone)
			}
		}
	}
	if hidden < 100 {
		t.Errorf("only %d names were hidden", hidden)
	}
}
