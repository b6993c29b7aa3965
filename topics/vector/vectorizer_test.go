package vector_test

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

// TestVectorizerSklearn holds the Vectorizer to what scikit-learn's
// TfidfVectorizer gave for the same documents and parameters, which
// testdata/sklearn.json names.
func TestVectorizerSklearn(t *testing.T) {
	b, err := os.ReadFile("testdata/sklearn.json")
	if err != nil {
		t.Fatal(err)
	}
	type matrix struct {
		Indptr  []int
		Indices []int32
		Data    []float64
	}
	type limit = vector.Limit
	var all struct {
		Docs, New []string
		Cases     []struct {
			Name   string
			Params struct {
				Ngram       [2]int   `json:"ngram_range"`
				Min         limit    `json:"min_df"`
				Max         limit    `json:"max_df"`
				MaxFeatures int      `json:"max_features"`
				Binary      bool     `json:"binary"`
				Sublinear   bool     `json:"sublinear_tf"`
				Smooth      *bool    `json:"smooth_idf"`
				UseIDF      *bool    `json:"use_idf"`
				Norm        string   `json:"norm"`
				Stop        []string `json:"stop_words"`
			}
			Terms    []string
			IDF      []float64
			Fit, New matrix
		}
	}
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	no := func(b *bool) bool { return b != nil && !*b }
	for _, c := range all.Cases {
		p := c.Params
		v, err := vector.FitVectorizer(documents(all.Docs...), vector.VectorizerOptions{
			Analysis: vector.Words, NgramRange: p.Ngram, MinDF: p.Min, MaxDF: p.Max, MaxFeatures: p.MaxFeatures, Binary: p.Binary, StopTerms: p.Stop,
			Weighting: topics.Weighting{SublinearTF: p.Sublinear, NoSmoothIDF: no(p.Smooth), NoIDF: no(p.UseIDF),
				Norm: map[string]topics.Norm{"": topics.L2, "l2": topics.L2, "l1": topics.L1, "none": topics.NoNorm}[p.Norm]},
		})
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		reopened, err := vector.OpenVectorizer(string(v.File()), nil, nil)
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		for _, v := range []*vector.Vectorizer{v, reopened} {
			var terms []string
			for i := range v.Terms() {
				terms = append(terms, v.Term(i))
				if c.IDF != nil && math.Abs(v.IDF(i)-c.IDF[i]) > 1e-12 {
					t.Errorf("%s: idf of %q is %v, want %v", c.Name, v.Term(i), v.IDF(i), c.IDF[i])
				}
			}
			if !slices.Equal(terms, c.Terms) {
				t.Errorf("%s: terms %q, want %q", c.Name, terms, c.Terms)
				continue
			}
			for name, x := range map[string]struct {
				docs []string
				want matrix
			}{"fit": {all.Docs, c.Fit}, "new": {all.New, c.New}} {
				m, err := v.Transform(documents(x.docs...))
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(m.Indptr, x.want.Indptr) || !slices.Equal(m.Indices, x.want.Indices) {
					t.Errorf("%s, %s: %v %v, want %v %v", c.Name, name, m.Indptr, m.Indices, x.want.Indptr, x.want.Indices)
					continue
				}
				for i := range m.Data {
					if math.Abs(m.Data[i]-x.want.Data[i]) > 1e-12 {
						t.Errorf("%s, %s: value %d is %v, want %v", c.Name, name, i, m.Data[i], x.want.Data[i])
					}
				}
			}
		}
	}
	if len(all.Cases) < 18 {
		t.Errorf("%d cases", len(all.Cases))
	}
}

