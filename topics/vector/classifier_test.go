package vector_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

func classifier(t *testing.T) *vector.Classifier {
	t.Helper()
	v, err := vector.FitVectorizer(documents("النفط والأسعار", "المباراة والكأس", "النفط"), vector.VectorizerOptions{DF: docFreq(t), Stop: stopWords(t)})
	if err != nil {
		t.Fatal(err)
	}
	weights := make([]float64, 2*v.Terms())
	for i := range v.Terms() {
		switch v.Term(i) {
		case "نفط", "اسعار", "سعار":
			weights[2*i] = 3
		default:
			weights[2*i+1] = 3
		}
	}
	c, err := vector.NewClassifier(v, []vector.Class{{ID: "economy", Name: "Economy"}, {ID: "sport", Name: "Sport"}}, weights, []float64{0, 0.1}, 1.5)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestClassifier(t *testing.T) {
	c := classifier(t)
	again, err := vector.OpenClassifier(string(c.File()), docFreq(t), stopWords(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*vector.Classifier{c, again} {
		for text, want := range map[string]string{"ارتفع النفط": "economy", "فاز في المباراة": "sport"} {
			got := c.ClassifyText(text)
			if len(got) != 2 || got[0].ID != want || math.Abs(got[0].Score+got[1].Score-1) > 1e-12 || got[0].Score <= got[1].Score {
				t.Errorf("%+v:\n%s", got, text)
			}
			if tokens := c.Classify(text, token.Tokenize(text)); !slices.Equal(tokens, got) {
				t.Errorf("by tokens %v, by text %v", tokens, got)
			}
			if len(c.Explain(text, want, 3)) == 0 {
				t.Errorf("no reason for %s", want)
			}
		}
		for _, text := range []string{"", "في من إلى", "كلمات غريبة", "، 12"} {
			if got := c.ClassifyText(text); got != nil {
				t.Errorf("%v for a text without known terms:\n%s", got, text)
			}
		}
	}
}

func TestClassifierFile(t *testing.T) {
	c := classifier(t)
	good := c.File()
	altered := slices.Clone(good)
	altered[len(altered)/2] ^= 1
	version := slices.Clone(good)
	version[9]++
	for name, k := range map[string]struct {
		file []byte
		want error
	}{
		"empty": {nil, topics.ErrFormat}, "a vectorizer": {c.Vectorizer().File(), topics.ErrFormat}, "cut short": {good[:len(good)-3], topics.ErrTruncated},
		"altered": {altered, topics.ErrChecksum}, "version": {version, topics.ErrVersion},
	} {
		if _, err := vector.OpenClassifier(string(k.file), docFreq(t), stopWords(t)); !errors.Is(err, k.want) {
			t.Errorf("%s: %v, want %v", name, err, k.want)
		}
	}
	if _, err := vector.OpenClassifier(string(good), nil, nil); !errors.Is(err, vector.ErrVocabulary) {
		t.Errorf("with other tables: %v", err)
	}
	if _, err := vector.NewClassifier(c.Vectorizer(), c.Classes(), []float64{1}, []float64{0, 0}, 1); !errors.Is(err, vector.ErrVocabulary) {
		t.Errorf("weights of another vocabulary: %v", err)
	}
	for i := 24; i < len(good); i += 3 {
		bad := slices.Clone(good)
		bad[i] ^= 0xff
		if c, err := vector.OpenClassifier(string(flat.Reseal(bad)), docFreq(t), stopWords(t)); err == nil {
			c.ClassifyText("ارتفع النفط")
		}
	}
}
