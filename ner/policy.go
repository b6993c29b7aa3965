package ner

import (
	"io"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/tsv"
)

// A Policy says what is taken as settled of listed names of several words, by
// their label and kind, and of titles and heads, by their class in the lexicon; see
// data/guidelines/news/policy.tsv. It is immutable.
type Policy struct {
	classes map[string]classPolicy // by LABEL.kind, or LABEL
	outside []string               // classes of titles and of heads
}

// A classPolicy is what is settled of a label and kind.
type classPolicy struct {
	sure        sureness
	word        bool // its names of one word are sure too
	adjective   bool // behind its name stands where it is from, which is a part of it
	nationality bool // behind its name stands where it is from, which is no part of it
}

// A sureness is when a listed name of several words is sure.
type sureness uint8

const (
	sureNever  sureness = iota
	sureAlways          // whatever stands around it
	sureHeaded          // listed with a head that belongs to it, and under no other label
	sureUsual           // by its entry's first name, if that has several words and is of today
)

var sureNames = map[string]sureness{"sure": sureAlways, "sure.headed": sureHeaded, "sure.usual": sureUsual}

const (
	policyNationality = "nationality"
	policyWord        = "sure.word"
	policyAdjective   = "adjective"
	policyOutside     = "outside"
)

var policyColumns = []string{"class", "policy", "note"}

// ReadPolicy reads a policy: tab-separated, with the columns class, policy, note.
// path is for errors, which are *ParseError.
func ReadPolicy(path string, r io.Reader) (*Policy, error) {
	p := &Policy{classes: map[string]classPolicy{}}
	err := tsv.Read(path, r, policyColumns[:2], policyColumns, p.add)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// add takes a row.
func (p *Policy) add(row tsv.Row) error {
	class, word := row.Cell("class"), row.Cell("policy")
	label, _, _ := strings.Cut(class, ".")
	listed := idOf(Label(label)) < idNone
	sure, isSure := sureNames[word]
	if !isSure && word != policyWord && word != policyAdjective && word != policyNationality && word != policyOutside {
		return row.Fail("policy", "policy %q, want sure, sure.headed, sure.usual, %s, %s, %s or %s", word, policyWord, policyAdjective, policyNationality, policyOutside)
	}
	c := p.classes[class]
	switch {
	case class == "" || listed == (word == policyOutside):
		want := "PER, LOC, ORG or MISC, or one with a kind, as LOC.city"
		if word == policyOutside {
			want = "one of titles or heads in the lexicon, as title.royal or head.loc.river"
		}
		return row.Fail("class", "class %q for %s, want %s", class, word, want)
	case isSure && c.sure != sureNever, word == policyWord && c.word, word == policyAdjective && c.adjective, word == policyNationality && c.nationality, slices.Contains(p.outside, class):
		return row.Fail("policy", "policy of %s a second time", class)
	case word == policyOutside:
		p.outside = append(p.outside, class)
		return nil
	case isSure:
		c.sure = sure
	case word == policyWord:
		c.word = true
	case word == policyAdjective:
		c.adjective = true
	default:
		c.nationality = true
	}
	p.classes[class] = c
	return nil
}

// WithoutWords is the policy without what it settles of names of one word, to
// measure what that is worth.
func (p *Policy) WithoutWords() *Policy {
	if p == nil {
		return nil
	}
	out := &Policy{classes: map[string]classPolicy{}, outside: p.outside}
	for k, c := range p.classes {
		c.word = false
		out.classes[k] = c
	}
	return out
}

// of is what is settled of a label and kind; nothing without a policy.
func (p *Policy) of(label, kind string) classPolicy {
	if p == nil {
		return classPolicy{}
	}
	c, ok := p.classes[label+"."+kind]
	if !ok {
		c = p.classes[label]
	}
	return c
}

// standOutside are the classes of titles that stand outside of persons' names also
// where they are listed with them, and those of heads that stand outside of names
// though the lexicon has them inside; none without a policy.
func (p *Policy) standOutside() []string {
	if p == nil {
		return nil
	}
	return p.outside
}
