package topics

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/tsv"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/fit"
	"github.com/alam-nlp/alam/topics/vector"
)

// A Scheme is a list of categories with terms by which articles are told.
type Scheme struct {
	Classes []vector.Class
	Terms   [][]string
	df      *topics.DocFreq
	stop    *topics.StopWords
}

// ReadScheme reads a table of categories: id, name, name_ar, terms with | between.
func ReadScheme(path string) (*Scheme, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := &Scheme{}
	columns := []string{"id", "name", "name_ar", "terms"}
	err = tsv.Read(path, f, columns, columns, func(row tsv.Row) error {
		s.Classes = append(s.Classes, vector.Class{ID: row.Cell("id"), Name: row.Cell("name"), NameAr: row.Cell("name_ar")})
		s.Terms = append(s.Terms, strings.Split(row.Cell("terms"), "|"))
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.df, s.stop, err = engine.EmbeddedTopicTables()
	return s, err
}

// Sections are ANT's sections that are categories of IPTC Media Topics.
var Sections = map[string]string{
	"culture": "medtop:01000000", "economy": "medtop:04000000", "sport": "medtop:15000000", "technology": "medtop:13000000",
}

// The weights of what a scheme is fitted to.
const (
	termsWeight = 30  // the list of terms, as a document
	termWeight  = 0.5 // a term
	// leastTerms and leastLead: an article of no section is labelled if that
	// many different terms of a category stand in it, and their weight is so many
	// times that of the next category.
	leastTerms = 3
	leastLead  = 1.5
	// perClass is how many articles of a category count alike at most: more of
	// them weigh less each, so that no section drowns the others.
	perClass = 400
)

// Fit fits a classifier to articles of ANT's sections and to the terms. It
// gives the number of articles by category, too.
func (s *Scheme) Fit(articles []*corpus.Article) (*vector.Classifier, []int, error) {
	matcher, err := s.matcher()
	if err != nil {
		return nil, nil, err
	}
	counts := make([]int, len(s.Classes))
	var docs []fit.Labelled
	for _, a := range articles {
		var c int
		if id, ok := Sections[a.Label]; ok {
			c = slices.IndexFunc(s.Classes, func(k vector.Class) bool { return k.ID == id })
		} else {
			c = matcher.label(a.Body())
		}
		if c >= 0 {
			docs = append(docs, fit.Labelled{Text: a.Body(), Class: c})
			counts[c]++
		}
	}
	for i := range docs {
		docs[i].Weight = min(1, perClass/float64(counts[docs[i].Class]))
	}
	for c, terms := range s.Terms {
		docs = append(docs, fit.Labelled{Text: strings.Join(terms, " . "), Class: c, Weight: termsWeight})
		for _, t := range terms {
			docs = append(docs, fit.Labelled{Text: t, Class: c, Weight: termWeight})
		}
	}
	o := News(s.df, s.stop)
	o.Vectorizer.MaxFeatures = 25_000
	o.Softmax.Balanced = false
	c, _, err := fit.Classifier(docs, s.Classes, o)
	if err != nil {
		return nil, nil, fmt.Errorf("categories: %w", err)
	}
	return c, counts, nil
}

// A matcher counts the terms of categories in articles.
type matcher struct {
	v       *vector.Vectorizer
	w       *vector.RowWriter
	weights [][]float64 // by column, then category
}

func (s *Scheme) matcher() (*matcher, error) {
	var all []string
	for _, terms := range s.Terms {
		all = append(all, terms...)
	}
	v, err := vector.FitVectorizer(func(yield func(string, error) bool) {
		for _, t := range all {
			if !yield(t, nil) {
				return
			}
		}
	}, vector.VectorizerOptions{DF: s.df, Stop: s.stop, NgramRange: [2]int{1, 3}, Weighting: topics.Weighting{NoIDF: true, Norm: topics.NoNorm}})
	if err != nil {
		return nil, fmt.Errorf("categories: %w", err)
	}
	m := &matcher{v: v, w: v.Writer(), weights: make([][]float64, v.Terms())}
	for c, terms := range s.Terms {
		for _, t := range terms {
			// The whole term is the longest of its n-grams.
			row := m.w.Row(t)
			if len(row.Indices) == 0 {
				return nil, fmt.Errorf("categories: a term of %s has stop words alone: %s", s.Classes[c].ID, t)
			}
			best := slices.MaxFunc(row.Indices, func(a, b int32) int {
				return cmp.Or(cmp.Compare(strings.Count(v.Term(int(a)), " "), strings.Count(v.Term(int(b)), " ")), cmp.Compare(b, a))
			})
			if m.weights[best] == nil {
				m.weights[best] = make([]float64, len(s.Terms))
			}
			term := v.Term(int(best))
			m.weights[best][c] = topics.Weighting{}.IDF(s.df.Docs(), max(s.df.DF(term), s.df.Least(1+strings.Count(term, " "))))
		}
	}
	return m, nil
}

// label gives the category of an article by its terms, -1 if they do not say.
func (m *matcher) label(text string) int {
	row := m.w.Row(text)
	sums, kinds := make([]float64, 0), make([]int, 0)
	for x, j := range row.Indices {
		w := m.weights[j]
		if w == nil {
			continue
		}
		if len(sums) == 0 {
			sums, kinds = make([]float64, len(w)), make([]int, len(w))
		}
		for c, v := range w {
			if v > 0 {
				sums[c] += v * (1 + math.Log(row.Data[x]))
				kinds[c]++
			}
		}
	}
	if len(sums) == 0 {
		return -1
	}
	best := slices.Index(sums, slices.Max(sums))
	next := 0.0
	for c, v := range sums {
		if c != best {
			next = max(next, v)
		}
	}
	if kinds[best] < leastTerms || sums[best] < leastLead*next {
		return -1
	}
	return best
}

// Calibrate sets the temperature by articles that were judged: those that the
// model is fitted to were chosen for being clear, so that it is too sure of
// itself.
func Calibrate(c *vector.Classifier, articles []*corpus.Article, judged map[string][]string) (*vector.Classifier, error) {
	var scores [][]float64
	var class []int
	classes := c.Classes()
	for _, a := range articles {
		want := judged[a.ID]
		if want == nil {
			continue
		}
		row := make([]float64, len(classes))
		list := c.ClassifyText(a.Body())
		for _, k := range list {
			i := slices.IndexFunc(classes, func(o vector.Class) bool { return o.ID == k.ID })
			row[i] = math.Log(max(k.Score, math.SmallestNonzeroFloat64))
		}
		gold := slices.IndexFunc(classes, func(o vector.Class) bool { return o.ID == want[0] })
		if gold < 0 {
			return nil, fmt.Errorf("categories: %s is judged to be of %q, which is no category", a.ID, want[0])
		}
		if len(list) > 0 {
			scores, class = append(scores, row), append(class, gold)
		}
	}
	return c.Tempered(fit.Temperature(scores, class))
}

//go:embed iptc.tsv
var judged string

// Judged are articles of ANT's general news and the categories that fit them,
// the main one first, by id.
func Judged() (map[string][]string, error) {
	out := map[string][]string{}
	columns := []string{"id", "categories"}
	err := tsv.Read("iptc.tsv", strings.NewReader(judged), columns, columns, func(row tsv.Row) error {
		out[row.Cell("id")] = strings.Split(row.Cell("categories"), "|")
		return nil
	})
	return out, err
}
