package ner

import "testing"

// TestWithin: of sure names that lie within each other the longest is own; what
// the user lists stays own.
func TestWithin(t *testing.T) {
	items := []item{
		{first: 0, last: 1},                       // باريس
		{first: 0, last: 3, sure: true},           // باريس سان جيرمان
		{first: 1, last: 3, sure: true},           // سان جيرمان
		{first: 1, last: 3, own: true},            // the user's
		{first: 5, last: 7, sure: true},           // elsewhere
		{first: 6, last: 9, sure: true},           // overlaps it
		{first: 6, last: 9, sure: true, label: 1}, // as long
		{first: 7, last: 9, sure: true, narrowed: true},
	}
	within(items)
	for k, want := range []bool{false, true, false, true, true, true, true, false} {
		if items[k].own != want {
			t.Errorf("item %d: own %v, want %v", k, items[k].own, want)
		}
	}
}
