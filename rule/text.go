package rule

import "github.com/alam-nlp/alam/token"

// A Text is a text as rules see it: its tokens, and for each the number of its
// profile and how many bytes of it proclitics take. It is scratch space for one
// goroutine.
type Text struct {
	Tokens   []token.Token
	Cut      []int   // per token how many bytes of it the proclitics take
	Profile  []int32 // per token its profile
	Profiles profiles
}

// Begins reports whether token i is the first of a sentence.
func (v *Text) Begins(i int) bool { return v.Tokens[i].Has(token.SentenceStart) }

// Has reports whether token i answers an atom.
func (v *Text) Has(i int32, bit int) bool { return v.Profiles.Has(v.Profile[i], bit) }
