package main

import (
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// What the lexicon says of a word, as far as it bears on whether the word
// beside it is part of a person's name.
type role uint16

const (
	given    role = 1 << iota // a given name that is no ordinary word
	family                    // a family name that is no ordinary word
	listed                    // a given or family name, whatever else it is
	link                      // بن, بنت, آل, أبو, عبد: a name stands behind it
	son                       // بن, بنت: a name stands before it too
	second                    // what stands behind عبد
	half                      // what stands before الدين or الله
	title                     // a title, office, rank
	weak                      // a title that something else follows as often
	filler                    // what may stand between a title and a name
	function                  // a word of grammar
	other                     // anything else that the lexicon knows
)

// roles has the roles of words and phrases by key, the most words that a
// phrase has, and the names as the lists write them.
type roles struct {
	of      map[string]role
	longest int
	names   map[string]bool
}

// readRoles works out the roles of a lexicon's words.
func readRoles(triggers []ner.Trigger) roles {
	r := roles{map[string]role{}, 1, map[string]bool{}}
	for _, t := range triggers {
		words := strings.Fields(token.Key(t.Form))
		r.longest = max(r.longest, len(words))
		as := roleOf(t.Class)
		r.of[strings.Join(words, " ")] |= as
		if as&listed != 0 {
			r.names[t.Form] = true
		}
	}
	return r
}

func roleOf(class string) role {
	first, rest, _ := strings.Cut(class, ".")
	isWeak := strings.HasSuffix(rest, "weak")
	switch {
	case class == "name.given":
		return given | listed
	case class == "name.family":
		return family | listed
	case first == "name":
		return listed
	case class == "nasab":
		return link | son
	case class == "kunya", class == "abd", class == "aal":
		return link
	case class == "abd.name":
		return second
	case first == "din", first == "allah" && !isWeak:
		return half
	case first == "nasab", first == "kunya", first == "abd", first == "allah", first == "particle":
		return 0
	case class == "nisba", class == "title.adj":
		return filler
	case first == "title" && isWeak:
		return weak
	case first == "title":
		return title
	case first == "function":
		return function
	}
	return other
}

// before says where a word or phrase of one of these roles begins that ends
// before token i; i where there is none.
func (r roles) before(tokens []token.Token, i int, want role) int {
	if tokens[i].Has(token.SentenceStart) {
		return i
	}
	for n := min(r.longest, i); n > 0; n-- {
		if phrase, ok := join(tokens[i-n : i]); ok && r.read(phrase)&want != 0 {
			return i - n
		}
	}
	return i
}

// read gives the roles of a key, or of what follows و ف ب ل ك in it.
func (r roles) read(key string) role {
	if got, ok := r.of[key]; ok {
		return got
	}
	for _, p := range [...]string{arabic.WawS, arabic.FehS, arabic.BehS, arabic.KafS, arabic.LamS} {
		if rest, ok := strings.CutPrefix(key, p); ok && r.of[rest]&(given|family|title|weak|link|half) != 0 {
			return r.of[rest]
		}
	}
	if rest, ok := strings.CutPrefix(key, arabic.LamS+arabic.LamS); ok { // للرئيس
		return r.of[arabic.Article+rest]
	}
	return 0
}

// join gives the keys of words that stand in one sentence with nothing
// between them.
func join(tokens []token.Token) (string, bool) {
	key := ""
	for i := range tokens {
		if tokens[i].Kind != token.Arabic || i > 0 && tokens[i].Has(token.SentenceStart) {
			return "", false
		}
		if i > 0 {
			key += " "
		}
		key += tokens[i].Norm
	}
	return key, true
}

// named reports whether what stands around token i shows it to be part of a
// person's name:
//
//   - behind a given name, بن, أبو, عبد, before بن, or as in نور الدين, نصر الله;
//   - behind any listed name that is itself shown to be one: last says so;
//   - behind a title, with at most two adjectives between them, if it is a
//     listed name, or without article and the title a strong one; what the
//     lexicon knows as something else too only if a listed name follows;
//   - before a family name, if it is a listed name.
//
// A word that the lexicon knows as something else and as no name is none; a
// title that is a name too is one only before بن, a nisba never behind a title,
// and a word of grammar only in the letters of the list: علي, not على.
func (r roles) named(tokens []token.Token, i int, last bool) bool {
	word := r.of[tokens[i].Norm]
	joined := i > 0 && tokens[i-1].Kind == token.Arabic && !tokens[i].Has(token.SentenceStart)
	var prev, next role
	if joined {
		prev = r.read(tokens[i-1].Norm)
	}
	if i+1 < len(tokens) && tokens[i+1].Kind == token.Arabic && !tokens[i+1].Has(token.SentenceStart) {
		next = r.of[tokens[i+1].Norm]
	}
	switch {
	case word&second != 0 && prev&link != 0, word&half != 0 && ends(tokens, i+1), prev&half != 0 && ends(tokens, i):
		return true
	case word&(other|title|weak|filler|link|function) != 0 && word&listed == 0,
		word&function != 0 && !r.names[tokens[i].Surface]:
		return false
	case next&son != 0:
		return true
	case word&(title|weak) != 0:
		return false
	case next&family != 0 && next&given == 0 && word&listed != 0,
		prev&(given|link) != 0, last && prev&listed != 0:
		return true
	case !joined, word&filler != 0, word&listed == 0 && strings.HasPrefix(tokens[i].Norm, arabic.Article):
		return false
	}
	want := title
	if word&listed != 0 {
		want |= weak
	}
	if word&other != 0 && next&listed == 0 { // المتحدث باسم
		return false
	}
	at := r.before(tokens, r.before(tokens, i, filler), filler)
	return r.before(tokens, at, want) < at
}

// ends reports whether token i is الدين or الله, with no other sentence begun.
func ends(tokens []token.Token, i int) bool {
	return i < len(tokens) && !tokens[i].Has(token.SentenceStart) && (tokens[i].Norm == theFaith || tokens[i].Norm == god)
}
