package explore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/alam-nlp/alam/batch/analyze"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/discover"
	"github.com/alam-nlp/alam/topics/vector"
)

// Options say how topics are found.
type Options struct {
	Topics, Terms      int
	MinDF, MaxFeatures int
	Steps              int
	Seed               uint64
	// NoNames takes words alone.
	NoNames bool
	// Reading, if any, is told how many articles were read, Progress after each
	// step of the factorization.
	Reading  func(n int)
	Progress func(step, steps int)
}

// A Found is what a corpus is about.
type Found struct {
	Topics      []Topic
	Communities []Community
	Documents   []Document
	Course      *discover.Course
	// Error is what the factorization leaves unexplained, as a part of all;
	// Modularity is that of the communities.
	Error, Modularity float64
	// Terms is the number of terms.
	Terms int
}

// A Topic has its terms as the corpus writes them.
type Topic struct {
	ID        int      `json:"topic"`
	Name      string   `json:"name"`
	Terms     []Weight `json:"terms"`
	Names     []Weight `json:"names"`
	Coherence float64  `json:"coherence"`
	Share     float64  `json:"share"`
	Documents int      `json:"documents"`
	Course    []Point  `json:"course,omitempty"`
	// Typical are the documents with the greatest weight.
	Typical []string `json:"typical"`
}

// A Weight is a term and what it weighs.
type Weight struct {
	Term   string  `json:"term"`
	Entity string  `json:"entity,omitempty"`
	Weight float64 `json:"weight"`
}

// A Point is the part of a topic in the documents of a stretch of time.
type Point struct {
	From      string  `json:"from"`
	Documents int     `json:"documents"`
	Share     float64 `json:"share"`
}

// A Community is a set of terms that stand together.
type Community struct {
	ID        int      `json:"community"`
	Terms     []Weight `json:"terms"`
	Size      int      `json:"size"`
	Coherence float64  `json:"coherence"`
}

// A Document is assigned to a topic, null for none.
type Document struct {
	ID     string  `json:"document"`
	Topic  *int    `json:"topic"`
	Weight float64 `json:"weight"`
	title  string
}

// prepared are the terms of an article, blanks between.
type prepared struct {
	id, title, terms string
	date             time.Time
}

// Discover finds the topics of articles.
func Discover(ctx context.Context, a *engine.Analyzer, articles iter.Seq[*corpus.Article], o Options) (*Found, error) {
	type done struct {
		article *corpus.Article
		terms   []topics.Term
		err     error
	}
	var docs []prepared
	lex := lexicon{}
	size := func(d *corpus.Article) int64 { return int64(len(d.Title) + len(d.Text)) }
	for r := range analyze.Map(articles, analyze.MapOptions{}, size, func(d *corpus.Article) done {
		terms, err := a.Terms(ctx, d.Body(), !o.NoNames)
		return done{d, terms, err}
	}) {
		if r.err != nil {
			return nil, r.err
		}
		lex.add(r.terms)
		p := prepared{id: r.article.ID, title: r.article.Title}
		var b strings.Builder
		for _, t := range r.terms {
			b.WriteString(t.Key + " ")
		}
		p.terms = b.String()
		if t, err := discover.ParseDate(r.article.Time); err == nil {
			p.date = t
		}
		docs = append(docs, p)
		if o.Reading != nil {
			o.Reading(len(docs))
		}
	}
	return find(ctx, docs, lex, o)
}

