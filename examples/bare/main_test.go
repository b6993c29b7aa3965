package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func Example() {
	main()
	// Output:
	// 7 28 PER سامر الخطيب Samer al-Khatib
	// 36 55 LOC وادي الندى Wadi al-Nada
}

// TestLinks: who brings their own lists links nothing that is embedded.
func TestLinks(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	packages := strings.Fields(string(out))
	if !slices.Contains(packages, "github.com/alam-nlp/alam/ner") {
		t.Fatalf("not a list of packages:\n%s", out)
	}
	for _, no := range []string{"github.com/alam-nlp/alam", "github.com/alam-nlp/alam/data"} {
		if slices.Contains(packages, no) {
			t.Errorf("%s is linked", no)
		}
	}
}
