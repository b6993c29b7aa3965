package topics_test

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"alam/topics"
)

func TestIDF(t *testing.T) {
	for _, c := range []struct {
		w     topics.Weighting
		n, df int
		want  float64
	}{
		{topics.Weighting{}, 6, 6, 1},
		{topics.Weighting{}, 6, 1, math.Log(7.0/2) + 1},
		{topics.Weighting{}, 6, 0, math.Log(7) + 1},
		{topics.Weighting{NoSmoothIDF: true}, 6, 2, math.Log(3) + 1},
		{topics.Weighting{NoSmoothIDF: true}, 6, 0, math.Inf(1)},
		{topics.Weighting{NoIDF: true}, 6, 2, 1},
	} {
		if got := c.w.IDF(c.n, c.df); got != c.want {
			t.Errorf("%+v IDF(%d, %d) = %v, want %v", c.w, c.n, c.df, got, c.want)
		}
	}
}

// TestSklearn holds Weighting to recorded values of scikit-learn: its user
// guide, and its formulas for each option.
func TestSklearn(t *testing.T) {
	const path = "../../shared/eval/tfidf_cases.jsonl"
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the recorded cases are not here: %v", err)
	}
	defer f.Close()
	ran := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if !strings.Contains(lines.Text(), `"id": "sklearn/`) {
			continue
		}
		var c struct {
			ID      string
			Counts  [][]float64
			Options struct {
				Sublinear bool  `json:"sublinear_tf"`
				Smooth    *bool `json:"smooth_idf"`
				UseIDF    *bool `json:"use_idf"`
				Norm      json.RawMessage
			}
			IDF      []float64
			Expected [][]float64
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		no := func(b *bool) bool { return b != nil && !*b }
		w := topics.Weighting{SublinearTF: c.Options.Sublinear, NoSmoothIDF: no(c.Options.Smooth), NoIDF: no(c.Options.UseIDF)}
		switch string(c.Options.Norm) {
		case "", `"l2"`:
		case `"l1"`:
			w.Norm = topics.L1
		case "null":
			w.Norm = topics.NoNorm
		default:
			t.Fatalf("%s: norm %s", c.ID, c.Options.Norm)
		}
		ran++
		idf := make([]float64, len(c.IDF))
		for i := range idf {
			df := 0
			for _, row := range c.Counts {
				if row[i] > 0 {
					df++
				}
			}
			idf[i] = w.IDF(len(c.Counts), df)
			if !w.NoIDF && math.Abs(idf[i]-c.IDF[i]) > 1e-12 {
				t.Errorf("%s: idf of term %d is %v, want %v", c.ID, i, idf[i], c.IDF[i])
			}
		}
		for i, row := range c.Counts {
			got := slices.Clone(row)
			w.Row(got, idf)
			for k := range got {
				if math.Abs(got[k]-c.Expected[i][k]) > 1e-12 {
					t.Errorf("%s: row %d is %v, want %v", c.ID, i, got, c.Expected[i])
					break
				}
			}
		}
	}
	if err := lines.Err(); err != nil || ran < 8 {
		t.Errorf("%d cases, %v", ran, err)
	}
}
