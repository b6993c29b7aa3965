package eval

import (
	"cmp"
	"slices"

	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

// Classify says what became of every mention of one document: each gold and each
// predicted mention stands in exactly one of the mismatches, [Correct] ones included.
// They come in the order of the text, whatever the order of the lists.
//
// Mentions are paired one to one: equal spans first, then equal extents, then
// overlaps, of which as many are paired as can be, as under Strict in
// [MatchSpans]; of one label and with the most text in common first. Labels are
// mapped and selected as o says.
func Classify(gold, pred *gold.Document, o MismatchOptions) []Mismatch {
	return newMismatchFinder(o).classify(gold, pred)
}

// FindMismatches classifies the mentions of all documents and sums up. Documents pair
// and are checked as in [Score]; they are looked at whole, also with BySentence.
func FindMismatches(truth, pred []gold.Document, o MismatchOptions) (*Mismatches, error) {
	return ClassifyAll(truth, pred, o, func(int, []Mismatch) {})
}

// ClassifyAll is [FindMismatches] that hands over, of each gold document, its index
// and what [Classify] says of it.
func ClassifyAll(truth, pred []gold.Document, o MismatchOptions, each func(doc int, list []Mismatch)) (*Mismatches, error) {
	order, err := gold.Pair(truth, pred)
	if err != nil {
		return nil, err
	}
	f := newMismatchFinder(o)
	sum := newMismatchSum(f)
	for i := range truth {
		g, p := &truth[i], &pred[order[i]]
		if err := gold.CheckPair(g, p); err != nil {
			return nil, err
		}
		list := f.classify(g, p)
		sum.add(g, i, list)
		each(i, list)
	}
	return sum.result(), nil
}

type mismatchFinder struct {
	o MismatchOptions
	s *Scorer // for its labels
	m matcher
}

func newMismatchFinder(o MismatchOptions) *mismatchFinder {
	return &mismatchFinder{o: o, s: NewScorer(o.Options)}
}

// selected gives the mentions that are compared, in a total order, each with its
// label mapped and its surface filled in.
func (f *mismatchFinder) selected(list []gold.Mention, text string) ([]gold.Mention, []gold.Span) {
	out := make([]gold.Mention, 0, len(list))
	for _, m := range list {
		l, ok := f.s.label(m.Label)
		if !ok {
			continue
		}
		m.Label = l
		if s, ok := show.Cut(text, m.Start, m.End); ok && text != "" {
			m.Text = s
		}
		out = append(out, m)
	}
	out = gold.SortedMentions(out)
	spans := make([]gold.Span, len(out))
	for i, m := range out {
		spans[i] = m.Span
	}
	return out, spans
}

func (f *mismatchFinder) classify(truth, pred *gold.Document) []Mismatch {
	text := cmp.Or(truth.Text, pred.Text)
	must, counted := gold.Asked(truth.Mentions, pred.Mentions)
	g, goldSpans := f.selected(must, text)
	p, predSpans := f.selected(counted, text)
	f.m.load(goldSpans, predSpans)
	f.m.pairMismatches()
	list := make([]Mismatch, 0, max(len(g), len(p)))
	put := func(e Mismatch) {
		e.Doc = truth.ID
		if s, ok := show.Cut(text, e.Start(), e.End()); ok && text != "" {
			e.Text = s
			e.Before, e.After = show.Around(text, e.Start(), e.End(), f.o.Context)
		}
		list = append(list, e)
	}
	for i := range g {
		e := Mismatch{Gold: &g[i], Kind: Missed}
		if j := f.m.goldTo[i]; j >= 0 {
			e.Pred = &p[j]
			e.Kind = f.kind(e.Gold, e.Pred, text)
		}
		put(e)
	}
	for j := range p {
		if f.m.predTo[j] < 0 {
			put(Mismatch{Pred: &p[j], Kind: Spurious})
		}
	}
	slices.SortStableFunc(list, func(a, b Mismatch) int {
		return cmp.Or(cmp.Compare(a.Start(), b.Start()), cmp.Compare(a.End(), b.End()), cmp.Compare(a.Kind, b.Kind))
	})
	return list
}

func (f *mismatchFinder) kind(gold, pred *gold.Mention, text string) MismatchKind {
	switch extent := gold.SameExtent(pred.Span); {
	case extent && gold.Label == pred.Label:
		return Correct
	case extent:
		return WrongLabel
	case gold.Label != pred.Label:
		return WrongBoth
	}
	return f.o.boundary(gold, pred, text)
}
