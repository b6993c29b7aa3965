package peer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

// The letters of prefixes as bits, for the pattern tables.
const (
	bitI = 1 << iota
	bitO
	bitB
	bitE
	bitS
	bitU
	bitL
	bitAny = 1<<iota - 1
)

// Conditions on the labels of two neighbours.
const (
	anyLabel = iota
	sameLabel
	otherLabel
)

type pattern struct {
	prev, cur uint8
	label     uint8
}

// grammar are seqeval's tables for one scheme: a chunk is kept only if its start,
// each step inside and its end are all listed.
type grammar struct {
	allowed            uint8
	start, inside, end []pattern
}

func grammarOf(s gold.Scheme) (g grammar, ok bool) {
	switch s {
	case gold.IOB1:
		return grammar{bitI | bitO | bitB,
			[]pattern{{bitO | bitB, bitI, anyLabel}, {bitI, bitI, otherLabel}, {bitI | bitB, bitB, sameLabel}},
			[]pattern{{bitB | bitI, bitI, sameLabel}},
			[]pattern{{bitI | bitB, bitI, otherLabel}, {bitI | bitB, bitO, anyLabel}, {bitI, bitB, anyLabel}, {bitB, bitB, sameLabel}},
		}, true
	case gold.IOE1:
		return grammar{bitI | bitO | bitE,
			[]pattern{{bitO | bitE, bitI, anyLabel}, {bitI, bitI, otherLabel}, {bitE, bitE, sameLabel}},
			[]pattern{{bitI, bitI | bitE, sameLabel}},
			[]pattern{{bitI, bitI | bitE, otherLabel}, {bitI, bitO, anyLabel}, {bitE, bitI | bitE, sameLabel}},
		}, true
	case gold.IOB2:
		return grammar{bitI | bitO | bitB,
			[]pattern{{bitAny, bitB, anyLabel}},
			[]pattern{{bitB | bitI, bitI, sameLabel}},
			[]pattern{{bitI | bitB, bitO | bitB, anyLabel}, {bitI | bitB, bitI, otherLabel}},
		}, true
	case gold.IOE2:
		return grammar{bitI | bitO | bitE,
			[]pattern{{bitO | bitE, bitI | bitE, anyLabel}, {bitI, bitI | bitE, otherLabel}},
			[]pattern{{bitI, bitE | bitI, sameLabel}},
			[]pattern{{bitE, bitAny, anyLabel}},
		}, true
	case gold.BIOES:
		return grammar{bitI | bitO | bitB | bitE | bitS,
			[]pattern{{bitAny, bitB | bitS, anyLabel}},
			[]pattern{{bitB | bitI, bitI | bitE, sameLabel}},
			[]pattern{{bitS | bitE, bitAny, anyLabel}},
		}, true
	case gold.BILOU:
		return grammar{bitI | bitO | bitB | bitL | bitU,
			[]pattern{{bitAny, bitB | bitU, anyLabel}},
			[]pattern{{bitB | bitI, bitI | bitL, sameLabel}},
			[]pattern{{bitU | bitL, bitAny, anyLabel}},
		}, true
	}
	return grammar{}, false
}

type strictTag struct {
	bit   uint8
	label string
}

func matches(list []pattern, prev, cur strictTag) bool {
	return slices.ContainsFunc(list, func(p pattern) bool {
		return p.prev&prev.bit != 0 && p.cur&cur.bit != 0 &&
			(p.label == anyLabel || (p.label == sameLabel) == (prev.label == cur.label))
	})
}

// parseStrict takes a tag apart as seqeval's strict mode does: the prefix is the
// first letter (the last with suffix), the label the rest without hyphens at its
// ends, "_" if that is empty.
func parseStrict(tag string, suffix bool) (strictTag, error) {
	if tag == "" {
		return strictTag{}, fmt.Errorf("%w: empty tag", gold.ErrTag)
	}
	letter, rest := tag[0], tag[1:]
	if suffix {
		letter, rest = tag[len(tag)-1], tag[:len(tag)-1]
	}
	i := strings.IndexByte("IOBESUL", letter)
	if i < 0 {
		return strictTag{}, fmt.Errorf("%w: %q has no known prefix", gold.ErrTag, tag)
	}
	t := strictTag{1 << i, strings.Trim(rest, "-")}
	if t.label == "" {
		t.label = "_"
	}
	return t, nil
}

// AppendChunksStrict appends the chunks of one sentence that keep the rules of
// their scheme, as seqeval's strict mode reads them (Nakayama, seqeval 1.2.2,
// scheme.py): what breaks a rule is dropped. A prefix of another scheme is
// [gold.ErrTag]. IOE1 keeps seqeval's known gaps.
func AppendChunksStrict(dst []gold.Span, tags []string, s gold.Scheme) ([]gold.Span, error) {
	return appendStrict(dst, tags, s, false)
}

func appendStrict(dst []gold.Span, tags []string, s gold.Scheme, suffix bool) ([]gold.Span, error) {
	g, ok := grammarOf(s)
	if !ok {
		return dst, fmt.Errorf("%w: strict reading needs a scheme", gold.ErrScheme)
	}
	outside := strictTag{bitO, "_"}
	list := make([]strictTag, len(tags)+1)
	list[len(tags)] = outside
	for i, tag := range tags {
		t, err := parseStrict(tag, suffix)
		if err != nil {
			return dst, err
		}
		if t.bit&g.allowed == 0 {
			return dst, fmt.Errorf("%w: %q in %s", gold.ErrTag, tag, s)
		}
		list[i] = t
	}
	prev := outside
	for i := 0; i < len(list); prev = list[i-1] {
		if !matches(g.start, prev, list[i]) {
			i++
			continue
		}
		end := i + 1
		for end < len(tags) && matches(g.inside, list[end-1], list[end]) {
			end++
		}
		if end < len(list) && matches(g.end, list[end-1], list[end]) {
			dst = append(dst, gold.Span{Start: i, End: end, Label: list[i].label})
		}
		i = end
	}
	return dst, nil
}
