package gold

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// LabelMap renames labels before they are compared, in gold and prediction alike.
// Labels it does not name stay as they are.
type LabelMap map[string]string

// ParseLabelMap reads "PERS=PER,MIS=MISC". Blanks around names are dropped; the
// empty text is the empty map. FROM= (an empty right side) is an error: to drop a
// label, select the others.
func ParseLabelMap(s string) (LabelMap, error) {
	m := LabelMap{}
	if strings.TrimSpace(s) == "" {
		return m, nil
	}
	for i, pair := range strings.Split(s, ",") {
		from, to, ok := strings.Cut(pair, "=")
		from, to = strings.TrimSpace(from), strings.TrimSpace(to)
		switch {
		case !ok:
			return nil, fmt.Errorf("gold: label map, pair %d: %q has no \"=\"; write FROM=TO", i+1, pair)
		case from == "":
			return nil, fmt.Errorf("gold: label map, pair %d: %q has nothing before \"=\"", i+1, pair)
		case to == "":
			return nil, fmt.Errorf("gold: label map, pair %d: %q has nothing after \"=\"", i+1, pair)
		case strings.Contains(to, "="):
			return nil, fmt.Errorf("gold: label map, pair %d: %q has more than one \"=\"", i+1, pair)
		}
		if old, dup := m[from]; dup && old != to {
			return nil, fmt.Errorf("gold: label map, pair %d: %q is already mapped to %q", i+1, from, old)
		}
		m[from] = to
	}
	return m, nil
}

// Get gives the label that l is compared as.
func (m LabelMap) Get(l string) string {
	if to, ok := m[l]; ok {
		return to
	}
	return l
}

// String gives the map in the form that ParseLabelMap reads, sorted.
func (m LabelMap) String() string {
	var b strings.Builder
	for i, from := range slices.Sorted(maps.Keys(m)) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(from + "=" + m[from])
	}
	return b.String()
}

// ParseLabels reads "PER,LOC,ORG". The empty text selects everything (nil).
func ParseLabels(s string) ([]string, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	var out []string
	for i, l := range strings.Split(s, ",") {
		l = strings.TrimSpace(l)
		if l == "" {
			return nil, fmt.Errorf("gold: labels: name %d of %q is empty", i+1, s)
		}
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out, nil
}

// Asked leaves out of a document's mentions what is neither asked for nor counted:
// gold mentions that are optional, and predictions that overlap one and have the
// extent of no other gold mention.
func Asked(truth, pred []Mention) (_, _ []Mention) {
	isOptional := func(m Mention) bool { return m.Optional }
	if !slices.ContainsFunc(truth, isOptional) {
		return truth, pred
	}
	var must, open, counted []Mention
	for _, m := range truth {
		if m.Optional {
			open = append(open, m)
		} else {
			must = append(must, m)
		}
	}
	for _, m := range pred {
		same := func(x Mention) bool { return x.SameExtent(m.Span) }
		overlaps := func(x Mention) bool { return x.Overlaps(m.Span) }
		if slices.ContainsFunc(must, same) || !slices.ContainsFunc(open, overlaps) {
			counted = append(counted, m)
		}
	}
	return must, counted
}