func TestVectorizerStems(t *testing.T) {
	v, err := vector.FitVectorizer(documents("وزير النقل في المدينة. النقل", "الوزير والنقل"), vector.VectorizerOptions{
		DF: docFreq(t), Stop: stopWords(t), NgramRange: [2]int{1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	for term, df := range map[string]int{"وزير": 2, "نقل": 2, "وزير نقل": 1} {
		c := v.Column(term)
		if c < 0 || v.DF(c) != df {
			t.Errorf("df of column %d is not %d:\n%s", c, df, term)
		}
	}
	for _, term := range []string{"نقل مدين", "مدين نقل", "في"} { // over a stop word, over a sentence end
		if v.Column(term) >= 0 {
			t.Errorf("a term:\n%s", term)
		}
	}
	file := string(v.File())
	if _, err := vector.OpenVectorizer(file, docFreq(t), stopWords(t)); err != nil {
		t.Error(err)
	}
	if _, err := vector.OpenVectorizer(file, docFreq(t), nil); !errors.Is(err, vector.ErrVocabulary) {
		t.Errorf("with other tables: %v", err)
	}
}

// TestVectorizerEdges: documents that say nothing have defined rows.
func TestVectorizerEdges(t *testing.T) {
	words := vector.VectorizerOptions{Analysis: vector.Words}
	for _, docs := range [][]string{{}, {""}, {"a , ."}} {
		if _, err := vector.FitVectorizer(documents(docs...), words); !errors.Is(err, vector.ErrNoTerms) {
			t.Errorf("%q: %v", docs, err)
		}
	}
	stop := words
	stop.StopTerms = []string{"aa"}
	if _, err := vector.FitVectorizer(documents("aa", "aa aa"), stop); !errors.Is(err, vector.ErrNoTerms) {
		t.Error(err)
	}
	v, err := vector.FitVectorizer(documents("aa"), words)
	if err != nil {
		t.Fatal(err)
	}
	m, err := v.Transform(documents("", "bb", "aa aa"))
	if err != nil || m.Rows() != 3 || m.At(0, 0) != 0 || m.At(1, 0) != 0 || m.At(2, 0) != 1 {
		t.Errorf("%+v, %v", m, err)
	}
	for _, o := range []vector.VectorizerOptions{{NgramRange: [2]int{2, 1}}, {NgramRange: [2]int{0, 1}}, {MinDF: vector.Limit{Share: 2}}, {MaxDF: vector.Limit{Count: -1}},
		{MaxFeatures: -1}, {Analysis: 9}, {Room: -1}, {Analysis: vector.Words, MinDF: vector.Limit{Count: 3}, MaxDF: vector.Limit{Count: 2}}} {
		if _, err := vector.FitVectorizer(documents("aa bb"), o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	broken := errors.New("broken")
	failing := func(yield func(string, error) bool) { yield("", broken) }
	if _, err := vector.FitVectorizer(failing, words); !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, err := v.Transform(failing); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// TestVectorizerRoom: with too little room counts fall short by no more than is said.
func TestVectorizerRoom(t *testing.T) {
	var docs []string
	for i := range 200 {
		docs = append(docs, "often common "+strings.Repeat(string(rune('a'+i%26)), 2+i/26))
	}
	o := vector.VectorizerOptions{Analysis: vector.Words, MinDF: vector.Limit{Count: 2}}
	full, err := vector.FitVectorizer(documents(docs...), o)
	if err != nil {
		t.Fatal(err)
	}
	o.Room = 10
	v, err := vector.FitVectorizer(documents(docs...), o)
	if err != nil {
		t.Fatal(err)
	}
	if full.Undercount() != 0 || v.Undercount() == 0 {
		t.Errorf("undercounts %d and %d", full.Undercount(), v.Undercount())
	}
	for i := range v.Terms() {
		c := full.Column(v.Term(i))
		if c < 0 || v.DF(i) > full.DF(c) || v.DF(i) < full.DF(c)-v.Undercount() {
			t.Errorf("%q: %d documents", v.Term(i), v.DF(i))
		}
	}
	if c := v.Column("often"); c < 0 || v.DF(c) != 200 {
		t.Error("a frequent term is not counted right")
	}
}

// TestVectorizerFile: a file that is cut short, altered or of another version
// is refused with its state.
func TestVectorizerFile(t *testing.T) {
	v, err := vector.FitVectorizer(documents("aa bb", "bb cc"), vector.VectorizerOptions{Analysis: vector.Words, StopTerms: []string{"dd", "ee"}})
	if err != nil {
		t.Fatal(err)
	}
	good := v.File()
	if again := v.File(); string(again) != string(good) {
		t.Error("two files of one model differ")
	}
	altered := slices.Clone(good)
	altered[len(altered)-1] ^= 1
	version := slices.Clone(good)
	version[9]++
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"empty": {nil, topics.ErrFormat}, "text": {[]byte("hello, world"), topics.ErrFormat}, "cut short": {good[:len(good)-5], topics.ErrTruncated},
		"head only": {good[:12], topics.ErrTruncated}, "altered": {altered, topics.ErrChecksum}, "version": {version, topics.ErrVersion},
	} {
		if _, err := vector.OpenVectorizer(string(c.file), nil, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for i := 24; i < len(good); i++ {
		bad := slices.Clone(good)
		bad[i] ^= 0x55
		if v, err := vector.OpenVectorizer(string(flat.Reseal(bad)), nil, nil); err == nil { // allowed if it is usable
			if _, err := v.Transform(documents("aa bb zz")); err != nil {
				t.Error(err)
			}
		}
	}
}
