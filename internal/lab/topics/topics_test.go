package topics

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/topic"
	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/topics/vector"
)

// TestAKEC holds the score of keyphrases to what was set out: fitted in five
// folds, 0.27 at least, and above every baseline beyond the doubt of a paired
// test; and the embedded weights to the same.
func TestAKEC(t *testing.T) {
	const path = "../../../../shared/corpora/topics/akec-train.jsonl"
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the corpus is not here: %v", err)
	}
	var articles []*corpus.Article
	for a, err := range corpus.Read([]string{path}, corpus.Fields{Title: "title", Keyphrases: "keyphrases"}, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	rows, err := Keyphrases(context.Background(), articles, Options{Folds: 5, Baselines: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		f1 := r.Score.Micro.F1
		t.Logf("%s %s: %.4f", r.Method, r.Note, f1)
		switch {
		case i < 2 && f1 < 0.27:
			t.Errorf("%s: F1 %.4f, want 0.27 at least", r.Method, f1)
		case i >= 2 && (f1 >= rows[1].Score.Micro.F1 || r.Test.P.F1 > 0.01 || r.Difference.Low <= 0):
			t.Errorf("%s: F1 %.4f, p %v, the first is better by %v", r.Method, f1, r.Test.P.F1, r.Difference)
		}
	}
}

func labelled() []*corpus.Article {
	var out []*corpus.Article
	for i := range 40 {
		a := &corpus.Article{ID: string(rune('a' + i)), Label: "oil", Group: "x", Text: "أسعار النفط في الأسواق " + strings.Repeat("خام ", i%5)}
		if i%2 == 1 {
			a.Label, a.Text = "football", "مباراة المنتخب في كأس البطولة "+strings.Repeat("هدف ", i%7)
		}
		if i >= 20 {
			a.Group = "y"
		}
		out = append(out, a)
	}
	return out
}

func TestHeld(t *testing.T) {
	articles := labelled()
	fitTo := func(train []*corpus.Article) (*vector.Classifier, error) {
		if len(train) != 20 {
			return nil, fmt.Errorf("fitted to %d articles, want 20", len(train))
		}
		v, err := vector.FitVectorizer(func(yield func(string, error) bool) {
			for _, a := range train {
				if !yield(a.Text, nil) {
					return
				}
			}
		}, vector.VectorizerOptions{Analysis: vector.Blanks})
		if err != nil {
			return nil, err
		}
		w := make([]float64, 2*v.Terms())
		w[2*v.Column("النفط")], w[2*v.Column("المنتخب")+1] = 1, 1
		return vector.NewClassifier(v, []vector.Class{{ID: "oil"}, {ID: "football"}}, w, []float64{0, 0}, 1)
	}
	found, err := Held(articles, Outlets(articles), fitTo)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range found {
		if f.ID != articles[i].ID || f.Pred != f.Gold || f.Group != articles[i].Group {
			t.Errorf("%+v", f)
		}
	}
	if _, err := Held(articles, make([]string, len(articles)), fitTo); err == nil {
		t.Error("one part is held out")
	}
	broken := errors.New("broken")
	if _, err := Held(articles, Outlets(articles), func([]*corpus.Article) (*vector.Classifier, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// TestRandomFolds: near-duplicates are in one fold, and folds do not depend on
// anything but the seed.
func TestRandomFolds(t *testing.T) {
	articles := labelled()
	folds, err := RandomFolds(articles, 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	again, err := RandomFolds(articles, 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	for i, a := range articles {
		if folds[i] != again[i] {
			t.Errorf("article %d: %s, then %s", i, folds[i], again[i])
		}
		if before, ok := of[a.Text]; ok && before != folds[i] {
			t.Errorf("article %d repeats one of %s and is in %s", i, before, folds[i])
		}
		of[a.Text] = folds[i]
	}
}

func TestScheme(t *testing.T) {
	s, err := ReadScheme("../../../data/categories.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Classes) != 17 {
		t.Errorf("%d categories", len(s.Classes))
	}
	m, err := s.matcher()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"ضرب زلزال المدينة وعملت فرق الإنقاذ على البحث عن مفقودين تحت الأنقاض بعد الكارثة": "medtop:03000000",
		"كلمات لا تقول شيئا": "",
	} {
		got := ""
		if c := m.label(text); c >= 0 {
			got = s.Classes[c].ID
		}
		if got != want {
			t.Errorf("%q, want %q:\n%s", got, want, text)
		}
	}
	judged, err := Judged()
	if err != nil || len(judged) < 100 {
		t.Fatalf("%d articles, %v", len(judged), err)
	}
	for id, list := range judged {
		for _, k := range list {
			if !has(s.Classes, k) {
				t.Errorf("%s is judged to be of %q", id, k)
			}
		}
	}
	c, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range c.Classes() {
		if k != s.Classes[i] {
			t.Errorf("the model has %v, the table %v", k, s.Classes[i])
		}
	}
}

func has(classes []vector.Class, id string) bool {
	for _, k := range classes {
		if k.ID == id {
			return true
		}
	}
	return false
}

func TestReports(t *testing.T) {
	docs := []topic.Phrases{{ID: "1", Gold: []string{"a b"}, Pred: []string{"a b", "c"}}, {ID: "2", Gold: []string{"d"}, Pred: []string{"e"}}}
	rows, err := Given([]string{"one", "two|2"}, [][]topic.Phrases{docs, docs}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewKeyphraseReport(2, Options{}, rows)
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text":     func(b *bytes.Buffer) error { return r.WriteText(b, eval.TextOptions{}) },
		"markdown": func(b *bytes.Buffer) error { return r.WriteMarkdown(b) },
		"json":     func(b *bytes.Buffer) error { return r.WriteJSON(b) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil || b.Len() == 0 || name == "markdown" && !strings.Contains(b.String(), `two\|2`) {
			t.Errorf("%s: %v\n%s", name, err, b.String())
		}
	}
	if p := *r.Rows[1].P; p != 1 {
		t.Errorf("p of equal runs is %v", p)
	}
}
