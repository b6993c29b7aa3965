package gold

import (
	"fmt"
	"strings"
)

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
