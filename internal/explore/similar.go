package explore

import (
	"errors"
	"iter"
	"math"
	"runtime"
	"sync"

	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

// SimilarOptions say what is near.
type SimilarOptions struct {
	Top       int
	Threshold float64
	DocFreq   *topics.DocFreq
	Stop      *topics.StopWords
}

// A Near is an article and those near it.
type Near struct {
	ID      string    `json:"id"`
	Similar []Related `json:"similar"`
	Repeats *Repeat   `json:"repeats,omitempty"`
}

// A Related article, and the terms that bring it near.
type Related struct {
	ID     string   `json:"id"`
	Cosine float64  `json:"cosine"`
	Terms  []string `json:"terms"`
}

// A Repeat is the earlier article that one repeats.
type Repeat struct {
	ID          string  `json:"id"`
	Resemblance float64 `json:"resemblance"`
}

// sharedTerms is how many terms are named that two articles share.
const sharedTerms = 5

// Similar finds related articles and near-duplicates.
func Similar(articles []*corpus.Article, o SimilarOptions) ([]Near, error) {
	d, err := vector.NewDuplicates(vector.DuplicateOptions{Threshold: o.Threshold})
	if err != nil {
		return nil, err
	}
	out := make([]Near, len(articles))
	group := make([]int, len(articles))
	for i, a := range articles {
		out[i] = Near{ID: a.ID, Similar: []Related{}}
		group[i] = i
		if of, like := d.Add(a.Body()); of >= 0 {
			group[i] = of
			out[i].Repeats = &Repeat{articles[of].ID, round(like)}
		}
	}
	v, err := vector.FitVectorizer(bodies(articles), vector.VectorizerOptions{DF: o.DocFreq, Stop: o.Stop, MaxDF: vector.Limit{Share: maxShare(len(articles))},
		Weighting: topics.Weighting{SublinearTF: true}})
	if errors.Is(err, vector.ErrNoTerms) {
		return out, nil // there is nothing that articles could share
	}
	if err != nil {
		return nil, err
	}
	m, err := v.Transform(bodies(articles))
	if err != nil {
		return nil, err
	}
	lex, err := forms(articles, o)
	if err != nil {
		return nil, err
	}
	s := space{articles, group, v, m, vector.NewNeighbours(m), lex}
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for g := range workers {
		wg.Go(func() {
			for i := g; i < len(out); i += workers {
				out[i].Similar = s.related(i, o.Top)
			}
		})
	}
	wg.Wait()
	return out, nil
}

// A space holds articles as rows of the terms in them.
type space struct {
	articles   []*corpus.Article
	group      []int // per article the one that it repeats, or itself
	vectorizer *vector.Vectorizer
	rows       *vector.CSR
	neighbours *vector.Neighbours
	forms      lexicon
}

// related gives the articles nearest to article i that do not repeat the same.
func (s *space) related(i, top int) []Related {
	row, out := s.rows.Row(i), []Related{}
	for _, n := range s.neighbours.Nearest(row, top, func(j int) bool { return s.group[j] == s.group[i] }) {
		r := Related{ID: s.articles[n.Row].ID, Cosine: round(n.Cosine), Terms: []string{}}
		for _, c := range row.Shared(s.rows.Row(n.Row), sharedTerms) {
			r.Terms = append(r.Terms, s.forms.weight(s.vectorizer.Term(c), 0).Term)
		}
		out = append(out, r)
	}
	return out
}

// forms counts how articles write their terms.
func forms(articles []*corpus.Article, o SimilarOptions) (lexicon, error) {
	x, err := topics.New(topics.Options{DF: o.DocFreq, Stop: o.Stop})
	if err != nil {
		return nil, err
	}
	lex := lexicon{}
	for _, a := range articles {
		lex.add(x.Terms(a.Body(), token.Tokenize(a.Body()), nil, nil))
	}
	return lex, nil
}

// maxShare leaves out terms that stand in most articles, which bring nothing
// near, where there are enough to say so.
func maxShare(n int) float64 {
	if n < 20 {
		return 1
	}
	return 0.3
}

func bodies(articles []*corpus.Article) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, a := range articles {
			if !yield(a.Body(), nil) {
				return
			}
		}
	}
}

// round keeps four decimals, and no negative zero.
func round(x float64) float64 { return math.Round(x*1e4)/1e4 + 0 }
