package gazetteer

import (
	"slices"
	"strings"
)

// entries looks for entries that are one thing twice, and for those that can
// never be meant.
func (l *linter) entries() {
	first := map[string][]int{} // label and key of the name: sources
	for i := range l.sources {
		s := &l.sources[i]
		if s.Label == deleteLabel {
			continue
		}
		key := keyOf(s.Name)
		if key == "" {
			continue
		}
		at := s.Label + "\t" + key
		over := l.shadow(i)
		if over >= 0 {
			l.report(i, CodeShadowed, "%s: all its names belong to %s, which is more prominent", s.Name, l.place(over, i))
		}
		for _, j := range first[at] {
			o := &l.sources[j]
			switch {
			case o.Kind == s.Kind && o.Country == s.Country && Slug(o.NameEn) == Slug(s.NameEn):
				l.report(i, CodeDuplicate, "%s is %s again", s.Name, l.place(j, i))
			case over < 0 && !l.toldApart(i, j):
				l.report(i, CodeHomonym, "%s %s (%s) is also in %s (%s)", s.Label, s.Name, which(s), l.place(j, i), which(o))
			default:
				continue
			}
			break
		}
		first[at] = append(first[at], i)
	}
}

// toldApart reports whether two sources of one name are surely two things: one is
// marked as who is meant by it less often, or they are places of two countries,
// of which the text says which it means.
func (l *linter) toldApart(i, j int) bool {
	s, o := &l.sources[i], &l.sources[j]
	return s.NeedsContext || o.NeedsContext ||
		s.Label == "LOC" && s.Country != "" && o.Country != "" && s.Country != o.Country
}

// which tells an entry from others of its name.
func which(s *Located) string {
	about := slices.DeleteFunc([]string{s.NameEn, s.Kind, s.Country}, func(v string) bool { return v == "" })
	return strings.Join(append(about, s.EntryID())[:max(1, len(about))], ", ")
}

// shadow is a more prominent source with the label of source i that has all
// names of i, or -1; -1, too, where i is marked as who is meant less often.
func (l *linter) shadow(i int) int {
	s := &l.sources[i]
	if s.NeedsContext {
		return -1
	}
	var over []int
	for n, name := range append([]Alias{{Text: s.Name}}, s.Aliases...) {
		var has []int
		for _, o := range l.owners[keyOf(name.Text)] {
			t := &l.sources[o.source]
			if o.source != i && t.Label == s.Label && t.Prominence > s.Prominence && (n == 0 || slices.Contains(over, o.source)) {
				has = append(has, o.source)
			}
		}
		if over = has; len(over) == 0 {
			return -1
		}
	}
	return over[0]
}

// labels looks for names with two labels whose owners are not marked: of those that are
// not, one label is to stay, so that the name is found at all.
func (l *linter) labels() {
	for _, key := range l.order {
		top := -1
		for k, o := range l.owners[key] {
			if !o.marked && (top < 0 || l.sources[o.source].Prominence > l.sources[l.owners[key][top].source].Prominence) {
				top = k
			}
		}
		if top < 0 {
			continue
		}
		first := l.owners[key][top].source
		t := &l.sources[first]
		for _, o := range l.owners[key] {
			if s := &l.sources[o.source]; s.Label != t.Label && !o.marked {
				l.report(o.source, CodeLabels, "%s is %s %s here (prominence %d) and %s %s in %s (prominence %d): write %s",
					o.name, s.Label, s.Kind, s.Prominence, t.Label, t.Kind, l.place(first, o.source), t.Prominence, marking(o.name, o.alias))
			}
		}
	}
}

// refs looks for ids of others that two entries have, and for codes of another country.
func (l *linter) refs() {
	first := map[string]int{}
	for i := range l.sources {
		s := &l.sources[i]
		if s.Label == deleteLabel {
			continue
		}
		r := s.Ref.WithID(s.EntryID())
		if country, _, _ := strings.Cut(r.ISO, "-"); country != "" && s.Country != "" && country != s.Country {
			l.report(i, CodeISO, "%s is in %s, and %s:%s in %s", s.Name, s.Country, refISO, r.ISO, country)
		}
		for id := range strings.FieldsSeq(r.IDs()) {
			if j, dup := first[id]; dup {
				l.report(i, CodeRef, "%s has an id of %s: %s", s.Name, l.place(j, i), id)
				continue
			}
			first[id] = i
		}
	}
}
