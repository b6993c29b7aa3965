package ner

import (
	"errors"
	"fmt"
	"maps"
	"runtime"
	"sync"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// Options say what a Tagger knows. The zero value knows nothing and finds
// nothing; what is given is not changed, and must not be changed after.
type Options struct {
	// Gazetteer holds the listed names, Lexicon the triggers.
	Gazetteer *gazetteer.Layers
	Lexicon   *Lexicon
	// Rules propose names; a rule hides an earlier one of the same name.
	Rules []rule.Rule
	// Weights are the numbers for evidence other than rules. Nil stands for
	// DefaultWeights where no Model is given, and for none beside one; Weights{}
	// are none in any case.
	Weights Weights
	// Policy says which listed names of several words are sure beside fitted
	// weights, and which titles and nisbas are no part of them; nil for none: then
	// a listed name competes by all of its score, and is taken as listed but for
	// the heads of the lexicon.
	Policy *Policy
	// Spellings say whom a word with vowel marks means; nil for none.
	Spellings *Spellings
	// Stats are the word statistics; nil for none.
	Stats *word.Stats
	// Shape and Contexts are further tables of words, for fitted weights; nil for none.
	Shape    *word.NameShape
	Contexts *word.Contexts
	// Model are fitted weights; nil for those of Weights and of the rules alone. A
	// Model has no weights for any list but the lowest: those above it weigh by
	// Weights.
	Model *Model
	// MinScore leaves out mentions with a lower score.
	MinScore float64
	// Explain gives the evidence of words its parts, which takes a while.
	Explain bool
	// Labels are the labels of the mentions to find; empty for PER, LOC and ORG.
	Labels []Label
	// Hide leaves out the listed names of these labels and kinds, as LOC.city, which
	// must be some of Lists.
	Hide []string
	// NoMemory leaves out the second look, which carries names that were found
	// to where they stand again in the text.
	NoMemory bool
}

// A Tagger finds names. It is immutable and safe to share between goroutines.
// The zero value is as New makes it of zero Options: it knows nothing.
type Tagger struct {
	gazetteer      *gazetteer.Layers
	lexicon        *Lexicon
	program        *rule.Program
	stats          *word.Stats
	shape          *word.NameShape
	contexts       *word.Contexts
	model          *Model
	policy         *Policy
	spellings      *Spellings
	ruleProperties [][2]namedProperty // per capture of a rule
	minScore       float64
	explains       bool
	noMemory       bool
	labels         [labelCount]bool

	lists        []*list // of the gazetteers and the lexicon
	shapeBits    [rule.ShapeCount]int
	shapesAsked  rule.Shapes
	marks        [][]int32 // the bits of each mark
	markOf       map[string]int32
	regionsAsked bool
	weights      *matchWeights         // by hand, for lists of the user
	fitted       *matchWeights         // those of the model where there is one
	heads        heads                 // outside of the names they stand before
	inner        heads                 // part of the names they begin
	alone        heads                 // part of them, but of names that are listed without them too
	ruleSlots    []ruleSlot            // per capture of a rule
	hides        bool                  // some class is hidden
	noVariant    func(key string) bool // words that are no spelling of a listed name's
	same         [labelCount]float64
	short        [labelCount]float64
	sureBonus    float64 // what a sure name weighs more than by hand
	sureWord     float64 // the same, of one word

	pool pool
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
	bitNobody
)

var ownClasses = []string{
	bitGiven:    "name.given",
	bitFamily:   "name.family",
	bitNasab:    "nasab",
	bitKunya:    "kunya",
	bitAal:      "aal",
	bitFunction: classFunction,
	bitNotName:  "notname",
	bitTitle:    "title",
	bitNobody:   "nobody",
}

// scratch is what tagging one text needs, kept for the next one.
type scratch struct {
	view     view
	machine  rule.Machine
	items    []item
	first    []item // the items of the first look, before they are grouped
	cands    []candidate
	sources  []candidate // of the first look, which the memory refers to
	sorter   sorter
	resolver resolver
	memory   memory
	groups   groups
	said     map[int32][]namedProperty // what holds of tokens where they stand, to explain
}

// What New refuses, wrapped by its error, which says what is known.
var (
	// ErrLabel is about Options.Labels.
	ErrLabel = errors.New("ner: not a label")
	// ErrKind is about Options.Hide.
	ErrKind = errors.New("ner: not a label and kind of the lists")
)

// New builds a Tagger: it compiles the rules and the lexicon.
func New(o Options) (*Tagger, error) {
	t := &Tagger{
		gazetteer: o.Gazetteer, lexicon: o.Lexicon, stats: o.Stats, shape: o.Shape, contexts: o.Contexts, model: o.Model, policy: o.Policy, spellings: o.Spellings, minScore: o.MinScore,
		explains: o.Explain, noMemory: o.NoMemory,
	}
	if o.Weights == nil && o.Model == nil {
		o.Weights = DefaultWeights()
	}
	weights := o.Weights
	if t.model != nil {
		weights = maps.Clone(weights)
		if weights == nil {
			weights = Weights{}
		}
		maps.Copy(weights, t.model.Evidence)
	}
	t.weights, t.fitted = newMatchWeights(o.Weights), newMatchWeights(weights)
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
	outside := o.Policy.standOutside()
	t.heads, t.inner, t.alone = newHeads(t.lexicon, headOut, outside), newHeads(t.lexicon, headIn, outside), newHeads(t.lexicon, headAlone, outside)
	t.alone.addAll(t.heads)
	t.heads.addTitles(t.lexicon, outside)
	if t.program, err = rule.Compile(newest(o.Rules), ownClasses...); err != nil {
		return nil, err
	}
	t.ruleProperties = newRuleProperties(t.program)
	t.bindRules()
	for l := range idNone {
		name := labelNames[l]
		t.same[l] = weights[weightSame+string(name)]
		t.short[l] = weights[weightShort+string(name)]
	}
	t.sureBonus, t.sureWord = o.Weights[weightSure], o.Weights[weightSureWord]
	t.bindShapes()
	t.markOf = map[string]int32{}
	t.bindMarks()
	for k, g := range t.gazetteer.Lists() {
		w := weights
		if k > 0 {
			w = o.Weights
		}
		l := t.newList(g, w, o.Weights, false)
		l.asWritten = k > 0
		t.lists = append(t.lists, l)
	}
	if err := t.hide(o.Hide); err != nil {
		return nil, err
	}
	t.lists = append(t.lists, t.newList(t.lexicon.Gazetteer, o.Weights, nil, true))
	t.noVariant = OrdinaryWords(t.stats, t.lexicon)
	return t, nil
}

// ready is t, or what New makes of zero Options for a zero Tagger.
func (t *Tagger) ready() *Tagger {
	if t.program != nil {
		return t
	}
	t, err := New(Options{})
	if err != nil {
		panic(err) // no rule to compile, no list to read: a mistake in this package
	}
	return t
}

// A ruleSlot is a capture of a rule, and what it weighs.
type ruleSlot struct {
	label     labelID
	asWritten bool // it weighs as written
	sure      bool // what it captures and a list has is meant
	weight    float64
}

// bindRules notes the weight of each capture of a rule: the one that was
// fitted, if the rule is not fixed.
func (t *Tagger) bindRules() {
	for _, s := range t.program.Slots {
		r := &t.program.Rules[s.Rule]
		x := ruleSlot{label: idOf(Label(s.Label)), weight: r.Weight, sure: r.Sure}
		x.asWritten = s.Fixed || x.label == idNone // what is said to be no name is not for a fit to say
		if t.model != nil && !r.Fixed && x.label != idNone {
			if w, ok := t.model.Evidence[weightRule+r.Name+"."+s.Label]; ok {
				x.weight = w
			}
		}
		t.ruleSlots = append(t.ruleSlots, x)
	}
}

// newest leaves out the rules that a later one of the same name replaces.
func newest(rules []rule.Rule) []rule.Rule {
	last := map[string]int{}
	for i, r := range rules {
		last[r.Name] = i
	}
	var out []rule.Rule
	for i, r := range rules {
		if last[r.Name] == i {
			out = append(out, r)
		}
	}
	return out
}

// Lists are the labels and kinds of the listed names, as LOC.city, sorted.
func (t *Tagger) Lists() []string {
	t = t.ready()
	return kindsOf(t.lists[:len(t.lists)-1]) // the last is the lexicon
}

// Tag finds the names in src, whose tokens are given.
func (t *Tagger) Tag(src string, tokens []token.Token) ([]Mention, []Entity) {
	return t.TagRegions(src, tokens, nil)
}

// TagRegions is Tag for a document whose regions are given, which rules can ask for.
func (t *Tagger) TagRegions(src string, tokens []token.Token, regions []text.Region) ([]Mention, []Entity) {
	mentions, entities, _ := t.tag(src, tokens, regions, true)
	return mentions, entities
}

// TagBounded is TagRegions, whose error wraps rule.ErrTooManyMatches where rules match more often than is kept.
func (t *Tagger) TagBounded(src string, tokens []token.Token, regions []text.Region) ([]Mention, []Entity, error) {
	return t.tag(src, tokens, regions, false)
}

// tag is TagBounded; with anyway names are found beside an error too.
func (t *Tagger) tag(src string, tokens []token.Token, regions []text.Region, anyway bool) ([]Mention, []Entity, error) {
	if len(tokens) == 0 {
		return nil, nil, nil
	}
	t = t.ready()
	s := t.pool.get()
	defer t.put(s, len(tokens))
	s.view.regions = regions
	t.fill(&s.view, src, tokens)
	s.first = t.propose(s.first[:0], s)
	if err := s.machine.Err(); err != nil && !anyway {
		return nil, nil, err
	}
	mentions, entities := t.decide(s)
	return mentions, entities, nil
}

// keepTokens is how long a text may be whose scratch space is kept for the next:
// what a longer one needs would weigh on all that follow.
const keepTokens = 1 << 16

func (t *Tagger) put(s *scratch, tokens int) {
	if tokens <= keepTokens {
		t.pool.put(s)
	}
}

// decide chooses among the candidates that s.first proposes, and looks a
// second time with what the first look found.
func (t *Tagger) decide(s *scratch) ([]Mention, []Entity) {
	t.settle(s.first, &s.view)
	s.items, s.said = append(s.items[:0], s.first...), nil
	if t.model != nil {
		t.emit(s)
	}
	chosen := t.choose(s, nil)
	if t.noMemory {
		return t.result(s, chosen, s.cands)
	}
	s.memory.learn(t, &s.view, s.cands, chosen)
	again := s.memory.recall(t, &s.view, s.first)
	if len(again) == len(s.first) {
		return t.result(s, chosen, s.cands)
	}
	s.first = again
	s.sources = append(s.sources[:0], s.cands...)
	s.items = append(s.items[:0], s.first...)
	return t.result(s, t.choose(s, s.sources), s.sources)
}

// choose groups s.items into candidates and gives the best set. old are the
// candidates of the first look, nil for that one.
func (t *Tagger) choose(s *scratch, old []candidate) []int32 {
	s.sorter.sort(s.items, len(s.view.Tokens))
	s.cands, s.items = gather(s.cands[:0], s.items)
	if t.model != nil {
		return s.resolver.decode(t, s, old)
	}
	return s.resolver.resolve(s.cands, len(s.view.Tokens))
}

// propose appends the evidence of lists and rules.
func (t *Tagger) propose(items []item, s *scratch) []item {
	v := &s.view
	items = t.listEvidence(items, v)
	for _, m := range s.machine.Run(t.program, &v.Text) {
		for _, c := range m.Caps {
			if c.Slot < 0 || c.First >= c.Last || v.Tokens[m.First+c.First].Has(token.Address) && !t.ruleSlots[c.Slot].asWritten {
				continue
			}
			slot, first := &t.ruleSlots[c.Slot], m.First+c.First
			items = append(items, item{
				first: first, last: m.First + c.Last, start: v.Tokens[first].Start + v.Cut[first],
				weight: slot.weight, writtenWeight: slot.weight, ref: c.Slot, label: slot.label, source: fromRule, asWritten: slot.asWritten,
			})
		}
	}
	return items
}

// A pool keeps scratch space for the next text, with the words met of late. It
// is no sync.Pool, since the garbage collector empties that, and then all words
// are to be learned anew. It keeps as much as there are processors to use it.
type pool struct {
	mu   sync.Mutex
	free []*scratch
}

func (p *pool) get() *scratch {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.free)
	if n == 0 {
		return new(scratch)
	}
	s := p.free[n-1]
	p.free = p.free[:n-1]
	return s
}

func (p *pool) put(s *scratch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.free) < runtime.GOMAXPROCS(0) {
		p.free = append(p.free, s)
	}
}
