package topics

import (
	"cmp"
	"math"

	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
)

// A candidate is a term of the text: one unit, or up to three in a row.
type candidate struct {
	key             gram
	n               int   // units
	words           int   // words of the first occurrence, at least 1
	entity          int   // index, or -1
	tf              int   // occurrences
	first           int32 // unit where the first occurrence begins
	head            int32 // of its occurrences in ranking.next, latest first
	title           bool
	opens, definite int // occurrences that open a sentence, that begin with the article

	df     int
	idf    float64
	boost  float64
	tfidf  float64
	share  float64
	weight float64
}

// An occurrence is a place of a candidate.
type occurrence struct {
	unit int32
	next int32 // -1 for none
}

// A ranking is the scratch for one text.
type ranking struct {
	scan
	x        *Extractor
	src      string
	tokens   []token.Token
	entities []ner.Entity

	index   map[gram]int32
	cands   []candidate
	occs    []occurrence
	order   []int32
	covered []int32  // by unit: end of the longest chosen phrase that begins there
	stemmed []string // of the chosen terms
	forms   []form
	key     []byte
	ends    []int32
}

func (r *ranking) reset(x *Extractor, src string, tokens []token.Token, entities []ner.Entity) {
	r.scan.reset(x.opts.DF, x.opts.Stop)
	r.x, r.src, r.tokens, r.entities = x, src, tokens, entities
	if r.index == nil {
		r.index = map[gram]int32{}
	}
	clear(r.index)
	clear(r.stemmed)
	r.cands, r.occs, r.order = r.cands[:0], r.occs[:0], r.order[:0]
}

// gather finds the candidates and their occurrences: words, entities, phrases
// of two and three words, and of a word and an entity.
func (r *ranking) gather(titles []text.Span) {
	for i := range r.units {
		u := &r.units[i]
		for len(titles) > 0 && titles[0].End <= u.start {
			titles = titles[1:]
		}
		title := len(titles) > 0 && titles[0].Start <= u.start
		opens, definite := r.opens(u), r.definite(u)
		var g gram
		entities := 0
		for n := 0; n < r.x.opts.MaxWords && i+n < len(r.units); n++ {
			v := &r.units[i+n]
			if v.id >= entityBit {
				entities++
			}
			if n > 0 && v.breaks || n > 1 && entities > 0 {
				break
			}
			g[n] = v.id + 1
			if entities > 1 {
				break // names side by side are no term
			}
			r.add(g, n+1, int32(i), title, opens, definite)
		}
	}
}

func (r *ranking) add(g gram, n int, unit int32, title, opens, definite bool) {
	at, ok := r.index[g]
	if !ok {
		at = int32(len(r.cands))
		r.index[g] = at
		c := candidate{key: g, n: n, entity: -1, first: unit, head: -1}
		if n == 1 && g[0] > entityBit {
			c.entity = int(g[0] - 1 - entityBit)
		}
		r.cands = append(r.cands, c)
	}
	c := &r.cands[at]
	r.occs = append(r.occs, occurrence{unit, c.head})
	c.head = int32(len(r.occs) - 1)
	c.tf++
	c.title = c.title || title
	if opens {
		c.opens++
	}
	if definite {
		c.definite++
	}
}

// weigh gives each candidate its weight.
func (r *ranking) weigh() {
	w := r.x.opts.Weighting
	rank := &r.x.rank
	squares, sum := 0.0, 0.0
	for i := range r.cands {
		c := &r.cands[i]
		c.df, c.words, c.idf = r.idf(c)
		f := r.features(c)
		c.boost = rank.boost(&f)
		c.tfidf = w.TF(float64(c.tf)) * c.idf
		squares += c.tfidf * c.tfidf
		sum += c.tfidf
		r.order = append(r.order, int32(i))
	}
	by := 1.0
	switch {
	case w.Norm == L2 && squares > 0:
		by = math.Sqrt(squares)
	case w.Norm == L1 && sum > 0:
		by = sum
	}
	for i := range r.cands {
		c := &r.cands[i]
		c.tfidf /= by
		c.share = 1
		c.weight = c.tfidf * c.boost
	}
}

// compare is the total order: weight, then first place, then the longer term.
// No two candidates agree in the last two.
func (r *ranking) compare(a, b *candidate) int {
	return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.first, b.first), cmp.Compare(b.n, a.n))
}
