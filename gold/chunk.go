package gold

// starts reports whether a chunk starts at cur, which follows prev; same says
// that their labels are equal.
//
// On IOB and IOE tags this is conlleval's table. Beyond it, E, L, S, U always end
// a chunk and S, U always start one, which conlleval does not know: it reads
// S-LOC S-LOC as one chunk.
func starts(prev, cur class, same bool) bool {
	switch {
	case cur == classO:
		return false
	case cur.opens(), prev == classO, prev.closes():
		return true
	}
	return !same
}

// AppendChunks appends the chunks of one sentence to dst, in token positions, in
// order. It accepts every scheme and every breach: an orphan I- starts a chunk,
// and so does a change of label inside one (conlleval's reading).
func AppendChunks(dst []Span, tags []string) []Span {
	var t Tags
	ids := make([]TagID, len(tags))
	for i, s := range tags {
		ids[i] = t.InternString(s)
	}
	return t.AppendChunks(dst, ids)
}

// AppendChunks is [AppendChunks] over interned tags; it does not allocate beyond
// dst.
func (t *Tags) AppendChunks(dst []Span, ids []TagID) []Span {
	prev, prevLabel, begin := classO, int32(-1), 0
	for i, id := range ids {
		if id == 0 && prev == classO && t.list[0].class == classO {
			continue
		}
		tag := &t.list[id]
		start := starts(prev, tag.class, prevLabel == tag.label)
		if prev != classO && (start || tag.class == classO) {
			dst = append(dst, Span{begin, i, t.labels[prevLabel]})
		}
		if start {
			begin = i
		}
		prev, prevLabel = tag.class, tag.label
	}
	if prev != classO {
		dst = append(dst, Span{begin, len(ids), t.labels[prevLabel]})
	}
	return dst
}

// AppendIOB2 appends the IOB2 tags of n tokens whose chunks, in token positions,
// are given in order. Chunks that overlap an earlier one or leave the sentence are
// left out: tags cannot hold them.
func AppendIOB2(dst []string, n int, chunks []Span) []string {
	at := 0
	for _, c := range chunks {
		if c.Start < at || c.End > n || c.Start >= c.End {
			continue
		}
		for ; at < c.Start; at++ {
			dst = append(dst, "O")
		}
		dst = append(dst, "B-"+c.Label)
		inside := "I-" + c.Label
		for at++; at < c.End; at++ {
			dst = append(dst, inside)
		}
	}
	for ; at < n; at++ {
		dst = append(dst, "O")
	}
	return dst
}
