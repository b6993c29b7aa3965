package topics

import "alam/token"

// idf gives the document frequency of a candidate, and the IDF used for it.
//
// The frequency of an entity is that of its commonest form in the text. A
// phrase that is too rare for the table is taken to stand in half as many
// documents as would have brought it in, a word in one.
func (r *ranking) idf(c *candidate) (df, words int, idf float64) {
	w, d := r.x.opts.Weighting, r.x.opts.DF
	df, words = r.frequency(int(c.first), c.n)
	words = max(words, 1)
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
