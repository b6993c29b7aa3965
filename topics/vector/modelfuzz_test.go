package vector_test

import (
	"testing"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/topics/vector"
)

// FuzzModels: no file, whatever it holds, makes a model panic, when it is
// opened or when it is used.
func FuzzModels(f *testing.F) {
	v, err := vector.FitVectorizer(documents("aa bb", "bb cc aa"), vector.VectorizerOptions{Analysis: vector.Words, NgramRange: [2]int{1, 2}, StopTerms: []string{"dd"}})
	if err != nil {
		f.Fatal(err)
	}
	c, err := vector.NewClassifier(v, []vector.Class{{ID: "a", Name: "A"}, {ID: "b"}}, make([]float64, 2*v.Terms()), []float64{0, 1}, 1)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(v.File(), "aa bb")
	f.Add(c.File(), "bb cc dd")
	f.Fuzz(func(t *testing.T, file []byte, doc string) {
		for _, b := range [][]byte{file, flat.Reseal(file)} {
			if v, err := vector.OpenVectorizer(string(b), nil, nil); err == nil {
				row := v.Writer().Row(doc)
				for i, c := range row.Indices {
					if int(c) >= v.Terms() || i > 0 && c <= row.Indices[i-1] {
						t.Errorf("columns %v of %d terms", row.Indices, v.Terms())
					}
				}
			}
			if c, err := vector.OpenClassifier(string(b), nil, nil); err == nil {
				sum := 0.0
				list := c.ClassifyText(doc)
				for _, k := range list {
					sum += k.Score
				}
				if len(list) > 0 && !(sum > 0.999 && sum < 1.001) {
					t.Errorf("scores sum to %v", sum)
				}
			}
		}
	})
}
