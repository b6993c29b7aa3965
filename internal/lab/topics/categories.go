package topics

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"github.com/alam-nlp/alam/eval/topic"
	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/fit"
	"github.com/alam-nlp/alam/topics/vector"
)

// Classes are the labels of articles, in order of bytes.
func Classes(articles []*corpus.Article) []vector.Class {
	seen := map[string]bool{}
	for _, a := range articles {
		seen[a.Label] = true
	}
	var out []vector.Class
	for _, l := range slices.Sorted(maps.Keys(seen)) {
		out = append(out, vector.Class{ID: l, Name: l})
	}
	return out
}

// Labelled turns articles into documents to fit from. Articles without a label
// of classes are left out.
func Labelled(articles []*corpus.Article, classes []vector.Class) []fit.Labelled {
	var out []fit.Labelled
	for _, a := range articles {
		if c := slices.IndexFunc(classes, func(k vector.Class) bool { return k.ID == a.Label }); c >= 0 {
			out = append(out, fit.Labelled{Text: a.Body(), Class: c})
		}
	}
	return out
}

// Held classifies each article by a model fitted to the articles of the other
// parts: part[i] is that of article i. fitTo fits a model; the parts are done side by side.
func Held(articles []*corpus.Article, part []string, fitTo func(train []*corpus.Article) (*vector.Classifier, error)) ([]topic.Categories, error) {
	names := map[string]bool{}
	for _, p := range part {
		names[p] = true
	}
	if len(names) < 2 {
		return nil, fmt.Errorf("all articles are in one part, so that nothing is left to fit to when it is held out")
	}
	out := make([]topic.Categories, len(articles))
	errs := make([]error, len(names))
	busy := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for k, name := range slices.Sorted(maps.Keys(names)) {
		wg.Go(func() {
			busy <- struct{}{}
			defer func() { <-busy }()
			var train []*corpus.Article
			for i, a := range articles {
				if part[i] != name {
					train = append(train, a)
				}
			}
			c, err := fitTo(train)
			if err != nil {
				errs[k] = fmt.Errorf("%s held out: %w", name, err)
				return
			}
			for i, a := range articles {
				if part[i] == name {
					out[i] = Classified(c, a)
					out[i].Group = name
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Classified is the category of an article by a model, beside its label.
func Classified(c *vector.Classifier, a *corpus.Article) topic.Categories {
	out := topic.Categories{ID: a.ID, Gold: a.Label}
	if list := c.ClassifyText(a.Body()); len(list) > 0 {
		out.Pred, out.Score = list[0].ID, list[0].Score
	}
	return out
}

// Outlets are the groups of articles.
func Outlets(articles []*corpus.Article) []string {
	out := make([]string, len(articles))
	for i, a := range articles {
		out[i] = a.Group
	}
	return out
}

// RandomFolds puts articles into n parts by chance, near-duplicates into one.
func RandomFolds(articles []*corpus.Article, n int, seed uint64) ([]string, error) {
	d, err := vector.NewDuplicates(vector.DuplicateOptions{})
	if err != nil {
		return nil, err
	}
	out := make([]string, len(articles))
	state := seed
	for i, a := range articles {
		state = state*6364136223846793005 + 1442695040888963407 // Knuth's MMIX
		if of, _ := d.Add(a.Body()); of >= 0 {
			out[i] = out[of]
			continue
		}
		out[i] = fmt.Sprintf("fold %d", (state>>33)%uint64(n)+1)
	}
	return out, nil
}

// News are the options by which classes of news are fitted: stems of words
// that stand in three documents at least, the 20,000 most frequent, by their
// logarithmic counts, classes weighing the same.
func News(df *topics.DocFreq, stop *topics.StopWords) fit.ClassifierOptions {
	return fit.ClassifierOptions{
		Vectorizer: vector.VectorizerOptions{DF: df, Stop: stop, MinDF: vector.Limit{Count: 3}, MaxFeatures: 20_000,
			Weighting: topics.Weighting{SublinearTF: true}},
		Softmax: fit.SoftmaxOptions{Balanced: true},
	}
}
