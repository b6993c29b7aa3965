package ner

import "testing"

// TestDropInnerSure: of unambiguous names that lie within each other the longest
// weighs as written; what the user lists goes on doing so.
func TestDropInnerSure(t *testing.T) {
	items := []item{
		{first: 0, last: 1},                              // باريس
		{first: 0, last: 3, unambiguous: true},           // باريس سان جيرمان
		{first: 1, last: 3, unambiguous: true},           // سان جيرمان
		{first: 1, last: 3, asWritten: true},             // the user's
		{first: 5, last: 7, unambiguous: true},           // elsewhere
		{first: 6, last: 9, unambiguous: true},           // overlaps it
		{first: 6, last: 9, unambiguous: true, label: 1}, // as long
		{first: 7, last: 9, unambiguous: true, narrowed: true},
	}
	dropInnerSure(items)
	for k, want := range []bool{false, true, false, true, true, true, true, false} {
		if items[k].asWritten != want {
			t.Errorf("item %d: as written %v, want %v", k, items[k].asWritten, want)
		}
	}
}
