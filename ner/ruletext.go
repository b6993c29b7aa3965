package ner

import "github.com/alam-nlp/alam/token"

// A ruleText is a text as rules see it: its tokens, and for each the number of its
// profile and how many bytes of it proclitics take. It is scratch space for one
// goroutine.
type ruleText struct {
	tokens   []token.Token
	cut      []int   // per token how many bytes of it the proclitics take
	profile  []int32 // per token its profile
	profiles profiles
}

// begins reports whether token i is the first of a sentence.
func (v *ruleText) begins(i int) bool { return v.tokens[i].Has(token.SentenceStart) }

// has reports whether token i answers an atom.
func (v *ruleText) has(i int32, bit int) bool { return v.profiles.has(v.profile[i], bit) }
