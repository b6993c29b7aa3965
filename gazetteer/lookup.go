package gazetteer

import (
	"fmt"
	"github.com/alam-nlp/alam/token"
)

// A Reading is one way to look up a word or phrase, and what came of it.
type Reading struct {
	// Form is the key that was looked up, Proclitics what was cut off before it.
	Form       string
	Proclitics token.Proclitic
	// Result says what was found.
	Result Result
	// Words is how many words of the phrase the lists know as the beginning
	// of a name.
	Words int
	// Spelling is set for the result Misspelled.
	Spelling Spelling
	// Matches are the names found, for the result Found.
	Matches []Match
}

// Result is what a look-up came to.
type Result uint8

// The results of a look-up.
const (
	Unknown    Result = iota // no list has the first word
	Incomplete               // the words begin a name, but none ends here
	Misspelled               // a name has this key, but its letters differ too much
	Hidden                   // the name is listed, but an upper list hides it
	Found
)

var resultNames = [...]string{"unknown", "incomplete", "misspelled", "hidden", "found"}

func (r Result) String() string {
	if int(r) < len(resultNames) {
		return resultNames[r]
	}
	return fmt.Sprintf("Result(%d)", uint8(r))
}

// Lookup says how a phrase is read as a name, for every cut of proclitics off
// its first word, and why a reading fails. A match covers the whole phrase.
func (l *Layers) Lookup(phrase string) []Reading { return l.LookupBy(new(Scratch), phrase) }

// LookupBy is Lookup with a Scratch that knows ordinary words, which are no
// variants of a name's.
func (l *Layers) LookupBy(f *Scratch, phrase string) []Reading {
	tokens := token.Tokenize(phrase)
	if len(tokens) == 0 {
		return nil
	}
	whole := map[token.Cut][]Match{}
	cuts := []token.Cut{{}}
	if tokens[0].Kind == token.Arabic {
		cuts = token.AppendReadings(nil, tokens[0].Norm)
	}
	read := AllCuts
	if begins, _ := l.Begins(f, &tokens[0]); begins < 1<<variantCuts { // no variant, or an ordinary word
		read = exactCuts
	}
	for _, m := range l.AppendAt(nil, f, tokens, 0, read) {
		if int(m.Last) == len(tokens) {
			for _, c := range cuts {
				if c.Proclitics == m.Proclitics && c.Article == m.Article {
					whole[c] = append(whole[c], m)
				}
			}
		}
	}
	var out []Reading
	for _, c := range cuts {
		keys := []string{string(c.Form(tokens[0].Norm, nil))}
		for _, t := range tokens[1:] {
			if !inner(&t) {
				keys = append(keys, t.Norm)
			}
		}
		r := Reading{Form: keys[0], Proclitics: c.Proclitics, Matches: whole[c]}
		for _, k := range keys[1:] {
			r.Form += " " + k
		}
		r.Words = l.depth(keys)
		switch {
		case len(r.Matches) > 0:
			r.Result = Found
		case r.Words == 0:
		case r.Words < len(keys):
			r.Result = Incomplete
		default:
			r.Result, r.Spelling = l.why(keys, tokens, c)
		}
		out = append(out, r)
	}
	return out
}

// depth is how many of the keys some list can follow from the root.
func (l *Layers) depth(keys []string) int {
	best := 0
	for _, g := range l.layers {
		for n := len(keys); n > best; n-- {
			if g.path(keys[:n]) != 0 {
				best = n
			}
		}
	}
	return best
}

// why says what kept names whose path exists from matching.
func (l *Layers) why(keys []string, tokens []token.Token, c token.Cut) (Result, Spelling) {
	result, spelling := Incomplete, Same
	for i := range l.layers {
		from, to := l.layers[i].namesAt(l.layers[i].path(keys))
		for n := from; n < to; n++ {
			_, text, _ := l.layers[i].name(n)
			if l.layers[i].isHidden(n) {
				if result == Incomplete {
					result = Hidden
				}
				continue
			}
			after := max(0, tokens[0].After(c.N))
			result, spelling = Misspelled, Compare(text, tokens[0].Surface[after:], c.Article)
		}
	}
	return result, spelling
}
