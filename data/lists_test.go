package data_test

import (
	"testing"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
)

// listed gives the embedded list and the ids in it.
func listed(t *testing.T) (*gazetteer.Gazetteer, map[string]bool) {
	t.Helper()
	g, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for i := range g.Len() {
		ids[g.Entry(i).ID] = true
	}
	return g, ids
}

// What a name stands for is an entry of the lists.
func TestStandsFor(t *testing.T) {
	g, ids := listed(t)
	n := 0
	for i := range g.Len() {
		if e := g.Entry(i); e.StandsFor != "" {
			n++
			if !ids[e.StandsFor] || e.StandsFor == e.ID {
				t.Errorf("%s (%s) stands for %s, which is not another entry", e.Name, e.ID, e.StandsFor)
			}
		}
	}
	if n < 200 {
		t.Errorf("%d entries stand for another, want a capital for each state", n)
	}
}
