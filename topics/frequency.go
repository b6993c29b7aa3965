package topics

import "github.com/alam-nlp/alam/token"

// idf gives the document frequency of a candidate, and the IDF used for it.
//
// The frequency of an entity is that of its commonest form in the text. A
// phrase that is too rare for the table is taken to stand in half as many
// documents as would have brought it in, a word in one.
func (r *ranking) idf(c *candidate) (df, words int, idf float64) {
	w, d := r.x.opts.Weighting, r.x.opts.DF
	if c.entity < 0 && r.plain(c) {
		df, words = r.stemFrequency(c), c.n
	} else {
		df, words = r.frequency(int(c.first), c.n)
		words = max(words, 1)
	}
	if d == nil {
		return 0, words, 1
	}
	if c.entity >= 0 {
		for o := c.head; o >= 0; o = r.occs[o].next {
			v, _ := r.frequency(int(r.occs[o].unit), 1)
			df = max(df, v)
		}
		return df, words, w.IDF(d.docs, max(df, 1))
	}
	if words == 1 {
		return df, words, w.IDF(d.docs, max(df, 1))
	}
	return df, words, w.IDF(d.docs, max(df, d.least[min(words, maxWords)-1]/2, 1))
}

// plain reports whether a candidate is made of words alone.
func (r *ranking) plain(c *candidate) bool {
	for _, id := range c.key[:c.n] {
		if id > entityBit {
			return false
		}
	}
	return true
}

// stemFrequency is frequency for a candidate of words. One of a single word is
// known already, and a phrase with a word that is rarer than any phrase of the
// table is none of it.
func (r *ranking) stemFrequency(c *candidate) int {
	if c.n == 1 {
		return int(r.dfs[c.key[0]-1])
	}
	least := r.df.Least(c.n)
	if r.df.Least(1) > least {
		least = 0 // the table leaves out words that its phrases have
	}
	r.key = r.key[:0]
	for i, id := range c.key[:c.n] {
		if int(r.dfs[id-1]) < least {
			return 0
		}
		if i > 0 {
			r.key = append(r.key, ' ')
		}
		r.key = append(r.key, r.stems[id-1]...)
	}
	return r.df.dfBytes(r.key)
}

// frequency gives the document frequency of n units from unit i on, and how many
// words these are. Of a name of more than
// three words, the rarest three in a row count.
func (r *ranking) frequency(i, n int) (df, words int) {
	last := &r.units[i+n-1]
	r.key, r.ends = r.key[:0], r.ends[:0]
	from, unit := int32(0), i
	for k := r.units[i].tok; k < last.tok+last.toks; k++ {
		t := &r.tokens[k]
		if !t.IsWord() {
			continue
		}
		for unit < i+n-1 && r.units[unit+1].tok <= k {
			unit++
		}
		stem := ""
		switch u := &r.units[min(unit, i+n-1)]; {
		case u.id < entityBit && u.tok == k:
			stem = r.stems[u.id]
		case u.id >= entityBit && t.Start == r.units[i].start && t.Kind == token.Arabic:
			stem = ownStem(t.Norm) // a mention says that nothing is to be cut
		default:
			stem = r.lexeme(t).stem
		}
		if len(r.key) > 0 {
			r.key = append(r.key, ' ')
			from = int32(len(r.key))
		}
		r.key = append(r.key, stem...)
		r.ends = append(r.ends, from, int32(len(r.key)))
	}
	words = len(r.ends) / 2
	if words <= maxWords {
		return r.df.dfBytes(r.key), words
	}
	for k := 0; k+maxWords <= words; k++ {
		v := r.df.dfBytes(r.key[r.ends[2*k]:r.ends[2*(k+maxWords)-1]])
		if k == 0 || v < df {
			df = v
		}
	}
	return df, words
}
