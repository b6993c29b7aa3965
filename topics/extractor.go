package topics

import (
	"fmt"
	"slices"
	"sync"

	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
)

// Options say what an Extractor builds on. The zero value weighs terms by
// their counts alone, knows no stop words and cuts no proclitics.
type Options struct {
	// DF is the table of document frequencies.
	DF *DocFreq
	// Stop are words that are no topics and end phrases.
	Stop *StopWords
	// Weighting is how counts become weights.
	Weighting Weighting
	// MaxWords is how many words a phrase has at most, 1 to 3; 0 is 3.
	MaxWords int
	// Rank says how place, length and the like change a weight; nil is TF-IDF
	// alone. The project's weights are data, as the other tables are.
	Rank *Rank
}

// A Keyphrase is what a text is about, or a part of it.
type Keyphrase struct {
	// Term is the form to show: the most frequent one of the text, without
	// proclitics. The article is whole again where ل had taken its alef
	// (للكتاب is shown as الكتاب).
	Term string
	// Key is the same for all forms: the stems with a blank between, or the
	// id of an entity.
	Key string
	// Weight ranks: it is TFIDF * Boost * Share.
	Weight float64
	// TFIDF is the count's weight times IDF, divided by the norm of the text's
	// terms (see Weighting).
	TFIDF float64
	// IDF is the inverse document frequency that was used, in nats. It is 1
	// without a table.
	IDF float64
	// Boost is the factor for place, length and the like (see Rank).
	Boost float64
	// Share is the part of the occurrences that count: not those within a
	// better term, and less those that overlap one.
	Share float64
	// Entity is the index of the entity, -1 for words.
	Entity int
	// TF is how often the term occurs, DF in how many of the N documents of
	// the table; DF is 0 for a term that the table does not hold.
	TF, DF, N int
	// Title says that the term stands in a title.
	Title bool
	// Words is the number of words of the first occurrence.
	Words int
	// Start and End are the first occurrence in the source: bytes, half-open.
	Start, End int
}

// An Extractor ranks the terms of texts. It is immutable and safe to share. The
// zero value is as New makes it of zero Options.
type Extractor struct {
	opts    Options
	rank    Rank
	scratch sync.Pool
}

// maxPooled is the length in words of a text whose scratch is not kept.
const maxPooled = 1 << 17

// ready is x, or what New makes of zero Options for a zero Extractor.
func (x *Extractor) ready() *Extractor {
	if x.scratch.New != nil {
		return x
	}
	x, err := New(Options{})
	if err != nil {
		panic(err) // the zero Options are legal: a mistake in this package
	}
	return x
}

// New makes an Extractor.
func New(opts Options) (*Extractor, error) {
	x := &Extractor{opts: opts}
	if opts.Rank != nil {
		x.rank = *opts.Rank
	}
	if opts.MaxWords == 0 {
		x.opts.MaxWords = maxWords
	}
	switch {
	case x.opts.MaxWords < 1 || x.opts.MaxWords > maxWords:
		return nil, fmt.Errorf("topics: MaxWords is %d, want 1 to %d", x.opts.MaxWords, maxWords)
	case opts.Weighting.Norm > NoNorm:
		return nil, fmt.Errorf("topics: Norm is %d, want L2, L1 or NoNorm", opts.Weighting.Norm)
	}
	if err := x.rank.check(); err != nil {
		return nil, err
	}
	x.scratch.New = func() any { return new(ranking) }
	return x, nil
}

// Keyphrases ranks what the text is about, best first, at most n.
//
// tokens are those of src; mentions are in order and do not overlap, and each
// names one of entities. titles are the stretches of src that are titles, in
// order. All but src and tokens may be nil. A text without words that count,
// empty or of stop words only, has no keyphrases; a text of one word has one.
func (x *Extractor) Keyphrases(src string, tokens []token.Token, mentions []ner.Mention, entities []ner.Entity, titles []text.Span, n int) []Keyphrase {
	if n <= 0 || len(tokens) == 0 {
		return nil
	}
	x = x.ready()
	r := x.ranking(src, tokens, mentions, entities, titles)
	out := r.best(n)
	x.put(r)
	return out
}

// A Candidate is a term of a text with what Rank may make of it.
type Candidate struct {
	Keyphrase
	Features [NumFeatures]float64
}

// Candidates gives every term that Keyphrases chooses from, best first, none
// held against another: Share is 1. It is for fitting the weights of Rank.
func (x *Extractor) Candidates(src string, tokens []token.Token, mentions []ner.Mention, entities []ner.Entity, titles []text.Span) []Candidate {
	x = x.ready()
	r := x.ranking(src, tokens, mentions, entities, titles)
	out := make([]Candidate, 0, len(r.order))
	slices.SortFunc(r.order, func(a, b int32) int { return r.compare(&r.cands[a], &r.cands[b]) })
	r.stemmed = r.stemmed[:0]
	for _, at := range r.order {
		c := &r.cands[at]
		r.frequency(int(c.first), c.n) // leaves the stems in r.key
		r.stemmed = append(r.stemmed, string(r.key))
		out = append(out, Candidate{r.keyphrase(c), r.features(c)})
	}
	x.put(r)
	return out
}

// ranking weighs the terms of a text.
func (x *Extractor) ranking(src string, tokens []token.Token, mentions []ner.Mention, entities []ner.Entity, titles []text.Span) *ranking {
	r := x.scratch.Get().(*ranking)
	r.reset(x, src, tokens, entities)
	r.run(src, tokens, mentions, len(entities))
	r.gather(titles)
	r.weigh()
	return r
}

// put gives scratch space back.
func (x *Extractor) put(r *ranking) {
	if len(r.units) < maxPooled {
		r.reset(x, "", nil, nil) // lets go of the text
		x.scratch.Put(r)
	}
}
