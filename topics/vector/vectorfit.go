package vector

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/alam-nlp/alam/internal/flat"
)

// FitVectorizer learns the terms of a corpus, and in how many documents each
// stands, in one pass; a document is in memory at a time. The order of
// documents does not matter unless Room runs out. An error of docs ends it.
func FitVectorizer(docs iter.Seq2[string, error], o VectorizerOptions) (*Vectorizer, error) {
	if err := o.fill(); err != nil {
		return nil, err
	}
	v := &Vectorizer{opts: o, stop: stopSet(o.StopTerms)}
	a := newAnalyzer(&v.opts, v.stop)
	type entry struct{ df, total, last uint32 }
	terms := map[string]*entry{}
	n := uint32(0)
	for doc, err := range docs {
		if err != nil {
			return nil, err
		}
		n++
		a.terms(doc, func(term []byte) {
			e := terms[string(term)]
			if e == nil {
				e = &entry{}
				terms[string(term)] = e
			}
			if e.last != n {
				e.df++
				e.total++
				e.last = n
			} else if !o.Binary {
				e.total++
			}
		})
		for floor := uint32(1); len(terms) > o.Room; floor++ {
			maps.DeleteFunc(terms, func(_ string, e *entry) bool { return e.df <= floor })
			v.undercount += int(floor)
		}
	}
	least, most := o.MinDF.of(int(n)), o.MaxDF.of(int(n))
	if o.MaxDF == (Limit{}) {
		most = float64(n)
	}
	if most < least {
		return nil, fmt.Errorf("vector: MaxDF allows %v documents, MinDF demands %v", most, least)
	}
	kept := make([]string, 0, len(terms))
	for t, e := range terms {
		if df := float64(e.df); df >= least && df <= most {
			kept = append(kept, t)
		}
	}
	if m := o.MaxFeatures; m > 0 && m < len(kept) {
		slices.SortFunc(kept, func(a, b string) int {
			return cmp.Or(cmp.Compare(terms[b].total, terms[a].total), cmp.Compare(a, b))
		})
		kept = kept[:m]
	}
	if len(kept) == 0 {
		return nil, fmt.Errorf("vector: %w of %d documents", ErrNoTerms, n)
	}
	slices.Sort(kept)
	df := make([]uint32, len(kept))
	for i, t := range kept {
		df[i] = terms[t].df
	}
	return v, v.set(kept, df, int(n))
}

// set gives a Vectorizer its vocabulary.
func (v *Vectorizer) set(terms []string, df []uint32, docs int) error {
	var err error
	if v.packed, err = flat.PackWords(terms); err != nil {
		return fmt.Errorf("vector: vocabulary: %w", err)
	}
	if v.words, err = flat.OpenWords(string(v.packed[0]), string(v.packed[1]), string(v.packed[2])); err != nil {
		return fmt.Errorf("vector: vocabulary: %w", err)
	}
	v.df, v.docs = df, docs
	v.tables = v.opts.tablesSum()
	v.weighTerms()
	return nil
}

func (v *Vectorizer) weighTerms() {
	v.idf = make([]float64, len(v.df))
	for i, df := range v.df {
		v.idf[i] = v.opts.IDF(v.docs, int(df))
	}
}

func stopSet(terms []string) map[string]bool {
	set := make(map[string]bool, len(terms))
	for _, t := range terms {
		set[t] = true
	}
	return set
}