// find factorizes the rows of prepared articles.
func find(ctx context.Context, docs []prepared, lex lexicon, o Options) (*Found, error) {
	seq := func(yield func(string, error) bool) {
		for _, d := range docs {
			if !yield(d.terms, nil) {
				return
			}
		}
	}
	v, err := vector.FitVectorizer(seq, vector.VectorizerOptions{Analysis: vector.Blanks, MinDF: vector.Limit{Count: o.MinDF}, MaxDF: vector.Limit{Share: maxShare(len(docs))},
		MaxFeatures: o.MaxFeatures, Weighting: topics.Weighting{SublinearTF: true}})
	if err != nil {
		if errors.Is(err, vector.ErrNoTerms) || len(docs) < o.Topics {
			return nil, few(docs, o)
		}
		return nil, err
	}
	if v.Terms() < o.Topics || len(docs) < o.Topics {
		return nil, few(docs, o)
	}
	x, err := v.Transform(seq)
	if err != nil {
		return nil, err
	}
	f, err := discover.NMF(ctx, x, discover.NMFOptions{Topics: o.Topics, Steps: o.Steps, Seed: o.Seed, Progress: o.Progress})
	if err != nil {
		return nil, err
	}
	if o.Progress != nil {
		o.Progress(1, 1)
	}
	list, assigned, _ := discover.Topics(x, f, 4*o.Terms)
	out := &Found{Error: round(f.Error), Terms: v.Terms()}
	dates := make([]time.Time, len(docs))
	for i, d := range docs {
		dates[i] = d.date
	}
	out.Course = discover.NewCourse(assigned, dates, len(list))
	for t, k := range list {
		out.Topics = append(out.Topics, out.topic(t, k, v, lex, o.Terms))
	}
	out.assign(docs, assigned)
	groups, q, err := discover.Communities(x, discover.CommunityOptions{Seed: o.Seed, Together: max(o.MinDF, 2)})
	if err != nil {
		return nil, err
	}
	out.Modularity = round(q)
	for i, g := range groups {
		c := Community{ID: i + 1, Size: len(g.Terms), Terms: []Weight{}, Coherence: round(discover.Coherence(x, g.Terms[:min(10, len(g.Terms))]))}
		for k, j := range g.Terms[:min(o.Terms, len(g.Terms))] {
			c.Terms = append(c.Terms, lex.weight(v.Term(j), g.Strength[k]))
		}
		out.Communities = append(out.Communities, c)
	}
	return out, nil
}

// few says what to do where there is too little to find topics in.
func few(docs []prepared, o Options) error {
	return fmt.Errorf("%w: %d articles, and %d topics are wanted of terms that stand in %d; give more articles, or lower Options.Topics or Options.MinDF",
		discover.ErrTooFew, len(docs), o.Topics, o.MinDF)
}

// named is of how many terms a topic's name is made.
const named = 3

// topic gives a topic its forms and its course.
func (f *Found) topic(t int, k discover.Topic, v *vector.Vectorizer, lex lexicon, n int) Topic {
	out := Topic{ID: t + 1, Terms: []Weight{}, Names: []Weight{}, Typical: []string{}, Coherence: round(k.Coherence), Share: round(k.Share), Documents: k.Documents}
	var name []string
	for i, j := range k.Terms {
		w := lex.weight(v.Term(j), k.Weights[i])
		if len(out.Terms) < n {
			out.Terms = append(out.Terms, w)
		}
		if w.Entity != "" && len(out.Names) < n {
			out.Names = append(out.Names, w)
		}
		if len(name) < named && !slices.Contains(name, w.Term) {
			name = append(name, w.Term)
		}
	}
	out.Name = strings.Join(name, string(arabic.Comma)+" ")
	for s, from := range f.Course.Starts {
		out.Course = append(out.Course, Point{from.Format("2006-01-02"), f.Course.Documents[s], round(f.Course.Share[t][s])})
	}
	return out
}

// typical is how many documents of a topic are named.
const typical = 5

// assign says what documents are about, and which are typical.
func (f *Found) assign(docs []prepared, assigned []discover.Assignment) {
	best := make([][]int, len(f.Topics))
	for i, a := range assigned {
		d := Document{ID: docs[i].id, Weight: round(a.Weight), title: docs[i].title}
		if a.Topic >= 0 {
			id := a.Topic + 1
			d.Topic = &id
			best[a.Topic] = append(best[a.Topic], i)
		}
		f.Documents = append(f.Documents, d)
	}
	for t, list := range best {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(assigned[b].Weight, assigned[a].Weight) })
		for _, i := range list[:min(typical, len(list))] {
			f.Topics[t].Typical = append(f.Topics[t].Typical, cmp.Or(docs[i].title, docs[i].id))
		}
	}
}

// A lexicon counts the forms of terms.
type lexicon map[string]map[string]int

func (l lexicon) add(terms []topics.Term) {
	for _, t := range terms {
		forms := l[t.Key]
		if forms == nil {
			forms = map[string]int{}
			l[strings.Clone(t.Key)] = forms
		}
		forms[strings.Clone(t.Form)]++
	}
}

// weight gives a term by its most frequent form, of equals the longer, then the
// first by bytes.
func (l lexicon) weight(key string, w float64) Weight {
	out := Weight{Term: key, Weight: round(w)}
	if forms := slices.Collect(maps.Keys(l[key])); len(forms) > 0 {
		out.Term = slices.MinFunc(forms, func(a, b string) int {
			return cmp.Or(cmp.Compare(l[key][b], l[key][a]), cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
		})
	}
	if id, ok := strings.CutPrefix(key, topics.EntityMark); ok {
		out.Entity = id
	}
	return out
}
