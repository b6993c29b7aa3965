package eval

import (
	"maps"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

// Options say what is compared. The zero value compares everything as it is.
type Options struct {
	Map    gold.LabelMap // applied first, to gold and prediction
	Labels []string      // after the map: others are dropped on both sides; nil keeps all

	// BySentence makes every sentence of a CoNLL document a document of its own in
	// [Report.Docs], for significance and intervals; the scores stay the same.
	BySentence bool
}

// DocCounts are the strict counts of one document, for [Bootstrap] and the tests of
// package [github.com/alam-nlp/alam/eval/compare].
type DocCounts struct {
	TP, Pred, Gold int
}

// KindScore is the strict score of one kind of one label. Kinds of predictions give
// precision, kinds of gold mentions recall; a side without kinds is undefined.
type KindScore struct {
	Label          string `json:"label"`
	Kind           string `json:"kind"`
	Found          int    `json:"found"`           // predictions of this kind
	FoundCorrect   int    `json:"found_correct"`   // of these, right
	Support        int    `json:"support"`         // gold mentions of this kind
	SupportCorrect int    `json:"support_correct"` // of these, found
	Precision      Ratio  `json:"precision"`
	Recall         Ratio  `json:"recall"`
}

// Scorer adds documents up into a [Report], one at a time: what [Score] does with
// all at once.
type Scorer struct {
	o        Options
	keep     map[string]bool
	tags     map[string]string
	gold     []gold.Span
	pred     []gold.Span
	m, one   matcher
	overall  Outcomes
	strict   map[string]*Counts
	byLabel  map[string]*Outcomes
	kinds    map[[2]string]*KindScore
	docs     []DocCounts
	perLabel map[string][]labelDoc
	tokens   int
	right    int
	entities *entityCounter
	unit     string // "sentence" where those were added
}

// NewScorer makes a scorer.
func NewScorer(o Options) *Scorer {
	s := &Scorer{
		o:       o,
		tags:    make(map[string]string),
		strict:  make(map[string]*Counts),
		byLabel: make(map[string]*Outcomes),
		kinds:   make(map[[2]string]*KindScore),

		perLabel: make(map[string][]labelDoc),
	}
	if o.Labels != nil {
		s.keep = make(map[string]bool, len(o.Labels))
		for _, l := range o.Labels {
			s.keep[l] = true
		}
	}
	return s
}

// label maps l and reports whether it is selected.
func (s *Scorer) label(l string) (string, bool) {
	if to, ok := s.o.Map[l]; ok {
		l = to
	}
	return l, s.keep == nil || s.keep[l]
}

// tag gives a tag as it is compared: its label mapped, O if that is not selected.
func (s *Scorer) tag(text string) string {
	if to, ok := s.tags[text]; ok {
		return to
	}
	to := text
	if t := gold.ParseTag(text); t.Text != t.Prefix {
		l, ok := s.label(t.Label)
		if to = t.Prefix + "-" + l; !ok {
			to = "O"
		}
	}
	s.tags[text] = to
	return to
}

// selected copies the spans that are compared.
func (s *Scorer) selected(dst, src []gold.Span) []gold.Span {
	for _, x := range src {
		if l, ok := s.label(x.Label); ok {
			x.Label = l
			dst = append(dst, x)
		}
	}
	return dst
}

// addSpans adds one document (or sentence) given as spans.
func (s *Scorer) addSpans(gold, pred []gold.Span) {
	s.gold = s.selected(s.gold[:0], gold)
	s.pred = s.selected(s.pred[:0], pred)
	s.score()
}

// addTokens adds to the token accuracy: right of n tokens have the gold's tag.
func (s *Scorer) addTokens(right, n int) {
	s.right += right
	s.tokens += n
}

// addMentions adds one document given as mentions; kinds and entities are counted
// too.
func (s *Scorer) addMentions(truth, pred []gold.Mention) {
	truth, pred = gold.Asked(truth, pred)
	s.gold, s.pred = s.gold[:0], s.pred[:0]
	pick := func(dst []gold.Span, list []gold.Mention) []gold.Span {
		for _, m := range list {
			if l, ok := s.label(m.Label); ok {
				m.Label = l
				dst = append(dst, m.Span)
			}
		}
		return dst
	}
	s.gold, s.pred = pick(s.gold, truth), pick(s.pred, pred)
	s.score()
	s.addKinds(truth, pred)
	if s.entities == nil {
		s.entities = newEntityCounter()
	}
	s.entities.add(s, truth, pred)
}

// score counts what stands in s.gold and s.pred.
func (s *Scorer) score() {
	if len(s.gold) == 0 && len(s.pred) == 0 {
		s.docs = append(s.docs, DocCounts{})
		return
	}
	s.m.load(s.gold, s.pred)
	o := s.m.outcomes()
	s.overall.Add(o)
	s.docs = append(s.docs, DocCounts{TP: o.Strict.Correct, Pred: len(s.pred), Gold: len(s.gold)})

	// The same inside each label, label by label.
	byLabel := func(a, b gold.Span) int { return strings.Compare(a.Label, b.Label) }
	gold, pred := s.m.gold, s.m.pred
	slices.SortStableFunc(gold, byLabel)
	slices.SortStableFunc(pred, byLabel)
	for len(gold)+len(pred) > 0 {
		var l string
		if len(pred) == 0 || len(gold) > 0 && gold[0].Label < pred[0].Label {
			l = gold[0].Label
		} else {
			l = pred[0].Label
		}
		s.one.gold, gold = cutLabel(gold, l)
		s.one.pred, pred = cutLabel(pred, l)
		s.addLabel(l, s.one.outcomes())
	}
}

// cutLabel cuts the spans of a label off the front.
func cutLabel(list []gold.Span, label string) (front, rest []gold.Span) {
	n := 0
	for n < len(list) && list[n].Label == label {
		n++
	}
	return list[:n], list[n:]
}

func (s *Scorer) addLabel(l string, o Outcomes) {
	c, ok := s.strict[l]
	if !ok {
		c = new(Counts)
		s.strict[l], s.byLabel[l] = c, new(Outcomes)
	}
	s.byLabel[l].Add(o)
	tp, pred, gold := o.Strict.Correct, o.Strict.Actual(), o.Strict.Possible()
	c.Add(Counts{TP: tp, FP: pred - tp, FN: gold - tp})
	s.perLabel[l] = append(s.perLabel[l], labelDoc{int32(len(s.docs) - 1), int32(tp), int32(pred), int32(gold)})
}

func (s *Scorer) addKinds(truth, pred []gold.Mention) {
	// A prediction is right when an equal gold span is still free, in order.
	free := make(map[gold.Span]int, len(truth))
	for _, x := range s.gold {
		free[x]++
	}
	row := func(m gold.Mention) (*KindScore, gold.Span, bool) {
		l, ok := s.label(m.Label)
		if !ok {
			return nil, gold.Span{}, false
		}
		m.Label = l
		if m.Kind == "" {
			return nil, m.Span, true
		}
		r := s.kinds[[2]string{l, m.Kind}]
		if r == nil {
			r = &KindScore{Label: l, Kind: m.Kind}
			s.kinds[[2]string{l, m.Kind}] = r
		}
		return r, m.Span, true
	}
	count := func(list []gold.Mention, free map[gold.Span]int, add func(*KindScore, bool)) {
		for _, m := range list {
			r, x, ok := row(m)
			if !ok {
				continue
			}
			hit := free[x] > 0
			if hit {
				free[x]--
			}
			if r != nil {
				add(r, hit)
			}
		}
	}
	count(gold.SortedMentions(pred), free, func(r *KindScore, hit bool) {
		r.Found++
		if hit {
			r.FoundCorrect++
		}
	})
	clear(free)
	for _, x := range s.pred {
		free[x]++
	}
	count(gold.SortedMentions(truth), free, func(r *KindScore, hit bool) {
		r.Support++
		if hit {
			r.SupportCorrect++
		}
	})
}

// Report gives the scores so far.
func (s *Scorer) Report() *Report {
	strict := make(map[string]Counts, len(s.strict))
	r := &Report{Schema: Schema, Documents: len(s.docs), Unit: s.unit, Overall: s.overall, Docs: slices.Clone(s.docs), docsByLabel: maps.Clone(s.perLabel)}
	for _, l := range slices.Sorted(maps.Keys(s.strict)) {
		strict[l] = *s.strict[l]
		r.ByLabel = append(r.ByLabel, LabelOutcomes{l, *s.byLabel[l]})
	}
	r.Strict = NewTable(strict)
	if s.tokens > 0 {
		r.Tokens = &TokenAccuracy{Right: s.right, Tokens: s.tokens}
	}
	for _, k := range slices.SortedFunc(maps.Values(s.kinds), compareKinds) {
		row := *k
		row.Precision = ratio(float64(row.FoundCorrect), float64(row.Found))
		row.Recall = ratio(float64(row.SupportCorrect), float64(row.Support))
		r.Kinds = append(r.Kinds, row)
	}
	if s.entities != nil {
		r.Entities = s.entities.result()
	}
	if s.o.Map != nil {
		r.Map = s.o.Map.String()
	}
	r.Labels = slices.Clone(s.o.Labels)
	return r
}

func compareKinds(a, b *KindScore) int {
	if c := strings.Compare(a.Label, b.Label); c != 0 {
		return c
	}
	return strings.Compare(a.Kind, b.Kind)
}
