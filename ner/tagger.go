package ner

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"alam/gazetteer"
	"alam/text"
	"alam/token"
)

// Options say what a Tagger knows. The zero value knows nothing and finds
// nothing; what is given is not changed, and must not be changed after.
type Options struct {
	// Gazetteer holds the listed names, Lexicon the triggers.
	Gazetteer *gazetteer.Layers
	Lexicon   *Lexicon
	// Rules propose names; a rule hides an earlier one of the same name.
	Rules []Rule
	// Weights are the numbers for evidence other than rules.
	Weights Weights
	// Stats are the word statistics; nil for none.
	Stats *WordStats
	// Shape and Contexts are further tables of words, for fitted weights; nil for none.
	Shape    *NameShape
	Contexts *WordContexts
	// MinScore leaves out mentions with a lower score.
	MinScore float64
	// Labels are the labels of the mentions to find; empty for PER, LOC and ORG.
	Labels []Label
	// Hide leaves out the listed names of these labels and kinds, as LOC.city.
	Hide []string
}

// A Tagger finds names. It is immutable and safe to share between goroutines.
type Tagger struct {
	gazetteer *gazetteer.Layers
	lexicon   *Lexicon
	program   *program
	stats     *WordStats
	shape     *NameShape
	contexts  *WordContexts
	minScore  float64
	labels    [labelCount]bool

	lists        []*list // of the gazetteers and the lexicon
	shapeBits    [shapeCount]int
	shapesAsked  shapes
	marks        [][]int32 // the bits of each mark
	markOf       map[string]int32
	regionsAsked bool
	weights      matchWeights
	hides        bool                  // some class is hidden
	noVariant    func(key string) bool // words that are no spelling of a listed name's
	same         [labelCount]float64
	short        [labelCount]float64

	pool sync.Pool // of *scratch
}

// The bits that the tagger itself asks for.
const (
	bitGiven = iota
	bitFamily
	bitNasab
	bitKunya
	bitAal
	bitFunction
	bitNotName
	bitTitle
)

var ownAtoms = []atom{
	bitGiven:  {kind: atomClass, text: "name.given"},
	bitFamily: {kind: atomClass, text: "name.family"},
	bitNasab:  {kind: atomClass, text: "nasab"},
	bitKunya:  {kind: atomClass, text: "kunya"},
	bitAal:    {kind: atomClass, text: "aal"},

	bitFunction: {kind: atomClass, text: classFunction},
	bitNotName:  {kind: atomClass, text: "notname"},
	bitTitle:    {kind: atomClass, text: "title"},
}

// scratch is what tagging one text needs, kept for the next one.
type scratch struct {
	view     view
	machine  machine
	items    []item
	first    []item // the items of the first look, before they are grouped
	cands    []candidate
	sources  []candidate // of the first look, which the memory refers to
	resolver resolver
	memory   memory
}

// ErrLabel is wrapped by the error of New for a label that it does not know.
var ErrLabel = errors.New("ner: not a label")

// New builds a Tagger: it compiles the rules and the lexicon.
func New(o Options) (*Tagger, error) {
	t := &Tagger{
		gazetteer: o.Gazetteer, lexicon: o.Lexicon, stats: o.Stats, shape: o.Shape, contexts: o.Contexts, minScore: o.MinScore,
		weights: newMatchWeights(o.Weights),
	}
	if t.gazetteer == nil {
		t.gazetteer = gazetteer.NewLayers()
	}
	for _, l := range o.Labels {
		switch l {
		case PER, LOC, ORG, MISC:
			t.labels[idOf(l)] = true
		default:
			return nil, fmt.Errorf("%w: %q, want PER, LOC, ORG or MISC", ErrLabel, l)
		}
	}
	if len(o.Labels) == 0 {
		t.labels[idPER], t.labels[idLOC], t.labels[idORG] = true, true, true
	}
	var err error
	if t.lexicon == nil {
		if t.lexicon, err = NewLexicon(nil); err != nil {
			return nil, err
		}
	}
	if t.program, err = compileRules(newest(o.Rules), ownAtoms...); err != nil {
		return nil, err
	}
	for l := range idNone {
		name := labelNames[l]
		t.same[l] = o.Weights[weightSame+string(name)]
		t.short[l] = o.Weights[weightShort+string(name)]
	}
	t.bindShapes()
	t.markOf = map[string]int32{}
	t.bindMarks()
	for _, g := range t.gazetteer.Lists() {
		t.lists = append(t.lists, t.newList(g, o.Weights, false))
	}
	t.hide(o.Hide)
	t.lists = append(t.lists, t.newList(t.lexicon.Gazetteer, o.Weights, true))
	t.noVariant = OrdinaryWords(t.stats, t.lexicon)
	t.pool.New = func() any { return new(scratch) }
	return t, nil
}

