package ner

import (
	"github.com/alam-nlp/alam/ner/slot"
	"math/rand/v2"
	"testing"
)

// TestLanes: sums of lanes are the sums of each.
func TestLanes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		var sum lanes
		var want [modelLabels]int32
		for range 1 + r.IntN(8) {
			var x lanes
			for l := range want {
				steps := int32(r.IntN(1<<13)) - 1<<12 // eight of them are no less than -1<<15
				x.set(l, steps)
				want[l] += steps
			}
			sum += x
		}
		if got := sum.each(); got != want {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

// TestRoom: weights that are too large for a sum are left out, and no sum of
// them changes its sign.
func TestRoom(t *testing.T) {
	m := &Model{most: []int32{1024}}
	m.rows = make([]row, 1)
	for s := range m.rows[0] {
		for l := range modelLabels {
			m.rows[0][s].set(l, -1024)
		}
	}
	m.number(propAny.number(0), 1)
	var words [4]row
	var sum lanes
	for k := range words {
		room := int32(wordRoom)
		for range 100 {
			room = m.add(&words[k], propAny.number(0), room)
		}
		for room = hereRoom; room > 100; room-- {
			room = m.add(&words[k], propAny.number(0), room)
		}
		sum += words[k][slot.First0]
	}
	for _, x := range sum.each() {
		if x != -4*(4+3)*1024 {
			t.Errorf("sum %d", x)
		}
	}
}
