package vector_test

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

// A weightCase is a recorded case; each source fills some of the fields.
type weightCase struct {
	ID       string
	Counts   [][]float64
	Texts    [][]string
	Docs     []int
	Expected json.RawMessage
	IDF      []float64
	Options  struct {
		Sublinear bool  `json:"sublinear_tf"`
		Smooth    *bool `json:"smooth_idf"`
		UseIDF    *bool `json:"use_idf"`
		Norm      *string
		Smart     string `json:"smartirs"`
		BM25      bool   `json:"bm25_weighting"`
		Reduce    bool   `json:"reduce_frequent_words"`
	}
	SubsetFreq   int     `json:"subset_freq"`
	SubsetSize   int     `json:"subset_size"`
	SupersetFreq int     `json:"superset_freq"`
	SupersetSize int     `json:"superset_size"`
	TF, DL       float64 // of BM25
	AvgDL        float64 `json:"avgdl"`
	DF           int     `json:"n"`
	N            int     `json:"N"`
}

// TestWeightCases holds the weightings to recorded values of scikit-learn,
// gensim, BERTopic, Elasticsearch and Lucene, to 1e-12.
func TestWeightCases(t *testing.T) {
	const path = "../../../shared/eval/tfidf_cases.jsonl"
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the recorded cases are not here: %v", err)
	}
	defer f.Close()
	ran := map[string]int{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c weightCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		source, _, _ := strings.Cut(c.ID, "/")
		ran[source]++
		switch source {
		case "sklearn":
			c.sklearn(t, lines.Bytes())
		case "gensim":
			c.gensim(t)
		case "bertopic":
			var want [][]float64
			decode(t, c.Expected, &want)
			got := vector.ClassTFIDF{BM25: c.Options.BM25, Root: c.Options.Reduce}.Weights(c.Counts)
			for i := range want {
				c.same(t, got[i], want[i])
			}
		case "significant_terms":
			var want map[string]float64
			decode(t, c.Expected, &want)
			s := vector.Significance{DF: c.SubsetFreq, N: c.SubsetSize, BackDF: c.SupersetFreq, BackN: c.SupersetSize}
			c.same(t, []float64{s.JLH(), s.ChiSquare(), s.MutualInformation(), s.G2(), s.GND(), s.Percentage()},
				[]float64{want["jlh"], want["chi_square"], want["mutual_information"], want["g2"], want["gnd"], want["percentage"]})
		case "lucene_bm25":
			var want float64
			decode(t, c.Expected, &want)
			c.same(t, []float64{vector.DefaultBM25.Weight(c.TF, c.DL, c.AvgDL, c.DF, c.N)}, []float64{want})
		default:
			t.Errorf("%s: nothing is held to it", c.ID)
		}
	}
	sum := 0
	for _, n := range ran {
		sum += n
	}
	if err := lines.Err(); err != nil || sum < 70 {
		t.Errorf("%d cases, %v: %v", sum, ran, err)
	}
}

func decode(t *testing.T, raw json.RawMessage, to any) {
	t.Helper()
	if err := json.Unmarshal(raw, to); err != nil {
		t.Fatal(err)
	}
}

func (c *weightCase) same(t *testing.T, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %v, want %v", c.ID, got, want)
		return
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= 1e-12*max(1, math.Abs(want[i]))) {
			t.Errorf("%s: value %d is %v, want %v", c.ID, i, got[i], want[i])
		}
	}
}

func (c *weightCase) sklearn(t *testing.T, line []byte) {
	no := func(b *bool) bool { return b != nil && !*b }
	w := topics.Weighting{SublinearTF: c.Options.Sublinear, NoSmoothIDF: no(c.Options.Smooth), NoIDF: no(c.Options.UseIDF)}
	switch {
	case c.Options.Norm != nil && *c.Options.Norm == "l1":
		w.Norm = topics.L1
	case strings.Contains(string(line), `"norm": null`):
		w.Norm = topics.NoNorm
	}
	var want [][]float64
	decode(t, c.Expected, &want)
	idf := make([]float64, len(c.IDF))
	for i := range idf {
		df := 0
		for _, row := range c.Counts {
			if row[i] > 0 {
				df++
			}
		}
		idf[i] = w.IDF(len(c.Counts), df)
	}
	if !w.NoIDF {
		c.same(t, idf, c.IDF)
	}
	for i, row := range c.Counts {
		got := slices.Clone(row)
		w.Row(got, idf)
		c.same(t, got, want[i])
	}
}

func (c *weightCase) gensim(t *testing.T) {
	w, err := vector.ParseSmart(c.Options.Smart)
	if err != nil || w.String() != c.Options.Smart {
		t.Errorf("%s: %v", c.ID, err)
		return
	}
	df := map[string]int{}
	for _, d := range c.Texts {
		seen := map[string]bool{}
		for _, term := range d {
			if !seen[term] {
				df[term]++
			}
			seen[term] = true
		}
	}
	var want []map[string]float64
	decode(t, c.Expected, &want)
	for i, doc := range c.Docs {
		var terms []string
		var counts []float64
		var dfs []int
		for _, term := range c.Texts[doc] {
			if k := slices.Index(terms, term); k >= 0 {
				counts[k]++
				continue
			}
			terms, counts, dfs = append(terms, term), append(counts, 1), append(dfs, df[term])
		}
		wanted := make([]float64, len(terms))
		for k, term := range terms {
			wanted[k] = want[i][term]
		}
		c.same(t, w.Row(counts, dfs, len(c.Texts)), wanted)
	}
}

// TestWeightsOfNothing: what has no documents and no terms weighs nothing.
func TestWeightsOfNothing(t *testing.T) {
	var none vector.Significance
	for _, v := range []float64{none.JLH(), none.ChiSquare(), none.MutualInformation(), none.G2(), none.GND(), none.Percentage(),
		vector.DefaultBM25.Weight(0, 0, 0, 0, 0)} {
		if v != 0 {
			t.Errorf("%v", v)
		}
	}
	if got := (vector.ClassTFIDF{}).Weights([][]float64{{0, 0}, {1, 1}}); got[0][0] != 0 || got[1][0] == 0 {
		t.Errorf("%v", got)
	}
	for _, s := range []string{"", "nf", "xfc", "nxc", "nfx", "nfcc"} {
		if _, err := vector.ParseSmart(s); err == nil {
			t.Errorf("%q is taken", s)
		}
	}
}
