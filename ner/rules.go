package ner

import (
	"slices"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
)

// CheckRules says what is wrong with rules, by what the tagger has listed and by
// its own rules.
func (t *Tagger) CheckRules(rules []rule.Rule) []rule.Finding {
	t = t.ready()
	lists := rule.Lists{Rules: t.program.Rules, Nearly: t.stats.Nearly}
	for _, k := range classNames(t.lexicon.Gazetteer) {
		lists.Classes = append(lists.Classes, k[0])
	}
	for _, g := range t.gazetteer.Lists() {
		lists.Kinds = append(lists.Kinds, classNames(g)...)
	}
	return rule.Check(rules, lists)
}

// classNames are the labels and kinds of a list.
func classNames(g *gazetteer.Gazetteer) (out [][2]string) {
	seen := map[uint32]bool{}
	for i := range g.Len() {
		if c := g.Class(i); !seen[c] {
			seen[c] = true
			label, kind := g.ClassNames(c)
			out = append(out, [2]string{label, kind})
		}
	}
	return out
}

// TestRules runs the examples and counter-examples of rules that are the
// tagger's, and says which do not hold, and how many there are. Each asks what
// its rule by itself proposes, not what the tagger chooses. regions gives those
// of a text; nil for none.
func (t *Tagger) TestRules(rules []rule.Rule, regions func(src string) []text.Region) (failed []rule.Finding, examples int) {
	return rule.Test(rules, func(src, rule string) []rule.Trace {
		var in []text.Region
		if regions != nil {
			in = regions(src)
		}
		return t.Trace(src, token.Tokenize(src), in, rule)
	})
}

// Trace says what became of the rules in a text: of the one named, or of all if
// the name is empty. Rules that did not begin anywhere are left out unless
// named.
func (t *Tagger) Trace(src string, tokens []token.Token, regions []text.Region, rule string) []rule.Trace {
	t = t.ready()
	v := new(view)
	v.regions = regions
	t.fill(v, src, tokens)
	return t.program.Trace(&v.Text, rule)
}

// An Ablation is a text tagged once, of which one can ask what it would be without
// one of the rules. The evidence is gathered once; each question chooses anew
// among what is left of it, the second look included, and gives exactly what a
// tagger without the rule would. It is not safe for concurrent use.
//
// Lists cannot be left out so, since rules ask what is listed: for these build a
// tagger with Options.Hide.
type Ablation struct {
	tagger *Tagger
	scratch
	proposed []item
}

// Ablate tags a text for questions.
func (t *Tagger) Ablate(src string, tokens []token.Token) *Ablation {
	return t.AblateRegions(src, tokens, nil)
}

// AblateRegions is Ablate for a document whose regions are given, which rules can ask for.
func (t *Tagger) AblateRegions(src string, tokens []token.Token, regions []text.Region) *Ablation {
	t = t.ready()
	r := &Ablation{tagger: t}
	r.view.regions = regions
	t.fill(&r.view, src, tokens)
	r.proposed = t.propose(nil, &r.scratch)
	return r
}

// Rules are the names of the rules that proposed something, sorted.
func (r *Ablation) Rules() []string {
	var out []string
	for _, it := range r.proposed {
		if it.source == fromRule {
			if name := r.rule(it); !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return out
}

func (r *Ablation) rule(it item) string {
	p := r.tagger.program
	return p.Rules[p.Slots[it.ref].Rule].Name
}

// Without gives the mentions and entities that are found without a rule; all
// rules are used if the name is empty.
func (r *Ablation) Without(rule string) ([]Mention, []Entity) {
	if r.tagger == nil { // a zero Ablation, of no text
		return nil, nil
	}
	r.first = r.first[:0]
	for _, it := range r.proposed {
		if it.source != fromRule || rule == "" || r.rule(it) != rule {
			r.first = append(r.first, it)
		}
	}
	return r.tagger.decide(&r.scratch)
}

// Listed gives what the lists have in the text, before anything is chosen: every
// match of the labels that the tagger finds, in order of its first word. Matches
// overlap, and one stretch may be several entries. They have no score, evidence
// or entity (-1).
func (r *Ablation) Listed() []Mention {
	v := &r.view
	var out []Mention
	for i := range v.names {
		m := &v.names[i]
		label, kind := m.List.ClassNames(m.List.Class(m.Entry))
		if !r.tagger.labels[idOf(Label(label))] {
			continue
		}
		out = append(out, Mention{Start: m.Start, End: m.End, Text: v.src[m.Start:m.End], Label: Label(label), Kind: kind, Entity: -1})
	}
	return out
}
