package gold

import "slices"

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
