package main

import (
	"bytes"
	"github.com/alam-nlp/alam/rule"
	"testing"
)

func Example() {
	main()
	// Output:
	// ORG company دار القلم company/dar-al-qalam
	// LOC facility غاليري نقطة LOC:غاليري نقطه
	// LOC district وادي الندى district/wadi-al-nada
	// LOC country فرنسا country/FR
}

// TestRules: a rule file is read as it stands, with its examples.
func TestRules(t *testing.T) {
	own, err := rule.Parse("own.rules", bytes.NewReader(rules))
	if err != nil || len(own) != 1 || len(own[0].Examples) != 2 {
		t.Errorf("%+v, %v", own, err)
	}
}
