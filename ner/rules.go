package ner

import (
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