// newest leaves out the rules that a later one of the same name replaces.
func newest(rules []Rule) []Rule {
	last := map[string]int{}
	for i, r := range rules {
		last[r.Name] = i
	}
	var out []Rule
	for i, r := range rules {
		if last[r.Name] == i {
			out = append(out, r)
		}
	}
	return out
}

// is answers one of the tagger's own atoms for token i.
func (t *Tagger) is(v *view, i int32, bit int) bool { return v.has(i, bit) }

// Lists are the labels and kinds of the listed names, as LOC.city, sorted.
func (t *Tagger) Lists() []string {
	var out []string
	for _, l := range t.lists[:len(t.lists)-1] { // the last is the lexicon
		for _, c := range l.classes {
			out = append(out, c.name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hide marks the classes of the lists that are left out.
func (t *Tagger) hide(kinds []string) {
	for _, l := range t.lists {
		for i := range l.classes {
			if slices.Contains(kinds, l.classes[i].name) {
				l.classes[i].hidden, t.hides = true, true
			}
		}
	}
}

// Tag finds the names in src, whose tokens are given.
func (t *Tagger) Tag(src string, tokens []token.Token) ([]Mention, []Entity) {
	return t.TagIn(src, tokens, nil)
}

// TagIn is Tag for a document whose regions are given, which rules can ask for.
func (t *Tagger) TagIn(src string, tokens []token.Token, regions []text.Region) ([]Mention, []Entity) {
	if len(tokens) == 0 {
		return nil, nil
	}
	s := t.pool.Get().(*scratch)
	defer t.put(s, len(tokens))
	s.view.regions = regions
	t.look(&s.view, src, tokens)
	s.first = t.propose(s.first[:0], s)
	return t.decide(s)
}

// keepTokens is how long a text may be whose scratch space is kept for the next:
// what a longer one needs would weigh on all that follow.
const keepTokens = 1 << 16

func (t *Tagger) put(s *scratch, tokens int) {
	if tokens <= keepTokens {
		t.pool.Put(s)
	}
}

// decide chooses among the candidates that s.first proposes, and looks a
// second time with what the first look found.
func (t *Tagger) decide(s *scratch) ([]Mention, []Entity) {
	n := len(s.view.tokens)
	s.items = append(s.items[:0], s.first...)
	s.cands, s.items = gather(s.cands[:0], s.items)
	chosen := s.resolver.resolve(s.cands, n)
	s.memory.learn(t, &s.view, s.cands, chosen)
	again := s.memory.recall(t, &s.view, s.first)
	if len(again) == len(s.first) {
		return t.result(s, chosen, s.cands)
	}
	s.first = again
	s.sources = append(s.sources[:0], s.cands...)
	s.items = append(s.items[:0], s.first...)
	s.cands, s.items = gather(s.cands[:0], s.items)
	return t.result(s, s.resolver.resolve(s.cands, n), s.sources)
}

// propose appends the evidence of lists and rules.
func (t *Tagger) propose(items []item, s *scratch) []item {
	v := &s.view
	for i := range v.names {
		m := &v.names[i]
		c := t.class(m).weight
		items = append(items, item{
			first: m.First, last: m.Last, start: m.Start, weight: t.weights.weigh(v, m, c),
			ref: int32(i), label: c.label, source: fromGazetteer,
		})
	}
	for _, m := range s.machine.run(t.program, v) {
		for _, c := range m.caps {
			if c.slot < 0 || c.first >= c.last {
				continue
			}
			slot, first := t.program.slots[c.slot], m.first+c.first
			items = append(items, item{
				first: first, last: m.first + c.last, start: v.tokens[first].Start + v.cut[first],
				weight: t.program.rules[slot.rule].Weight, ref: c.slot, label: slot.label, source: fromRule,
			})
		}
	}
	return items
}
