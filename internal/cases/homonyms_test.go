package cases

import (
	"context"
	"os"
	"slices"
	"testing"

	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/tsv"
)

// homonymsRight is the least share of homonyms that must mean whom they should, in
// percent. What is wrong now is not found at all; nobody is taken for another. It is to
// come up to 90.
const homonymsRight = 85

// TestHomonyms: names with several bearers mean the one of whom the text speaks.
func TestHomonyms(t *testing.T) {
	f, err := os.Open("homonyms.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := engine.New(engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, right := 0, 0
	columns := []string{"text", "surface", "means"}
	err = tsv.Read("homonyms.tsv", f, columns, columns, func(row tsv.Row) error {
		x, err := a.Analyze(context.Background(), row.Cell("text"))
		if err != nil {
			return err
		}
		var got []string
		for _, m := range x.Mentions {
			if m.Text == row.Cell("surface") {
				means := x.Entities[m.Entity].NameEn
				if means == "" {
					means = "-"
				}
				got = append(got, means)
			}
		}
		all++
		if slices.Contains(got, row.Cell("means")) {
			right++
		} else {
			t.Logf("%s\ngot  %q for %s, want %s", row.Cell("text"), got, row.Cell("surface"), row.Cell("means"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d are right", right, all)
	if all < 60 || right*100 < all*homonymsRight {
		t.Errorf("%d of %d are right, want %d %% of 60 or more", right, all, homonymsRight)
	}
}
