package eval

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

// nameKey is what makes two mentions the same name.
type nameKey struct {
	key   string // the surface, folded
	label string
}

// names gives those of documents.
func (f *mismatchFinder) names(docs []gold.Document) map[nameKey]bool {
	set := make(map[nameKey]bool)
	for i := range docs {
		list, _ := f.selected(docs[i].Mentions, docs[i].Text)
		for _, m := range list {
			if k := f.o.key(m.Text); k != "" {
				set[nameKey{k, m.Label}] = true
			}
		}
	}
	return set
}

func (o *MismatchOptions) key(surface string) string {
	if o.Key == nil {
		return surface
	}
	return o.Key(surface)
}

// Names of the parts of [Mismatches].Seen, and of lengths.
const (
	seenName       = "seen"              // the surface, with this label
	seenOtherLabel = "seen, other label" // the surface, but never with this label
	unseenName     = "unseen"            // neither
	unknownLength  = "unknown"           // neither tokens nor surface
	mostTokens     = 5                   // and more, in one row
)

type mismatchSum struct {
	o         *MismatchOptions
	all       Mismatches
	byLabel   map[string]*MismatchCounts
	confusion map[[2]string]int // labels after "=", "" for none
	names     map[nameKey]bool  // of the training data
	trained   map[string]bool   // their keys, whatever the label
	seen      map[string]*Counts
	bySeen    map[string]*Counts // by label and part
	lengths   map[string]*Counts
	kinds     map[string]*Counts
	docs      []PartScore
	goldKinds bool // some gold mention has a kind
	predKinds bool
}

func newMismatchSum(f *mismatchFinder) *mismatchSum {
	s := &mismatchSum{
		o: &f.o, names: f.names(f.o.Train), byLabel: make(map[string]*MismatchCounts), confusion: make(map[[2]string]int),
		trained: make(map[string]bool),
		seen:    make(map[string]*Counts), bySeen: make(map[string]*Counts), lengths: make(map[string]*Counts), kinds: make(map[string]*Counts),
	}
	for n := range s.names {
		s.trained[n.key] = true
	}
	return s
}

// at gives the value under k, made when it is not there.
func at[T any](m map[string]*T, k string) *T {
	v, ok := m[k]
	if !ok {
		v = new(T)
		m[k] = v
	}
	return v
}

func (s *mismatchSum) add(d *gold.Document, n int, list []Mismatch) {
	var doc MismatchCounts
	for _, e := range list {
		doc[e.Kind]++
		at(s.byLabel, e.Label())[e.Kind]++
		var met [2]string
		if e.Gold != nil {
			met[0] = "=" + e.Gold.Label
			s.goldKinds = s.goldKinds || e.Gold.Kind != ""
			s.part(d, e.Gold, e.Kind == Correct, Counts{FN: 1})
		}
		if e.Pred != nil {
			met[1] = "=" + e.Pred.Label
			s.predKinds = s.predKinds || e.Pred.Kind != ""
			if e.Kind != Correct {
				s.part(d, e.Pred, false, Counts{FP: 1})
			}
		}
		s.confusion[met]++
		if e.Kind != Correct {
			if m := cmp.Or(e.Gold, e.Pred); m != nil {
				e.Training = s.training(m)
			}
			s.all.List = append(s.all.List, e)
		}
	}
	for k, v := range doc {
		s.all.Counts[k] += v
	}
	name := d.ID
	if name == "" {
		name = fmt.Sprintf("document %d", n+1)
	}
	s.docs = append(s.docs, PartScore{name, doc.Counts()})
}

// part counts m under its parts: a true positive, or what else says.
func (s *mismatchSum) part(d *gold.Document, m *gold.Mention, right bool, c Counts) {
	if right {
		c = Counts{TP: 1}
	}
	if part := s.training(m); part != "" {
		at(s.seen, part).Add(c)
		at(s.bySeen, m.Label+" "+part).Add(c)
	}
	at(s.lengths, length(d, m)).Add(c)
	if m.Kind != "" {
		at(s.kinds, m.Label+" "+m.Kind).Add(c)
	}
}

// training is the part of [Mismatches].Seen that m is of, "" without training data.
func (s *mismatchSum) training(m *gold.Mention) string {
	k := s.o.key(m.Text)
	switch {
	case s.o.Train == nil:
		return ""
	case s.names[nameKey{k, m.Label}]:
		return seenName
	case s.trained[k]:
		return seenOtherLabel
	}
	return unseenName
}

// length names the number of tokens of m: those of the document that it touches,
// or its words between blanks.
func length(d *gold.Document, m *gold.Mention) string {
	n := len(strings.Fields(m.Text))
	if len(d.Tokens) > 0 {
		first := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > m.Start })
		n = max(0, sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Start >= m.End })-first)
	}
	switch {
	case n == 0:
		return unknownLength
	case n >= mostTokens:
		return fmt.Sprintf("%d+", mostTokens)
	}
	return fmt.Sprint(n)
}

func (s *mismatchSum) result() *Mismatches {
	r := &s.all
	for _, l := range slices.Sorted(maps.Keys(s.byLabel)) {
		r.ByLabel = append(r.ByLabel, LabelMismatches{l, *s.byLabel[l]})
	}
	r.Confusion = s.matrix()
	if s.o.Train != nil {
		for _, name := range []string{seenName, seenOtherLabel, unseenName} {
			r.Seen = append(r.Seen, PartScore{name, *at(s.seen, name)})
		}
		r.ByTraining = parts(s.bySeen)
	}
	r.Lengths = parts(s.lengths)
	if s.goldKinds && s.predKinds {
		r.Kinds = parts(s.kinds)
	}
	r.Docs = s.docs
	slices.SortStableFunc(r.Docs, func(a, b PartScore) int {
		return cmp.Or(b.Counts.FP+b.Counts.FN-a.Counts.FP-a.Counts.FN,
			cmp.Compare(a.Counts.F1().Or(2), b.Counts.F1().Or(2)))
	})
	s.sortList()
	return r
}

func parts(m map[string]*Counts) (list []PartScore) {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		list = append(list, PartScore{k, *m[k]})
	}
	return list
}

func (s *mismatchSum) matrix() Confusion {
	labels := make(map[string]bool)
	for met := range s.confusion {
		labels[met[0]], labels[met[1]] = true, true
	}
	c := Confusion{Labels: []string{}}
	index := make(map[string]int)
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		if l != "" {
			index[l] = len(c.Labels)
			c.Labels = append(c.Labels, l[1:])
		}
	}
	index[""] = len(c.Labels)
	for range len(c.Labels) + 1 {
		c.Counts = append(c.Counts, make([]int, len(c.Labels)+1))
	}
	for met, n := range s.confusion {
		c.Counts[index[met[0]]][index[met[1]]] += n
	}
	return c
}

// sortList puts the most frequent first and counts them.
func (s *mismatchSum) sortList() {
	type group struct {
		kind    MismatchKind
		surface string
	}
	list := s.all.List
	groups := make([]group, len(list))
	count := make(map[group]int)
	for i := range list {
		groups[i] = group{list[i].Kind, s.o.key(list[i].Surface())}
		count[groups[i]]++
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := groups[i], groups[j]
		return cmp.Or(count[b]-count[a], int(a.kind)-int(b.kind), strings.Compare(a.surface, b.surface))
	})
	s.all.List = make([]Mismatch, 0, len(list))
	for _, i := range order {
		e := list[i]
		e.Count = count[groups[i]]
		s.all.List = append(s.all.List, e)
	}
}
