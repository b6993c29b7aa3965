package gold

import (
	"fmt"
	"strings"
)

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

// Recode writes the IOB2 tags of one sentence in another scheme, in place. They
// stay as they are where the scheme is unknown.
func Recode(tags []string, s Scheme) {
	chunks := AppendChunks(nil, tags)
	for i, c := range chunks {
		touches := func(j, end, start int) bool {
			return j >= 0 && j < len(chunks) && end == start && chunks[j].Label == c.Label
		}
		begin, end, alone := "B", "I", "B"
		switch s {
		case IOB1:
			begin = "I"
			if i > 0 && touches(i-1, chunks[i-1].End, c.Start) {
				begin = "B"
			}
			alone = begin
		case IOE1, IOE2:
			begin, end = "I", "E"
			if s == IOE1 && (i+1 == len(chunks) || !touches(i+1, c.End, chunks[i+1].Start)) {
				end = "I"
			}
			alone = end
		case BIOES:
			end, alone = "E", "S"
		case BILOU:
			end, alone = "L", "U"
		}
		for at := c.Start; at < c.End; at++ {
			prefix := "I"
			switch {
			case c.End-c.Start == 1:
				prefix = alone
			case at == c.Start:
				prefix = begin
			case at == c.End-1:
				prefix = end
			}
			tags[at] = prefix + "-" + c.Label
		}
	}
}

// Repair is what seqscore does with tags that break their scheme.
type Repair uint8

const (
	RepairNone      Repair = iota // refuse them
	RepairConlleval               // begin a chunk there
	RepairDiscard                 // read them as O; IOB2 only
)

// AppendChunksRepaired appends the chunks of one sentence in IOB1, IOB2, BIOES or
// BILOU, its breaches repaired as r says. What cannot be repaired is [ErrSequence]:
// with RepairNone every breach, and each in BIOES and BILOU.
func AppendChunksRepaired(dst []Span, tags []string, s Scheme, r Repair) ([]Span, error) {
	if s != IOB1 && s != IOB2 && s != BIOES && s != BILOU {
		return dst, fmt.Errorf("%w: no repair for %s", ErrScheme, s)
	}
	list := make([]Tag, len(tags))
	for i, text := range tags {
		t := ParseTag(text)
		if hyphen := strings.Contains(text, "-"); hyphen == (t.Prefix == "O") {
			return dst, fmt.Errorf("%w: %q is neither O nor PREFIX-LABEL", ErrTag, text)
		}
		list[i] = t
	}
	prev := Tag{class: classO}
	for i, t := range list {
		if !follows(s, prev, t) {
			var err error
			if list[i], err = repair(s, r, t); err != nil {
				return dst, fmt.Errorf("%w: tag %d, %q after %q", err, i+1, t.Text, prev.Text)
			}
		}
		prev = list[i]
	}
	if !follows(s, prev, Tag{class: classO}) {
		return dst, fmt.Errorf("%w: %q leaves its chunk open", ErrSequence, prev.Text)
	}
	prev, begin := Tag{class: classO}, 0
	for i, t := range list {
		start := starts(prev.class, t.class, prev.Label == t.Label)
		if prev.class != classO && (start || t.class == classO) {
			dst = append(dst, Span{begin, i, prev.Label})
		}
		if start {
			begin = i
		}
		prev = t
	}
	if prev.class != classO {
		dst = append(dst, Span{begin, len(list), prev.Label})
	}
	return dst, nil
}

// follows reports whether cur may stand after prev in a valid sequence.
func follows(s Scheme, prev, cur Tag) bool {
	if !s.allows(cur.class) {
		return false
	}
	at, before := breaks(s, prev.class, cur.class, prev.Label == cur.Label)
	return at == noBreach && before == noBreach
}

func repair(s Scheme, r Repair, t Tag) (Tag, error) {
	switch {
	case r == RepairNone:
		return t, ErrSequence
	case s == IOB2 && r == RepairConlleval:
		t.class = classB
	case s == IOB2 && r == RepairDiscard:
		return Tag{Text: "O", Prefix: "O", class: classO}, nil
	case s == IOB1 && r == RepairConlleval && t.class == classB:
		t.class = classI
	default:
		return t, fmt.Errorf("%w: no such repair in %s", ErrSequence, s)
	}
	return t, nil
}
